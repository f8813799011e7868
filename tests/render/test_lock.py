"""A lock file is written so that reading it back gives the same holidays."""

from __future__ import annotations

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from validator.document import parse
from validator.location import Address
from validator.model.holidays import Holiday, HolidayCalendar, HolidayLock
from validator.reading import read_lock
from validator.render.lock import render_lock

NOWHERE = Address("acme/holidays.lock.yaml")
WORDS = st.text(st.characters(categories=["L", "N", "P", "S", "Zs"]), min_size=1, max_size=12)
DAYS = st.dates(date(2023, 1, 1), date(2025, 12, 31))


@st.composite
def calendars(draw: st.DrawFn) -> HolidayCalendar:
    days = draw(st.dictionaries(DAYS, WORDS, max_size=4))
    return HolidayCalendar(
        id=draw(st.sampled_from(["CH-SG", "US", "NO", "DE-BY"])),
        source=draw(WORDS),
        package_version=draw(st.sampled_from(["0.109", "1", "1e3", "2026.1"])),
        language=draw(st.sampled_from(["en_US", "no", "de_CH"])),
        first_year=2023,
        last_year=2025,
        holidays=tuple(Holiday(day, days[day]) for day in sorted(days)),
        digest=draw(st.sampled_from(["0" * 64, "e" * 64, "1e" * 32])),
        at=NOWHERE,
    )


@given(st.lists(calendars(), max_size=3))
def test_reading_it_back_gives_the_same(found: list[HolidayCalendar]) -> None:
    lock = HolidayLock({calendar.id: calendar for calendar in found}, NOWHERE)
    document, diagnostics = parse(render_lock(lock).encode(), NOWHERE.file)
    assert document is not None
    assert not diagnostics
    assert read_lock(document, NOWHERE.file) == (lock, ())


def test_it_is_laid_out_for_review() -> None:
    calendar = HolidayCalendar(
        "CH-SG",
        "holidays",
        "0.109",
        "en_US",
        2024,
        2024,
        (Holiday(date(2024, 3, 29), "Good Friday"),),
        "0" * 64,
        NOWHERE,
    )
    empty = HolidayCalendar("CH", "holidays", "0.109", "en_US", 2024, 2024, (), "0" * 64, NOWHERE)
    assert render_lock(HolidayLock({"CH-SG": calendar, "CH": empty}, NOWHERE)) == (
        "# yaml-language-server: $schema=../../schema/holidays-lock.schema.json\n"
        "# Made by `slawyer lock` and reviewed like any other clause: these days are closed, and no others.\n"
        "calendars:\n"
        "  CH:\n"
        '    source: "holidays"\n'
        '    package_version: "0.109"\n'
        '    language: "en_US"\n'
        "    years: { from: 2024, until: 2024 }\n"
        f'    digest: "{"0" * 64}"\n'
        "    holidays: []\n"
        "  CH-SG:\n"
        '    source: "holidays"\n'
        '    package_version: "0.109"\n'
        '    language: "en_US"\n'
        "    years: { from: 2024, until: 2024 }\n"
        f'    digest: "{"0" * 64}"\n'
        "    holidays:\n"
        '      - { date: 2024-03-29, name: "Good Friday" }\n'
    )
