"""Promises in time compared on the calendar, held against the evaluator's own arithmetic."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.changes.zitadel import compared, zitadel
from validator.changes.cells import Answer
from validator.changes.deadlines import PERIOD, STEP, compare
from validator.changes.favours import Favours
from validator.model.schedule import Schedule
from validator.model.target import BusinessDays, ClockTime, EndOfNextBusinessDay, SupportTime, Within

HOUR = 3_600_000_000
EDITION = zitadel().policy.editions["2024-01-10"]
CALENDAR = zitadel().calendar
SINCE = int(datetime(2024, 1, 10, tzinfo=UTC).timestamp()) * 1_000_000

schedules = st.sampled_from(list(EDITION.schedules.values()))
targets: st.SearchStrategy[Within] = st.one_of(
    st.integers(0, 60).map(lambda hours: SupportTime(hours * HOUR)),
    st.integers(0, 200).map(lambda hours: ClockTime(hours * HOUR)),
    st.integers(1, 5).map(BusinessDays),
    st.just(EndOfNextBusinessDay()),
)


def due(schedule: Schedule, target: Within, submitted: int) -> int:
    """Return a deadline as one decides a single ticket."""
    timetable, _ = CALENDAR.timetable(schedule)
    match target:
        case ClockTime(amount):
            return submitted + amount
        case SupportTime(amount):
            return timetable.advance(submitted, amount)
        case BusinessDays(days):
            return timetable.advance(submitted, days * (schedule.business_day or 0))
        case EndOfNextBusinessDay():
            return timetable.end_of_next_business_day(submitted)


def some(count: int) -> Sequence[int]:
    """Return submissions that are spread over the two years, off the beat of weeks."""
    return [SINCE + step * STEP for step in range(0, PERIOD // STEP, PERIOD // STEP // count)]


@given(schedules, targets, schedules, targets)
def test_no_submission_gainsays_the_verdict(
    one: Schedule, target: Within, other: Schedule, new: Within
) -> None:
    found = compare((CALENDAR, one, target), (CALENDAR, other, new), SINCE)
    moved = [due(other, new, at) - due(one, target, at) for at in some(200)]
    match found.favours:
        case Favours.ADVERSE:
            assert min(moved) >= 0
        case Favours.FAVOURABLE:
            assert max(moved) <= 0
        case Favours.NEUTRAL:
            assert set(moved) == {0}
        case Favours.INCOMPARABLE:
            pass
    back = compare((CALENDAR, other, new), (CALENDAR, one, target), SINCE)
    assert back.favours is found.favours.mirrored


@given(schedules, targets, schedules, targets)
def test_the_submission_shown_is_decided_so(
    one: Schedule, target: Within, other: Schedule, new: Within
) -> None:
    shift = compare((CALENDAR, one, target), (CALENDAR, other, new), SINCE).shift
    if shift is not None:
        assert (shift.old, shift.new) == (due(one, target, shift.submitted), due(other, new, shift.submitted))
        assert shift.old != shift.new


def test_beyond_the_frozen_holidays_the_last_two_years_are_tried() -> None:
    hours = EDITION.schedules["business_hours"]
    late = SINCE + 50 * PERIOD
    found = compare((CALENDAR, hours, SupportTime(HOUR)), (CALENDAR, hours, SupportTime(2 * HOUR)), late)
    assert found.favours is Favours.ADVERSE
    assert found.shift is not None
    ends = CALENDAR.timetable(hours)[0].ends
    assert ends - PERIOD <= found.shift.submitted < ends
    assert PERIOD // STEP * 0.99 < found.tried <= PERIOD // STEP


@pytest.mark.parametrize(
    "pair", [("2023-11-16", "2024-01-10"), ("2022-06-15", "2023-03-15"), ("2021-06-15", "2021-07-21")]
)
def test_every_promise_in_the_tables_is_what_its_offer_says(pair: tuple[str, str]) -> None:
    for effect in compared(*pair).effects:
        for answer in (effect.old, effect.new):
            if isinstance(answer, Answer) and answer.promise is not None:
                assert answer.promise.text
                assert answer.rests
