"""`slawyer check`: everything that can be said of policies without a ticket."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from validator.cli import colours
from validator.cli.exit_codes import CLEAN, FINDINGS, NOTHING
from validator.cli.options import policies_folder_of, policies_option
from validator.workspace.trouble import Trouble

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from validator.diagnostics import Diagnostic
    from validator.render.findings import Report
    from validator.workspace.policies import Policies

EPILOG = """\b
Examples:
  slawyer check
  slawyer check policies/zitadel
  slawyer check --format github --output json=findings.json

Exit codes: 0 nothing to mend (notes do not count), 1 errors or warnings, 2 could not be carried out, 3 nothing was
there to check.
"""

FORMATS: Final = ("text", "concise", "json", "github")
SILENT: Final = ("json", "github")
"""Formats for programs: what sums a run up goes to stderr."""

COLOURS: Final = {"error": "red", "warning": "yellow", "note": "cyan", "caret": "red", "place": "blue"}


@click.command("check", epilog=EPILOG)
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path), metavar="[PATH]...")
@policies_option
@click.option(
    "--format",
    "kind",
    type=click.Choice(FORMATS),
    default="text",
    show_default=True,
    help="How findings are written.",
)
@click.option(
    "--output",
    "outputs",
    multiple=True,
    metavar="FORMAT=FILE",
    help="Write a format to a file as well; may be repeated.",
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

    PATH is a folder of policies, a policy, or anything within one: a file stands for its whole policy, since a change
    in one file can break another. Without PATH, all policies are checked.
    """
    from validator.workspace.selection import selected  # noqa: PLC0415 -- after --help

    targets = [_target(output) for output in outputs]
    checked = selected(paths or [policies_folder_of(policies_folder)])
    report = _report(checked)
    click.echo(_rendered(report, kind), nl=False)
    if kind in SILENT:
        click.echo(_closing(report), err=True)
    for other, file in targets:
        _write(file, _rendered(report, other, styled=False))
    if not report.findings and not any(policies.documents for policies in checked):
        click.echo(
            "slawyer: there was nothing to check; a policy is a folder with a file policy.yaml", err=True
        )
        return CLEAN if allow_empty else NOTHING
    return FINDINGS if report.fails else CLEAN


def show_errors(policies: Policies, *, meaning: bool = True) -> bool:
    """Show on stderr what keeps policies from being used; tell whether there was anything."""
    from validator.diagnostics import Level  # noqa: PLC0415 -- after --help
    from validator.render.findings import resolve, text  # noqa: PLC0415 -- after --help

    errors = [each for each in _diagnostics(policies, meaning=meaning) if each.level is Level.ERROR]
    if errors:
        click.echo(text(resolve(errors, policies.documents, "Policies")), nl=False, err=True)
    return bool(errors)


def _diagnostics(policies: Policies, *, meaning: bool) -> list[Diagnostic]:
    """Return what every stage finds, as far as it can look; what is half read is not asked who uses it."""
    from validator.checks import check, unused_definition  # noqa: PLC0415 -- after --help
    from validator.workspace.facts import facts_about  # noqa: PLC0415 -- after --help
    from validator.workspace.sound_parts import sound_parts  # noqa: PLC0415 -- after --help

    found = list(policies.diagnostics)
    if meaning:
        found += check(policies.policies, facts_about(policies.policies))
        parts = tuple(sound_parts(policies))
        partly = check(parts, facts_about(parts))
        found += [each for each in partly if each.rule != unused_definition.RULE.name]
    return found


def _report(checked: Sequence[Policies]) -> Report:
    from validator.render.findings import Report, resolve  # noqa: PLC0415 -- after --help
    from validator.workspace.examples import load_examples  # noqa: PLC0415 -- after --help

    examples = [load_examples(each) for each in checked]
    reports = [
        resolve(
            [*_diagnostics(policies, meaning=True), *found.diagnostics],
            {**policies.documents, **found.documents},
        )
        for policies, found in zip(checked, examples, strict=True)
    ]
    return Report(
        findings=tuple(finding for report in reports for finding in report.findings),
        suppressed=sum(report.suppressed for report in reports),
        subject=_subject(
            [file for policies in checked for file in policies.documents],
            sum(len(found.examples) for found in examples),
        ),
    )


def _subject(files: Collection[str], examples: int) -> str:
    """Return in words what was looked at, sound or not."""
    parts = [file.split("/") for file in files]
    policies = {name for name, *_ in parts}
    editions = {(name, *rest[:2]) for name, *rest in parts if rest[0] == "editions"}
    agreements = [file for _, *rest in parts if rest[0] == "agreements" for file in rest[1:]]
    counts = [(len(policies), "policy"), (len(editions), "edition"), (len(agreements), "agreement")]
    if examples:
        counts.append((examples, "example"))
    return ", ".join(f"{count} {word if count == 1 else _plural(word)}" for count, word in counts)


def _plural(word: str) -> str:
    return f"{word[:-1]}ies" if word.endswith("y") else f"{word}s"


def _target(output: str) -> tuple[str, Path]:
    kind, separator, file = output.partition("=")
    if not separator or kind not in FORMATS or not file:
        raise Trouble(f"--output {output} is not FORMAT=FILE", f"The formats are {', '.join(FORMATS)}.")
    return kind, Path(file)


def _rendered(report: Report, kind: str, *, styled: bool = True) -> str:
    from validator.render import findings  # noqa: PLC0415 -- after --help

    if kind == "text" and styled and colours.wanted():
        return findings.text(report, _style)
    return findings.FORMATS[kind](report)


def _closing(report: Report) -> str:
    from validator.render.findings.text import closing  # noqa: PLC0415 -- after --help

    return closing(report)


def _style(words: str, role: str) -> str:
    return click.style(words, fg=COLOURS.get(role), bold=role in {"error", "warning"})


def _write(file: Path, words: str) -> None:
    from validator.workspace.outputs import replace_file  # noqa: PLC0415 -- after --help

    replace_file(file, words)
