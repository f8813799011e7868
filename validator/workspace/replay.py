"""A recorded run decided again with what is at hand, and compared with what it wrote."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from importlib.metadata import version
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from validator.evaluate.book import zones_of
from validator.evaluate.columns.arrow import ledger_table
from validator.render.replay import Cause, Replayed
from validator.workspace.book import book_of
from validator.workspace.comparison import agreements_of, compared
from validator.workspace.evaluation import decisions_of, evaluate_log
from validator.workspace.logs.read import read_log
from validator.workspace.outputs import TABLES, rejected_table, write_table
from validator.workspace.recorded import find_inputs, reading_of
from validator.workspace.recorded_tables import examine
from validator.workspace.zones import tzdata_version, zone_digest

if TYPE_CHECKING:
    from validator.model.policy import Policy
    from validator.workspace.evaluation import Evaluation
    from validator.workspace.policies import Policies
    from validator.workspace.recorded import Run

STAGES = ("reading", "deciding", "comparing")


def replay(
    run: Run,
    given: Sequence[str],
    policies: Policies,
    memory_limit: str | None = None,
    told: Callable[[str], None] = lambda _stage: None,
) -> Replayed:
    """Decide the logs of a run again and compare decisions, ledger and rejected rows with the recorded ones.

    `told` hears of each stage as it begins. Raises `Trouble` where a log or a table of the run is missing or damaged.
    """
    told("reading")
    counts = run.record["counts"]
    counted = {"decisions": counts["decisions"], "rejected": counts["rows_rejected"]}
    for name in TABLES:
        examine(_table(run.folder, name, run), run.kind, counted.get(name))
    inputs = find_inputs(run, given, [policies.root])
    with TemporaryDirectory() as kept:
        folder = Path(kept)
        used = _decided(run, inputs, policies, folder, memory_limit, told)
        told("comparing")
        tables = tuple(
            compared(name, _table(run.folder, name, run), _table(folder, name, run), run.kind)
            for name in TABLES
        )
    same = all(each.same for each in tables)
    gone = () if same else _agreements_gone(run, policies)
    return Replayed(tables, (*_causes(run, policies, used), *gone))


def _table(folder: Path, name: str, run: Run) -> Path:
    return folder / f"{name}.{run.kind}"


def _decided(
    run: Run,
    inputs: Sequence[Path],
    policies: Policies,
    folder: Path,
    memory_limit: str | None,
    told: Callable[[str], None],
) -> set[str]:
    """Decide logs again, write the tables into a folder, and return the policies that decided anything."""
    stamps, as_of = reading_of(run)
    book = book_of(policies.policies)
    rows = read_log(inputs, run.record["query"], memory_limit)
    told("deciding")
    evaluation = _named_as_then(evaluate_log(rows, book, stamps, as_of), run, inputs)
    write_table(decisions_of(evaluation, policies.documents), folder, "decisions", run.kind)
    write_table(ledger_table(evaluation.ledger), folder, "ledger", run.kind)
    write_table(rejected_table(evaluation.rejected), folder, "rejected", run.kind)
    return {terms.policy.id for terms in evaluation.decisions.rests.terms}


def _named_as_then(evaluation: Evaluation, run: Run, inputs: Sequence[Path]) -> Evaluation:
    """Call a log what the run called it, so that its rejected rows are the same under another name."""
    names = {str(path): entry["name"] for path, entry in zip(inputs, run.record["inputs"], strict=True)}
    rejected = [replace(row, file=names.get(row.file, row.file)) for row in evaluation.rejected]
    return replace(evaluation, rejected=sorted(rejected, key=lambda row: (row.file, row.line)))


def _causes(run: Run, policies: Policies, used: set[str]) -> Iterator[Cause]:
    """Yield what the run was made with and is another one now."""
    by_id = {policy.id: policy for policy in policies.policies}
    recorded = {entry["id"]: entry for entry in run.record["policies"]}
    for name, entry in recorded.items():
        if name not in by_id:
            yield Cause(f"policy {name}", entry["sha256"], None)
            continue
        if policies.digests[name] != entry["sha256"]:
            yield Cause(f"policy {name}", entry["sha256"], policies.digests[name])
        yield from _holidays(by_id[name], entry["holidays"])
    for name in sorted(used - recorded.keys()):
        yield Cause(f"policy {name}", None, policies.digests[name])
    release = run.record["zones"]["release"]
    if tzdata_version() != release:
        yield Cause("release of the zone data", release, tzdata_version())
    if recorded.keys() <= by_id.keys():
        rules = zone_digest(zones_of([by_id[name] for name in recorded]))
        if rules != run.record["zones"]["sha256"]:
            yield Cause("zones of these policies", run.record["zones"]["sha256"], rules)
    software = run.record["software"]["slawyer"]
    if software != version("slawyer"):
        yield Cause("slawyer", software, version("slawyer"))


def _holidays(policy: Policy, recorded: dict[str, str]) -> Iterator[Cause]:
    calendars = policy.lock.calendars if policy.lock else {}
    now = {name: calendar.digest for name, calendar in calendars.items()}
    for name in sorted(recorded.keys() | now.keys()):
        if recorded.get(name) != now.get(name):
            yield Cause(f"holiday calendar {name} of policy {policy.id}", recorded.get(name), now.get(name))


def _agreements_gone(run: Run, policies: Policies) -> Iterator[Cause]:
    signed = {agreement for policy in policies.policies for agreement in policy.agreements}
    decided = agreements_of(_table(run.folder, "decisions", run), run.kind)
    return (Cause(f"agreement {agreement}", "decided under", None) for agreement in sorted(decided - signed))
