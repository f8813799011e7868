"""Clocks that run more than once: next responses and periodic updates."""

from __future__ import annotations

from tests.evaluate.contract import EDITION, decided, event, further, local, replied, submitted
from validator.evaluate.decision import Decision
from validator.model.objective import EventPattern
from validator.model.timeline import TicketEvent
from validator.model.words import Actor, Event, Outcome, Recurs

TARGETS = EDITION.service_levels["extended"].targets["initial_response"]
MESSAGE = EventPattern(Event.REPLIED, frozenset({Actor.CUSTOMER}))


def runs(name: str, recurs: Recurs, starts: EventPattern, *events: TicketEvent) -> list[Decision]:
    under = further(name, recurs, starts, TARGETS)
    filed = submitted("2024-03-05 08:00", "severity_1")
    return [each for each in decided(filed, *events, under=under) if each.obligation == name]


def spans(found: list[Decision]) -> list[tuple[str | None, str | None]]:
    return [(local(each.started_at), local(each.stopped_at)) for each in found]


def test_a_next_response_starts_at_the_oldest_unanswered_message() -> None:
    found = runs(
        "next_response",
        Recurs.OLDEST_UNANSWERED,
        MESSAGE,
        replied("2024-03-05 08:10", Actor.CUSTOMER),  # before the first answer the initial response governs
        replied("2024-03-05 08:30"),
        replied("2024-03-05 09:00", Actor.CUSTOMER),
        replied("2024-03-05 09:20", Actor.CUSTOMER),  # does not restart the clock
        replied("2024-03-05 10:01"),
        replied("2024-03-05 11:00", Actor.CUSTOMER),
    )
    assert spans(found) == [("2024-03-05 09:00:00", "2024-03-05 10:01:00"), ("2024-03-05 11:00:00", None)]
    assert [each.occurrence for each in found] == [1, 2]
    assert [each.outcome for each in found] == [Outcome.BREACHED, Outcome.OVERDUE]


def test_a_resolution_ends_a_next_response() -> None:
    found = runs(
        "next_response",
        Recurs.OLDEST_UNANSWERED,
        MESSAGE,
        replied("2024-03-05 08:30"),
        replied("2024-03-05 09:00", Actor.CUSTOMER),
        event("2024-03-05 09:30", Event.RESOLVED),
        replied("2024-03-05 15:00", Actor.CUSTOMER),
        replied("2024-03-05 15:10"),
    )
    assert [each.outcome for each in found] == [Outcome.WITHDRAWN, Outcome.MET]


def test_an_update_clock_starts_anew_with_every_answer() -> None:
    found = runs(
        "update",
        Recurs.AFTER_EVERY_STOP,
        EventPattern(Event.SUBMITTED),
        replied("2024-03-05 08:45"),
        replied("2024-03-05 09:40"),
        event("2024-03-05 10:00", Event.RESOLVED),
    )
    assert spans(found) == [
        ("2024-03-05 08:00:00", "2024-03-05 08:45:00"),
        ("2024-03-05 08:45:00", "2024-03-05 09:40:00"),
        ("2024-03-05 09:40:00", "2024-03-05 10:00:00"),
    ]
    assert [each.outcome for each in found] == [Outcome.MET, Outcome.MET, Outcome.WITHDRAWN]


def test_a_clock_for_every_start() -> None:
    found = runs(
        "every",
        Recurs.FOR_EVERY_START,
        MESSAGE,
        replied("2024-03-05 09:00", Actor.CUSTOMER),
        replied("2024-03-05 09:30", Actor.CUSTOMER),
        replied("2024-03-05 10:10"),
    )
    assert spans(found) == [
        ("2024-03-05 09:00:00", "2024-03-05 10:10:00"),
        ("2024-03-05 09:30:00", "2024-03-05 10:10:00"),
    ]


def test_an_answer_and_a_pause_of_one_instant_are_an_answer_first() -> None:
    found = runs(
        "next_response",
        Recurs.OLDEST_UNANSWERED,
        MESSAGE,
        replied("2024-03-05 08:30"),
        event("2024-03-05 09:00", Event.CLOSED),
        replied("2024-03-05 09:00"),
        replied("2024-03-05 09:10", Actor.CUSTOMER),
    )
    assert spans(found) == [("2024-03-05 09:10:00", None)]
