from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING

import numpy as np
import pytest

from tests.timetable.walker import DAY, SHAPES, calendar, instant, schedule, zone
from validator.timetable import BeyondHorizon, Timetable, always, build
from validator.timetable.columns import BEYOND, Columns

if TYPE_CHECKING:
    from numpy.typing import NDArray

LOCKED = calendar(2023, 2024, date(2024, 1, 1), date(2024, 3, 29), date(2024, 4, 1))
NEVER_OPEN = Timetable((), (), 0, 1000, (0, 500), (0, 1), (1001, 1001), "unknown")
BUILT = {
    **{shape: build(schedule(shape), zone("Europe/Zurich"), LOCKED) for shape in (*SHAPES, "always")},
    "returning": build(schedule("24x5"), zone("America/St_Johns"), None, (2009, 2011)),
    "skipped": build(schedule("night"), zone("Pacific/Apia"), None, (2011, 2012)),
    "wall clock": always(),
    "never": NEVER_OPEN,
}


def scalar(question: Callable[..., int], *arguments: NDArray[np.int64]) -> list[int]:
    """Ask one question after the other."""
    answers = []
    for values in zip(*(each.tolist() for each in arguments), strict=True):
        try:
            answers.append(question(*values))
        except BeyondHorizon:
            answers.append(int(BEYOND))
    return answers


def instants(built: Timetable, seed: int) -> NDArray[np.int64]:
    """Return random instants, many of them on edges and some beyond the horizon."""
    chance = np.random.default_rng(seed)
    edges = np.array([built.begins, built.ends, *built.opens, *built.closes, *built.dates], dtype=np.int64)
    near = chance.choice(edges, 600) + chance.integers(-2, 3, 600)
    return np.concatenate([near, chance.integers(built.begins - DAY, built.ends + DAY, 600)])


def amounts(built: Timetable, seed: int) -> NDArray[np.int64]:
    """Return random amounts of open time, many of them full windows and some too large."""
    chance = np.random.default_rng(seed)
    near = np.maximum(chance.choice(np.array(built.before), 600) + chance.integers(-2, 3, 600), 0)
    return np.concatenate([near, chance.integers(0, built.total + DAY, 600)])


@pytest.mark.parametrize("name", BUILT)
def test_arrays_answer_as_one_question_at_a_time_does(name: str) -> None:
    built = BUILT[name]
    columns = Columns(built)
    first, second = instants(built, 1), instants(built, 2)
    amount = amounts(built, 3)
    assert columns.open_time(first).tolist() == scalar(built.open_time, first)
    assert columns.at_open_time(amount).tolist() == scalar(built.at_open_time, amount)
    assert columns.between(first, second).tolist() == scalar(built.between, first, second)
    assert columns.advance(first, amount).tolist() == scalar(built.advance, first, amount)
    short = amount % (built.total // 50 + 1)
    assert columns.advance(first, short).tolist() == scalar(built.advance, first, short)
    assert columns.end_of_next_business_day(first).tolist() == scalar(built.end_of_next_business_day, first)


@pytest.mark.parametrize("name", ["office", "never"])
def test_answers_are_whole_numbers_of_the_same_shape(name: str) -> None:
    columns = Columns(BUILT[name])
    for shape in (0, 3):
        some = np.full(shape, BUILT[name].begins, dtype=np.int64)
        nothing = np.zeros(shape, dtype=np.int64)
        answers = [
            columns.open_time(some),
            columns.at_open_time(nothing),
            columns.between(some, some),
            columns.advance(some, nothing),
            columns.end_of_next_business_day(some),
        ]
        assert {(answer.dtype, answer.shape) for answer in answers} == {(np.dtype(np.int64), (shape,))}


def test_what_is_beyond_stays_beyond() -> None:
    columns = Columns(BUILT["office"])
    beyond = np.array([BEYOND], dtype=np.int64)
    inside = np.array([instant("2024-06-03T12:00+02:00")])
    assert columns.open_time(beyond) == BEYOND
    assert columns.at_open_time(beyond) == BEYOND
    assert columns.between(inside, beyond) == columns.between(beyond, inside) == BEYOND
    assert columns.advance(beyond, np.array([1])) == BEYOND
    assert columns.advance(inside, beyond) == columns.advance(inside, beyond - 1) == BEYOND
    assert columns.end_of_next_business_day(beyond) == BEYOND


def test_the_closing_time_of_the_last_window_is_within_reach() -> None:
    built = BUILT["office"]
    columns = Columns(built)
    total = np.array([built.total, built.total + 1])
    assert columns.at_open_time(total).tolist() == [built.closes[-1], BEYOND]


def test_questions_leave_their_arrays_as_they_are() -> None:
    columns = Columns(BUILT["office"])
    first, amount = instants(BUILT["office"], 1), amounts(BUILT["office"], 3)
    kept = first.copy(), amount.copy()
    columns.advance(first, amount)
    columns.between(first, first)
    columns.end_of_next_business_day(first)
    assert np.array_equal(first, kept[0])
    assert np.array_equal(amount, kept[1])
