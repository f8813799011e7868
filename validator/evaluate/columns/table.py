"""Decisions as columns."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields, replace
from decimal import Decimal
from typing import TYPE_CHECKING, Any, overload

import numpy as np

from validator.evaluate.columns.arrays import NONE
from validator.evaluate.decision import Decision
from validator.model.words import Outcome, Reason

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    import pyarrow as pa
    from numpy.typing import NDArray

    from validator.evaluate.terms import Refuser, Terms
    from validator.location import Address
    from validator.model.target import Promise

OUTCOMES = tuple(Outcome)
REASONS = tuple(Reason)
CREDIT_SCALE = 1_000_000
"""Credits are counted in millionths of their unit: policies write amounts with at most six decimals."""


@dataclass(frozen=True, slots=True)
class Names(Sequence[str]):
    """Names of tickets in an Arrow array: millions of them take little room."""

    array: pa.Array

    def __len__(self) -> int:
        """Return how many there are."""
        return len(self.array)

    @overload
    def __getitem__(self, index: int) -> str: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[str]: ...
    def __getitem__(self, index: int | slice) -> str | Sequence[str]:
        """Return one of them, or several."""
        if isinstance(index, slice):
            return Names(self.array[index])
        return str(self.array[int(index)].as_py())


@dataclass(frozen=True, slots=True)
class Rests:
    """What the numbers in a decision table stand for."""

    names: Sequence[str]
    terms: Sequence[Terms]
    obligations: Sequence[str]
    severities: Sequence[str]
    schedules: Sequence[str]
    units: Sequence[str]
    promises: Sequence[Promise]
    refusers: Sequence[Refuser]


@dataclass(frozen=True, slots=True)
class DecisionTable:
    """Decisions, one element each; numbers point into `rests`, -1 means none; instants and durations as in `Decision`.

    A decision rests on its promise where it has one, and on its refuser where it was refused.
    """

    rests: Rests
    ticket: NDArray[np.int64]
    terms: NDArray[np.int64]
    obligation: NDArray[np.int64]
    occurrence: NDArray[np.int64]
    reason: NDArray[np.int64]
    severity: NDArray[np.int64]
    promise: NDArray[np.int64]
    schedule: NDArray[np.int64]
    started_at: NDArray[np.int64]
    deadline: NDArray[np.int64]
    stopped_at: NDArray[np.int64]
    outcome: NDArray[np.int64]
    elapsed: NDArray[np.int64]
    overrun: NDArray[np.int64]
    credit: NDArray[np.int64]
    unit: NDArray[np.int64]
    provisional: NDArray[np.bool_]
    eligible_at: NDArray[np.int64]
    refuser: NDArray[np.int64]

    def __len__(self) -> int:
        """Return the number of decisions."""
        return len(self.ticket)

    @property
    def columns(self) -> Mapping[str, NDArray[Any]]:
        """All columns by name."""
        return {each.name: getattr(self, each.name) for each in fields(self) if each.name != "rests"}

    def take(self, rows: NDArray[Any]) -> DecisionTable:
        """Return some of the decisions, in the order given."""
        if rows.size == len(self) and np.array_equal(rows, np.arange(len(self))):
            return self
        return DecisionTable(self.rests, **{name: column[rows] for name, column in self.columns.items()})

    def order(self) -> NDArray[np.int64]:
        """Return the rows by ticket, obligation and occurrence."""
        names = sorted(self.rests.obligations)
        rank = np.array([names.index(name) for name in self.rests.obligations], dtype=np.int64)
        return np.lexsort((self.occurrence, rank[self.obligation], self.ticket))

    def first(self, count: int) -> DecisionTable:
        """Return the first decisions."""
        return self.take(np.arange(min(count, len(self))))

    def with_columns(self, **columns: NDArray[Any]) -> DecisionTable:
        """Return the decisions with some columns replaced."""
        return DecisionTable(self.rests, **{**self.columns, **columns})

    def with_refusers(self, refusers: Sequence[Refuser]) -> DecisionTable:
        """Return the decisions with a longer list of refusers to point into."""
        return replace(self, rests=replace(self.rests, refusers=refusers))

    def to_decisions(self) -> tuple[Decision, ...]:
        """Return the decisions one by one; for comparing with the reference, not for millions."""
        return tuple(self._decision(row) for row in range(len(self)))

    def _decision(self, row: int) -> Decision:
        rests, terms = self.rests, self.rests.terms[self.terms[row]]
        refused = self.refuser[row] >= 0
        promise = None if refused else rests.promises[self.promise[row]]
        rest = rests.refusers[self.refuser[row]] if refused else promise
        if rest is None:
            raise TypeError(row)
        return Decision(
            ticket=rests.names[self.ticket[row]],
            agreement=terms.agreement.id,
            edition=terms.edition.id,
            plan=terms.plan.id,
            obligation=rests.obligations[self.obligation[row]],
            occurrence=int(self.occurrence[row]),
            entitled=not refused,
            reason=REASONS[self.reason[row]],
            severity=_word(rests.severities, self.severity[row]),
            target=promise.text if promise else None,
            schedule=_word(rests.schedules, self.schedule[row]),
            started_at=_number(self.started_at[row]),
            deadline=_number(self.deadline[row]),
            stopped_at=_number(self.stopped_at[row]),
            outcome=OUTCOMES[self.outcome[row]],
            elapsed=_number(self.elapsed[row]),
            overrun=_number(self.overrun[row]),
            credit=None if self.credit[row] == NONE else Decimal(int(self.credit[row])) / CREDIT_SCALE,
            credit_unit=_word(rests.units, self.unit[row]),
            provisional=bool(self.provisional[row]),
            eligible_at=_number(self.eligible_at[row]),
            rests_on=rest.at,
            clause=rest.clause,
        )

    def to_arrow(self, cite: Callable[[Address, str], str]) -> pa.Table:
        """Return the decisions as a table with the columns of the interface.

        `cite` writes an address and a clause as the `clause` column says them. Instants are timestamps in UTC,
        seconds and credits exact decimals.
        """
        from validator.evaluate.columns.arrow import decisions_table, plain  # noqa: PLC0415 -- heavy

        return plain(decisions_table(self, cite))


def _word(words: Sequence[str], code: int) -> str | None:
    return words[code] if code >= 0 else None


def _number(value: int) -> int | None:
    return None if value == NONE else int(value)
