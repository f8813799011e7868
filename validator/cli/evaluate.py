"""`slawyer evaluate`: decide the tickets of a log."""

from __future__ import annotations

from collections import Counter
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

    from validator.workspace.evaluation import Evaluation
    from validator.workspace.logs import LogRows
    from validator.workspace.logs.rows import Input
    from validator.workspace.policies import Policies

EPILOG = """\b
Examples:
  slawyer evaluate policies/zitadel/example-log.csv
  slawyer evaluate 'logs/*.csv.gz' -o decisions --as-of 2024-12-31T23:59:59Z
  slawyer evaluate export.csv --query jira.sql --time-zone Europe/Zurich
"""

MOST_ROWS = 60
STAGES = ("reading", "deciding", "writing")


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
    progress.show(STAGES, "reading")
    rows = asked.rows(files)
    progress.show(STAGES, "deciding")
    evaluation = _evaluated(policies, rows, asked)
    if output is not None:
        progress.show(STAGES, "writing")
        _write(output, kind, evaluation, policies, rows.inputs, asked)
    progress.show(STAGES, None)
    if output is None:
        _show(evaluation, policies)
    else:
        click.echo(f"Written to {output}: decisions.{kind}, ledger.{kind}, rejected.{kind}, run.json")
    _summary(evaluation)
    if evaluation.tally.tickets == 0 and not evaluation.rejected:
        click.echo("slawyer: the log holds no ticket", err=True)
        return CLEAN if allow_empty else NOTHING
    return FINDINGS if evaluation.rejected and not allow_rejects else CLEAN


def _faulty(policies: Policies) -> bool:
    """Show what is wrong with the policies; without sound ones nothing is decided."""
    from validator.cli.check import show_errors  # noqa: PLC0415 -- heavy

    return show_errors(policies)


def _evaluated(policies: Policies, rows: LogRows, asked: Asked) -> Evaluation:
    from validator.workspace.book import book_of  # noqa: PLC0415 -- heavy
    from validator.workspace.evaluation import evaluate_log  # noqa: PLC0415 -- heavy

    return evaluate_log(rows, book_of(policies.policies), asked.stamps, asked.as_of)


def _write(
    folder: Path,
    kind: str,
    evaluation: Evaluation,
    policies: Policies,
    inputs: Sequence[Input],
    asked: Asked,
) -> None:
    from validator.workspace.outputs import write_evaluation  # noqa: PLC0415 -- heavy
    from validator.workspace.run_record import run_record  # noqa: PLC0415 -- heavy

    reading = {
        "query": asked.query,
        "time_zone": asked.time_zone,
        "ambiguous": asked.ambiguous if asked.time_zone else None,
    }
    record = run_record(evaluation, policies, inputs, reading)
    write_evaluation(folder, kind, evaluation, policies.documents, record)


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


def _show(evaluation: Evaluation, policies: Policies) -> None:
    from validator.render.decisions import decisions_text, ledger_text, rejected_text  # noqa: PLC0415 -- heavy
    from validator.render.table import plain  # noqa: PLC0415 -- heavy

    zones = {policy.id: policy.zone for policy in policies.policies}
    local = _local_times(zones)
    style = _style if colours.wanted() else plain
    if len(evaluation.decisions):
        few = evaluation.decisions.first(MOST_ROWS).to_decisions()
        click.echo(decisions_text(few, policies.policies, local, OUTCOME_ROLES, style))
        _more(len(evaluation.decisions) - len(few), "decisions")
        used = {zones[terms.policy.id] for terms in evaluation.decisions.rests.terms}
        click.echo(f"Times are local: {', '.join(sorted(used))}.\n")
        click.echo(ledger_text(evaluation.ledger, style) + "\n")
    if evaluation.rejected:
        click.echo(rejected_text(evaluation.rejected[:MOST_ROWS], style))
        _more(len(evaluation.rejected) - MOST_ROWS, "rejected rows")
        click.echo()


def _more(left: int, what: str) -> None:
    if left > 0:
        click.echo(f"… and {left:,} more {what}; -o DIR writes them all.")


def _local_times(zones: dict[str, str]) -> dict[str, tzinfo]:
    from validator.workspace.zones import load_zone  # noqa: PLC0415 -- rarely needed

    return {policy: zone for policy, name in zones.items() if (zone := load_zone(name)) is not None}


def _summary(evaluation: Evaluation) -> None:
    from validator.evaluate.columns.table import OUTCOMES  # noqa: PLC0415 -- heavy
    from validator.timetable.local import rfc3339  # noqa: PLC0415 -- after --help

    tally = evaluation.tally
    counts = Counter(evaluation.decisions.outcome.tolist())
    outcomes = ", ".join(
        f"{counts[code]:,} {outcome.value}" for code, outcome in enumerate(OUTCOMES) if counts[code]
    )
    click.echo(
        f"As of {rfc3339(evaluation.as_of)}: {len(evaluation.decisions):,} decisions: {outcomes or 'none'}."
    )
    click.echo(
        f"Tickets: {tally.tickets:,} = {tally.tickets_decided:,} decided + {tally.tickets_rejected:,} rejected"
        f" + {tally.tickets_not_yet_submitted:,} not yet submitted."
    )
    click.echo(
        f"Rows: {tally.rows:,} = {tally.rows_used:,} used + {tally.rows_rejected:,} rejected"
        f" (of those used, {tally.rows_duplicate:,} duplicates and {tally.rows_after_as_of:,} after that instant)."
    )
    reasons = Counter(refusal.code for refusal in evaluation.refusals)
    if reasons:
        listed = ", ".join(f"{count:,} {code}" for code, count in sorted(reasons.items()))
        click.echo(f"Tickets rejected because of: {listed}.")
    if evaluation.ignored_columns:
        click.echo(f"slawyer: ignored columns: {', '.join(evaluation.ignored_columns)}", err=True)
