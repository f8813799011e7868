"""`slawyer evaluate`: decide the tickets of a log."""

from __future__ import annotations

from dataclasses import dataclass
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

    from validator.workspace.databases import Database
    from validator.workspace.evaluation import Summary
    from validator.workspace.policies import Policies
    from validator.workspace.stream.run import Run

EPILOG = """\b
Examples:
  slawyer evaluate policies/zitadel/example-log.csv
  slawyer evaluate 'logs/*.csv.gz' -o decisions --as-of 2024-12-31T23:59:59Z
  slawyer evaluate export.csv --query jira.sql --time-zone Europe/Zurich
  slawyer evaluate --from postgresql://reader@db.example.org/support --query log.sql --to sqlite:decisions.db
"""

MOST_ROWS = 60


@click.command("evaluate", epilog=EPILOG)
@click.argument("logs", nargs=-1, metavar="[LOG]...")
@policies_option
@log_options
@click.option(
    "--from",
    "source",
    metavar="URL",
    help="Read the log from a database: its table `log`, or what --query makes in its SQL.",
)
@click.option("--to", "target", metavar="URL", help="Write everything into a database, in one transaction.")
@click.option("--replace", is_flag=True, help="Replace the run that the database of --to holds.")
@click.option(
    "-o", "--output", type=click.Path(path_type=Path), metavar="DIR", help="Write everything into a folder."
)
@click.option(
    "--format", "kind", type=click.Choice(["csv", "jsonl", "parquet"]), default="csv", show_default=True
)
@click.option("--allow-rejects", is_flag=True, help="Exit with 0 even if rows were rejected.")
@click.option("--allow-empty", is_flag=True, help="Exit with 0 even if there is no ticket.")
def command(  # noqa: PLR0913 -- the options of the command
    *,
    logs: tuple[str, ...],
    policies_folder: Path | None,
    output: Path | None,
    kind: str,
    source: str | None,
    target: str | None,
    replace: bool,
    allow_rejects: bool,
    allow_empty: bool,
    **reading: Any,  # noqa: ANN401 -- the options of every log
) -> int:
    """Decide every ticket of a log under the agreements it names.

    A log has one row per event: CSV, JSON Lines or Parquet, also compressed, or rows of a database. Without -o or
    --to a table is shown; with one of them, decisions, ledger, rejected rows and a record of the run are written.

    A URL is postgresql://user@host/name, sqlite:FILE or duckdb:FILE. With --from, -o keeps the rows, too, as
    log.parquet: the database may hold others tomorrow.
    """
    from validator.workspace.databases import database_of  # noqa: PLC0415 -- heavy
    from validator.workspace.logs.read import files_of  # noqa: PLC0415 -- heavy

    _refuse_both(logs, source, output, target, reading["recipe_name"], replace=replace)
    asked = Asked.of(**reading)
    database = None if source is None else database_of(source)
    place = _Place(output, kind, None if target is None else database_of(target), replace)
    files = files_of(logs)
    policies = loaded(policies_folder)
    if _faulty(policies):
        return FINDINGS
    run = _carried_out(files, database, policies, asked, place)
    if place.database is not None:
        click.echo(f"Written to {place.database.name}: decisions, ledger, rejected, run")
    elif output is not None:
        kept = "" if database is None else ", log.parquet"
        click.echo(f"Written to {output}: decisions.{kind}, ledger.{kind}, rejected.{kind}, run.json{kept}")
    else:
        _show(run, policies)
    _summary(run.summary)
    if run.summary.tally.tickets == 0 and not run.rejected:
        click.echo("slawyer: the log holds no ticket", err=True)
        return CLEAN if allow_empty else NOTHING
    return FINDINGS if run.rejected and not allow_rejects else CLEAN


def _faulty(policies: Policies) -> bool:
    """Show what is wrong with the policies; without sound ones nothing is decided."""
    from validator.cli.check import show_errors  # noqa: PLC0415 -- heavy

    return show_errors(policies)


@dataclass(frozen=True, slots=True)
class _Place:
    """Where the run goes: a folder, with the format of its tables, a database, or nowhere."""

    folder: Path | None
    kind: str
    database: Database | None
    replace: bool


def _refuse_both(
    logs: tuple[str, ...],
    source: str | None,
    output: Path | None,
    target: str | None,
    recipe: str | None,
    *,
    replace: bool,
) -> None:
    """Refuse options that exclude each other or need another one."""
    if bool(logs) == (source is not None):
        raise click.UsageError("Name a log, or with --from a database that has it: one of the two.")
    if source is not None and recipe is not None:
        raise click.UsageError("A recipe reads files; --from takes --query, in the database's own SQL.")
    if output is not None and target is not None:
        raise click.UsageError("-o and --to exclude each other: a run is written to one place, whole.")
    if replace and target is None:
        raise click.UsageError("--replace needs --to: -o replaces the output of an earlier run anyway.")


def _carried_out(
    files: Sequence[Path], database: Database | None, policies: Policies, asked: Asked, place: _Place
) -> Run:
    from validator.workspace.stream import run  # noqa: PLC0415 -- heavy
    from validator.workspace.stream.evaluate import Question  # noqa: PLC0415 -- heavy

    question = Question(asked.stamps, asked.as_of, asked.query, database, asked.memory_limit)
    reading: dict[str, Any] = {
        "query": asked.query if database is None else None,
        "time_zone": asked.time_zone,
        "ambiguous": asked.ambiguous if asked.time_zone else None,
    }
    if database is not None:
        reading["database"] = {"name": database.name, "query": asked.query}
    with progress.bar() as show:
        if place.database is not None:
            delivery = run.Delivery(place.database, place.replace, reading)
            return run.send_run(delivery, files, policies, question, show)
        if place.folder is not None:
            return run.write_run(
                run.Output(place.folder, place.kind, reading), files, policies, question, show
            )
        return run.tell_run(files, policies, question, show)


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
