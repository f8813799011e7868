"""One ticket, decided as of an instant."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from validator.evaluate.decision import Decision, Refusal
from validator.evaluate.reference.account import Account, Ticket
from validator.evaluate.reference.entitlement import Entitlement, entitlement, escalation_entitlement
from validator.evaluate.reference.governing import Context, Piece, pieces, severity_at
from validator.evaluate.reference.occurrences import Occurrence, occurrences, pauses, stands
from validator.evaluate.reference.validity import terms_of
from validator.model.target import BestEffort, ClockTime, NotOffered
from validator.model.timeline import Timeline
from validator.model.words import EligibleOn, MeasuredOn, Outcome, Reason, Recurs
from validator.timetable import BeyondHorizon

if TYPE_CHECKING:
    from collections.abc import Sequence

    from validator.evaluate.book import Book
    from validator.evaluate.terms import Obligation
    from validator.model.credit import Credit

WALL_CLOCK_NAME = "wall_clock"


def decide(
    timeline: Timeline, book: Book, as_of: int, term_end: int | None = None
) -> tuple[Decision, ...] | Refusal | None:
    """Decide a ticket as of an instant: its decisions, why there are none, or None if it was not submitted yet.

    `term_end` is the end of the agreement's term (exclusive) if credits have extended it.
    """
    found = accounts(timeline, book, as_of, term_end)
    return tuple(account.decision for account in found) if isinstance(found, tuple) else found


def accounts(
    timeline: Timeline, book: Book, as_of: int, term_end: int | None = None
) -> tuple[Account, ...] | Refusal | None:
    """Decide a ticket as `decide` does, and return each decision with what it was made of."""
    timeline = Timeline(timeline.ticket, tuple(event for event in timeline.events if event.at <= as_of))
    if not timeline.events:
        return None
    terms = terms_of(timeline, book)
    if isinstance(terms, Refusal):
        return terms
    begins, ends = book.term_bounds(terms.agreement)
    ends = ends if term_end is None else term_end
    ticket = Ticket(timeline.ticket, timeline.events, terms, book, as_of, ends)
    claim = entitlement(ticket.submission, terms, inside_term=begins <= ticket.submission.at < ends)
    try:
        return tuple(
            account for obligation in terms.obligations for account in _obligation(ticket, obligation, claim)
        )
    except BeyondHorizon as beyond:
        return Refusal(timeline.ticket, "beyond-holiday-lock", beyond.message)


def _obligation(ticket: Ticket, obligation: Obligation, claim: Entitlement) -> list[Account]:
    found = []
    for number, run in enumerate(occurrences(ticket.events, obligation), start=1):
        if not claim.entitled:
            if obligation.is_escalation or (obligation.recurs is Recurs.ONCE and number == 1):
                found.append(_refused(ticket, obligation, number, run, claim))
            continue
        escalated = ticket.events[run.start]
        asked = escalation_entitlement(escalated, obligation) if obligation.is_escalation else claim
        if asked.entitled:
            found.append(_decided(ticket, obligation, number, run, asked))
        else:
            found.append(_refused(ticket, obligation, number, run, asked))
    return found


def _refused(
    ticket: Ticket, obligation: Obligation, number: int, run: Occurrence, claim: Entitlement
) -> Account:
    if claim.refuser is None:
        raise TypeError(claim)
    start = ticket.events[run.start].at
    decision = Decision(
        ticket=ticket.name,
        agreement=ticket.terms.agreement.id,
        edition=ticket.terms.edition.id,
        plan=ticket.terms.plan.id,
        obligation=obligation.id,
        occurrence=number,
        entitled=False,
        reason=claim.reason,
        severity=severity_at(ticket.events, run.start, ticket.terms),
        target=None,
        schedule=None,
        started_at=start,
        deadline=None,
        stopped_at=None,
        outcome=Outcome.NOT_ENTITLED,
        elapsed=None,
        overrun=None,
        credit=None,
        credit_unit=None,
        provisional=False,
        eligible_at=None,
        rests_on=claim.refuser.at,
        clause=claim.refuser.clause,
    )
    return Account(ticket, obligation, run, claim, (), None, (), start, decision)


def _decided(
    ticket: Ticket, obligation: Obligation, number: int, run: Occurrence, claim: Entitlement
) -> Account:
    ended = run.end is not None
    until = ticket.as_of if run.end is None else ticket.events[run.end].at
    context = Context(obligation, ticket.terms, ticket.book, pauses(ticket.events, obligation, until))
    governed = pieces(ticket.events, run, until, ticket.terms, context)
    missed = [piece for piece in governed if piece.governing.overrun(piece.start, piece.end) > 0]
    shown = (missed[0] if missed else governed[-1]).governing
    start = ticket.events[run.start].at
    outcome = _outcome(ticket, obligation, run, late=bool(missed), governing=governed[-1])
    paused = outcome is Outcome.PAUSED
    overrun = _overrun(governed, obligation.credit, context)
    credit = _credit(overrun, obligation.credit) if missed else None
    stopped_at = until if ended else None
    decision = Decision(
        ticket=ticket.name,
        agreement=ticket.terms.agreement.id,
        edition=ticket.terms.edition.id,
        plan=ticket.terms.plan.id,
        obligation=obligation.id,
        occurrence=number,
        entitled=True,
        reason=Reason.ENTITLED,
        severity=shown.severity,
        target=shown.promise.text,
        schedule=WALL_CLOCK_NAME if isinstance(shown.promise.target, ClockTime) else obligation.schedule.id,
        started_at=start,
        deadline=None if paused else shown.deadline,
        stopped_at=stopped_at,
        outcome=outcome,
        elapsed=shown.clock.counted(start, until),
        overrun=None if shown.amount is None else overrun,
        credit=credit,
        credit_unit=None if credit is None or obligation.credit is None else obligation.credit.grant.unit,
        provisional=credit is not None and outcome is Outcome.OVERDUE,
        eligible_at=_eligible_at(credit, obligation.credit, shown.deadline, stopped_at),
        rests_on=shown.promise.at,
        clause=shown.promise.clause,
    )
    return Account(
        ticket, obligation, run, claim, tuple(governed), shown, tuple(context.pauses), until, decision
    )


def _outcome(
    ticket: Ticket, obligation: Obligation, run: Occurrence, *, late: bool, governing: Piece
) -> Outcome:
    """Tell the outcome: what was late stays late, whatever governs in the end."""
    if late:
        return Outcome.OVERDUE if run.end is None else Outcome.BREACHED
    match governing.governing.promise.target:
        case BestEffort():
            return Outcome.BEST_EFFORT
        case NotOffered():
            return Outcome.NOT_OFFERED
        case _:
            pass
    if run.end is not None:
        return Outcome.MET if run.answered else Outcome.WITHDRAWN
    return Outcome.PAUSED if stands(ticket.events, obligation) else Outcome.RUNNING


def _overrun(governed: Sequence[Piece], credit: Credit | None, context: Context) -> int:
    """Add up what was late, piece by piece, on the clock that the credit is measured on."""
    if credit is not None and credit.measured_on is MeasuredOn.WALL_CLOCK:
        wall = context.wall
        return sum(piece.governing.wall_overrun(piece.start, piece.end, wall) for piece in governed)
    return sum(piece.governing.overrun(piece.start, piece.end) for piece in governed)


def _credit(overrun: int, credit: Credit | None) -> Decimal | None:
    if credit is None:
        return None
    amount = credit.steps(overrun) * credit.grant.amount
    return amount if credit.cap is None else min(amount, credit.cap)


def _eligible_at(
    amount: Decimal | None, credit: Credit | None, deadline: int | None, stopped_at: int | None
) -> int | None:
    if not amount or credit is None:
        return None
    return deadline if credit.eligible_on is EligibleOn.DEADLINE else stopped_at
