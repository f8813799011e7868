from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.timetable.walker import HOUR, MINUTE, SHAPES, calendar, instant, schedule, written, zone
from validator.model.schedule import Opening
from validator.timetable import BeyondHorizon, Timetable, build
from validator.workspace.holidays import freeze

ZURICH = zone("Europe/Zurich")
EASTER = calendar(2023, 2025, date(2024, 1, 1), date(2024, 3, 29), date(2024, 4, 1), date(2024, 5, 9))
TIMETABLES = {shape: build(schedule(shape), ZURICH, EASTER) for shape in (*SHAPES, "always")}
PLAIN = Timetable((10, 30, 60), (20, 40, 70), 0, 100, (0, 50), (0, 1), (70, 101), "unknown")
"""Three windows of ten; the second date begins at 50."""


@st.composite
def questions(draw: st.DrawFn) -> tuple[Timetable, list[int]]:
    """Draw a timetable and three ascending instants, some of them on its edges."""
    built = draw(st.sampled_from(list(TIMETABLES.values())))
    edges = st.sampled_from([built.begins, built.ends, *built.opens, *built.closes])
    near = st.builds(
        lambda edge, step: min(max(edge + step, built.begins), built.ends), edges, st.integers(-2, 2)
    )
    return built, sorted(draw(st.lists(near | st.integers(built.begins, built.ends), min_size=3, max_size=3)))


@given(questions(), st.floats(0, 1))
def test_advancing_takes_exactly_the_amount_and_no_instant_before_does(
    question: tuple[Timetable, list[int]], share: float
) -> None:
    built, (start, *_) = question
    amount = int((built.total - built.open_time(start)) * share)
    due = built.advance(start, amount)
    assert built.between(start, due) == amount
    assert due == start or built.between(start, due - 1) == amount - 1


@given(questions())
def test_support_time_adds_up_and_never_decreases(question: tuple[Timetable, list[int]]) -> None:
    built, (first, second, third) = question
    assert built.between(first, third) == built.between(first, second) + built.between(second, third)
    assert 0 <= built.between(first, second) <= second - first
    assert built.between(second, first) == -built.between(first, second)


@given(questions())
def test_later_starts_and_larger_amounts_are_due_later(question: tuple[Timetable, list[int]]) -> None:
    built, (first, second, third) = question
    left = built.total - built.open_time(second)
    assert built.advance(first, left) <= built.advance(second, left)
    assert built.advance(first, left // 2) <= built.advance(first, left)
    assert built.advance(second, built.between(second, third)) <= third


@given(questions())
def test_support_time_is_the_length_of_the_windows(question: tuple[Timetable, list[int]]) -> None:
    built, (first, _, third) = question
    windows = list(built.windows(first, third))
    assert sum(closes - opens for opens, closes in windows) == built.between(first, third)
    assert all(first <= opens < closes <= third for opens, closes in windows)
    assert all(built.is_open(opens) and built.is_open(closes - 1) for opens, closes in windows)


def test_windows_are_half_open() -> None:
    assert [PLAIN.is_open(at) for at in (9, 10, 19, 20)] == [False, True, True, False]
    assert [PLAIN.open_time(at) for at in (0, 10, 11, 20, 30, 31, 70, 100)] == [0, 0, 1, 10, 10, 11, 30, 30]


def test_the_earliest_instant_is_due() -> None:
    assert [PLAIN.at_open_time(amount) for amount in (0, 1, 10, 11, 20, 30)] == [0, 11, 20, 31, 40, 70]
    assert PLAIN.advance(25, 0) == 25
    assert PLAIN.advance(25, 1) == 31
    assert PLAIN.advance(15, 5) == 20  # used up at closing time: due then, not at the next opening
    assert PLAIN.advance(0, 30) == 70


def test_windows_are_clipped() -> None:
    assert list(PLAIN.windows(15, 62)) == [(15, 20), (30, 40), (60, 62)]
    assert list(PLAIN.windows(20, 30)) == list(PLAIN.windows(35, 35)) == []
    assert list(PLAIN.windows(0, 100)) == [(10, 20), (30, 40), (60, 70)]


def test_everything_beyond_the_horizon_is_refused() -> None:
    questions: list[Callable[[], object]] = [
        lambda: PLAIN.open_time(-1),
        lambda: PLAIN.open_time(101),
        lambda: PLAIN.at_open_time(31),
        lambda: PLAIN.between(0, 101),
        lambda: PLAIN.advance(15, 26),
        lambda: PLAIN.advance(101, 1),
        lambda: PLAIN.is_open(-1),
        lambda: PLAIN.is_open(100),
        lambda: PLAIN.local_date(100),
        lambda: PLAIN.local_date(-1),
        lambda: PLAIN.end_of_next_business_day(100),
        lambda: PLAIN.end_of_next_business_day(50),
    ]
    for question in questions:
        with pytest.raises(BeyondHorizon, match=r"^unknown$"):
            question()


def test_the_ends_of_the_horizon_are_within_reach() -> None:
    assert PLAIN.open_time(100) == PLAIN.total == 30
    assert PLAIN.advance(15, 25) == 70
    assert PLAIN.end_of_next_business_day(49) == 70
    assert (PLAIN.local_date(49), PLAIN.local_date(50)) == (date(1970, 1, 1), date(1970, 1, 2))
    around = TIMETABLES["always"]
    assert around.end_of_next_business_day(instant("2025-12-30T12:00+01:00")) == around.ends
    with pytest.raises(BeyondHorizon):
        around.end_of_next_business_day(instant("2025-12-31T12:00+01:00"))


def due(built: Timetable, start: str, amount: int) -> str:
    return written(built.advance(instant(start), amount), ZURICH)


@pytest.fixture(scope="module")
def extended() -> Timetable:
    """Return extended hours, 07:00 to 19:00, closed on the public holidays of St. Gallen."""
    frozen = freeze("CH-SG", 2023, 2025)
    assert not isinstance(frozen, str)
    hours = schedule("office")
    longer = type(hours)(
        **{name: getattr(hours, name) for name in hours.__slots__}
        | {"openings": (Opening((0, 1, 2, 3, 4), 7 * 60, 19 * 60, ""),)}
    )
    return build(longer, ZURICH, frozen)


def test_two_business_hours_before_easter(extended: Timetable) -> None:
    """Thursday 17:10: 1 h 50 min until 19:00; Good Friday to Easter Monday closed; 10 min left on Tuesday."""
    assert due(extended, "2024-03-28T17:10+01:00", 2 * HOUR) == "2024-04-02 07:10+02:00"
    assert due(extended, "2024-03-28T17:00+01:00", 2 * HOUR) == "2024-03-28 19:00+01:00"
    assert due(extended, "2024-03-28T20:00+01:00", 1 * MINUTE) == "2024-04-02 07:01+02:00"
    assert due(extended, "2024-03-30T12:00+01:00", 12 * HOUR) == "2024-04-02 19:00+02:00"


def test_business_days_over_the_turn_of_the_year(extended: Timetable) -> None:
    """2024-12-25, 12-26 and 2025-01-01 are holidays in St. Gallen; 12-28 and 12-29 are a weekend."""
    assert due(extended, "2024-12-24T18:00+01:00", 2 * HOUR) == "2024-12-27 08:00+01:00"
    assert due(extended, "2024-12-31T18:00+01:00", 12 * HOUR) == "2025-01-02 18:00+01:00"


def next_closing(shape: str, at: str) -> str:
    return written(TIMETABLES[shape].end_of_next_business_day(instant(at)), ZURICH)


@pytest.mark.parametrize(
    ("shape", "at", "expected"),
    [
        ("office", "2024-03-27T10:00+01:00", "2024-03-28 17:00+01:00"),
        ("office", "2024-03-28T00:00+01:00", "2024-04-02 17:00+02:00"),  # over Easter
        ("office", "2024-03-30T12:00+01:00", "2024-04-02 17:00+02:00"),  # from a closed day
        ("office", "2024-04-01T23:59+02:00", "2024-04-02 17:00+02:00"),
        ("lunch break", "2024-05-07T10:00+02:00", "2024-05-08 17:30+02:00"),
        ("half day", "2024-05-10T10:00+02:00", "2024-05-11 12:30+02:00"),
        ("half day", "2024-05-11T10:00+02:00", "2024-05-13 18:00+02:00"),
        ("night", "2024-06-04T03:00+02:00", "2024-06-06 06:00+02:00"),  # the next night opens on the 5th
        ("night", "2024-06-04T23:00+02:00", "2024-06-06 06:00+02:00"),
        ("night", "2024-05-08T12:00+02:00", "2024-05-11 06:00+02:00"),  # none opens on Ascension Day
        ("24x5", "2024-06-06T12:00+02:00", "2024-06-08 00:00+02:00"),
        ("24x5", "2024-06-07T12:00+02:00", "2024-06-11 00:00+02:00"),  # Monday's hours end at midnight
        ("24x5", "2024-06-03T12:00+02:00", "2024-06-05 00:00+02:00"),  # though windows touch
        ("long week", "2024-06-04T12:00+02:00", "2024-06-14 17:00+02:00"),  # the next opens on Sunday
        ("long week", "2024-06-02T12:00+02:00", "2024-06-14 17:00+02:00"),
        ("long week", "2024-06-01T12:00+02:00", "2024-06-07 17:00+02:00"),
        (
            "overlapping",
            "2024-06-03T07:00+02:00",
            "2024-06-04 20:00+02:00",
        ),  # not Monday's end on Tuesday noon
        ("overlapping", "2024-06-04T07:00+02:00", "2024-06-07 12:00+02:00"),  # the later of Thursday's two
        ("always", "2024-06-04T12:00+02:00", "2024-06-06 00:00+02:00"),
    ],
)
def test_the_end_of_the_next_business_day(shape: str, at: str, expected: str) -> None:
    assert next_closing(shape, at) == expected
