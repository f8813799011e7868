"""Both real logs through the command line, against the systems' own verdicts: the script behind `make real`.

The logs are not part of this project; a folder that holds them is the argument:
servicenow_incidents.csv.gz (UCI, "Incident management process enriched event log") and aea_jira_changelog.csv.gz
(Vilhuber, doi 10.3886/E117876V4).
"""

from __future__ import annotations

import csv
import gzip
import json
import sys
import tempfile
from collections import Counter
from pathlib import Path

import click

from validator.cli import run
from validator.cli.log_options import Asked
from validator.evaluate.counting import count
from validator.evaluate.decision import Refusal
from validator.workspace.book import book_of
from validator.workspace.policies import load
from validator.workspace.proving import prover

ROOT = Path(__file__).parents[2]
LEAST_AGREEMENT = {"3": 0.990, "4": 0.995}
"""By priority; the limits of the others could not be fitted."""


def main(folder: Path) -> int:
    """Decide both logs and return the exit code."""
    if not folder.is_dir():
        click.echo(
            f"There is no folder {folder}: name the one that holds the real logs, as in make real DATA=folder"
        )
        return 2
    with tempfile.TemporaryDirectory() as kept:
        return max(incidents(folder, Path(kept)), reviews(folder, Path(kept)), proofs(folder))


def incidents(folder: Path, kept: Path) -> int:
    """Compare outcomes with `made_sla` of the last row of each incident."""
    log = folder / "servicenow_incidents.csv.gz"
    decided = evaluated(log, "it-incidents", "servicenow.sql", kept, "--time-zone", "Etc/UTC")
    verdicts: dict[str, tuple[str, bool]] = {}
    with gzip.open(log, "rt", encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            verdicts[row["number"]] = row["priority"], row["made_sla"] == "true"
    click.echo(f"  incidents in the file {len(verdicts):,}, decided {len(decided):,}")
    failed = len(verdicts) != len(decided) + rejected(kept / "it-incidents")
    for priority, least in LEAST_AGREEMENT.items():
        theirs = {number: met for number, (own, met) in verdicts.items() if own == priority}
        agree = sum(decided.get(number) == ("met" if met else "breached") for number, met in theirs.items())
        share = agree / len(theirs)
        failed |= share < least
        verdict = "enough" if share >= least else "TOO LITTLE"
        click.echo(
            f"  priority {priority}: {agree:,} of {len(theirs):,} agree with made_sla: {share:.2%}"
            f" ({verdict}: {least:.1%})"
        )
    return int(failed)


def reviews(folder: Path, kept: Path) -> int:
    """Decide first responses and reviews."""
    log = folder / "aea_jira_changelog.csv.gz"
    evaluated(log, "replication-review", "jira-changelog.sql", kept)
    with gzip.open(log, "rt", encoding="utf-8", newline="") as file:
        tickets = {row["ticket"] for row in csv.DictReader(file)}
    record = json.loads((kept / "replication-review" / "run.json").read_text(encoding="utf-8"))
    counts = record["counts"]
    click.echo(f"  tickets in the file {len(tickets):,}, decided {counts['tickets_decided']:,}")
    return int(len(tickets) != counts["tickets_decided"] + counts["tickets_rejected"])


def evaluated(log: Path, policy: str, query: str, kept: Path, *options: str) -> dict[str, str]:
    """Evaluate a log as a user would, print what came of it, and return the last outcome of each ticket."""
    click.echo(f"{policy}: {log.name}")
    folder, file = kept / policy, ROOT / "policies" / policy / "queries" / query
    arguments = ["evaluate", str(log), "--policies", str(ROOT / "policies"), "--query", str(file), *options]
    code = run([*arguments, "--allow-rejects", "-o", str(folder)])
    if code:
        raise SystemExit(code)
    with (folder / "decisions.csv").open(encoding="utf-8", newline="") as decisions:
        rows = list(csv.DictReader(decisions))
    for (obligation, outcome), size in sorted(
        Counter((row["obligation"], row["outcome"]) for row in rows).items()
    ):
        click.echo(f"  {obligation:18}{outcome:14}{size:>7,}")
    return {row["ticket"]: row["outcome"] for row in rows}


def proofs(folder: Path) -> int:
    """Decide every ticket of both logs again, one by one, and add up its counting table."""
    wrong = 0
    policies = load(ROOT / "policies")
    for name, policy, query, zone in (
        ("servicenow_incidents.csv.gz", "it-incidents", "servicenow.sql", "Etc/UTC"),
        ("aea_jira_changelog.csv.gz", "replication-review", "jira-changelog.sql", None),
    ):
        asked = Asked.of(
            query_file=ROOT / "policies" / policy / "queries" / query,
            time_zone=zone,
            ambiguous="reject",
            as_of=None,
            memory_limit=None,
        )
        proving = prover(asked.rows([folder / name]), book_of(policies.policies), asked.stamps, asked.as_of)
        counted = days = 0
        for ticket in proving.tickets():  # asking for accounts compares the two evaluators
            found = proving.accounts(ticket)
            for account in () if isinstance(found, Refusal) else found:
                table = count(account)
                counted += table is not None
                days += len(table.days) if table else 0
                wrong += table is not None and table.elapsed != account.decision.elapsed
        click.echo(f"  {policy}: {counted:,} counting tables of {days:,} dates add up, but for {wrong:,}")
    return int(wrong > 0)


def rejected(folder: Path) -> int:
    """Return how many tickets were rejected."""
    return int(json.loads((folder / "run.json").read_text(encoding="utf-8"))["counts"]["tickets_rejected"])


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT.parent / "shared" / "data"))
