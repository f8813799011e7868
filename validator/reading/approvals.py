"""Approvals of changes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from validator.model.approval import Approval
from validator.reading.amounts import calendar_date
from validator.reading.findings import Findings

if TYPE_CHECKING:
    from validator.diagnostics import Diagnostic
    from validator.reading.cursor import Cursor


def read_approvals(cursor: Cursor) -> tuple[tuple[Approval, ...], tuple[Diagnostic, ...]]:
    """Return the approvals of a policy, with the mistakes in them."""
    findings = Findings()
    approvals = [
        Approval(
            change=each["change"].text,
            by=each["by"].text,
            because=each["because"].text,
            until=calendar_date(each["until"], findings),
            at=each.at,
        )
        for each in cursor["approvals"].items()
    ]
    known: dict[str, Approval] = {}
    for approval in approvals:
        if approval.change in known:
            findings.error(
                "duplicate-name",
                approval.at.child("change"),
                f"The change `{approval.change}` is approved twice.",
                "Keep the approval that holds, and remove the other one.",
            )
        known[approval.change] = approval
    return tuple(approvals), tuple(findings.all)
