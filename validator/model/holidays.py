"""Public holidays as frozen in a policy's lock file: the only holidays a decision ever sees."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from hashlib import sha256

from validator.location import Address


@dataclass(frozen=True, slots=True)
class Holiday:
    """One closed local date and what it is called."""

    date: date
    name: str


@dataclass(frozen=True, slots=True)
class HolidayCalendar:
    """The public holidays of one place for whole years, `first_year` to `last_year`, both included.

    `source` says where they come from, `package_version` which release of it, `digest` is the SHA-256 (hex) over
    the dates and names, so that an edit by hand shows.
    """

    id: str
    source: str
    package_version: str
    language: str
    first_year: int
    last_year: int
    holidays: tuple[Holiday, ...]
    digest: str
    at: Address = field(compare=False)

    def on(self, day: date) -> Holiday | None:
        """Return the holiday on a date, None on any other."""
        return next((holiday for holiday in self.holidays if holiday.date == day), None)

    def computed_digest(self) -> str:
        """Return the digest that the days and names should have."""
        lines = (f"{holiday.date.isoformat()} {holiday.name}\n" for holiday in self.holidays)
        return sha256("".join(lines).encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class HolidayLock:
    """All calendars that a policy's schedules name."""

    calendars: Mapping[str, HolidayCalendar]
    at: Address = field(compare=False)
