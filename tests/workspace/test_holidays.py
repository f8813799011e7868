from __future__ import annotations

import importlib.metadata
import re
import subprocess
import sys
from dataclasses import replace
from datetime import date
from hashlib import sha256

import pytest

from tests.reading.acme import acme
from validator.model.holidays import Holiday, HolidayCalendar
from validator.workspace.holidays import freeze, frozen_lock, installed_version, named_calendars
from validator.workspace.trouble import Trouble


def frozen(calendar_id: str, first: int, last: int, language: str = "en_US") -> HolidayCalendar:
    calendar = freeze(calendar_id, first, last, language)
    assert not isinstance(calendar, str), calendar
    return calendar


def test_the_holidays_of_the_canton_of_st_gallen() -> None:
    """No Berchtold's Day, no Labour Day, no Corpus Christi, which other cantons have."""
    calendar = frozen("CH-SG", 2024, 2024)
    assert [str(day.date) for day in calendar.holidays] == [
        "2024-01-01",
        "2024-03-29",
        "2024-04-01",
        "2024-05-09",
        "2024-05-20",
        "2024-08-01",
        "2024-11-01",
        "2024-12-25",
        "2024-12-26",
    ]
    assert calendar.source == "Python package holidays, country CH, subdivision SG, category public"
    assert (calendar.package_version, calendar.language) == (installed_version(), "en_US")
    assert (calendar.id, calendar.first_year, calendar.last_year) == ("CH-SG", 2024, 2024)


def test_a_part_of_a_country_has_holidays_of_its_own() -> None:
    names = {
        place: {day.name for day in frozen(place, 2024, 2024).holidays} for place in ("DE", "DE-BY", "GB-ENG")
    }
    assert names["DE-BY"] > names["DE"]
    assert "Epiphany" in names["DE-BY"] - names["DE"]
    assert "Late Summer Bank Holiday" in names["GB-ENG"]


def test_days_on_which_a_holiday_is_observed_instead_are_holidays() -> None:
    """New Year's Day of 2022 fell on a Saturday and was observed on the last day of the year before."""
    assert frozen("US", 2021, 2021).holidays[-1].date == date(2021, 12, 31)


def test_days_are_in_order_and_within_the_years() -> None:
    days = [day.date for day in frozen("US", 2020, 2029).holidays]
    assert days == sorted(set(days))
    assert {day.year for day in days} == set(range(2020, 2030))


@pytest.mark.parametrize("setting", ["LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"])
def test_the_language_is_the_one_asked_for_whatever_the_environment_says(
    setting: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(setting, "fr")
    assert frozen("CH-SG", 2024, 2024).holidays[1].name == "Good Friday"
    assert frozen("CH-SG", 2024, 2024, "de").holidays[1].name == "Karfreitag"
    assert frozen("NZ", 2024, 2024).holidays[0].name == "New Year's Day"


def test_the_digest_is_over_days_and_names() -> None:
    calendar = frozen("CH-SG", 2024, 2024)
    lines = "".join(f"{day.date.isoformat()} {day.name}\n" for day in calendar.holidays)
    assert calendar.digest == calendar.computed_digest() == sha256(lines.encode()).hexdigest()
    moved = replace(calendar, holidays=(*calendar.holidays[:-1], Holiday(date(2024, 12, 27), "Moved")))
    assert moved.computed_digest() != calendar.digest


@pytest.mark.parametrize(
    ("place", "first", "last", "language", "why"),
    [
        ("XX", 2024, 2024, "en_US", "the package `holidays` knows no country `XX`"),
        ("ch", 2024, 2024, "en_US", "the package `holidays` knows no country `ch`"),
        ("CH-XX", 2024, 2024, "en_US", "the package `holidays` knows no part `XX` of CH"),
        ("CH-", 2024, 2024, "en_US", "the package `holidays` knows no part `` of CH"),
        ("CH", 2024, 2024, "xx", "names for CH exist in de, en_US, .*, not in xx"),
        ("CH", 2025, 2024, "en_US", "no year is from 2025 until 2024"),
        ("CH", 1700, 2024, "en_US", r"the package knows CH from \d{4} to \d{4} only"),
        ("CH", 2024, 2101, "en_US", r"the package knows CH from \d{4} to \d{4} only"),
    ],
)
def test_what_cannot_be_frozen_is_said(place: str, first: int, last: int, language: str, why: str) -> None:
    answer = freeze(place, first, last, language)
    assert isinstance(answer, str)
    assert re.fullmatch(why, answer)


def test_the_version_is_known_without_importing_the_package() -> None:
    assert installed_version() == importlib.metadata.version("holidays")
    code = (
        "import sys; from validator.workspace.holidays import installed_version; installed_version(); "
        "sys.exit('holidays' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_a_policy_names_the_calendars_of_its_hours() -> None:
    assert named_calendars(acme()) == ("CH-SG",)


def test_a_lock_keeps_what_is_not_given() -> None:
    kept = frozen_lock(acme(), None, None, None).calendars["CH-SG"]
    assert (kept.first_year, kept.last_year, kept.language) == (2024, 2025, "en_US")
    given = frozen_lock(acme(), 2023, 2030, "de").calendars["CH-SG"]
    assert (given.first_year, given.last_year, given.language) == (2023, 2030, "de")


def test_a_first_lock_covers_what_editions_and_terms_need() -> None:
    """The term ends with 2024, so that its last tickets can be due in 2025."""
    made = frozen_lock(replace(acme(), lock=None), None, None, None).calendars["CH-SG"]
    assert (made.first_year, made.last_year, made.language) == (2024, 2025, "en_US")


def test_a_lock_that_cannot_be_made_is_trouble() -> None:
    with pytest.raises(Trouble, match="not in xx") as trouble:
        frozen_lock(acme(), None, None, "xx")
    assert "public_holidays" in trouble.value.next_step
