"""`slawyer diff`: what changes in a contract, and whom it favours."""

from __future__ import annotations

from contextlib import ExitStack
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from validator.cli import colours
from validator.cli.exit_codes import CLEAN, FINDINGS
from validator.cli.formats import FORMATS as FINDINGS_FORMATS
from validator.cli.formats import format_options, rendered, style, targets, write
from validator.cli.options import policies_folder_of, policies_option
from validator.workspace.trouble import Trouble

if TYPE_CHECKING:
    from collections.abc import Sequence

    from validator.changes.difference import Difference
    from validator.render.findings import Report
    from validator.workspace.operands import Side
    from validator.workspace.policies import Policies

EPILOG = """\b
Examples:
  slawyer diff                                 your changes since the branch was taken
  slawyer diff main                            the same, since the last commit of main
  slawyer diff 2023-11-16 2024-01-10 --policy zitadel
  slawyer diff v1.0:policies/zitadel policies/zitadel
  slawyer diff --format changelog 2023-11-16 2024-01-10

\b
OLD and NEW are
  a folder of policies, of one policy, or of one edition
  GITREF:path   the same, as a commit has it; GITREF alone means the policies in use
  a day         the edition that is in force on it (say whose with --policy)

Exit codes: 0 nothing that --fail-on asks for, 1 there is, 2 could not be carried out.
"""

FORMATS: Final = (*FINDINGS_FORMATS, "changelog")


@click.command("diff", epilog=EPILOG)
@click.argument("old", required=False)
@click.argument("new", required=False)
@policies_option
@click.option("--policy", metavar="NAME", help="Whose editions a day means.")
@format_options(FORMATS)
@click.option(
    "--fail-on",
    type=click.Choice(["adverse", "any", "never"]),
    default="adverse",
    show_default=True,
    help="Exit with 1 for changes that are worse, cannot be compared or break a rule of publishing; for any; never.",
)
@click.option(
    "--accept",
    "fingerprints",
    multiple=True,
    metavar="FINGERPRINT",
    help="Write into approvals.yaml that a change is meant; needs --by, --because and --until.",
)
@click.option("--by", metavar="NAME", help="Who accepts it.")
@click.option("--because", metavar="REASON", help="Why it is meant.")
@click.option("--until", metavar="DAY", help="The last day on which the approval holds.")
@click.option("--today", metavar="DAY", help="The day on which approvals must hold; by default today.")
def command(  # noqa: PLR0913 -- the options of the command
    *,
    old: str | None,
    new: str | None,
    policies_folder: Path | None,
    policy: str | None,
    kind: str,
    outputs: tuple[str, ...],
    fail_on: str,
    fingerprints: tuple[str, ...],
    by: str | None,
    because: str | None,
    until: str | None,
    today: str | None,
) -> int:
    """Say what changes between two states of a contract, and for whom it is better or worse.

    Without OLD, your changes since the branch was taken; without NEW, the policies as they are now. What is declared is
    compared line by line, and what is promised for every plan, severity and channel, over two years of submissions.
    """
    from validator.workspace.judging import judged  # noqa: PLC0415 -- after --help
    from validator.workspace.operands import side as state  # noqa: PLC0415 -- after --help
    from validator.workspace.operands import since_branch  # noqa: PLC0415 -- after --help

    files = targets(outputs, FORMATS)
    day = day_of(today)
    home = policies_folder_of(policies_folder)
    with ExitStack() as open_sides:
        before = open_sides.enter_context(since_branch(home) if old is None else state(old, home, policy))
        after = open_sides.enter_context(state(new or str(home), home, policy))
        if _has_errors(after):
            return FINDINGS
        found, report = judged(before, after, day)
        if fingerprints:
            _accept(fingerprints, report, after.policies, _reasons(by, because, until))
            found, report = judged(before, after, day)
        click.echo(_rendered(found, report, kind, after.policies), nl=False)
        write({file: _rendered(found, report, other, after.policies, styled=False) for other, file in files})
    return FINDINGS if fails(report, fail_on) else CLEAN


def _reasons(by: str | None, because: str | None, until: str | None) -> dict[str, str]:
    """Return what an approval needs beside the change."""
    if not (by and because and until):
        raise Trouble(
            "an approval needs --by, --because and --until",
            "Say who accepts the change, why it is meant, and until when the approval holds.",
        )
    return {"by": by, "because": because, "until": day_of(until).isoformat()}


def _accept(fingerprints: Sequence[str], report: Report, policies: Policies, reasons: dict[str, str]) -> None:
    """Write approvals of changes that were found into the files of their policies."""
    from validator.diagnostics import Level  # noqa: PLC0415 -- rarely needed
    from validator.render.changes.text import SHORT  # noqa: PLC0415 -- rarely needed
    from validator.workspace.approvals import accept  # noqa: PLC0415 -- rarely needed

    entries: dict[str, list[dict[str, str]]] = {}
    for fingerprint in fingerprints:
        meant = [each for each in report.findings if each.fingerprint.startswith(fingerprint.lower())]
        if len(meant) != 1 or meant[0].level is Level.NOTE:
            said = "no change to approve of has" if len(meant) < 2 else "several changes have"  # noqa: PLR2004
            raise Trouble(f"{said} the fingerprint {fingerprint}", "Copy it from what `slawyer diff` shows.")
        name = meant[0].place.file.removeprefix(f"{policies.shown}/").partition("/")[0]
        entries.setdefault(name, []).append({"change": meant[0].fingerprint[:SHORT], **reasons})
    for name, own in entries.items():
        click.echo(f"slawyer: written to {accept(policies, name, own)}", err=True)


def fails(report: Report, fail_on: str) -> bool:
    """Whether a report holds what a run shall fail on."""
    match fail_on:
        case "never":
            return False
        case "any":
            return bool(report.findings)
        case _:
            return report.fails


def day_of(text: str | None) -> date:
    """Return the day that --today names, by default today."""
    if text is None:
        return date.today()  # noqa: DTZ011 -- the day where the command runs
    try:
        return date.fromisoformat(text)
    except ValueError as failure:
        raise Trouble(f"`{text}` is no day", "Write it like 2026-12-31.") from failure


def _has_errors(after: Side) -> bool:
    from validator.cli.check import show_errors  # noqa: PLC0415 -- after --help

    return show_errors(after.policies)


def _rendered(
    found: Difference, report: Report, kind: str, policies: Policies, *, styled: bool = True
) -> str:
    from validator.render import changes  # noqa: PLC0415 -- after --help
    from validator.render.table import plain  # noqa: PLC0415 -- after --help

    match kind:
        case "text":
            return changes.text(found, report, style if styled and colours.wanted() else plain)
        case "json":
            return changes.as_json(found, report)
        case "changelog":
            return changes.changelog(found, {policy.id: policy for policy in policies.policies})
        case _:
            return rendered(report, kind)
