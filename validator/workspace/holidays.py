"""Public holidays from the `holidays` package, to be frozen in lock files. Decisions never come here."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import cache
from importlib.metadata import version
from typing import TYPE_CHECKING, Final

from validator.checks.holidays import needed
from validator.location import Address
from validator.model.holidays import Holiday, HolidayCalendar, HolidayLock
from validator.workspace.trouble import Trouble

if TYPE_CHECKING:
    from holidays import HolidayBase

    from validator.model.policy import Policy

DEFAULT_LANGUAGE: Final = "en_US"


@cache
def installed_version() -> str:
    """Return the release of the package without importing it."""
    return version("holidays")


def freeze(
    calendar_id: str, first_year: int, last_year: int, language: str = DEFAULT_LANGUAGE
) -> HolidayCalendar | str:
    """Return the public holidays of a country or a part of it (`CH-SG`, `US`) for whole years, or why not.

    They include the days on which a holiday is observed instead. The language is always passed on, since the package
    would otherwise ask the environment; a country whose names are not translated has them in its own.
    """
    import holidays  # noqa: PLC0415 -- slow to import

    country, dash, subdivision = calendar_id.partition("-")
    known = holidays.list_supported_countries(include_aliases=True)
    if country not in known:
        return f"the package `holidays` knows no country `{country}`"
    if dash and subdivision not in known[country]:
        return f"the package `holidays` knows no part `{subdivision}` of {country}"
    languages = holidays.list_localized_countries(include_aliases=True).get(country, [])
    if languages and language not in languages:
        return f"names for {country} exist in {', '.join(languages)}, not in {language}"
    if last_year < first_year:
        return f"no year is from {first_year} until {last_year}"
    empty = holidays.country_holidays(country, subdiv=subdivision or None, years=())
    if first_year < empty.start_year or last_year > empty.end_year:
        return f"the package knows {calendar_id} from {empty.start_year} to {empty.end_year} only"
    found: HolidayBase = holidays.country_holidays(
        country,
        subdiv=subdivision or None,
        years=range(first_year, last_year + 1),
        language=language if languages else None,
        categories="public",
    )
    days = tuple(
        Holiday(day, name)
        for day, name in sorted(found.items())
        if date(first_year, 1, 1) <= day <= date(last_year, 12, 31)
    )
    where = f"country {country}" + (f", subdivision {subdivision}" if subdivision else "")
    frozen = HolidayCalendar(
        id=calendar_id,
        source=f"Python package holidays, {where}, category public",
        package_version=installed_version(),
        language=language,
        first_year=first_year,
        last_year=last_year,
        holidays=days,
        digest="",
        at=Address(""),
    )
    return replace(frozen, digest=frozen.computed_digest())


def named_calendars(policy: Policy) -> tuple[str, ...]:
    """Return the calendars that the schedules of a policy and of its agreements name."""
    schedules = [schedule for edition in policy.editions.values() for schedule in edition.schedules.values()]
    schedules += [
        schedule for agreement in policy.agreements.values() for schedule in agreement.schedules.values()
    ]
    return tuple(sorted({schedule.holidays for schedule in schedules if schedule.holidays}))


def frozen_lock(policy: Policy, first: int | None, last: int | None, language: str | None) -> HolidayLock:
    """Return the lock that a policy should have; what is not given stays as it is in its present lock.

    Without a lock the years are those in which the policy's editions and agreements need holidays.
    """
    old = policy.lock.calendars if policy.lock else {}
    needs = list(needed(policy))
    begins = min(
        [edition.effective_from.year for edition in policy.editions.values()]
        + [need.first_year for need in needs]
    )
    ends = max([begins, *(need.last_year for need in needs)])
    calendars = {}
    for name in named_calendars(policy):
        present = old.get(name)
        frozen = freeze(
            name,
            first or (present.first_year if present else begins),
            last or (present.last_year if present else ends),
            language or (present.language if present else DEFAULT_LANGUAGE),
        )
        if isinstance(frozen, str):
            raise Trouble(frozen, "Correct `public_holidays` in the schedule, or the years or the language.")
        calendars[name] = frozen
    return HolidayLock(calendars, policy.at)
