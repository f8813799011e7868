"""An account holds what its decision was made of."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import HealthCheck, given, settings

from tests.evaluate.contract import BOOK, LATER, event, graded, replied, submitted
from tests.evaluate.worlds import World, at, worlds
from validator.evaluate.decision import Refusal
from validator.evaluate.reference import Account, accounts, decide
from validator.model.timeline import TicketEvent, Timeline
from validator.model.words import Event, Outcome, Reason


def accounted(*events: TicketEvent, as_of: int = LATER, term_end: int | None = None) -> tuple[Account, ...]:
    found = accounts(Timeline.of("T-1", list(events)), BOOK, as_of, term_end)
    assert isinstance(found, tuple), found
    return found


def holds(account: Account, as_of: int) -> None:
    """Assert what holds of every account."""
    decision, ticket = account.decision, account.ticket
    assert decision.started_at == account.start
    assert ticket.submission is ticket.events[0]
    assert all(each.at <= as_of for each in ticket.events)
    assert account.claim.entitled == decision.entitled
    if account.shown is None:
        assert (account.pieces, account.pauses, account.until) == ((), (), account.start)
        assert decision.outcome is Outcome.NOT_ENTITLED
        return
    assert account.until == (as_of if decision.stopped_at is None else decision.stopped_at)
    assert account.shown in [piece.governing for piece in account.pieces]
    assert (account.pieces[0].start, account.pieces[-1].end) == (account.start, account.until)
    assert all(before.end == after.start for before, after in pairwise(account.pieces))
    assert all(begins < ends <= account.until for begins, ends in account.pauses)
    assert account.shown.severity == decision.severity
    assert account.shown.promise.at == decision.rests_on


@settings(max_examples=40, suppress_health_check=list(HealthCheck))
@given(worlds())
def test_every_decision_has_its_account(world: World) -> None:
    for timeline in world.log:
        found = accounts(timeline, world.book, world.as_of)
        answer = decide(timeline, world.book, world.as_of)
        if isinstance(found, tuple):
            assert tuple(account.decision for account in found) == answer
            for account in found:
                holds(account, world.as_of)
        else:
            assert found == answer


def test_every_promise_that_governed_is_kept_with_its_time() -> None:
    [account] = accounted(
        submitted("2024-06-03 08:00", "severity_3"),
        graded("2024-06-03 09:00", "severity_1"),
        graded("2024-06-03 09:30", "severity_2"),
        replied("2024-06-03 11:00"),
    )
    assert [(piece.governing.severity, piece.start, piece.end) for piece in account.pieces] == [
        ("severity_3", at("2024-06-03 08:00"), at("2024-06-03 09:00")),
        ("severity_1", at("2024-06-03 09:00"), at("2024-06-03 09:30")),
        ("severity_2", at("2024-06-03 09:30"), at("2024-06-03 11:00")),
    ]
    assert account.shown == account.pieces[2].governing


def test_an_account_is_judged_by_the_promise_that_was_missed() -> None:
    [account] = accounted(
        submitted("2024-06-03 08:00", "severity_1"),
        graded("2024-06-03 09:30", "severity_4"),
        replied("2024-06-03 11:00"),
    )
    assert account.shown == account.pieces[0].governing
    assert account.decision.outcome is Outcome.BREACHED


def test_each_obligation_and_occurrence_has_an_account_in_order() -> None:
    ways = frozenset({"phone", "email"})
    found = accounted(
        submitted("2024-06-03 08:00", "severity_1"),
        event("2024-06-03 09:00", Event.ESCALATED, urgency="urgent", channels=ways),
        event("2024-06-03 10:00", Event.ESCALATED, urgency="urgent", channels=ways),
    )
    assert [(account.obligation.id, account.decision.occurrence) for account in found] == [
        ("escalation_urgent", 1),
        ("escalation_urgent", 2),
        ("initial_response", 1),
    ]
    assert [account.run.start for account in found] == [1, 2, 0]


def test_a_term_moved_by_credits_is_kept() -> None:
    late = submitted("2025-01-02 10:00", "severity_1")
    [outside], [inside] = accounted(late), accounted(late, term_end=at("2025-01-03 00:00"))
    assert (outside.claim.reason, outside.ticket.term_end) == (Reason.OUTSIDE_TERM, at("2025-01-01 00:00"))
    assert (inside.claim.reason, inside.ticket.term_end) == (Reason.ENTITLED, at("2025-01-03 00:00"))


def test_without_a_decision_there_is_no_account() -> None:
    ticket = submitted("2024-06-03 08:00", "severity_9")
    found = accounts(Timeline.of("T-1", [ticket]), BOOK, LATER)
    assert isinstance(found, Refusal)
    assert found.code == "unknown-severity"
    assert accounts(Timeline.of("T-1", [ticket]), BOOK, at("2024-06-03 07:59")) is None
