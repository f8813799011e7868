"""The ledger over all tickets: credits extend terms for the tickets submitted later."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

import numpy as np

from validator.evaluate.book import extended
from validator.evaluate.columns.arrays import NONE, exact_sum
from validator.evaluate.columns.table import CREDIT_SCALE, OUTCOMES, REASONS, DecisionTable
from validator.evaluate.decision import LedgerLine
from validator.evaluate.reference.entitlement import TERM_CLAUSE
from validator.evaluate.reference.ledger import DAYS
from validator.evaluate.terms import Refuser
from validator.model.words import Outcome, Reason

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from validator.evaluate.terms import Terms
    from validator.model.policy import Agreement


def credited_days(decisions: DecisionTable, tickets: int) -> NDArray[np.int64]:
    """Return for each ticket the whole days that its credits add to the term."""
    days = np.zeros(tickets, dtype=np.int64)
    if DAYS in decisions.rests.units:
        unit = list(decisions.rests.units).index(DAYS)
        rows = (decisions.unit == unit) & (decisions.credit != NONE)
        np.add.at(days, decisions.ticket[rows], decisions.credit[rows])
    return days // CREDIT_SCALE


def refuse(
    decisions: DecisionTable,
    basic: NDArray[np.bool_],
    first_severity: NDArray[np.int64],
    outside: NDArray[np.bool_],
) -> DecisionTable:
    """Turn the decisions of tickets outside their term into refusals; only the basic ones are shown."""
    rests = decisions.rests
    term_refusers = [Refuser(each.agreement.term.at, TERM_CLAUSE) for each in rests.terms]
    known = len(rests.refusers)
    refused = outside[decisions.ticket]

    def instead(column: NDArray[np.int64], value: int) -> NDArray[np.int64]:
        return np.where(refused, value, column)

    changed = decisions.with_columns(
        reason=instead(decisions.reason, REASONS.index(Reason.OUTSIDE_TERM)),
        severity=np.where(refused, first_severity, decisions.severity),
        promise=instead(decisions.promise, -1),
        schedule=instead(decisions.schedule, -1),
        deadline=instead(decisions.deadline, NONE),
        stopped_at=instead(decisions.stopped_at, NONE),
        outcome=instead(decisions.outcome, OUTCOMES.index(Outcome.NOT_ENTITLED)),
        elapsed=instead(decisions.elapsed, NONE),
        overrun=instead(decisions.overrun, NONE),
        credit=instead(decisions.credit, NONE),
        unit=instead(decisions.unit, -1),
        provisional=decisions.provisional & ~refused,
        eligible_at=instead(decisions.eligible_at, NONE),
        refuser=np.where(refused, decisions.terms + known, decisions.refuser),
    )
    return changed.with_refusers((*rests.refusers, *term_refusers)).take(np.flatnonzero(basic | ~refused))


@dataclass(slots=True)
class _Total:
    """The credits of one agreement in one unit, in millionths, and the tickets that have any."""

    credit: int = 0
    provisional: int = 0
    tickets: int = 0


class Totals:
    """The credits of all agreements, added up from as many tables of decisions as there are; each has whole tickets."""

    def __init__(self) -> None:
        """Start without any agreement."""
        self._agreements: dict[str, Agreement] = {}
        self._totals: dict[str, dict[str, _Total]] = {}

    def add(self, decisions: DecisionTable, terms_of: NDArray[np.int64]) -> None:
        """Add the decisions of tickets; `terms_of` numbers the terms of all of them, decisions or not."""
        terms = decisions.rests.terms
        for each in np.flatnonzero(np.bincount(terms_of, minlength=len(terms))).tolist():
            agreement = terms[each].agreement
            self._agreements[agreement.id] = agreement
            self._totals.setdefault(agreement.id, {})
        units = decisions.rests.units
        if not units:
            return
        in_a_unit = np.flatnonzero(decisions.unit >= 0)
        key = decisions.terms[in_a_unit] * len(units) + decisions.unit[in_a_unit]
        amounts = decisions.credit[in_a_unit]
        credits_ = np.where(amounts == NONE, 0, amounts)
        uncertain = np.where(decisions.provisional[in_a_unit], credits_, 0)
        for code in np.unique(key).tolist():
            mine = key == code
            number, unit = divmod(code, len(units))
            of_units = self._totals.setdefault(terms[number].agreement.id, {})
            total = of_units.setdefault(units[unit], _Total())
            total.credit += exact_sum(credits_[mine])
            total.provisional += exact_sum(uncertain[mine])
        self._count_tickets(decisions, terms)

    def merge(self, other: Totals) -> None:
        """Add what was added up elsewhere, from other tickets."""
        self._agreements |= other._agreements
        for name, units in other._totals.items():
            mine = self._totals.setdefault(name, {})
            for unit, more in units.items():
                total = mine.setdefault(unit, _Total())
                total.credit += more.credit
                total.provisional += more.provisional
                total.tickets += more.tickets

    def _count_tickets(self, decisions: DecisionTable, terms: Sequence[Terms]) -> None:
        """Count the tickets with a credit, each once for each unit."""
        units = decisions.rests.units
        rows = np.flatnonzero(decisions.credit > 0)
        tickets = np.unique(decisions.ticket[rows] * len(units) + decisions.unit[rows], return_index=True)[1]
        rows = rows[tickets]
        keys, counts = np.unique(
            decisions.terms[rows] * len(units) + decisions.unit[rows], return_counts=True
        )
        for key, count in zip(keys.tolist(), counts.tolist(), strict=True):
            number, unit = divmod(key, len(units))
            self._totals[terms[number].agreement.id][units[unit]].tickets += count

    def lines(self) -> tuple[LedgerLine, ...]:
        """Return the ledger of all agreements that have a ticket; a line for every unit credits were decided in."""
        return tuple(line for name in sorted(self._agreements) for line in self._lines(name))

    def _lines(self, name: str) -> Iterator[LedgerLine]:
        agreement, totals = self._agreements[name], self._totals[name]
        days = totals.get(DAYS, _Total()).credit // CREDIT_SCALE
        for unit in sorted(totals) or [DAYS]:
            total = totals.get(unit, _Total())
            yield LedgerLine(
                agreement=name,
                term_start=agreement.term.first,
                term_end=agreement.term.last,
                credit=Decimal(total.credit) / CREDIT_SCALE,
                unit=unit,
                provisional_credit=Decimal(total.provisional) / CREDIT_SCALE,
                credited_tickets=total.tickets,
                extended_term_end=extended(agreement.term.last, days),
            )
