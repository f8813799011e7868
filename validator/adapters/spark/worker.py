"""What the executors do: pack rows, decide whole tickets, settle them."""

from __future__ import annotations

import pickle
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING, Final

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from validator.adapters.spark.packing import WIDTH, last_instant, packed
from validator.evaluate.columns import Settlement, Totals, finish
from validator.evaluate.columns.arrow import decisions_table, plain
from validator.evaluate.columns.batch import decide_sound
from validator.evaluate.columns.layout import Layout
from validator.evaluate.columns.settlement import Cut, outside_of
from validator.evaluate.columns.table import OUTCOMES
from validator.workspace.book import book_of
from validator.workspace.evaluation import Tally, citing
from validator.workspace.stream.batches import Sorted

if TYPE_CHECKING:
    from pyspark.core.broadcast import Broadcast

    from validator.evaluate.book import Book
    from validator.evaluate.columns import Batch, DecisionTable
    from validator.workspace.policies import Policies

Batches = Iterator[pa.RecordBatch]

ROWS: Final = 1 << 18
"""Events decided together."""


@dataclass(frozen=True)
class Kit:
    """What a worker process makes of broadcast policies, once."""

    book: Book
    layout: Layout
    cite: Callable[..., str]


@cache
def _kit_of(serialized: bytes) -> Kit:
    policies: Policies = pickle.loads(serialized)  # noqa: S301 -- our own driver wrote it
    book = book_of(policies.policies)
    return Kit(book, Layout.of(book), citing(policies.documents))


def kit_of(policies: Broadcast[bytes]) -> Kit:
    """Return what a worker needs; a process that is used again has it already."""
    return _kit_of(policies.value)


@dataclass(slots=True)
class Facts:
    """What the driver learns of decided tickets."""

    settlement: Settlement
    tally: Tally
    others: Sequence[str]


@dataclass(slots=True)
class Outcome:
    """What the driver learns of settled tickets."""

    totals: Totals = field(default_factory=Totals)
    outcomes: Counter[str] = field(default_factory=Counter)
    policies: set[str] = field(default_factory=set)

    def add(self, decisions: DecisionTable, terms_of: np.ndarray) -> None:
        """Count the decisions of a batch."""
        self.totals.add(decisions, terms_of)
        codes, counts = np.unique(decisions.outcome, return_counts=True)
        for code, count in zip(codes.tolist(), counts.tolist(), strict=True):
            self.outcomes[OUTCOMES[code].value] += count
        terms = decisions.rests.terms
        self.policies.update(terms[each].policy.id for each in np.unique(terms_of).tolist())

    def merge(self, other: Outcome) -> None:
        """Add what was counted elsewhere."""
        self.totals.merge(other.totals)
        self.outcomes.update(other.outcomes)
        self.policies |= other.policies


def latest(batches: Batches) -> Batches:
    """Yield the last instant of a partition, if it has any."""
    found = [last_instant(pa.Table.from_batches([batch])) for batch in batches]
    some = [each for each in found if each is not None]
    if some:
        yield pa.record_batch({"instant": pa.array([max(some)], pa.int64())})


def pack(batches: Batches, policies: Broadcast[bytes]) -> Batches:
    """Pack rows."""
    layout = kit_of(policies).layout
    for batch in batches:
        yield from packed(pa.Table.from_batches([batch]), layout).to_batches()


def decide(batches: Batches, policies: Broadcast[bytes], as_of: int) -> Batches:
    """Decide packed lists, each a whole ticket: yield serialized batches with what the driver has to know of them."""
    kit = kit_of(policies)
    for batch, facts in (_decided(each, kit, as_of) for each in _together(batches)):
        yield pa.record_batch(
            {
                "batch": pa.array([pickle.dumps(batch)], pa.binary()),
                "facts": pa.array([pickle.dumps(facts)], pa.binary()),
            }
        )


def settle(batches: Batches, policies: Broadcast[bytes], cuts: Mapping[str, Cut]) -> Batches:
    """Yield the decisions of serialized batches as they are in the end."""
    kit = kit_of(policies)
    for batch in _loaded(batches):
        finished = finish(batch, outside_of(batch, kit.book, cuts))
        yield from plain(decisions_table(finished.decisions, kit.cite)).to_batches()


def count(batches: Batches, policies: Broadcast[bytes], cuts: Mapping[str, Cut]) -> Batches:
    """Yield a partition's share of the ledger, serialized."""
    kit, outcome = kit_of(policies), Outcome()
    for batch in _loaded(batches):
        outcome.add(finish(batch, outside_of(batch, kit.book, cuts)).decisions, batch.terms_of)
    yield pa.record_batch({"outcome": pa.array([pickle.dumps(outcome)], pa.binary())})


def _loaded(batches: Batches) -> Iterator[Batch]:
    for record in batches:
        for each in record.column(0):
            yield pickle.loads(each.as_py())  # noqa: S301 -- another worker of ours wrote it


def _together(batches: Batches) -> Iterator[pa.Table]:
    """Yield batches of packed lists, several as one while they are small."""
    waiting: list[pa.RecordBatch] = []
    rows = 0
    for batch in batches:
        waiting.append(batch)
        rows += len(pc.list_flatten(batch.column(1)))
        if rows >= ROWS:
            yield pa.Table.from_batches(waiting)
            waiting, rows = [], 0
    if rows:
        yield pa.Table.from_batches(waiting)


def _decided(lists: pa.Table, kit: Kit, as_of: int) -> tuple[Batch, Facts]:
    lists = lists.take(pc.sort_indices(lists.column("ticket"))).combine_chunks()
    names, listed = lists.column("ticket").combine_chunks(), lists.column("events").combine_chunks()
    counts = pc.list_value_length(listed).to_numpy()
    events = pc.list_flatten(listed).cast(pa.binary(WIDTH))
    numbers = np.frombuffer(events.buffers()[1], dtype=np.int64)
    numbers = numbers[2 * events.offset :][: 2 * len(events)].reshape(-1, 2)
    ticket = np.repeat(np.arange(len(names)), counts)
    known = numbers[:, 0] <= as_of
    later = np.bincount(ticket[~known], minlength=len(names))
    present = counts > later
    numbers, ticket = numbers[known], ticket[known]
    order = np.lexsort((numbers[:, 1], numbers[:, 0], ticket))
    every = Sorted(
        names.filter(pa.array(present)),
        np.cumsum((counts - later)[present]),
        numbers[order, 0],
        numbers[order, 1],
    )
    odd = every.odd
    sound = decide_sound(every.only(~odd).events(kit.layout), kit.book, as_of)
    others = [*every.names.filter(pa.array(odd)).to_pylist(), *sound.others]
    settlement = Settlement(kit.book)
    settlement.add(sound.batch)
    mine = ~np.asarray(pc.is_in(names, value_set=pa.array(others, pa.string())), dtype=np.bool_)
    after, absent = int(later[mine].sum()), int(np.count_nonzero(~present))
    batch = sound.batch
    tally = Tally(batch.rows, batch.rows, len(batch.copies), 0, 0, batch.tickets, batch.tickets, 0, 0)
    tally += Tally(after, after, 0, after, 0, absent, 0, 0, absent)
    return batch, Facts(settlement, tally, others)
