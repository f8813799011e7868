"""A log of any size evaluated, with every row accounted for; the decisions come one stretch after the other."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from functools import partial
from itertools import chain
from typing import TYPE_CHECKING, Any, Final

import duckdb
import numpy as np
import pyarrow as pa

from validator.evaluate.columns import Settlement, Totals, finish
from validator.evaluate.columns.arrow import decisions_table
from validator.evaluate.columns.decide import counted
from validator.evaluate.columns.layout import Layout
from validator.evaluate.columns.table import OUTCOMES
from validator.workspace.evaluation import Summary, Tally, account
from validator.workspace.logs.engine import closed_engine
from validator.workspace.logs.read import parts_of
from validator.workspace.stream.aside import Aside, decided_aside
from validator.workspace.stream.asking import Kept, kept_result, kept_rows
from validator.workspace.stream.batches import ROWS, sorted_batches
from validator.workspace.stream.deciding import decided, in_order
from validator.workspace.stream.intake import EVENTS, Intake
from validator.workspace.stream.merging import merged
from validator.workspace.stream.progress import Progress, told
from validator.workspace.stream.spool import Spool, spooling
from validator.workspace.stream.stamps import read_the_rest
from validator.workspace.trouble import Trouble

if TYPE_CHECKING:
    from pathlib import Path

    from numpy.typing import NDArray

    from validator.evaluate.book import Book
    from validator.evaluate.columns import Batch, DecisionTable
    from validator.evaluate.columns.decide import Finished
    from validator.evaluate.decision import Decision
    from validator.location import Address
    from validator.workspace.databases import Database
    from validator.workspace.logs import Row, StampReading
    from validator.workspace.logs.rows import Input
    from validator.workspace.stream.sources import Source

Cite = Callable[["Address", str], str]

FEW: Final = 60
"""Decisions that are shown to people."""


@dataclass(frozen=True, slots=True)
class Question:
    """How a log is to be read and decided; `as_of` in microseconds, UTC, None for the instant of its last event.

    The query is over the files, or over the database if there is one.
    """

    reading: StampReading
    as_of: int | None = None
    query: str | None = None
    database: Database | None = None
    memory_limit: str | None = None
    batch: int = ROWS


@dataclass(slots=True)
class Streamed:
    """An evaluated log: what is known before its decisions are read, and, once all were read, the rest."""

    as_of: int
    tally: Tally
    refusals: Counter[str]
    rejected: Sequence[Row]
    inputs: Sequence[Input]
    ignored_columns: Sequence[str]
    _spool: Spool
    _outside: Sequence[NDArray[np.bool_]]
    _aside: Sequence[Finished]
    _terms_aside: Sequence[NDArray[np.int64]]
    _totals: Totals = field(default_factory=Totals)
    _outcomes: Counter[int] = field(default_factory=Counter)
    _policies: set[str] = field(default_factory=set)
    first: list[Decision] = field(default_factory=list)
    """The first decisions."""

    @property
    def batches(self) -> int:
        """How many tables of decisions there are, about."""
        return len(self._outside)

    def decisions(self, cite: Cite) -> Iterator[pa.Table]:
        """Yield the decisions in order, with the columns of the interface; to be read once, and to the end."""
        aside = []
        for finished, terms_of in zip(self._aside, self._terms_aside, strict=True):
            self._count(finished.decisions, terms_of)
            aside.append(decisions_table(finished.decisions, cite))
        self.first = [each for end in self._aside for each in end.decisions.first(FEW).to_decisions()]
        yield from merged(self._settled(cite, len(self.first) + FEW), aside)
        self.first = sorted(self.first, key=lambda each: (each.ticket, each.obligation, each.occurrence))[
            :FEW
        ]

    def _settled(self, cite: Cite, enough: int) -> Iterator[pa.Table]:
        def settle(waiting: tuple[Batch, NDArray[np.bool_]]) -> tuple[Batch, DecisionTable, pa.Table]:
            batch, outside = waiting
            decisions = finish(batch, outside).decisions
            return batch, decisions, decisions_table(decisions, cite)

        for batch, decisions, table in in_order(settle, zip(self._spool, self._outside, strict=True)):
            self._count(decisions, batch.terms_of)
            if len(self.first) < enough:
                self.first += decisions.first(FEW).to_decisions()
            yield table

    def _count(self, decisions: DecisionTable, terms_of: NDArray[np.int64]) -> None:
        self._totals.add(decisions, terms_of)
        codes, counts = np.unique(decisions.outcome, return_counts=True)
        self._outcomes.update(dict(zip(codes.tolist(), counts.tolist(), strict=True)))
        self._policies.update(decisions.rests.terms[each].policy.id for each in np.unique(terms_of).tolist())

    def summary(self) -> Summary:
        """Return what came of the log, once all decisions were read."""
        return Summary(
            as_of=self.as_of,
            decisions=sum(self._outcomes.values()),
            outcomes={OUTCOMES[code].value: count for code, count in sorted(self._outcomes.items())},
            policies=frozenset(self._policies),
            ledger=self._totals.lines(),
            refusals=self.refusals,
            tally=self.tally,
            ignored_columns=self.ignored_columns,
        )


@contextmanager
def evaluating(
    files: Sequence[Path],
    book: Book,
    question: Question,
    folder: Path,
    progress: Progress | None = None,
    keep: Path | None = None,
) -> Iterator[Streamed]:
    """Evaluate files, or what is asked of them or of a database, as one log.

    What does not fit into memory goes to a folder until the end; the rows of a database stay in the folder `keep`.
    """
    try:
        kept = _kept(files, question, folder, keep or folder, progress)
        read = files if kept is None else [kept.path]
        with closed_engine(read, question.memory_limit, folder) as engine, spooling(folder) as spool:
            yield _Evaluation(engine, spool, book, question, progress).run(files, kept)
    except duckdb.OutOfMemoryException as failure:
        raise Trouble(
            "the memory limit does not suffice: " + str(failure).split("\n")[0],
            "Give more with --memory-limit, or room for what does not fit beside the output.",
        ) from failure


def _kept(
    files: Sequence[Path], question: Question, folder: Path, keep: Path, progress: Progress | None
) -> Kept | None:
    """Ask for a log, where it is to be asked for."""
    if question.database is not None:
        return kept_rows(question.database, question.query, folder, keep, question.memory_limit, progress)
    if question.query is not None:
        return kept_result(files, question.query, folder, question.memory_limit, progress)
    return None


class _Evaluation:
    """The steps from files to decisions."""

    def __init__(
        self,
        engine: duckdb.DuckDBPyConnection,
        spool: Spool,
        book: Book,
        question: Question,
        progress: Progress | None,
    ) -> None:
        self._engine = engine
        self._spool = spool
        self._book = book
        self._question = question
        self._progress = progress
        self._settlement = Settlement(book)
        self._tally = Tally(0, 0, 0, 0, 0, 0, 0, 0, 0)
        self._set_aside: list[pa.Array] = []

    def run(self, files: Sequence[Path], kept: Kept | None) -> Streamed:
        """Read files, or what was kept of a log that was asked for, decide and settle."""
        layout = Layout.of(self._book)
        intake = Intake(self._engine, layout, self._progress)
        sources = _taken(intake, files) if kept is None else _taken_from(intake, kept)
        read_the_rest(self._engine, self._question.reading)
        ((last,),) = self._ask(
            f"SELECT coalesce(max(instant), 0) FROM {EVENTS} WHERE ticket IS NOT NULL"  # noqa: S608 -- our own
        )
        as_of = last if self._question.as_of is None else self._question.as_of
        self._decide(layout, as_of)
        aside = list(self._decide_aside(sources, as_of))
        if last > as_of:
            self._tally += self._later(as_of)
        outside = self._settlement.outside()
        settled = len(outside) - len(aside)
        rejected = [*intake.malformed]
        self._tally += Tally(len(rejected), 0, 0, 0, len(rejected), 0, 0, 0, 0)
        refusals: Counter[str] = Counter()
        finished = []
        for each, beyond in zip(aside, outside[settled:], strict=True):
            end = finish(each.batch, beyond)
            became = account(each.log, each.parsed, end.rejected, end.refusals, counted(each.batch, end))
            self._tally += became.tally
            refusals.update(refusal.code for refusal in became.refusals)
            rejected += became.rejected
            finished.append(end)
        return Streamed(
            as_of=as_of,
            tally=self._tally,
            refusals=refusals,
            rejected=sorted(rejected, key=lambda row: (row.file, row.line)),
            inputs=intake.inputs,
            ignored_columns=sorted(intake.ignored),
            _spool=self._spool,
            _outside=outside[:settled],
            _aside=finished,
            _terms_aside=[each.batch.terms_of[~end.lost] for each, end in zip(aside, finished, strict=True)],
        )

    def _ask(self, query: str) -> list[tuple[Any, ...]]:
        return self._engine.execute(query).fetchall()

    def _decide(self, layout: Layout, as_of: int) -> None:
        """Decide all tickets but those that have to be set aside."""
        ((rows,),) = self._ask(f"SELECT count(*) FROM {EVENTS}")  # noqa: S608 -- our own
        batches = sorted_batches(self._engine, as_of, self._question.batch)
        with told(self._progress, "sorting", self._engine):
            first = next(batches, None)
        if first is None:
            return
        for each in decided(chain([first], batches), layout, self._book, as_of):
            if self._progress is not None:
                self._progress("deciding", self._tally.rows / rows)
            if len(each.others):
                self._set_aside.append(each.others)
            self._settlement.add(each.batch)
            self._spool.add(each.batch)
            self._tally += _used(each.batch)

    def _decide_aside(self, sources: Sequence[Source], as_of: int) -> Iterator[Aside]:
        tickets = pa.concat_arrays(self._set_aside) if self._set_aside else pa.array([], pa.string())
        for each in decided_aside(self._engine, sources, tickets, self._book, self._question.reading, as_of):
            self._settlement.add(each.batch)
            yield each

    def _later(self, as_of: int) -> Tally:
        """Count what comes after the instant of deciding, of tickets that were not set aside."""
        tickets = pa.concat_arrays(self._set_aside) if self._set_aside else pa.array([], pa.string())
        self._engine.register("aside", pa.table({"ticket": tickets}))
        ((rows, later),) = self._ask(
            "SELECT coalesce(sum(later), 0)::BIGINT, count(*) FILTER (later = every) FROM (SELECT ticket, "  # noqa: S608 -- our own
            f"count(*) FILTER (instant > {as_of}) AS later, count(*) AS every FROM {EVENTS} "
            "ANTI JOIN aside USING (ticket) WHERE ticket IS NOT NULL GROUP BY ticket)"
        )
        self._engine.unregister("aside")
        return Tally(rows, rows, 0, rows, 0, later, 0, 0, later)


def _taken(intake: Intake, files: Sequence[Path]) -> list[Source]:
    """Take the rows of files into the engine, and return where they can be read again."""
    intake.take(files)
    return [partial(parts_of, path) for path in files]


def _taken_from(intake: Intake, kept: Kept) -> list[Source]:
    """Take a log that was asked for, under its name and with what was beside its rows."""
    intake.take([kept.path])
    intake.ignored.update(kept.ignored)
    intake.inputs[:] = [] if kept.notes else [replace(entry, file=kept.name) for entry in intake.inputs]
    for note in kept.notes:
        intake.take_part(note)
    return [kept.parts]


def _used(batch: Batch) -> Tally:
    """Count the rows and tickets of a batch in which nothing was refused."""
    return Tally(batch.rows, batch.rows, len(batch.copies), 0, 0, batch.tickets, batch.tickets, 0, 0)
