"""`slawyer check`: everything that can be said of policies without a ticket."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from validator.cli.exit_codes import CLEAN, FINDINGS, NOTHING
from validator.cli.options import policies_folder_of, policies_option
from validator.workspace.trouble import Trouble

if TYPE_CHECKING:
    from collections.abc import Sequence

    from validator.diagnostics import Diagnostic
    from validator.render.findings import Report
    from validator.workspace.policies import Policies

EPILOG = """\b
Examples:
  slawyer check
  slawyer check policies/zitadel/editions/2024-01-10/plans.yaml
  slawyer check --format github --output json=findings.json
"""

FORMATS = ("text", "concise", "json", "github")


@click.command("check", epilog=EPILOG)
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path), metavar="[PATH]...")
@policies_option
@click.option("--format", "kind", type=click.Choice(FORMATS), default="text", show_default=True)
@click.option(
    "--output", "outputs", multiple=True, metavar="FORMAT=FILE", help="Write a format to a file as well."
)
@click.option("--allow-empty", is_flag=True, help="Exit with 0 even if there is nothing to check.")
def command(
    *,
    paths: tuple[Path, ...],
    policies_folder: Path | None,
    kind: str,
    outputs: tuple[str, ...],
    allow_empty: bool,
) -> int:
    """Check policies and agreements: text, shape, references, meaning. All mistakes are told at once.

    PATH is a folder of policies, one policy, or files: of files, only what stands in them is told.
    """
    targets = [_target(output) for output in outputs]
    files = [path for path in paths if not path.is_dir()]
    for path in files:
        if not path.exists():
            raise Trouble(f"there is no file or folder {path}", "Check the path.")
    folders = _folders(paths, policies_folder)
    reports = [_checked(policies) for policies in folders]
    checked = sum(len(policies.documents) for policies in folders)
    report = _only(_joined(reports), files) if files else _joined(reports)
    click.echo(_rendered(report, kind, styled=True), nl=False)
    for other, file in targets:
        _write(file, _rendered(report, other, styled=False))
    if checked == 0 and not report.findings:
        click.echo("slawyer: there was nothing to check", err=True)
        return CLEAN if allow_empty else NOTHING
    return FINDINGS if report.fails else CLEAN


def show_errors(policies: Policies, *, meaning: bool = True) -> bool:
    """Show what keeps policies from being used, on stderr; tell whether there was anything."""
    from validator.diagnostics import Level  # noqa: PLC0415 -- after --help
    from validator.render.findings import resolve, text  # noqa: PLC0415 -- after --help

    errors = [each for each in _diagnostics(policies, meaning=meaning) if each.level is Level.ERROR]
    if errors:
        click.echo(text(resolve(errors, policies.documents, "Policies")), nl=False, err=True)
    return bool(errors)


def _diagnostics(policies: Policies, *, meaning: bool) -> list[Diagnostic]:
    from validator.checks import check  # noqa: PLC0415 -- after --help
    from validator.workspace.facts import facts_about  # noqa: PLC0415 -- after --help

    found = list(policies.diagnostics)
    if meaning:
        found += check(policies.policies, facts_about(policies.policies))
    return found


def _folders(paths: Sequence[Path], given: Path | None) -> list[Policies]:
    """Load the folders of policies that paths lie in, each once."""
    from validator.workspace.policies import load  # noqa: PLC0415 -- after --help

    if not paths:
        return [load(policies_folder_of(given))]
    found: dict[Path, Policies] = {}
    for path in paths:
        if not path.exists():
            raise Trouble(f"there is no file or folder {path}", "Check the path.")
        policies = load(path)
        found.setdefault(path if path.is_dir() else policies.root, policies)
    return list(found.values())


def _checked(policies: Policies) -> Report:
    from validator.render.findings import resolve  # noqa: PLC0415 -- after --help

    editions = sum(len(policy.editions) for policy in policies.policies)
    agreements = sum(len(policy.agreements) for policy in policies.policies)
    subject = (
        f"{_count(len(policies.documents), 'file')}, "
        f"{_count(len(policies.policies), 'sound policy', 'sound policies')}, "
        f"{_count(editions, 'edition')}, {_count(agreements, 'agreement')}"
    )
    return resolve(_diagnostics(policies, meaning=True), policies.documents, subject)


def _count(number: int, one: str, many: str | None = None) -> str:
    return f"{number} {one if number == 1 else many or one + 's'}"


def _joined(reports: Sequence[Report]) -> Report:
    from validator.render.findings import Report as Joined  # noqa: PLC0415 -- after --help

    findings = tuple(finding for report in reports for finding in report.findings)
    subject = "; ".join(report.subject for report in reports)
    return Joined(findings, sum(report.suppressed for report in reports), subject)


def _only(report: Report, files: Sequence[Path]) -> Report:
    """Keep the findings that stand in some files, or in something else that keeps them from being understood."""
    from validator.render.findings import Report as Part  # noqa: PLC0415 -- after --help

    wanted = {file.resolve() for file in files}
    findings = tuple(each for each in report.findings if Path(each.place.file).resolve() in wanted)
    return Part(findings, report.suppressed, report.subject)


def _target(output: str) -> tuple[str, Path]:
    kind, separator, file = output.partition("=")
    if not separator or kind not in FORMATS or not file:
        raise Trouble(f"--output {output} is not FORMAT=FILE", f"The formats are {', '.join(FORMATS)}.")
    return kind, Path(file)


def _rendered(report: Report, kind: str, *, styled: bool) -> str:
    from validator.render.findings import FORMATS as RENDERERS  # noqa: PLC0415 -- after --help
    from validator.render.findings import text  # noqa: PLC0415 -- after --help

    colours = styled and sys.stdout.isatty() and not os.environ.get("NO_COLOR")
    if kind == "text" and colours:
        return text(report, _style)
    return RENDERERS[kind](report)


COLOURS = {"error": "red", "warning": "yellow", "note": "cyan", "caret": "red", "place": "blue"}


def _style(words: str, role: str) -> str:
    return click.style(words, fg=COLOURS.get(role), bold=role in {"error", "warning"})


def _write(file: Path, words: str) -> None:
    from validator.workspace.outputs import replace_file  # noqa: PLC0415 -- after --help

    replace_file(file, words)
