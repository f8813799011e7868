"""One run over a log: evaluated, and written as a whole or only told."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from shutil import rmtree
from typing import TYPE_CHECKING, Any

from validator.evaluate.columns.arrow import DECISIONS, ledger_table
from validator.workspace.book import book_of
from validator.workspace.databases import refuse_unsuitable, writing
from validator.workspace.evaluation import Summary, citing
from validator.workspace.logs.engine import spill_folder
from validator.workspace.outputs import rejected_table, whole_folder, write_record, write_table, write_tables
from validator.workspace.run_record import run_record
from validator.workspace.stream.evaluate import Question, Streamed, evaluating

if TYPE_CHECKING:
    from pathlib import Path

    import pyarrow as pa

    from validator.evaluate.book import Book
    from validator.evaluate.decision import Decision
    from validator.workspace.databases import Database
    from validator.workspace.logs import Row
    from validator.workspace.policies import Policies
    from validator.workspace.stream.progress import Progress


@dataclass(frozen=True, slots=True)
class Output:
    """Where a run is written: a folder, the format of its tables, and what its record says of how the log was read."""

    folder: Path
    kind: str
    reading: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Delivery:
    """Where a run is sent: a database, whether what an earlier run left there may go, and what the record says."""

    database: Database
    replace: bool
    reading: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Run:
    """What a run came to: its numbers, the rows that were rejected, and the first of its decisions."""

    summary: Summary
    rejected: Sequence[Row]
    first: Sequence[Decision]


def tell_run(files: Sequence[Path], policies: Policies, question: Question, progress: Progress | None) -> Run:
    """Evaluate a log and write nothing."""
    with _spilling() as folder, evaluating(files, _book(policies), question, folder, progress) as log:
        for _ in log.decisions(citing(policies.documents)):
            pass
        return _run(log)


def write_run(
    output: Output, files: Sequence[Path], policies: Policies, question: Question, progress: Progress | None
) -> Run:
    """Evaluate a log and write decisions, ledger, rejected rows and the record of the run, all or nothing."""
    kind = output.kind
    with whole_folder(output.folder) as partial:
        spill = partial / "spill"
        spill.mkdir()
        with evaluating(files, _book(policies), question, spill, progress, partial) as log:
            decisions = log.decisions(citing(policies.documents))
            write_tables(_watched(decisions, progress, log.batches), DECISIONS, partial, "decisions", kind)
            run = _run(log)
            write_table(ledger_table(run.summary.ledger), partial, "ledger", kind)
            write_table(rejected_table(run.rejected), partial, "rejected", kind)
            write_record(run_record(run.summary, policies, log.inputs, output.reading), partial)
        rmtree(spill)
    return run


def send_run(
    delivery: Delivery,
    files: Sequence[Path],
    policies: Policies,
    question: Question,
    progress: Progress | None,
) -> Run:
    """Evaluate a log and write the same tables into a database, all or nothing."""
    refuse_unsuitable(delivery.database, replace=delivery.replace)
    with _spilling() as folder, evaluating(files, _book(policies), question, folder, progress) as log:
        decisions = log.decisions(citing(policies.documents))
        with writing(delivery.database, replace=delivery.replace) as tables:
            tables.fill("decisions", _watched(decisions, progress, log.batches))
            run = _run(log)
            tables.fill("ledger", [ledger_table(run.summary.ledger)])
            tables.fill("rejected", [rejected_table(run.rejected)])
            tables.fill_record(run_record(run.summary, policies, log.inputs, delivery.reading))
    return run


def _book(policies: Policies) -> Book:
    return book_of(policies.policies)


@contextmanager
def _spilling() -> Iterator[Path]:
    """Give a folder for what does not fit into memory."""
    folder = spill_folder()
    try:
        folder.mkdir(parents=True, exist_ok=True)
        yield folder
    finally:
        rmtree(folder, ignore_errors=True)


def _watched(tables: Iterator[pa.Table], progress: Progress | None, count: int) -> Iterator[pa.Table]:
    """Tell how many of the batches were written."""
    for number, table in enumerate(tables):
        if progress is not None:
            progress("writing", number / max(count, 1))
        yield table


def _run(log: Streamed) -> Run:
    return Run(log.summary(), log.rejected, log.first)
