"""Decisions of the same tickets under two contracts, paired."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from validator.evaluate.columns.arrays import NONE
from validator.evaluate.columns.table import OUTCOMES, REASONS, DecisionTable
from validator.model.target import Within
from validator.model.words import Outcome, Reason

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from numpy.typing import NDArray

    from validator.location import Address

ENTITLED: Final = REASONS.index(Reason.ENTITLED)
LATE: Final = [OUTCOMES.index(Outcome.BREACHED), OUTCOMES.index(Outcome.OVERDUE)]
NOT_OFFERED: Final = OUTCOMES.index(Outcome.NOT_OFFERED)


class Words:
    """Words that both sides use, by number; -1 is none."""

    def __init__(self) -> None:
        self._numbers: dict[str, int] = {}

    def codes(self, words: Iterable[str]) -> NDArray[np.int64]:
        """Return the numbers of words, and -1 in the last place for none."""
        found = [self._numbers.setdefault(word, len(self._numbers)) for word in words]
        return np.array([*found, -1], dtype=np.int64)

    @property
    def all(self) -> tuple[str, ...]:
        """The words by number."""
        return tuple(self._numbers)


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The words of both sides."""

    severities: Words
    units: Words
    agreements: Words
    editions: Words
    plans: Words
    schedules: Words
    targets: Words
    clauses: Words

    @staticmethod
    def empty() -> Vocabulary:
        """Return one without words."""
        return Vocabulary(*(Words() for _ in Vocabulary.__slots__))


@dataclass(frozen=True, slots=True)
class Seen:
    """One side of all pairs, one element each; words are numbers that both sides share, and -1 means none.

    `rows` point into `table`, -1 where this side has no such decision. `claim` says that something is promised,
    `timed` that a time is (a paused clock has one, though no deadline), `late` that it was missed. `credit` is 0 where
    there is none.
    """

    table: DecisionTable
    rows: NDArray[np.int64]
    claim: NDArray[np.bool_]
    timed: NDArray[np.bool_]
    late: NDArray[np.bool_]
    outcome: NDArray[np.int64]
    deadline: NDArray[np.int64]
    credit: NDArray[np.int64]
    unit: NDArray[np.int64]
    substance: tuple[NDArray[Any], ...]
    cited: tuple[NDArray[np.int64], ...]
    agreement: NDArray[np.int64]
    plan: NDArray[np.int64]
    severity: NDArray[np.int64]
    clause: NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Pairs:
    """Pairs of decisions in the order of ticket, obligation and occurrence; `ticket` points into the log's names."""

    ticket: NDArray[np.int64]
    obligation: NDArray[np.int64]
    occurrence: NDArray[np.int64]
    obligations: tuple[str, ...]
    old: Seen
    new: Seen
    words: Vocabulary

    @property
    def changed(self) -> NDArray[np.bool_]:
        """Which decisions differ in substance."""
        return _differ(self.old.substance, self.new.substance)

    @property
    def recited(self) -> NDArray[np.bool_]:
        """Which decisions rest on something else: another edition, clause, line, wording or schedule."""
        return _differ(self.old.cited, self.new.cited)


def _differ(old: Sequence[NDArray[Any]], new: Sequence[NDArray[Any]]) -> NDArray[np.bool_]:
    differ: NDArray[np.bool_] = np.logical_or.reduce(
        [then != now for then, now in zip(old, new, strict=True)]
    )
    return differ


def numbers_of(names: Sequence[str], known: Sequence[str]) -> NDArray[np.int64]:
    """Return the places of names among known ones; each is there."""
    if len(names) == len(known):  # both are sorted, so they are the same
        return np.arange(len(names))
    found = pc.index_in(pa.array(names, pa.string()), value_set=pa.array(known, pa.string()))
    places: NDArray[np.int64] = found.to_numpy(zero_copy_only=False).astype(np.int64)
    return places


def paired(
    tables: tuple[DecisionTable, DecisionTable],
    names: Sequence[str],
    both: NDArray[np.bool_],
    cites: tuple[Callable[[Address, str], str], Callable[[Address, str], str]],
) -> Pairs:
    """Pair the decisions of the tickets marked in `both` by ticket, obligation and occurrence; `names` are all."""
    obligations = tuple(sorted({name for table in tables for name in table.rests.obligations}))
    most = max((int(table.occurrence.max(initial=0)) for table in tables), default=0) + 1
    kept, keys = [], []
    for table in tables:
        ticket = numbers_of(table.rests.names, names)[table.ticket]
        rows = np.flatnonzero(both[ticket])
        rank = np.array([obligations.index(name) for name in table.rests.obligations], dtype=np.int64)
        kept.append(rows)
        keys.append(
            (ticket[rows] * len(obligations) + rank[table.obligation[rows]]) * most + table.occurrence[rows]
        )
    every = keys[0] if np.array_equal(keys[0], keys[1]) else np.union1d(keys[0], keys[1])
    words = Vocabulary.empty()
    old, new = (
        _seen(tables[side], _rows(every, keys[side], kept[side]), words, cites[side]) for side in (0, 1)
    )
    rest, occurrence = np.divmod(every, most)
    ticket, obligation = np.divmod(rest, max(len(obligations), 1))
    return Pairs(ticket, obligation, occurrence, obligations, old, new, words)


def _rows(every: NDArray[np.int64], keys: NDArray[np.int64], rows: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return for every key the row that has it, -1 where none has; `keys` ascend, as decisions are ordered."""
    found = np.full(every.size, -1, dtype=np.int64)
    found[np.searchsorted(every, keys)] = rows
    return found


def _seen(
    table: DecisionTable, rows: NDArray[np.int64], words: Vocabulary, cite: Callable[[Address, str], str]
) -> Seen:
    rests, there = table.rests, rows >= 0

    def taken(column: NDArray[np.int64], absent: int = -1) -> NDArray[np.int64]:
        return np.where(there, column[rows], absent) if column.size else np.full(rows.size, absent)

    terms, refuser = taken(table.terms), taken(table.refuser)
    promise = np.where(refuser >= 0, -1, taken(table.promise))
    outcome, reason = taken(table.outcome), taken(table.reason)
    deadline, credit = taken(table.deadline, NONE), taken(table.credit, NONE)
    within = np.array([isinstance(each.target, Within) for each in rests.promises] + [False])
    claim = there & (reason == ENTITLED) & (outcome != NOT_OFFERED)
    severity = words.severities.codes(rests.severities)[taken(table.severity)]
    unit = words.units.codes(rests.units)[taken(table.unit)]
    agreement = words.agreements.codes(each.agreement.id for each in rests.terms)[terms]
    plan = words.plans.codes(each.plan.id for each in rests.terms)[terms]
    clause = _clauses(table, promise, refuser, words.clauses, cite)
    instants = (table.started_at, table.stopped_at, table.elapsed, table.overrun, table.eligible_at)
    provisional = there & taken(table.provisional.astype(np.int64), 0).astype(np.bool_)
    return Seen(
        table=table,
        rows=rows,
        claim=claim,
        timed=claim & within[promise],
        late=np.isin(outcome, LATE),
        outcome=outcome,
        deadline=deadline,
        credit=np.where(credit == NONE, 0, credit),
        unit=unit,
        substance=(
            there, reason, outcome, severity, deadline, credit, unit, provisional,
            *(taken(column, NONE) for column in instants),
        ),
        cited=(
            words.editions.codes(each.edition.id for each in rests.terms)[terms],
            words.targets.codes(each.text for each in rests.promises)[promise],
            words.schedules.codes(rests.schedules)[taken(table.schedule)],
            agreement, plan, clause,
        ),
        agreement=agreement,
        plan=plan,
        severity=severity,
        clause=clause,
    )  # fmt: skip


def _clauses(
    table: DecisionTable,
    promise: NDArray[np.int64],
    refuser: NDArray[np.int64],
    words: Words,
    cite: Callable[[Address, str], str],
) -> NDArray[np.int64]:
    """Return what each decision rests on, as the `clause` column says it; only what is cited is looked up."""
    result = np.full(promise.size, -1, dtype=np.int64)
    for rests, column in ((table.rests.promises, promise), (table.rests.refusers, refuser)):
        used = np.unique(column[column >= 0])
        codes = np.full(len(rests) + 1, -1, dtype=np.int64)
        codes[used] = words.codes(cite(rests[row].at, rests[row].clause) for row in used)[:-1]
        result = np.where(column >= 0, codes[column], result)
    return result
