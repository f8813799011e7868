"""Frozen holidays compared: a holiday more is a day closed more."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from validator.changes.change import Change, Kind, Said
from validator.changes.favours import Favours
from validator.location import Address, Route
from validator.model.holidays import Holiday, HolidayCalendar, HolidayLock

LOCK: Final = "holidays.lock.yaml"


def frozen_otherwise(old: HolidayLock | None, new: HolidayLock | None) -> Iterator[Change]:
    """Yield the days that were frozen otherwise, within the years that both sides know, and years that come or go."""
    before = old.calendars if old else {}
    after = new.calendars if new else {}
    for name in sorted(before.keys() & after.keys()):
        one, other = before[name], after[name]
        yield from _years(one, other)
        yield from _days(one, other)


def _years(old: HolidayCalendar, new: HolidayCalendar) -> Iterator[Change]:
    spans = (old.first_year, old.last_year), (new.first_year, new.last_year)
    if spans[0] == spans[1]:
        return
    lost = new.first_year > old.first_year or new.last_year < old.last_year
    texts = [f"{first} to {last}" for first, last in spans]
    route: Route = ("calendars", new.id, "years")
    yield Change(
        kind=Kind.HOLIDAYS,
        favours=Favours.INCOMPARABLE
        if lost
        else Favours.NEUTRAL,  # tickets of years that are gone cannot be decided
        file=LOCK,
        route=route,
        old=Said(texts[0], old.at.child("years")),
        new=Said(texts[1], new.at.child("years")),
        at=new.at.child("years"),
    )


def _days(old: HolidayCalendar, new: HolidayCalendar) -> Iterator[Change]:
    years = range(max(old.first_year, new.first_year), min(old.last_year, new.last_year) + 1)
    before, after = _by_day(old), _by_day(new)
    for day in sorted(before.keys() ^ after.keys()):
        index, holiday = {**before, **after}[day]
        if holiday.date.year not in years:
            continue
        added = day in after
        said = Said(f"{day} {holiday.name}", _at(new if added else old, index))
        yield Change(
            kind=Kind.HOLIDAYS,
            favours=Favours.ADVERSE if added else Favours.FAVOURABLE,
            file=LOCK,
            route=("calendars", new.id, "holidays", day),
            old=None if added else said,
            new=said if added else None,
            at=_at(new, index) if added else new.at.child("holidays"),
        )


def _by_day(calendar: HolidayCalendar) -> Mapping[str, tuple[int, Holiday]]:
    return {holiday.date.isoformat(): (index, holiday) for index, holiday in enumerate(calendar.holidays)}


def _at(calendar: HolidayCalendar, index: int) -> Address:
    return calendar.at.child("holidays", index)
