"""Whole decisions: cases worked out by hand, and worlds that the two evaluators must decide alike."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pyarrow as pa
import pytest
from hypothesis import HealthCheck, given, settings

from tests.evaluate.columns.hand import (
    CREDIT,
    HOUR,
    ON_THE_WALL,
    book,
    edition,
    happened,
    replied,
    severity,
    status,
    submitted,
    ticket,
)
from tests.evaluate.worlds import MINUTE, NOWHERE, World, at, worlds
from validator.evaluate import reference
from validator.evaluate.book import Book, compile_book
from validator.evaluate.columns import EventTable, Result, decide
from validator.evaluate.decision import Decision
from validator.model.credit import Grant
from validator.model.policy import Term
from validator.model.timeline import TicketEvent, Timeline
from validator.model.words import Actor, Counted, Event, MeasuredOn, Outcome, Reason, Recurs, Reopening

LATER = at("2024-06-03 12:00")


def run(*log: Timeline, under: Book | None = None, as_of: int = LATER) -> Result:
    """Decide a log, and see that the reference decides it alike."""
    known = under or book()
    result = decide(EventTable.from_timelines(log), known, as_of)
    answers = result.decisions.to_decisions(), result.ledger, result.refusals
    assert answers == reference.decide_all(log, known, as_of)
    return result


def one(*events: TicketEvent, under: Book | None = None, as_of: int = LATER) -> Decision:
    (decision,) = run(ticket(*events), under=under, as_of=as_of).decisions.to_decisions()
    return decision


# --- one clock ---


@pytest.mark.parametrize(
    ("answered", "outcome", "overrun", "days"),
    [
        ("2024-04-02 08:30", Outcome.MET, 0, None),  # half an hour before Easter, half an hour after it
        ("2024-04-02 08:44:59", Outcome.BREACHED, 15 * MINUTE - 1_000_000, Decimal(0)),
        ("2024-04-02 08:45", Outcome.BREACHED, 15 * MINUTE, Decimal(1)),
        ("2024-04-02 09:31", Outcome.BREACHED, 61 * MINUTE, Decimal(4)),
    ],
)
def test_only_support_time_counts_and_only_whole_steps_earn(
    answered: str, outcome: Outcome, overrun: int, days: Decimal | None
) -> None:
    decision = one(submitted("2024-03-28 16:30"), replied(answered))
    assert (decision.outcome, decision.overrun, decision.credit) == (outcome, overrun, days)
    assert decision.deadline == at("2024-04-02 08:30")
    assert decision.elapsed == HOUR + overrun
    assert decision.eligible_at == (decision.stopped_at if days else None)


def test_a_deadline_used_up_at_closing_time_is_due_then() -> None:
    assert one(submitted("2024-03-28 16:00")).deadline == at("2024-03-28 17:00")


def test_the_clock_stands_while_the_customer_is_waited_for() -> None:
    decision = one(
        submitted("2024-03-27 09:00"),
        status("2024-03-27 09:30", "waiting"),
        status("2024-03-27 11:00", "open"),
        replied("2024-03-27 11:30"),
    )
    assert (decision.outcome, decision.elapsed) == (Outcome.MET, HOUR)
    assert decision.deadline == at("2024-03-27 11:30")


def test_a_clock_that_stands_is_paused_and_due_at_no_known_time() -> None:
    decision = one(submitted("2024-03-27 09:00"), status("2024-03-27 09:30", "waiting"))
    assert (decision.outcome, decision.deadline, decision.elapsed) == (Outcome.PAUSED, None, HOUR // 2)


def test_what_was_late_before_the_pause_is_overdue() -> None:
    decision = one(submitted("2024-03-27 09:00"), status("2024-03-27 10:30", "waiting"))
    assert (decision.outcome, decision.overrun, decision.provisional) == (Outcome.OVERDUE, HOUR // 2, True)
    assert (decision.deadline, decision.eligible_at) == (at("2024-03-27 10:00"), None)


@pytest.mark.parametrize(
    ("closed", "outcome"), [("2024-03-27 10:00", Outcome.WITHDRAWN), ("2024-03-27 10:01", Outcome.BREACHED)]
)
def test_closing_withdraws_what_is_not_late(closed: str, outcome: Outcome) -> None:
    decision = one(submitted("2024-03-27 09:00"), happened(closed, Event.CLOSED))
    assert (decision.outcome, decision.stopped_at) == (outcome, at(closed))


@pytest.mark.parametrize(
    "reply",
    [
        replied("2024-03-27 09:10", Actor.SYSTEM),
        replied("2024-03-27 09:10", Actor.CUSTOMER),
        replied("2024-03-27 09:10", public=False),
    ],
    ids=["automatic", "customer's", "internal"],
)
def test_only_a_public_reply_by_a_person_of_the_provider_answers(reply: TicketEvent) -> None:
    assert one(submitted("2024-03-27 09:00"), reply, as_of=at("2024-03-27 09:30")).outcome is Outcome.RUNNING


def test_a_reply_that_also_pauses_is_a_reply_first() -> None:
    now = "2024-03-27 10:00"
    assert one(submitted("2024-03-27 09:00"), status(now, "waiting"), replied(now)).outcome is Outcome.MET


def test_what_happens_later_does_not_exist_yet() -> None:
    result = run(
        ticket(submitted("2024-03-27 09:00"), replied("2024-03-27 12:00"), name="a"),
        ticket(submitted("2024-03-27 11:00"), name="b"),
        as_of=at("2024-03-27 09:45"),
    )
    assert [decision.outcome for decision in result.decisions.to_decisions()] == [Outcome.RUNNING]
    assert (result.counts.after_as_of, result.counts.tickets_not_yet_submitted) == (2, 1)


# --- severity ---


@pytest.mark.parametrize(
    ("raised", "governs", "deadline"),
    [
        ("2024-03-27 10:00", "high", "2024-03-27 11:00"),
        ("2024-03-27 16:00", "middle", "2024-03-27 17:00"),  # both are due at 17:00: the old promise stays
        ("2024-03-27 16:30", "middle", "2024-03-27 17:00"),
    ],
)
def test_a_raise_gives_the_earlier_deadline(raised: str, governs: str, deadline: str) -> None:
    decision = one(
        submitted("2024-03-27 08:00", "middle"), severity(raised, "high"), replied("2024-03-28 08:20")
    )
    assert (decision.severity, decision.deadline, decision.outcome) == (
        governs,
        at(deadline),
        Outcome.BREACHED,
    )


def test_lowering_does_not_undo_a_breach() -> None:
    decision = one(
        submitted("2024-03-27 08:00"), severity("2024-03-27 09:30", "low"), replied("2024-03-27 12:00")
    )
    assert (decision.outcome, decision.severity, decision.overrun) == (Outcome.BREACHED, "high", HOUR // 2)
    assert decision.credit == 2


def test_lowering_before_the_deadline_gives_the_new_target_from_the_start() -> None:
    decision = one(
        submitted("2024-03-27 08:00"), severity("2024-03-27 08:30", "middle"), replied("2024-03-27 17:00")
    )
    assert (decision.outcome, decision.severity, decision.elapsed) == (Outcome.MET, "middle", 9 * HOUR)


def test_delays_of_several_pieces_add_up() -> None:
    decision = one(
        submitted("2024-03-27 08:00"),
        severity("2024-03-27 09:20", "low"),
        severity("2024-03-27 10:00", "high"),
        replied("2024-03-27 11:25"),
    )
    assert (decision.overrun, decision.credit) == (45 * MINUTE, Decimal(3))


def test_a_change_by_one_whose_word_does_not_count_changes_nothing() -> None:
    change = severity("2024-03-27 08:10", "low", Actor.CUSTOMER)
    assert one(submitted("2024-03-27 08:00"), change, replied("2024-03-27 08:30")).severity == "high"


# --- readings ---


def test_an_overrun_can_be_measured_on_the_wall_clock() -> None:
    under = book(edition(credit=replace(CREDIT, measured_on=MeasuredOn.WALL_CLOCK)))
    decision = one(submitted("2024-03-28 16:00"), replied("2024-04-02 08:15"), under=under)
    closed = at("2024-04-02 08:15") - at("2024-03-28 17:00")  # Easter, with the night of the clock change
    assert (decision.elapsed, decision.overrun) == (HOUR + 15 * MINUTE, closed)


def test_a_promise_on_the_wall_clock_runs_at_night() -> None:
    decision = one(submitted("2024-03-28 20:00"), under=book(edition(targets=dict(ON_THE_WALL))))
    assert (decision.deadline, decision.schedule) == (at("2024-03-28 21:00"), "wall_clock")


@pytest.mark.parametrize(
    ("reopening", "stopped"),
    [
        (Reopening.STANDS, ["2024-03-27 08:30"]),
        (Reopening.CONTINUES, ["2024-03-27 11:30"]),
        (Reopening.STARTS_ANEW, ["2024-03-27 08:30", "2024-03-27 11:30"]),
    ],
)
def test_what_reopening_does_is_a_reading(reopening: Reopening, stopped: list[str]) -> None:
    under = book(edition(reopening=reopening))
    result = run(
        ticket(
            submitted("2024-03-27 08:00"),
            happened("2024-03-27 08:30", Event.CLOSED),
            happened("2024-03-27 11:00", Event.REOPENED),
            replied("2024-03-27 11:30"),
        ),
        under=under,
    )
    decisions = result.decisions.to_decisions()
    assert [each.stopped_at for each in decisions] == [at(each) for each in stopped]
    assert decisions[-1].elapsed == (HOUR if reopening is Reopening.CONTINUES else HOUR // 2)


def test_every_public_answer_starts_the_clock_of_the_next_one() -> None:
    result = run(
        ticket(
            submitted("2024-03-27 08:00"),
            replied("2024-03-27 08:30"),
            replied("2024-03-27 10:00"),
            happened("2024-03-27 10:30", Event.RESOLVED),
        ),
        under=book(edition(recurs=Recurs.AFTER_EVERY_STOP)),
    )
    found = [(each.occurrence, each.outcome) for each in result.decisions.to_decisions()]
    assert found == [(1, Outcome.MET), (2, Outcome.BREACHED), (3, Outcome.WITHDRAWN)]


# --- credits and the ledger ---


@pytest.mark.parametrize(
    ("counted", "amount", "cap", "expected"),
    [
        (Counted.COMPLETED, "0.000025", None, "0.000025"),
        (Counted.STARTED, "0.000025", None, "0.00005"),
        (Counted.STARTED, "9999999999.999999", "9999999999.999999", "9999999999.999999"),
        (Counted.STARTED, "19.99", "30", "30"),
        (Counted.STARTED, "0", "30", "0"),
    ],
)
def test_credits_are_exact(counted: Counted, amount: str, cap: str | None, expected: str) -> None:
    rule = replace(
        CREDIT,
        counted=counted,
        grant=Grant(Decimal(amount), "CHF"),
        cap=None if cap is None else Decimal(cap),
    )
    events = submitted("2024-03-27 08:00"), replied("2024-03-27 09:20")
    decision = one(*events, under=book(edition(credit=rule)))
    assert (decision.credit, decision.credit_unit) == (Decimal(expected), "CHF")


def test_a_credit_too_large_to_count_is_never_a_wrong_number() -> None:
    rule = replace(CREDIT, every=1, grant=Grant(Decimal(9_999_999_999), "CHF"))
    log = EventTable.from_timelines([ticket(submitted("2024-03-27 08:00"), replied("2024-03-27 09:20"))])
    with pytest.raises(OverflowError):
        decide(log, book(edition(credit=rule)), LATER)


def test_credited_days_let_later_tickets_in() -> None:
    short = book(
        alpha=Term(date(2024, 3, 1), date(2024, 3, 27), NOWHERE),
        beta=Term(date(2024, 3, 1), date(2024, 3, 27), NOWHERE),
    )
    result = run(
        ticket(submitted("2024-03-27 08:00"), replied("2024-03-27 09:20"), name="late"),
        ticket(submitted("2024-03-28 10:00"), replied("2024-03-28 10:30"), name="let in"),
        ticket(submitted("2024-03-29 00:00"), name="too late"),
        ticket(submitted("2024-03-29 09:00"), name="too late as well"),
        ticket(submitted("2024-02-29 23:59"), name="too early"),
        ticket(submitted("2024-03-28 10:00", agreement="beta"), name="another's"),
        under=short,
    )
    reasons = {each.ticket: each.reason for each in result.decisions.to_decisions()}
    assert {name for name, reason in reasons.items() if reason is Reason.ENTITLED} == {"late", "let in"}
    alpha, beta = result.ledger
    assert (alpha.credit, alpha.credited_tickets, alpha.extended_term_end) == (
        Decimal(1),
        1,
        date(2024, 3, 28),
    )
    assert (beta.credit, beta.extended_term_end) == (Decimal(0), date(2024, 3, 27))


# --- what cannot be decided ---


@pytest.mark.parametrize(
    ("events", "code"),
    [
        ([replied("2024-03-27 08:00")], "not-submitted"),
        ([submitted("2024-03-27 08:00"), submitted("2024-03-27 08:00", "low")], "submitted-twice"),
        ([submitted("2024-03-27 08:00"), replied("2024-03-27 07:59")], "before-submission"),
        ([submitted("2024-03-27 08:00", agreement=None)], "missing-agreement"),
        ([submitted("2024-03-27 08:00", agreement="nobody")], "unknown-agreement"),
        ([submitted("2023-12-31 23:59")], "no-edition-in-force"),
        ([submitted("2024-03-27 08:00", "huge")], "unknown-severity"),
        ([submitted("2024-03-27 08:00", None)], "missing-severity"),
        ([submitted("2024-03-27 08:00"), status("2024-03-27 08:10", "lost")], "unknown-status"),
        ([submitted("2024-03-27 08:00"), replied("2024-03-27 08:10", None)], "missing-by"),
    ],
)
def test_a_ticket_with_a_fault_is_not_decided(events: list[TicketEvent], code: str) -> None:
    log = ticket(*events, name="bad"), ticket(submitted("2024-03-27 08:00"), name="good")
    result = run(*log)
    assert [(refusal.ticket, refusal.code) for refusal in result.refusals] == [("bad", code)]
    assert len(result.decisions) == 1
    codes = {reason for reason, _ in result.rejected_rows.values()}
    assert code in codes <= {code, "ticket-rejected"}
    assert len(result.rejected_rows) == result.counts.rows_rejected == len(log[0].events)


def test_a_year_that_the_lock_does_not_hold_refuses_the_ticket_and_its_copies() -> None:
    under = book(alpha=Term(date(2024, 1, 1), date(2026, 12, 31), NOWHERE))
    when = at("2025-12-31 16:30")
    table = pa.table(
        {
            "ticket": ["a", "a", "a", "b", "b"],
            "at": [when, when + MINUTE, when + MINUTE, when - 6 * HOUR, when - 6 * HOUR + MINUTE],
            "event": ["submitted", "status_set", "status_set", "submitted", "replied"],
            "agreement": ["alpha", None, None, "alpha", None],
            "severity": ["high", None, None, "high", None],
            "status": [None, "open", "open", None, None],
            "by": [None, None, None, None, "agent"],
        }
    )
    result = decide(EventTable.from_arrow(table), under, at("2025-12-31 16:50"))
    (refusal,) = result.refusals
    assert (refusal.ticket, refusal.code) == ("a", "beyond-holiday-lock")
    assert "2023 to 2025" in refusal.message
    codes = {row: code for row, (code, _) in result.rejected_rows.items()}
    assert codes == {0: "beyond-holiday-lock", 1: "ticket-rejected", 2: "ticket-rejected"}
    assert [each.ticket for each in result.decisions.to_decisions()] == ["b"]
    assert (result.counts.rows_used, result.counts.duplicates) == (2, 0)
    assert (result.counts.tickets_decided, result.counts.tickets_rejected) == (1, 1)


def test_copies_of_rejected_rows_are_rejected_with_them() -> None:
    when = at("2024-03-27 08:00")
    table = pa.table(
        {
            "ticket": ["bad", "good", "bad", "bad", "good", "bad"],
            "at": [when, when, when, when + MINUTE, when, when + MINUTE],
            "event": ["submitted", "submitted", "submitted", "closed", "submitted", "closed"],
            "agreement": ["alpha", "alpha", "alpha", None, "alpha", None],
            "severity": ["huge", "high", "huge", None, "high", None],
        }
    )
    result = decide(EventTable.from_arrow(table), book(), LATER)
    codes = {row: code for row, (code, _) in result.rejected_rows.items()}
    assert {row for row, code in codes.items() if code == "unknown-severity"} == {0, 2}
    assert {row for row, code in codes.items() if code == "ticket-rejected"} == {3, 5}
    counts = result.counts
    assert (counts.rows, counts.rows_used, counts.duplicates, counts.rows_rejected) == (6, 2, 1, 4)


def test_an_empty_log_gives_an_empty_result() -> None:
    result = run()
    assert len(result.decisions) == result.counts.rows == result.counts.tickets == 0
    assert result.ledger == ()


# --- worlds at the edges that other worlds do not reach ---

SOME = settings(max_examples=40, suppress_health_check=list(HealthCheck))


@SOME
@given(worlds())
def test_both_evaluators_find_the_same_tickets_beyond_the_lock(world: World) -> None:
    run(*world.log, under=world.book, as_of=at("2026-01-15 12:00"))


@SOME
@given(worlds())
def test_both_evaluators_count_the_finest_credits_alike(world: World) -> None:
    (policy,) = world.book.policies.values()
    editions = {
        each.id: replace(
            each,
            credits={
                name: replace(rule, grant=Grant(Decimal("0.000025"), "CHF"), cap=Decimal("0.00006"))
                for name, rule in each.credits.items()
            },
        )
        for each in policy.editions.values()
    }
    run(
        *world.log,
        under=compile_book([replace(policy, editions=editions)], world.book.zones),
        as_of=world.as_of,
    )
