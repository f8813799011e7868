"""`slawyer evaluate`: decide the tickets of a log."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from validator.cli import colours, progress
from validator.cli.exit_codes import CLEAN, FINDINGS, NOTHING
from validator.cli.log_options import Asked, log_options
from validator.cli.options import loaded, policies_option

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import tzinfo

    from validator.workspace.evaluation import Summary
    from validator.workspace.policies import Policies
    from validator.workspace.stream.run import Run

EPILOG = """\b
Examples:
  slawyer evaluate policies/zitadel/example-log.csv
  slawyer evaluate 'logs/*.csv.gz' -o decisions --as-of 2024-12-31T23:59:59Z
  slawyer evaluate export.csv --query jira.sql --time-zone Europe/Zurich
"""

MOST_ROWS = 60


@click.command("evaluate", epilog=EPILOG)
@click.argument("logs", nargs=-1, required=True, metavar="LOG...")
@policies_option
@log_options
@click.option(
    "-o", "--output", type=click.Path(path_type=Path), metavar="DIR", help="Write everything into a folder."
)
@click.option(
    "--format", "kind", type=click.Choice(["csv", "jsonl", "parquet"]), default="csv", show_default=True
)
@click.option("--allow-rejects", is_flag=True, help="Exit with 0 even if rows were rejected.")
@click.option("--allow-empty", is_flag=True, help="Exit with 0 even if there is no ticket.")
def command(
    *,
    logs: tuple[str, ...],
    policies_folder: Path | None,
    output: Path | None,
    kind: str,
    allow_rejects: bool,
    allow_empty: bool,
    **reading: Any,  # noqa: ANN401 -- the options of every log
) -> int:
    """Decide every ticket of a log under the agreements it names.

    A log has one row per event: CSV, JSON Lines or Parquet, also compressed. Without -o a table is shown; with it,
    decisions, ledger, rejected rows and a record of the run are written.
    """
    from validator.workspace.logs.read import files_of  # noqa: PLC0415 -- heavy

    asked = Asked.of(**reading)
    files = files_of(logs)
    policies = loaded(policies_folder)
    if _faulty(policies):
        return FINDINGS
    run = _carried_out(files, policies, asked, output, kind)
    if output is None:
        _show(run, policies)
    else:
        click.echo(f"Written to {output}: decisions.{kind}, ledger.{kind}, rejected.{kind}, run.json")
    _summary(run.summary)
    if run.summary.tally.tickets == 0 and not run.rejected:
        click.echo("slawyer: the log holds no ticket", err=True)
        return CLEAN if allow_empty else NOTHING
    return FINDINGS if run.rejected and not allow_rejects else CLEAN


def _faulty(policies: Policies) -> bool:
    """Show what is wrong with the policies; without sound ones nothing is decided."""
    from validator.cli.check import show_errors  # noqa: PLC0415 -- heavy

    return show_errors(policies)


def _carried_out(
    files: Sequence[Path], policies: Policies, asked: Asked, output: Path | None, kind: str
) -> Run:
    from validator.workspace.stream.evaluate import Question  # noqa: PLC0415 -- heavy
    from validator.workspace.stream.run import Output, tell_run, write_run  # noqa: PLC0415 -- heavy

    question = Question(asked.stamps, asked.as_of, asked.query, asked.memory_limit)
    with progress.bar() as show:
        if output is None:
            return tell_run(files, policies, question, show)
        reading = {
            "query": asked.query,
            "time_zone": asked.time_zone,
            "ambiguous": asked.ambiguous if asked.time_zone else None,
        }
        return write_run(Output(output, kind, reading), files, policies, question, show)


OUTCOME_ROLES = {
    "breached": "bad",
    "overdue": "bad",
    "met": "good",
    "not-entitled": "quiet",
    "best-effort": "quiet",
    "not-offered": "quiet",
    "withdrawn": "quiet",
}
COLOURS = {"bad": "red", "good": "green", "quiet": "bright_black"}


def _style(text: str, role: str) -> str:
    if role == "heading":
        return click.style(text, bold=True)
    return click.style(text, fg=COLOURS[role]) if role in COLOURS else text


def _show(run: Run, policies: Policies) -> None:
    from validator.render.decisions import decisions_text, ledger_text, rejected_text  # noqa: PLC0415 -- heavy
    from validator.render.table import plain  # noqa: PLC0415 -- heavy

    summary = run.summary
    zones = {policy.id: policy.zone for policy in policies.policies}
    local = _local_times(zones)
    style = _style if colours.wanted() else plain
    if run.first:
        click.echo(decisions_text(run.first, policies.policies, local, OUTCOME_ROLES, style))
        _more(summary.decisions - len(run.first), "decisions")
        used = {zones[policy] for policy in summary.policies}
        click.echo(f"Times are local: {', '.join(sorted(used))}.\n")
        click.echo(ledger_text(summary.ledger, style) + "\n")
    if run.rejected:
        click.echo(rejected_text(run.rejected[:MOST_ROWS], style))
        _more(len(run.rejected) - MOST_ROWS, "rejected rows")
        click.echo()


def _more(left: int, what: str) -> None:
    if left > 0:
        click.echo(f"… and {left:,} more {what}; -o DIR writes them all.")


def _local_times(zones: dict[str, str]) -> dict[str, tzinfo]:
    from validator.workspace.zones import load_zone  # noqa: PLC0415 -- rarely needed

    return {policy: zone for policy, name in zones.items() if (zone := load_zone(name)) is not None}


def _summary(summary: Summary) -> None:
    from validator.timetable.local import rfc3339  # noqa: PLC0415 -- after --help

    tally = summary.tally
    outcomes = ", ".join(f"{count:,} {outcome}" for outcome, count in summary.outcomes.items())
    click.echo(f"As of {rfc3339(summary.as_of)}: {summary.decisions:,} decisions: {outcomes or 'none'}.")
    click.echo(
        f"Tickets: {tally.tickets:,} = {tally.tickets_decided:,} decided + {tally.tickets_rejected:,} rejected"
        f" + {tally.tickets_not_yet_submitted:,} not yet submitted."
    )
    click.echo(
        f"Rows: {tally.rows:,} = {tally.rows_used:,} used + {tally.rows_rejected:,} rejected"
        f" (of those used, {tally.rows_duplicate:,} duplicates and {tally.rows_after_as_of:,} after that instant)."
    )
    if summary.refusals:
        listed = ", ".join(f"{count:,} {code}" for code, count in sorted(summary.refusals.items()))
        click.echo(f"Tickets rejected because of: {listed}.")
    if summary.ignored_columns:
        click.echo(f"slawyer: ignored columns: {', '.join(summary.ignored_columns)}", err=True)
