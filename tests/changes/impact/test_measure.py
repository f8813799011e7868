"""A log under two contracts: counted by hand, mirrored on random worlds, every ticket accounted for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.evaluate.contract import (
    BOOK,
    EDITION,
    LATER,
    book,
    event,
    further,
    replied,
    submitted,
    with_clock,
    with_edition,
)
from tests.evaluate.worlds import MINUTE, TIMETABLES, World, policies, worlds
from validator.changes.favours import Favours
from validator.changes.impact import ABSENT, CreditChange, Decided, Group, Impact, Nothing, measure
from validator.evaluate.book import Book, compile_book
from validator.evaluate.columns import EventTable, decide
from validator.evaluate.decision import Refusal
from validator.location import Address
from validator.model.objective import EventPattern
from validator.model.policy import Policy
from validator.model.target import SupportTime
from validator.model.timeline import TicketEvent, Timeline
from validator.model.words import Event, Recurs

HOUR = 60 * MINUTE
HOLDERS = ("2024-01-01", "2024-03-30", "alpha", "beta", "gamma")
"""What a timetable of a random policy belongs to."""


def place(at: Address, clause: str) -> str:
    return f"{'/'.join([at.file, *map(str, at.route)])} {clause}"


def compared(
    log: Sequence[Timeline], old: Book, new: Book, as_of: int = LATER, *, alike: bool = False
) -> Impact:
    events = EventTable.from_timelines(log)
    sides = [Decided(name, decide(events, each, as_of), place) for name, each in (("old", old), ("new", new))]
    return measure(events, as_of, *sides, alike=alike)


def tickets(*timelines: Sequence[TicketEvent]) -> list[Timeline]:
    return [Timeline.of(f"T-{number}", list(events)) for number, events in enumerate(timelines, 1)]


def with_targets(text: str, hours: float) -> Book:
    """Compile the contract with another promise for severity 2 of the extended service level."""
    levels = dict(EDITION.service_levels)
    for name, level in levels.items():
        promise = level.targets["initial_response"].get("severity_2")
        if promise is not None and promise.text == "2 business hours":
            other = replace(promise, target=SupportTime(round(hours * HOUR)), text=text)
            own = {**level.targets["initial_response"], "severity_2": other}
            levels[name] = replace(level, targets={**level.targets, "initial_response": own})
    return with_edition(service_levels=levels)


# stickerei-2024 has extended hours, 07:00 to 19:00, and two business hours for severity 2
IN_90 = [submitted("2024-06-03 10:00", "severity_2"), replied("2024-06-03 11:30")]
IN_150 = [submitted("2024-06-04 10:00", "severity_2"), replied("2024-06-04 12:30")]
OTHER = [submitted("2024-06-05 10:00", "severity_3"), replied("2024-06-05 11:00")]


def test_a_longer_target_is_counted_as_worked_out_by_hand() -> None:
    found = compared(tickets(IN_90, IN_150, OTHER), BOOK, with_targets("3 business hours", 3))
    assert found.nothing is None
    assert (found.decisions, found.changed, found.recited, found.same) == (3, 2, 0, 1)
    assert (found.later.decisions, found.later.median, found.later.largest) == (2, HOUR, HOUR)
    assert found.earlier.decisions == 0
    assert found.shifts == (0, 0, 0, 0, 0, 1, 2, 0, 0, 0, 0)
    outcomes = {(flip.old, flip.new): flip.decisions for flip in found.flips}
    assert outcomes == {("met", "met"): 2, ("breached", "met"): 1}
    assert found.favours == {
        Favours.ADVERSE: 2, Favours.FAVOURABLE: 0, Favours.INCOMPARABLE: 0, Favours.NEUTRAL: 0, None: 1
    }  # fmt: skip
    (credit,) = found.credits  # 30 minutes late are two steps of 15 minutes
    assert credit == CreditChange("days", Decimal(2), Decimal(0), Decimal(0), Decimal(2))
    assert [case.ticket for case in found.cases] == ["T-2", "T-1"]  # credits come first
    severities = {
        group.new: (group.decisions, group.changed, group.worse) for group in found.groups["severity"]
    }
    assert severities == {"severity_2": (2, 2, 2), "severity_3": (1, 0, 0)}


def test_a_shorter_target_is_better_even_where_a_promise_is_then_missed() -> None:
    found = compared(tickets(IN_90), BOOK, with_targets("1 business hour", 1))
    assert found.favours[Favours.FAVOURABLE] == 1
    (case,) = found.cases
    (pair,) = case.pairs
    assert pair.old is not None
    assert pair.new is not None
    assert (pair.old.outcome, pair.new.outcome, pair.new.credit) == ("met", "breached", Decimal(2))


def test_shifts_have_a_median() -> None:
    friday = [submitted("2024-06-07 16:30", "severity_2"), replied("2024-06-07 16:40")]
    found = compared(tickets(IN_90, friday), BOOK, with_targets("3 business hours", 3))
    largest = 61 * HOUR  # from Friday 18:30 to Monday 07:30
    assert (found.later.median, found.later.largest) == ((HOUR + largest) // 2, largest)
    assert found.shifts[5:] == (0, 1, 0, 0, 1, 0)


def test_the_same_contract_a_clause_elsewhere_and_an_untouched_promise_are_told_apart() -> None:
    log = tickets(OTHER)
    assert compared(log, BOOK, BOOK, alike=True).nothing is Nothing.SAME_CONTRACT
    elsewhere = {
        name: replace(
            level,
            targets={
                objective: {
                    severity: replace(each, clause="Elsewhere") for severity, each in promises.items()
                }
                for objective, promises in level.targets.items()
            },
        )
        for name, level in EDITION.service_levels.items()
    }
    moved = compared(log, BOOK, with_edition(service_levels=elsewhere))
    assert (moved.nothing, moved.recited) == (Nothing.ONLY_CITED, 1)
    untouched = compared(log, BOOK, with_targets("3 business hours", 3))
    assert (untouched.nothing, untouched.same) == (Nothing.NOT_TOUCHED, 1)
    unknown = tickets([submitted("2024-06-05 10:00", "severity_3", "nobody")])
    assert compared(unknown, BOOK, BOOK, alike=True).nothing is Nothing.NOT_COMPARABLE


def test_a_fact_that_one_side_asks_for_is_counted_and_never_guessed() -> None:
    assert EDITION.channels is not None
    asking, lenient = (
        with_edition(channels=replace(EDITION.channels, when_not_stated=each)) for each in (None, "email")
    )
    silent = [submitted("2024-06-05 10:00", "severity_3", channels=frozenset())]
    found = compared(tickets(OTHER, silent), lenient, asking)
    assert (found.tickets.both, found.tickets.only_old, found.tickets.only_new) == (1, 1, 0)
    assert found.undecided[0] == ()
    (reason,) = found.undecided[1]
    assert (reason.code, reason.tickets, reason.example) == ("missing-channel", 1, "T-2")
    assert reason.message.startswith("no channel is given")
    assert found.decisions == 1  # the ticket takes no part in the comparison


def test_an_obligation_that_comes_into_being_is_better_to_have() -> None:
    promised = EDITION.service_levels["extended"].targets["initial_response"]
    second = further("second_answer", Recurs.ONCE, EventPattern(Event.SUBMITTED), promised)
    found = compared(tickets(IN_90), BOOK, second)
    assert [(flip.obligation, flip.old, flip.new) for flip in found.flips if flip.old != flip.new] == [
        ("second_answer", ABSENT, "met")
    ]
    assert (found.timed, found.untimed, found.favours[Favours.FAVOURABLE]) == (1, 0, 1)
    lost = compared(tickets(IN_90), second, BOOK)
    assert (lost.timed, lost.untimed, lost.favours[Favours.ADVERSE]) == (0, 1, 1)
    assert [(group.old, group.new) for group in lost.groups["obligation"]] == [
        ("initial_response", "initial_response"), ("second_answer", ABSENT)
    ]  # fmt: skip


def test_a_clock_that_is_paused_keeps_its_time_though_it_has_no_deadline() -> None:
    paused = event("2024-06-03 10:30", Event.STATUS_SET, status="waiting_for_customer")
    pausing = with_clock(pauses=frozenset({"waiting_for_customer"}))
    found = compared(tickets([IN_90[0], paused]), pausing, BOOK)
    assert [(flip.old, flip.new) for flip in found.flips] == [("paused", "overdue")]
    assert (found.timed, found.untimed) == (0, 0)
    assert found.favours[Favours.FAVOURABLE] == 1  # the clock runs on, and the answer is late


def test_unreadable_tickets_are_under_neither() -> None:
    events = EventTable.from_timelines(tickets(OTHER))
    side = Decided("same", decide(events, BOOK, LATER), place)
    found = measure(events, LATER, side, side, unreadable=[Refusal("T-9", "bad-instant", "it is none")])
    assert (found.tickets.both, found.tickets.neither, found.tickets.total) == (1, 1, 2)
    assert [each.code for each in found.undecided[0]] == ["bad-instant"]


def test_tickets_after_the_instant_are_not_yet_submitted() -> None:
    found = compared(tickets(IN_90, OTHER), BOOK, BOOK, as_of=IN_90[1].at)
    assert (found.tickets.both, found.tickets.not_yet_submitted) == (1, 1)


def mirrored(found: Impact) -> Impact:
    """Return what the opposite question must give."""

    def credits_turned(changes: Sequence[CreditChange]) -> tuple[CreditChange, ...]:
        return tuple(
            replace(each, old=each.new, new=each.old, gained=each.lost, lost=each.gained) for each in changes
        )

    def turned(group: Group) -> Group:
        return replace(
            group,
            old=group.new,
            new=group.old,
            earlier=group.later,
            later=group.earlier,
            better=group.worse,
            worse=group.better,
            credits=credits_turned(group.credits),
        )

    return replace(
        found,
        old=found.new,
        new=found.old,
        tickets=replace(found.tickets, only_old=found.tickets.only_new, only_new=found.tickets.only_old),
        undecided=(found.undecided[1], found.undecided[0]),
        favours={verdict and verdict.mirrored: count for verdict, count in found.favours.items()},
        flips=tuple(replace(flip, old=flip.new, new=flip.old) for flip in found.flips),
        earlier=found.later,
        later=found.earlier,
        timed=found.untimed,
        untimed=found.timed,
        shifts=found.shifts[::-1],
        credits=credits_turned(found.credits),
        groups={kind: tuple(map(turned, groups)) for kind, groups in found.groups.items()},
        cases=tuple(
            replace(
                case,
                favours=case.favours.mirrored,
                pairs=tuple(
                    replace(pair, old=pair.new, new=pair.old, favours=pair.favours.mirrored)
                    for pair in case.pairs
                ),
            )
            for case in found.cases
        ),
    )


def unordered(found: Impact) -> Impact:
    """Return an impact with everything in an order that does not know the sides."""
    return replace(
        found,
        flips=tuple(sorted(found.flips, key=repr)),
        groups={kind: tuple(sorted(groups, key=repr)) for kind, groups in found.groups.items()},
    )


@settings(suppress_health_check=list(HealthCheck), max_examples=60)
@given(worlds(), policies(), st.sampled_from(["same agreements", "others"]))
def test_the_opposite_question_has_the_mirrored_answer(world: World, other: Policy, signed: str) -> None:
    if signed == "same agreements":
        other = replace(other, agreements=world.book.policies["test"].agreements)
    second = compile_book([other], world.book.zones)
    second._timetables.update(  # noqa: SLF001 -- compiled once
        {("test", holder, name): TIMETABLES[name] for holder in HOLDERS for name in TIMETABLES}
    )
    there = compared(world.log, world.book, second, world.as_of)
    back = compared(world.log, second, world.book, world.as_of)
    assert unordered(replace(mirrored(there), old="old", new="new")) == unordered(back)
    assert there.decisions == there.changed + there.recited + there.same
    assert there.tickets.total == len(world.log)
    assert sum(there.favours.values()) == there.tickets.both
    assert sum(flip.decisions for flip in there.flips) == there.decisions
    for groups in there.groups.values():
        assert sum(group.decisions for group in groups) == there.decisions
        assert sum(group.changed for group in groups) == there.changed


@pytest.mark.parametrize("top", [0, 1, 5])
def test_no_more_tickets_are_shown_than_asked_for(top: int) -> None:
    events = EventTable.from_timelines(tickets(IN_90, IN_150))
    sides = [
        Decided("", decide(events, each, LATER), place)
        for each in (book(), with_targets("3 business hours", 3))
    ]
    found = measure(events, LATER, *sides, top=top)
    assert (len(found.cases), found.more_cases) == (min(top, 2), 2 - min(top, 2))
