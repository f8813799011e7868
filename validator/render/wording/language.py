"""A language that explanations are told in: its phrases, and how it writes instants, durations and amounts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta, tzinfo
from decimal import Decimal

from validator.timetable.local import EPOCH

MICROSECONDS_PER_SECOND = 1_000_000
UNITS = (("hour", 3_600_000_000), ("minute", 60_000_000))
"""What a duration is written in beside seconds, with the length of each in microseconds.

Hours are not gathered into days, since a day of support time is shorter than one of the calendar."""


@dataclass(frozen=True, slots=True)
class Language:
    """Everything that depends on the language; the contract's own words are never translated.

    `phrases` are templates with named fields; so are `date_template`, whose fields are `day`, `month` and `year`, and
    `instant_template` with `weekday`, `date` and `time`. `units` maps units to their singular and plural.
    """

    code: str
    phrases: Mapping[str, str]
    weekdays: Sequence[str]
    months: Sequence[str]
    units: Mapping[str, tuple[str, str]]
    date_template: str
    instant_template: str
    last_separator: str

    def say(self, phrase: str, **values: str) -> str:
        """Return a phrase with its fields filled in."""
        return self.phrases[phrase].format(**values)

    def day(self, day: date) -> str:
        """Write a date in words."""
        return self.date_template.format(day=day.day, month=self.months[day.month - 1], year=day.year)

    def weekday(self, day: date) -> str:
        """Name the day of the week of a date."""
        return self.weekdays[day.weekday()]

    def instant(self, instant: int, zone: tzinfo) -> str:
        """Write an instant in local time; seconds where there are any, the zone's letters where a time occurs twice."""
        moment = local(instant, zone)
        return self.instant_template.format(
            weekday=self.weekday(moment.date()), date=self.day(moment.date()), time=time_of_day(moment)
        )

    def duration(self, microseconds: int) -> str:
        """Write a length of time in words, exactly: "1 hour 20 minutes", "31.241 seconds"."""
        left, parts = microseconds, []
        for unit, length in UNITS:
            amount, left = divmod(left, length)
            if amount:
                parts.append(self.counted(amount, unit))
        seconds = Decimal(left) / MICROSECONDS_PER_SECOND
        if seconds:
            parts.append(self.counted(seconds, "second"))
        return " ".join(parts) or self.counted(0, "minute")

    def counted(self, amount: int | Decimal, unit: str) -> str:
        """Write a number of units: "1 day", "3 days", "50 CHF"."""
        number = f"{amount.normalize():f}" if isinstance(amount, Decimal) and amount else str(int(amount))
        singular, plural = self.units.get(unit, (unit, unit))
        return f"{number} {singular if amount == 1 else plural}"

    def listing(self, words: Sequence[str]) -> str:
        """Join words: "a, b and c"."""
        if len(words) < 2:  # noqa: PLR2004 -- a list of one is its word
            return "".join(words)
        return ", ".join(words[:-1]) + self.last_separator + words[-1]


def local(instant: int, zone: tzinfo) -> datetime:
    """Return the local time at an instant (microseconds, UTC)."""
    return (EPOCH + timedelta(microseconds=instant)).astimezone(zone)


def time_of_day(moment: datetime) -> str:
    """Write a time of day as exactly as it is: `07:50`, `07:50:09`, `02:45 CEST`."""
    shown = moment.strftime("%H:%M:%S" if moment.second else "%H:%M")
    if moment.microsecond:
        shown = moment.strftime("%H:%M:%S.%f").rstrip("0")
    twice = moment.replace(fold=1 - moment.fold).utcoffset() != moment.utcoffset()
    return f"{shown} {moment.tzname()}" if twice else shown
