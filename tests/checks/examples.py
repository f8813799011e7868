"""The examples of every rule: a folder with changes to a minimal policy, and what is then said.

`python -m tests.checks.examples` writes what is said now into the examples; review the difference before you commit it.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from validator.checks import RULES, check
from validator.render.findings import Report, resolve
from validator.workspace.facts import facts_about
from validator.workspace.policies import load

if TYPE_CHECKING:
    from validator.checks import Rule

HERE = Path(__file__).parent
MINIMAL = HERE / "minimal"
SECOND_EDITION = HERE / "second_edition"


def folder_of(rule: Rule) -> Path:
    return HERE / rule.name.replace("-", "_")


def policy_with(changes: Path, folder: Path) -> Path:
    """Lay changes over the minimal policy, in a new folder `policies`; with a second edition where they need one."""
    layers = [MINIMAL, changes]
    if (changes / "editions" / "2024-07-01").exists():
        layers.insert(1, SECOND_EDITION)
    for layer in layers:
        shutil.copytree(layer, folder / "policies" / "minimal", dirs_exist_ok=True)
    return folder / "policies"


def report_on(changes: Path, folder: Path) -> Report:
    """Check the minimal policy with some changes."""
    root = policy_with(changes, folder)
    before = Path.cwd()
    os.chdir(root.parent)  # so that files are named as people would type them
    try:
        policies = load(Path(root.name))
        found = [*policies.diagnostics, *check(policies.policies, facts_about(policies.policies))]
        return resolve(found, policies.documents)
    finally:
        os.chdir(before)


def said(report: Report) -> str:
    """Return what is said of a policy, without the layout that the terminal gives it."""
    lines = []
    for finding in report.findings:
        start = finding.place.span.start
        lines += [
            f"{finding.place.file}:{start.line}:{start.column}: {finding.level.value} {finding.rule}",
            f"  {finding.quoted.strip()}",
            f"  {finding.message}",
            *(
                f"  {noted.place.file}:{noted.place.span.start.line}: {noted.message}"
                for noted in finding.related
            ),
            *([f"  did you mean `{finding.meant}`?"] if finding.meant else []),
            *([f"  clause: {finding.clause}"] if finding.clause else []),
            f"  next: {finding.next_step}",
        ]
    return "\n".join([*lines, ""])


def accept() -> None:
    for rule in RULES:
        with tempfile.TemporaryDirectory() as folder:
            expected = said(report_on(folder_of(rule) / "bad", Path(folder)))
        (folder_of(rule) / "expected.txt").write_text(expected, encoding="utf-8")


if __name__ == "__main__":
    accept()
