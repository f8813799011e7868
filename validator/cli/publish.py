"""`slawyer publish`: what leaves the house."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from validator.cli.exit_codes import CLEAN, FINDINGS
from validator.cli.options import loaded, policies_option
from validator.workspace.trouble import Trouble

if TYPE_CHECKING:
    from validator.workspace.policies import Policies

KINDS = (".pdf", ".docx", ".ics")

EPILOG = """\b
Examples:
  slawyer publish zitadel -o terms.pdf
  slawyer publish zitadel 2024-01-10 -o redline.docx
  slawyer publish zitadel 2024-01-10 --since 2022-06-15 -o redline.docx
  slawyer publish zitadel --hours business_hours -o business-hours.ics
"""


@click.command("publish", epilog=EPILOG)
@click.argument("policy")
@click.argument("edition", required=False)
@policies_option
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    required=True,
    help="Where to write it; the ending says what: .pdf, .docx or .ics.",
)
@click.option(
    "--since", metavar="EDITION", help="What a redline compares with; by default the edition superseded."
)
@click.option("--hours", metavar="NAME", help="The support hours that a calendar shows.")
def command(
    *,
    policy: str,
    edition: str | None,
    policies_folder: Path | None,
    output: Path,
    since: str | None,
    hours: str | None,
) -> int:
    """Write an edition as PDF, two editions as a redline for Word, or support hours as a calendar.

    EDITION is the newest one unless it is named. A redline holds real tracked changes: accepted, they give the
    edition, rejected, the one before. A calendar covers the hours of all editions, each for its time.
    """
    from validator.cli.check import show_errors  # noqa: PLC0415 -- after --help
    from validator.workspace.outputs import replace_file  # noqa: PLC0415 -- after --help

    kind = output.suffix.lower()
    if kind not in KINDS:
        raise Trouble(f"{output} ends in none of {', '.join(KINDS)}", "The ending says what to write.")
    if (since is not None) and kind != ".docx":
        raise Trouble("--since goes with a redline", "Write it to a file that ends in .docx.")
    if (hours is not None) != (kind == ".ics"):
        raise Trouble(
            "--hours and a file that ends in .ics go together", "Say whose hours: --hours business_hours."
        )
    policies = loaded(policies_folder)
    if show_errors(policies, meaning=False):
        return FINDINGS
    replace_file(output, _made(policies, (policy, edition), kind, since=since, hours=hours))
    click.echo(f"Written to {output}")
    return CLEAN


def _made(
    policies: Policies, names: tuple[str, str | None], kind: str, *, since: str | None, hours: str | None
) -> bytes:
    from validator.workspace import publishing  # noqa: PLC0415 -- after --help

    policy = publishing.policy_named(policies, names[0])
    if hours is not None:
        return publishing.calendar(policy, hours)
    edition = publishing.edition_named(policy, names[1])
    if kind == ".pdf":
        return publishing.edition_pdf(policies, policy, edition)
    return publishing.redline(policy, publishing.edition_before(policy, edition, since), edition)
