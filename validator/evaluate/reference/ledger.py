"""The ledger: credits of an agreement, and how far they extend its term for later tickets."""

from __future__ import annotations

from collections import defaultdict
from decimal import Decimal
from typing import TYPE_CHECKING

from validator.evaluate.book import extended
from validator.evaluate.decision import Decision, LedgerLine, Refusal
from validator.evaluate.reference.decide import decide

if TYPE_CHECKING:
    from collections.abc import Sequence

    from validator.evaluate.book import Book
    from validator.model.policy import Agreement
    from validator.model.timeline import Timeline

DAYS = "days"


def decide_all(
    timelines: Sequence[Timeline], book: Book, as_of: int
) -> tuple[tuple[Decision, ...], tuple[LedgerLine, ...], tuple[Refusal, ...]]:
    """Decide all tickets of a log: each agreement's in order of submission, so that credits extend its term."""
    decided: dict[str, list[Decision]] = defaultdict(list)
    refusals: list[Refusal] = []
    days: dict[str, int] = defaultdict(int)
    for timeline in sorted(timelines, key=lambda each: (each.events[0].at, each.ticket)):
        agreement = book.agreements.get(timeline.events[0].agreement or "")
        term_end = book.term_end(agreement, days[agreement.id]) if agreement else None
        answer = decide(timeline, book, as_of, term_end)
        if isinstance(answer, Refusal):
            refusals.append(answer)
        elif answer is not None and agreement is not None:
            decided[agreement.id].extend(answer)
            days[agreement.id] += int(_sum(answer, DAYS))
    every = [decision for answers in decided.values() for decision in answers]
    lines = [line for name in sorted(decided) for line in _lines(book.agreements[name], decided[name])]
    return (
        tuple(sorted(every, key=lambda each: (each.ticket, each.obligation, each.occurrence))),
        tuple(lines),
        tuple(sorted(refusals, key=lambda each: each.ticket)),
    )


def _lines(agreement: Agreement, decisions: Sequence[Decision]) -> list[LedgerLine]:
    """Return a line for every unit that credits were decided in; without any, one line of no days."""
    units = sorted({decision.credit_unit for decision in decisions if decision.credit_unit}) or [DAYS]
    return [
        LedgerLine(
            agreement=agreement.id,
            term_start=agreement.term.first,
            term_end=agreement.term.last,
            credit=_sum(decisions, unit),
            unit=unit,
            provisional_credit=_sum([decision for decision in decisions if decision.provisional], unit),
            credited_tickets=len(
                {each.ticket for each in decisions if each.credit_unit == unit and each.credit}
            ),
            extended_term_end=extended(agreement.term.last, int(_sum(decisions, DAYS))),
        )
        for unit in units
    ]


def _sum(decisions: Sequence[Decision], unit: str) -> Decimal:
    credits_ = (decision.credit for decision in decisions if decision.credit_unit == unit)
    return sum((credit for credit in credits_ if credit is not None), Decimal(0))
