"""Two states compared, with what is approved of set aside."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from validator.render.changes import diagnostics
from validator.render.changes.text import closing
from validator.render.findings import resolve
from validator.workspace.approvals import approved, load_approvals
from validator.workspace.differences import difference

if TYPE_CHECKING:
    from datetime import date

    from validator.changes.difference import Difference
    from validator.render.findings import Report
    from validator.workspace.operands import Side


def judged(before: Side, after: Side, today: date) -> tuple[Difference, Report]:
    """Compare two states, and set aside what is approved of on a day."""
    found = difference(before, after)
    report = resolve(diagnostics(found), found.documents, judged=False)
    known = {each.change for each in load_approvals(before.policies).approvals}
    whole = before.edition is None and after.edition is None
    left = approved(report, load_approvals(after.policies), today, known, whole=whole)
    return found, replace(left, subject=closing(found, left).rstrip("."))
