"""The ledger over all tickets: credits extend terms for the tickets submitted later."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

import numpy as np

from validator.evaluate.book import extended
from validator.evaluate.columns.arrays import NONE, exact_sum, firsts
from validator.evaluate.columns.table import CREDIT_SCALE, OUTCOMES, REASONS, DecisionTable
from validator.evaluate.decision import LedgerLine
from validator.evaluate.reference.entitlement import TERM_CLAUSE
from validator.evaluate.reference.ledger import DAYS
from validator.evaluate.terms import Refuser
from validator.model.words import Outcome, Reason

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from validator.evaluate.book import Book
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


def outside_term(
    terms: Sequence[Terms],
    terms_of: NDArray[np.int64],
    submitted: NDArray[np.int64],
    days: NDArray[np.int64],
    book: Book,
) -> NDArray[np.bool_]:
    """Return which tickets lie outside their agreement's term, extended by the credits of earlier ones.

    Tickets are numbered in the order of their names. The tickets inside are the earliest of each agreement, so the
    days credited before a ticket are a running sum, and the first one outside ends it.
    """
    names = sorted({each.agreement.id for each in terms})
    agreement = np.array([names.index(each.agreement.id) for each in terms], dtype=np.int64)[terms_of]
    bounds = np.array([book.term_bounds(book.agreements[name]) for name in names], dtype=np.int64).reshape(
        -1, 2
    )
    outside: NDArray[np.bool_] = submitted < bounds[agreement, 0]
    order = np.lexsort((submitted, agreement))
    earned = np.where(outside, 0, days)[order]
    owner = agreement[order]
    before = np.cumsum(earned) - earned
    before -= before[np.searchsorted(owner, owner)]
    late = np.flatnonzero(submitted[order] >= bounds[owner, 1])
    for place in firsts(late, owner):  # the first ticket after the term's end, one per agreement
        who = owner[place]
        mine = late[owner[late] == who]
        ends = _ends(book, book.agreements[names[who]], int(submitted[order[mine[-1]]]))
        reached = ends[np.minimum(before[mine], ends.size - 1)]
        beyond = np.flatnonzero(submitted[order[mine]] >= reached)
        if beyond.size:
            outside[order[mine[beyond[0] :]]] = True
    return outside


def _ends(book: Book, agreement: Agreement, latest: int) -> NDArray[np.int64]:
    """Return the ends of a term by the number of days that extend it, up to the first one after an instant."""
    ends = [book.term_end(agreement, 0)]
    while ends[-1] <= latest:
        ends.append(book.term_end(agreement, len(ends)))
    return np.array(ends, dtype=np.int64)


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


def lines(
    decisions: DecisionTable, terms: Sequence[Terms], terms_of: NDArray[np.int64]
) -> tuple[LedgerLine, ...]:
    """Return the ledger of all agreements that have a ticket; a line for every unit credits were decided in."""
    rests = decisions.rests
    agreement_of = [each.agreement for each in terms]
    found = []
    for name, agreement in sorted(
        {agreement_of[each].id: agreement_of[each] for each in np.unique(terms_of)}.items()
    ):
        mine = np.isin(decisions.terms, [n for n, each in enumerate(agreement_of) if each.id == name])
        units = sorted({rests.units[unit] for unit in np.unique(decisions.unit[mine]) if unit >= 0}) or [DAYS]
        totals = {unit: _credit(decisions, mine, unit) for unit in {*units, DAYS}}
        for unit in units:
            in_unit = mine & (decisions.unit == _code(rests.units, unit)) & (decisions.credit > 0)
            found.append(
                LedgerLine(
                    agreement=name,
                    term_start=agreement.term.first,
                    term_end=agreement.term.last,
                    credit=totals[unit],
                    unit=unit,
                    provisional_credit=_credit(decisions, mine & decisions.provisional, unit),
                    credited_tickets=len(np.unique(decisions.ticket[in_unit])),
                    extended_term_end=extended(agreement.term.last, int(totals[DAYS])),
                )
            )
    return tuple(found)


def _credit(decisions: DecisionTable, rows: NDArray[np.bool_], unit: str) -> Decimal:
    rows = rows & (decisions.unit == _code(decisions.rests.units, unit)) & (decisions.credit != NONE)
    return Decimal(exact_sum(decisions.credit[rows])) / CREDIT_SCALE


def _code(units: Sequence[str], unit: str) -> int:
    return list(units).index(unit) if unit in units else -2
