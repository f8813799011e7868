"""Credits extend the term for tickets submitted later."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from tests.evaluate.contract import BOOK, LATER, event, replied, submitted
from validator.evaluate.reference import decide_all
from validator.model.timeline import Timeline
from validator.model.words import Event, Reason


def late(name: str, day: str, until: str) -> Timeline:
    """A severity 1 ticket, due at 09:00."""
    return Timeline.of(name, [submitted(f"{day} 08:00", "severity_1"), replied(f"{day} {until}")])


def filed(name: str, when: str) -> Timeline:
    return Timeline.of(name, [submitted(when, "severity_1"), event(when, Event.CLOSED)])


def reasons(*log: Timeline) -> dict[str, Reason]:
    decisions, _, _ = decide_all(log, BOOK, LATER)
    return {decision.ticket: decision.reason for decision in decisions}


def test_the_term_ends_with_its_last_day() -> None:
    found = reasons(filed("a", "2024-12-31 23:59"), filed("b", "2025-01-01 00:00"))
    assert found == {"a": Reason.ENTITLED, "b": Reason.OUTSIDE_TERM}


def test_two_days_of_credit_let_two_more_days_in() -> None:
    log = [late("a", "2024-06-03", "09:30"), filed("b", "2025-01-02 23:59"), filed("c", "2025-01-03 00:00")]
    assert reasons(*log) == {"a": Reason.ENTITLED, "b": Reason.ENTITLED, "c": Reason.OUTSIDE_TERM}
    assert reasons(*reversed(log)) == reasons(*log)


def test_credits_earned_in_the_extension_extend_it_further() -> None:
    log = [late("a", "2024-06-03", "09:45"), late("b", "2025-01-03", "09:15"), filed("c", "2025-01-04 10:00")]
    assert reasons(*log)["c"] is Reason.ENTITLED


def test_a_ticket_outside_earns_nothing() -> None:
    log = [late("a", "2025-01-03", "18:00"), late("b", "2025-01-06", "18:00")]
    assert set(reasons(*log).values()) == {Reason.OUTSIDE_TERM}


def test_the_ledger_adds_up() -> None:
    open_ticket = Timeline.of("c", [submitted("2025-01-01 08:00", "severity_1")])
    log = [late("a", "2024-06-03", "09:30"), late("b", "2024-06-04", "09:14"), open_ticket]
    _, ledger, _ = decide_all(log, BOOK, open_ticket.events[0].at + 27 * 3_600_000_000)
    (line,) = ledger
    assert line.agreement == "stickerei-2024"
    # 2025-01-01 is a holiday: due on the 2nd at 08:00; at 11:00 the overrun is 3 hours, 12 days so far
    assert (line.credit, line.provisional_credit, line.credited_tickets) == (Decimal(14), Decimal(12), 2)
    assert (line.term_end, line.extended_term_end) == (date(2024, 12, 31), date(2025, 1, 14))


def test_an_agreement_without_credits_has_a_line_too() -> None:
    _, (line,), _ = decide_all([filed("a", "2024-06-03 10:00")], BOOK, LATER)
    assert (line.credit, line.unit, line.credited_tickets) == (Decimal(0), "days", 0)
