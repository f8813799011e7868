"""`slawyer ci`: everything that a change of contracts must pass, in one command."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import click

from validator.cli import colours
from validator.cli.exit_codes import CLEAN, FINDINGS, NOTHING
from validator.cli.formats import READ_BY_PEOPLE, format_options, rendered, style, targets, write
from validator.cli.options import policies_folder_of, policies_option
from validator.workspace.trouble import because

if TYPE_CHECKING:
    from contextlib import AbstractContextManager

    from validator.render.findings import Report
    from validator.workspace.examples import Examples
    from validator.workspace.host import Host
    from validator.workspace.operands import Side
    from validator.workspace.policies import Policies

EPILOG = """\b
Examples:
  slawyer ci
  slawyer ci --base origin/release --output sarif=slawyer.sarif --output junit=slawyer.xml
  slawyer ci --base v1.0:contracts             the policies lay in another folder then

On GitHub the findings become annotations, and a summary of the run; in GitLab, write the report that a merge request
shows with `--output gitlab=gl-code-quality-report.json`.

Exit codes: 0 clean, 1 findings, 2 could not be carried out, 3 there is no policy.
"""


@click.command("ci", epilog=EPILOG)
@policies_option
@click.option(
    "--base", metavar="REF", help="What to compare with; by default what the host or the branch says."
)
@format_options(default=None)
@click.option(
    "--fail-on",
    type=click.Choice(["adverse", "any", "never"]),
    default="adverse",
    show_default=True,
    help="Which changes fail the run; mistakes and failing examples always do.",
)
@click.option("--today", metavar="DAY", help="The day on which approvals must hold; by default today.")
def command(
    *,
    policies_folder: Path | None,
    base: str | None,
    kind: str | None,
    outputs: tuple[str, ...],
    fail_on: str,
    today: str | None,
) -> int:
    """Check all policies, try their examples, and compare them with the state that the change was made from."""
    from validator.cli.diff import day_of, fails  # noqa: PLC0415 -- after --help
    from validator.render.changes.text import text  # noqa: PLC0415 -- after --help
    from validator.render.findings import together  # noqa: PLC0415 -- after --help
    from validator.render.findings.text import closing  # noqa: PLC0415 -- after --help
    from validator.render.table import plain  # noqa: PLC0415 -- after --help
    from validator.workspace.host import host_of  # noqa: PLC0415 -- after --help
    from validator.workspace.judging import judged  # noqa: PLC0415 -- after --help
    from validator.workspace.operands import Side  # noqa: PLC0415 -- after --help
    from validator.workspace.policies import load  # noqa: PLC0415 -- after --help

    host = host_of(os.environ)
    home = policies_folder_of(policies_folder)
    policies = load(home)
    if not policies.documents and not policies.diagnostics:
        click.echo(f"slawyer: there are no policies in {home}", err=True)
        return NOTHING
    files = targets(outputs)
    day = day_of(today)
    shown = kind or host.format
    sound, reports = _checked(policies)
    mistaken = any(report.fails for report in reports)
    if shown == "text":
        click.echo("\n".join(rendered(report, shown) for report in reports), nl=False)
    if sound:
        with _before(home, base or host.base) as before:
            difference, changes = judged(before, Side(policies.shown, policies), day)
        if shown == "text":
            click.echo("\n" + text(difference, changes, style if colours.wanted() else plain), nl=False)
        mistaken |= fails(changes, fail_on)
        reports = (*reports, changes)
    whole = together(reports)
    if shown != "text":
        click.echo(rendered(whole, shown), nl=False)
    if shown not in READ_BY_PEOPLE:
        for report in reports:
            click.echo(closing(report), err=True)
    write({file: rendered(whole, other, styled=False) for other, file in files})
    _summarise(host, whole)
    return FINDINGS if mistaken else CLEAN


def _checked(policies: Policies) -> tuple[bool, tuple[Report, ...]]:
    """Return whether the policies can be compared, and what `check` and `test` find."""
    from validator.cli.check import report_of  # noqa: PLC0415 -- after --help
    from validator.diagnostics import Level  # noqa: PLC0415 -- after --help
    from validator.workspace.examples import load_examples  # noqa: PLC0415 -- after --help

    found = load_examples(policies)
    checked = report_of(policies, found)
    if any(finding.level is Level.ERROR for finding in checked.findings):
        return False, (checked,)
    return True, (checked, *_tried(policies, found))


def _tried(policies: Policies, found: Examples) -> tuple[Report, ...]:
    """Return what is wrong with the worked examples; nothing where there are none."""
    from validator.render.examples import diagnostics  # noqa: PLC0415 -- after --help
    from validator.render.findings import resolve  # noqa: PLC0415 -- after --help
    from validator.workspace.trials import try_examples  # noqa: PLC0415 -- after --help

    if not found.examples:
        return ()
    trials = try_examples(found.examples, policies)
    documents = {**policies.documents, **found.documents}
    return (
        resolve(
            diagnostics(trials),
            documents,
            f"{len(trials)} example{'' if len(trials) == 1 else 's'}",
            judged=False,
        ),
    )


def _before(home: Path, base: str | None) -> AbstractContextManager[Side]:
    from validator.workspace.operands import side, since_branch  # noqa: PLC0415 -- after --help

    return side(base, home) if base and ":" in base else since_branch(home, base)


def _summarise(host: Host, whole: Report) -> None:
    """Give the host the summary that it shows beside the run."""
    if host.summary is None:
        return
    try:
        with host.summary.open("a", encoding="utf-8") as file:
            file.write(rendered(whole, "markdown"))
    except OSError as failure:
        click.echo(f"slawyer: the summary cannot be written: {because(failure)}", err=True)
