from __future__ import annotations

from datetime import UTC, tzinfo

import numpy as np
import pytest

from tests.timetable.walker import DAY, HOUR, MINUTE, instant, zone
from validator.timetable.local import occurrences, offset_at
from validator.timetable.stamps import Ambiguous, Problem, to_instants

NAMES = (
    "Europe/Zurich",
    "America/New_York",
    "America/St_Johns",
    "America/Sao_Paulo",
    "America/Boa_Vista",
    "Australia/Lord_Howe",
    "Africa/Casablanca",
    "Africa/Monrovia",
    "Pacific/Apia",
    "Asia/Kolkata",
)


def read(rules: tzinfo, *stamps: str, ambiguous: Ambiguous = Ambiguous.REJECT) -> list[int | Problem]:
    """Return the instants of local stamps, or what is wrong with them."""
    local = np.array([instant(f"{stamp}+00:00") for stamp in stamps], dtype=np.int64)
    instants, problems = to_instants(local, rules, ambiguous)
    assert (instants.dtype.name, problems.dtype.name) == ("int64", "uint8")
    return [
        Problem(problem) if problem else at
        for at, problem in zip(instants.tolist(), problems.tolist(), strict=True)
    ]


def test_ordinary_times_have_the_offset_of_their_season() -> None:
    assert read(zone("Europe/Zurich"), "2024-01-15T08:00", "2024-07-15T08:00:00.000001") == [
        instant("2024-01-15T08:00+01:00"),
        instant("2024-07-15T08:00:00.000001+02:00"),
    ]


def test_a_time_in_the_gap_never_was() -> None:
    zurich = zone("Europe/Zurich")
    for ambiguous in Ambiguous:
        assert read(
            zurich,
            "2024-03-31T01:59:59.999999",
            "2024-03-31T02:00",
            "2024-03-31T02:59:59.999999",
            "2024-03-31T03:00",
            ambiguous=ambiguous,
        ) == [
            instant("2024-03-31T01:59:59.999999+01:00"),
            Problem.NEVER,
            Problem.NEVER,
            instant("2024-03-31T03:00+02:00"),
        ]
    assert read(zone("Pacific/Apia"), "2011-12-30T12:00") == [Problem.NEVER]


@pytest.mark.parametrize(
    ("ambiguous", "expected"),
    [
        (Ambiguous.REJECT, [Problem.TWICE, Problem.TWICE]),
        (
            Ambiguous.EARLIER,
            [instant("2024-10-27T02:00+02:00"), instant("2024-10-27T02:59:59.999999+02:00")],
        ),
        (Ambiguous.LATER, [instant("2024-10-27T02:00+01:00"), instant("2024-10-27T02:59:59.999999+01:00")]),
    ],
)
def test_a_time_that_occurs_twice_means_what_the_caller_says(
    ambiguous: Ambiguous, expected: list[int | Problem]
) -> None:
    stamps = (
        "2024-10-27T01:59:59.999999",
        "2024-10-27T02:00",
        "2024-10-27T02:59:59.999999",
        "2024-10-27T03:00",
    )
    before, *twice, after = read(zone("Europe/Zurich"), *stamps, ambiguous=ambiguous)
    assert twice == expected
    assert before == instant("2024-10-27T01:59:59.999999+02:00")
    assert after == instant("2024-10-27T03:00+01:00")


def test_a_zone_without_changes_has_no_problems() -> None:
    assert read(UTC, "1970-01-01T00:00", "2099-12-31T23:59:59.999999") == [
        0,
        instant("2099-12-31T23:59:59.999999+00:00"),
    ]


@pytest.mark.parametrize("name", NAMES)
def test_arrays_mean_what_single_times_mean(name: str) -> None:
    """Every half hour around every change of the zone, and random times between."""
    rules = zone(name)
    days = [
        day for day in range(0, 47_482 * DAY, DAY) if offset_at(day, rules) != offset_at(day + DAY, rules)
    ]
    around = np.array(days[::5], dtype=np.int64)[:, None] + np.arange(-DAY, 2 * DAY, HOUR // 2)
    chance = np.random.default_rng(7).integers(0, 47_482 * DAY, 500)
    local = np.concatenate([around.ravel(), around.ravel() + MINUTE, chance])
    earlier, problems = to_instants(local, rules, Ambiguous.EARLIER)
    later, _ = to_instants(local, rules, Ambiguous.LATER)
    _, rejected = to_instants(local, rules, Ambiguous.REJECT)
    for index, wall in enumerate(local.tolist()):
        found = occurrences(wall, rules)
        if wall - offset_at(found[0], rules) != found[0]:
            assert problems[index] == rejected[index] == Problem.NEVER
        else:
            assert (earlier[index], later[index], problems[index]) == (found[0], found[-1], Problem.NONE)
            assert rejected[index] == (Problem.TWICE if len(found) > 1 else Problem.NONE)


def test_no_stamps_give_no_instants() -> None:
    assert read(zone("Europe/Zurich")) == []
