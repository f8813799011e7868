"""Which of two targets is longer, worse, or within a bound."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from validator.checks.comparing import is_at_least, is_shorter, is_worse
from validator.model.target import (
    BestEffort,
    BusinessDays,
    ClockTime,
    EndOfNextBusinessDay,
    Negotiable,
    NotOffered,
    SupportTime,
    Target,
)

HOUR = 3_600_000_000
DAY = 8 * HOUR

amounts = st.integers(1, 400 * HOUR)
times = st.one_of(
    amounts.map(ClockTime), amounts.map(SupportTime), st.integers(1, 40).map(BusinessDays)
) | st.just(EndOfNextBusinessDay())
targets = st.one_of(times, st.sampled_from([BestEffort(), NotOffered(), Negotiable(ClockTime(HOUR))]))


@pytest.mark.parametrize("unit", [ClockTime, SupportTime, BusinessDays])
def test_times_of_one_unit_are_compared(unit: type[ClockTime | SupportTime | BusinessDays]) -> None:
    assert is_shorter(unit(1), unit(2))
    assert not is_shorter(unit(2), unit(2))
    assert is_worse(unit(3), unit(2))


@given(one=targets, other=targets)
def test_nothing_is_both_shorter_and_longer_or_both_worse_and_better(one: Target, other: Target) -> None:
    assert not (is_shorter(one, other) and is_shorter(other, one))
    assert not (is_worse(one, other) and is_worse(other, one))
    if type(one) is not type(other):
        assert not is_shorter(one, other)


@given(time=times)
def test_effort_is_worse_than_any_time(time: Target) -> None:
    assert is_worse(BestEffort(), time)
    assert is_worse(NotOffered(), time)
    assert not is_worse(BestEffort(), NotOffered())


@given(amount=amounts, bound=amounts)
def test_so_much_support_time_lasts_at_least_as_long_on_the_wall_clock(amount: int, bound: int) -> None:
    enough = amount >= bound
    assert is_at_least(ClockTime(amount), ClockTime(bound), None) == enough
    assert is_at_least(SupportTime(amount), SupportTime(bound), None) == enough
    assert is_at_least(SupportTime(amount), ClockTime(bound), None) == enough
    assert not is_at_least(ClockTime(amount), SupportTime(bound), None)


@pytest.mark.parametrize(
    ("value", "bound", "day", "within"),
    [
        (BusinessDays(1), SupportTime(DAY), DAY, True),
        (BusinessDays(1), ClockTime(DAY + 1), DAY, False),
        (BusinessDays(1), ClockTime(1), None, False),
        (EndOfNextBusinessDay(), SupportTime(DAY), DAY, True),
        (EndOfNextBusinessDay(), SupportTime(DAY + 1), DAY, False),
        (EndOfNextBusinessDay(), SupportTime(1), None, False),
        (BestEffort(), SupportTime(DAY), None, True),
        (NotOffered(), ClockTime(DAY), None, True),
    ],
)
def test_days_are_as_long_as_the_hours_say(
    value: Target, bound: ClockTime | SupportTime, day: int | None, *, within: bool
) -> None:
    assert is_at_least(value, bound, day) == within
