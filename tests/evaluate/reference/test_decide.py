"""Decisions under the ZITADEL contract, each computed by hand."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from tests.evaluate.contract import (
    BOOK,
    EDITION,
    LATER,
    ZITADEL,
    book,
    decided,
    event,
    graded,
    local,
    replied,
    submitted,
    with_clock,
    with_edition,
    with_objective,
)
from tests.evaluate.worlds import at
from validator.evaluate.book import Book
from validator.evaluate.decision import Decision
from validator.evaluate.reference import decide
from validator.model.credit import Grant
from validator.model.objective import Status
from validator.model.timeline import TicketEvent, Timeline
from validator.model.words import (
    Actor,
    Counted,
    EligibleOn,
    Event,
    MeasuredOn,
    Outcome,
    Reason,
    Reopening,
    SeverityChange,
)

MINUTE = 60_000_000
HOUR = 60 * MINUTE


def only(*events: TicketEvent, under: Book = BOOK, as_of: int = LATER) -> Decision:
    (decision,) = decided(*events, under=under, as_of=as_of)
    return decision


# --- deadlines, on the extended hours 07:00 to 19:00 ---


@pytest.mark.parametrize(
    ("filed", "severity", "due"),
    [
        ("2024-03-05 10:00", "severity_1", "2024-03-05 11:00:00"),
        ("2024-03-05 07:05", "severity_1", "2024-03-05 08:05:00"),  # extended hours, not business hours
        ("2024-03-05 17:00", "severity_2", "2024-03-05 19:00:00"),  # used up exactly at closing time
        ("2024-03-05 18:59", "severity_1", "2024-03-06 07:59:00"),
        ("2024-03-05 22:00", "severity_1", "2024-03-06 08:00:00"),  # at night: from the next opening
        ("2024-03-09 12:00", "severity_1", "2024-03-11 08:00:00"),  # Saturday
        ("2024-03-28 17:10", "severity_2", "2024-04-02 07:10:00"),  # Good Friday to Easter Monday
        ("2024-03-05 07:00", "severity_3", "2024-03-05 19:00:00"),
        ("2024-03-05 07:00", "severity_4", "2024-03-06 19:00:00"),
        ("2024-12-24 18:30", "severity_1", "2024-12-27 07:30:00"),  # Christmas and Saint Stephen's Day
    ],
)
def test_deadline(filed: str, severity: str, due: str) -> None:
    assert local(only(submitted(filed, severity), replied("2025-01-15 07:00")).deadline) == due


def test_48_business_hours_are_five_days_and_three_hours() -> None:
    decision = only(submitted("2024-02-05 09:00", "severity_1", "molkerei-2024"))
    assert local(decision.deadline) == "2024-02-12 12:00:00"
    assert decision.target == "48 business hours"


def test_clock_time_runs_through_the_night_and_the_change_of_the_clocks() -> None:
    decision = only(submitted("2024-03-31 01:45", "severity_1", "klinik-2024"))
    assert local(decision.deadline) == "2024-03-31 03:15:00"
    assert decision.schedule == "wall_clock"


# --- outcomes ---


@pytest.mark.parametrize(
    ("answer", "outcome", "credit"),
    [
        ("2024-03-05 11:00:00", Outcome.MET, None),
        ("2024-03-05 11:00:00.000001", Outcome.BREACHED, Decimal(0)),
        ("2024-03-05 11:14:59", Outcome.BREACHED, Decimal(0)),
        ("2024-03-05 11:15:00", Outcome.BREACHED, Decimal(1)),
        ("2024-03-05 11:29:59", Outcome.BREACHED, Decimal(1)),
        ("2024-03-06 11:00:00", Outcome.BREACHED, Decimal(48)),  # 12 hours of support time
    ],
)
def test_an_answer_after_one_business_hour(answer: str, outcome: Outcome, credit: Decimal | None) -> None:
    whole, _, fraction = answer.partition(".")
    reply = replace(replied(whole), at=at(whole) + int(fraction or 0))
    decision = only(submitted("2024-03-05 10:00", "severity_1"), reply)
    assert (decision.outcome, decision.credit) == (outcome, credit)


def test_an_answer_at_night_after_a_deadline_at_closing_time_is_in_time() -> None:
    decision = only(submitted("2024-03-05 17:00", "severity_2"), replied("2024-03-06 03:00"))
    assert decision.outcome is Outcome.MET
    assert decision.overrun == 0
    assert local(decision.deadline) == "2024-03-05 19:00:00"


@pytest.mark.parametrize(
    ("as_of", "outcome", "credit"),
    [
        ("2024-03-05 10:59", Outcome.RUNNING, None),
        ("2024-03-05 11:00", Outcome.RUNNING, None),
        ("2024-03-05 11:31", Outcome.OVERDUE, Decimal(2)),
    ],
)
def test_an_open_ticket(as_of: str, outcome: Outcome, credit: Decimal | None) -> None:
    decision = only(submitted("2024-03-05 10:00", "severity_1"), replied("2024-03-05 12:00"), as_of=at(as_of))
    assert (decision.outcome, decision.credit, decision.provisional) == (outcome, credit, credit is not None)
    assert decision.stopped_at is None
    assert decision.eligible_at is None


def test_a_ticket_that_is_not_submitted_yet_has_no_answer() -> None:
    later = Timeline.of("T-1", [submitted("2024-03-05 10:00", "severity_1")])
    assert decide(later, book(), at("2024-03-05 09:59")) is None


def test_closing_before_the_deadline_withdraws_and_after_it_breaches() -> None:
    filed = submitted("2024-03-05 10:00", "severity_1")
    assert only(filed, event("2024-03-05 10:30", Event.CLOSED)).outcome is Outcome.WITHDRAWN
    late = only(filed, event("2024-03-05 11:31", Event.CLOSED))
    assert (late.outcome, late.credit) == (Outcome.BREACHED, Decimal(2))
    assert local(late.stopped_at) == "2024-03-05 11:31:00"


def test_best_effort_is_never_breached_and_nothing_is_offered_to_the_free_plan() -> None:
    best = only(submitted("2024-03-05 10:00", "severity_3", "molkerei-2024"), replied("2024-05-05 10:00"))
    assert (best.outcome, best.deadline, best.credit, best.overrun) == (Outcome.BEST_EFFORT, None, None, None)
    assert best.schedule == "business_hours"
    free = replace(ZITADEL.agreements["alpenverein-2024"], plan="production")
    plans = {
        **EDITION.plans,
        "production": replace(EDITION.plans["free"], features=EDITION.plans["production"].features),
    }
    policy = replace(
        ZITADEL,
        agreements={free.id: free},
        editions={"2024-01-10": replace(EDITION, plans=plans)},
    )
    offered = only(submitted("2024-03-05 10:00", "severity_1", free.id), under=book(policy))
    assert offered.outcome is Outcome.NOT_OFFERED


@pytest.mark.parametrize("by", [Actor.SYSTEM, Actor.CUSTOMER])
def test_neither_an_automatic_reply_nor_the_customer_stops_the_clock(by: Actor) -> None:
    decision = only(submitted("2024-03-05 10:00", "severity_1"), replied("2024-03-05 10:01", by))
    assert decision.stopped_at is None


def test_an_internal_note_does_not_stop_the_clock() -> None:
    note = replied("2024-03-05 10:01", public=False)
    decision = only(submitted("2024-03-05 10:00", "severity_1"), note, replied("2024-03-05 10:40"))
    assert local(decision.stopped_at) == "2024-03-05 10:40:00"


# --- severity over time: 1, 2, 12 and 24 business hours ---


def test_a_raise_gives_the_change_plus_the_new_target_if_that_is_earlier() -> None:
    filed = submitted("2024-03-05 08:00", "severity_3")
    decision = only(filed, graded("2024-03-05 10:00", "severity_1"), replied("2024-03-05 10:59"))
    assert (local(decision.deadline), decision.severity) == ("2024-03-05 11:00:00", "severity_1")


def test_a_raise_never_takes_away_an_earlier_deadline() -> None:
    filed = submitted("2024-03-05 08:00", "severity_2")
    decision = only(filed, graded("2024-03-05 09:30", "severity_1"), replied("2024-03-05 10:15"))
    assert (local(decision.deadline), decision.severity) == ("2024-03-05 10:00:00", "severity_2")
    assert decision.credit == 1


def test_a_lowering_counts_the_new_target_from_the_start() -> None:
    filed = submitted("2024-03-05 08:00", "severity_1")
    decision = only(filed, graded("2024-03-05 08:30", "severity_2"), replied("2024-03-05 09:45"))
    assert (decision.outcome, local(decision.deadline)) == (Outcome.MET, "2024-03-05 10:00:00")


def test_what_was_late_stays_late() -> None:
    filed = submitted("2024-03-05 08:00", "severity_1")
    decision = only(filed, graded("2024-03-05 09:35", "severity_3"), replied("2024-03-05 12:00"))
    assert (decision.outcome, decision.overrun, decision.credit) == (
        Outcome.BREACHED,
        35 * MINUTE,
        Decimal(2),
    )
    assert (local(decision.deadline), decision.severity) == ("2024-03-05 09:00:00", "severity_1")


def test_overruns_are_added_up_piece_by_piece() -> None:
    filed = submitted("2024-03-05 08:00", "severity_1")
    lowered, answered = graded("2024-03-05 09:35", "severity_2"), replied("2024-03-05 10:20")
    assert only(filed, lowered, answered).overrun == (35 + 20) * MINUTE


def test_the_customers_own_word_does_not_change_the_severity() -> None:
    filed = submitted("2024-03-05 08:00", "severity_3")
    decision = only(
        filed, graded("2024-03-05 08:10", "severity_1", Actor.CUSTOMER), replied("2024-03-05 12:00")
    )
    assert (decision.outcome, decision.severity) == (Outcome.MET, "severity_3")


@pytest.mark.parametrize(
    ("change", "due"),
    [
        (SeverityChange.INITIAL, "2024-03-06 08:00:00"),
        (SeverityChange.RETROACTIVE, "2024-03-05 09:00:00"),
        (SeverityChange.PROSPECTIVE, "2024-03-05 10:30:00"),
    ],
)
def test_the_readings_of_a_change(change: SeverityChange, due: str) -> None:
    decision = only(
        submitted("2024-03-05 08:00", "severity_3"),
        graded("2024-03-05 09:30", "severity_1"),
        replied("2024-03-05 09:40"),
        under=with_objective(severity_change=change),
    )
    assert local(decision.deadline) == due


# --- pauses and reopening ---

WAITING = {"waiting": Status("waiting", "Waiting", EDITION.at)}


def waiting(when: str, status: str = "waiting") -> TicketEvent:
    return event(when, Event.STATUS_SET, status=status)


def pausing() -> Book:
    first = EDITION.objectives["initial_response"]
    objective = replace(first, clock=replace(first.clock, pauses=frozenset({"waiting"})))
    statuses = {**WAITING, "open": Status("open", "Open", EDITION.at)}
    return with_edition(objectives={"initial_response": objective}, statuses=statuses)


def test_a_pause_moves_the_deadline() -> None:
    decision = only(
        submitted("2024-03-05 10:00", "severity_1"),
        waiting("2024-03-05 10:20"),
        waiting("2024-03-05 11:20", "open"),
        replied("2024-03-05 12:00"),
        under=pausing(),
    )
    assert (decision.outcome, local(decision.deadline)) == (Outcome.MET, "2024-03-05 12:00:00")
    assert decision.elapsed == HOUR


def test_a_standing_clock_has_no_deadline() -> None:
    decision = only(
        submitted("2024-03-05 10:00", "severity_1"),
        waiting("2024-03-05 10:20"),
        under=pausing(),
        as_of=at("2024-03-09 10:00"),
    )
    assert (decision.outcome, decision.deadline, decision.elapsed) == (Outcome.PAUSED, None, 20 * MINUTE)


def test_late_wins_over_paused() -> None:
    decision = only(
        submitted("2024-03-05 10:00", "severity_1"),
        waiting("2024-03-05 11:20"),
        under=pausing(),
        as_of=at("2024-03-09 10:00"),
    )
    assert (decision.outcome, decision.overrun) == (Outcome.OVERDUE, 20 * MINUTE)


@pytest.mark.parametrize(
    ("reading", "outcomes"),
    [
        (Reopening.STANDS, [Outcome.WITHDRAWN]),
        (Reopening.CONTINUES, [Outcome.MET]),
        (Reopening.STARTS_ANEW, [Outcome.WITHDRAWN, Outcome.MET]),
    ],
)
def test_reopening(reading: Reopening, outcomes: list[Outcome]) -> None:
    answers = decided(
        submitted("2024-03-05 10:00", "severity_1"),
        event("2024-03-05 10:30", Event.CLOSED),
        event("2024-03-05 15:00", Event.REOPENED, Actor.CUSTOMER),
        replied("2024-03-05 15:30"),
        under=with_clock(reopening=reading),
    )
    assert [decision.outcome for decision in answers] == outcomes


# --- credits ---


def crediting(**changes: Any) -> Book:  # noqa: ANN401 -- any field of a credit
    return with_edition(credits={"late": replace(EDITION.credits["late_response"], **changes)})


@pytest.mark.parametrize(
    ("changes", "credit", "unit"),
    [
        ({}, Decimal(1), "days"),
        ({"counted": Counted.STARTED}, Decimal(2), "days"),
        ({"counted": Counted.STARTED, "cap": Decimal("1.5")}, Decimal("1.5"), "days"),
        ({"grant": Grant(Decimal("12.50"), "CHF")}, Decimal("12.50"), "CHF"),
        ({"grant": Grant(Decimal(5), "percent", "the fee")}, Decimal(5), "percent"),
        ({"measured_on": MeasuredOn.WALL_CLOCK}, Decimal(49), "days"),
    ],
)
def test_credits(changes: dict[str, Any], credit: Decimal, unit: str) -> None:
    filed, answer = submitted("2024-03-05 18:00", "severity_1"), replied("2024-03-06 07:20")
    decision = only(filed, answer, under=crediting(**changes))
    assert (decision.credit, decision.credit_unit) == (credit, unit)


def test_a_credit_can_be_claimed_from_the_day_of_the_reading() -> None:
    filed, answer = submitted("2024-03-05 10:00", "severity_1"), replied("2024-03-05 11:20")
    assert local(only(filed, answer).eligible_at) == "2024-03-05 11:20:00"
    early = only(filed, answer, under=crediting(eligible_on=EligibleOn.DEADLINE))
    assert local(early.eligible_at) == "2024-03-05 11:00:00"


# --- entitlement ---


@pytest.mark.parametrize(
    ("agreement", "filed", "more", "reason"),
    [
        ("stickerei-2024", "2025-01-01 10:00", {}, Reason.OUTSIDE_TERM),
        ("klinik-2024", "2024-02-29 23:59", {}, Reason.OUTSIDE_TERM),
        ("alpenverein-2024", "2024-03-05 10:00", {}, Reason.SUPPORT_NOT_INCLUDED),
        (
            "stickerei-2024",
            "2024-03-05 10:00",
            {"channels": frozenset({"github"})},
            Reason.CHANNEL_NOT_COVERED,
        ),
        ("stickerei-2024", "2024-03-05 10:00", {"request": "consulting"}, Reason.REQUEST_OUT_OF_SCOPE),
        (
            "stickerei-2024",
            "2024-03-05 10:00",
            {"feature": "enterprise_supported"},
            Reason.FEATURE_NOT_COVERED,
        ),
        ("klinik-2024", "2024-03-05 10:00", {"feature": "enterprise_supported"}, Reason.ENTITLED),
        ("stickerei-2024", "2024-12-31 23:59", {}, Reason.ENTITLED),
        ("stickerei-2024", "2024-03-05 10:00", {"channels": frozenset({"github", "email"})}, Reason.ENTITLED),
    ],
)
def test_entitlement(agreement: str, filed: str, more: dict[str, Any], reason: Reason) -> None:
    decision = only(submitted(filed, "severity_1", agreement, **more))
    assert decision.reason is reason
    assert decision.entitled is (reason is Reason.ENTITLED)
    assert (decision.outcome is Outcome.NOT_ENTITLED) is (reason is not Reason.ENTITLED)


# --- escalations ---


def escalated(when: str, urgency: str, *channels: str) -> TicketEvent:
    return event(when, Event.ESCALATED, Actor.CUSTOMER, urgency=urgency, channels=frozenset(channels))


def escalation(*events: TicketEvent) -> Decision:
    first = submitted("2024-03-04 08:00", "severity_3"), replied("2024-03-04 08:30")
    (found,) = [each for each in decided(*first, *events) if each.obligation.startswith("escalation")]
    return found


def test_a_manager_answers_an_urgent_escalation_within_two_business_hours() -> None:
    found = escalation(
        escalated("2024-03-05 17:30", "urgent", "phone", "email"),
        replied("2024-03-05 18:00"),
        replied("2024-03-06 07:50", Actor.MANAGER),
    )
    assert (local(found.deadline), found.outcome, found.credit) == (
        "2024-03-06 07:30:00",
        Outcome.BREACHED,
        Decimal(1),
    )


def test_an_urgent_escalation_needs_phone_and_email() -> None:
    found = escalation(escalated("2024-03-05 10:00", "urgent", "phone"))
    assert found.reason is Reason.ESCALATION_CHANNELS_MISSING


def test_a_normal_escalation_is_answered_within_one_business_day_of_twelve_hours() -> None:
    found = escalation(escalated("2024-03-05 15:00", "normal"), replied("2024-03-06 15:00", Actor.MANAGER))
    assert (local(found.deadline), found.outcome) == ("2024-03-06 15:00:00", Outcome.MET)
