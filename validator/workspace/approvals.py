"""The approvals of policies, and what they approve of on a day."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from validator.diagnostics import Diagnostic, Level
from validator.document import source_of
from validator.reading.approvals import read_approvals
from validator.reading.cursor import Cursor
from validator.render.findings import resolve
from validator.render.findings.finding import Accepted
from validator.workspace.folder import printable, read_folder
from validator.workspace.layout import APPROVALS, APPROVALS_KIND, kind_of
from validator.workspace.outputs import replace_file
from validator.workspace.policies import prove

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence
    from datetime import date
    from pathlib import Path

    from validator.document import Document, Source
    from validator.model.approval import Approval
    from validator.render.findings.finding import Finding, Report
    from validator.workspace.policies import Policies

HEADER: Final = """# yaml-language-server: $schema=../../schema/approvals.schema.json
# Changes that are meant although they are worse for customers, or break a rule of publishing.
approvals:
"""

RULES: Final[Mapping[str, str]] = {
    "approval-expired": "The approval of a change has expired.",
    "approval-unused": "An approval approves of nothing that has changed.",
}


@dataclass(frozen=True, slots=True)
class Approvals:
    """The approvals of all policies, what is wrong with their files, and those files by their path below the root."""

    approvals: tuple[Approval, ...]
    documents: Mapping[str, Document | Source]
    diagnostics: tuple[Diagnostic, ...]


def load_approvals(policies: Policies) -> Approvals:
    """Read the approvals of policies, where they have any."""
    documents: dict[str, Document | Source] = {}
    diagnostics: list[Diagnostic] = []
    approvals: list[Approval] = []
    for name in sorted({file.partition("/")[0] for file in policies.documents}):
        shown = f"{policies.shown}/{printable(name)}"
        folder = read_folder(policies.root / name, shown, lambda path: kind_of(path) == APPROVALS_KIND)
        for path, content in folder.files.items():
            file = f"{name}/{path}"
            document, found = prove(content, f"{shown}/{path}", APPROVALS_KIND, file)
            source = document or source_of(content, f"{shown}/{path}")
            if source is not None:
                documents[file] = source
            diagnostics += found
            if document is not None and not found:
                read, mistakes = read_approvals(Cursor(file, document.root))
                approvals += read
                diagnostics += mistakes
    return Approvals(tuple(approvals), documents, tuple(diagnostics))


def approved(
    report: Report, approvals: Approvals, day: date, before: Collection[str], *, whole: bool
) -> Report:
    """Set aside what is approved of on a day, and say which approvals have expired or approve of nothing.

    `before` are the changes that the old side approves of: such an approval has served, and may go. `whole` says that
    whole policies were compared, so that an approval which approves of nothing is useless.
    """
    left: list[Finding] = []
    accepted: list[Accepted] = []
    used: set[str] = set()
    expired: list[Diagnostic] = []
    for finding in report.findings:
        approval = next((each for each in approvals.approvals if each.covers(finding.fingerprint)), None)
        if approval is None or finding.level is Level.NOTE:
            left.append(finding)
            continue
        used.add(approval.change)
        if day <= approval.until:
            reason = f"{approval.by}, until {approval.until}: {approval.because}"
            accepted.append(Accepted(finding, reason))
        else:
            left.append(finding)
            expired.append(_expired(approval))
    unused = _unused(approvals, used, before) if whole else ()
    own = resolve([*expired, *unused, *approvals.diagnostics], approvals.documents, judged=False)
    return replace(report, findings=(*left, *own.findings), accepted=tuple(accepted))


def accept(policies: Policies, name: str, entries: Sequence[Mapping[str, str]]) -> Path:
    """Add approvals to the file of a policy, and return it; what it holds already stays as it is."""
    path = policies.root / name / APPROVALS
    written = path.read_text("utf-8") if path.exists() else HEADER
    blocks = [
        "  - "
        + "\n    ".join(f"{key}: {json.dumps(value, ensure_ascii=False)}" for key, value in entry.items())
        for entry in entries
    ]
    replace_file(path, written.rstrip("\n") + "\n" + "\n".join(blocks) + "\n")
    return path


def _expired(approval: Approval) -> Diagnostic:
    return Diagnostic(
        "approval-expired",
        Level.WARNING,
        f"The approval of {approval.change} by {approval.by} expired on {approval.until}.",
        approval.at.child("until"),
        "Take the change back, or let it be approved of anew.",
    )


def _unused(approvals: Approvals, used: set[str], before: Collection[str]) -> Iterator[Diagnostic]:
    for approval in approvals.approvals:
        if approval.change in used:
            continue
        served = approval.change in before
        yield Diagnostic(
            "approval-unused",
            Level.NOTE if served else Level.WARNING,
            f"Nothing that has changed has the fingerprint {approval.change}.",
            approval.at.child("change"),
            "Its change is part of the contract by now: remove the approval."
            if served
            else "Copy the fingerprint that `slawyer diff` shows, or remove the approval.",
        )
