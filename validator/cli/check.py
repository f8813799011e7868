"""`slawyer check`: everything that can be said of policies without a ticket."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from validator.cli.exit_codes import CLEAN, FINDINGS, NOTHING
from validator.cli.formats import READ_BY_PEOPLE, format_options, rendered, targets, write
from validator.cli.options import policies_folder_of, policies_option

if TYPE_CHECKING:
    from collections.abc import Collection

    from validator.diagnostics import Diagnostic
    from validator.render.findings import Report
    from validator.workspace.examples import Examples
    from validator.workspace.policies import Policies

EPILOG = """\b
Examples:
  slawyer check
  slawyer check policies/zitadel
  slawyer check --format github --output json=findings.json

Exit codes: 0 nothing to mend (notes do not count), 1 errors or warnings, 2 could not be carried out, 3 nothing was
there to check.
"""


@click.command("check", epilog=EPILOG)
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path), metavar="[PATH]...")
@policies_option
@format_options()
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
    from validator.render.findings import together  # noqa: PLC0415 -- after --help
    from validator.workspace.selection import selected  # noqa: PLC0415 -- after --help

    files = targets(outputs)
    checked = selected(paths or [policies_folder_of(policies_folder)])
    report = together([report_of(policies) for policies in checked])
    click.echo(rendered(report, kind), nl=False)
    if kind not in READ_BY_PEOPLE:
        click.echo(_closing(report), err=True)
    write({file: rendered(report, other, styled=False) for other, file in files})
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


def report_of(policies: Policies, examples: Examples | None = None) -> Report:
    """Return everything that can be said of the policies of a folder, their examples included."""
    from validator.render.findings import resolve  # noqa: PLC0415 -- after --help
    from validator.workspace.approvals import load_approvals  # noqa: PLC0415 -- after --help
    from validator.workspace.examples import load_examples  # noqa: PLC0415 -- after --help

    found = examples or load_examples(policies)
    approvals = load_approvals(policies)
    diagnostics = [*_diagnostics(policies, meaning=True), *found.diagnostics, *approvals.diagnostics]
    documents = {**policies.documents, **found.documents, **approvals.documents}
    return resolve(diagnostics, documents, _subject(policies.documents, len(found.examples)))


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


def _closing(report: Report) -> str:
    from validator.render.findings.text import closing  # noqa: PLC0415 -- after --help

    return closing(report)
