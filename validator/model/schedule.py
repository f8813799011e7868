"""Support hours as declared: weekly openings in one time zone, and the days they are closed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from validator.location import Address
from validator.model.reading import Reading


@dataclass(frozen=True, slots=True)
class Opening:
    """A weekly opening: on each of `days` (0 = Monday) from `opens` to `closes`.

    Both are minutes of local time counted from the midnight that begins the day; `closes` passes 1440 when the
    opening runs past midnight, up to a week for one that spans several days.
    """

    days: tuple[int, ...]
    opens: int
    closes: int
    text: str = field(compare=False)


@dataclass(frozen=True, slots=True)
class Schedule:
    """Named support hours. `always` means around the clock and excludes openings and closed days.

    `holidays` names a calendar of the policy's lock file (`CH-SG`); `closed_dates` are further local dates.
    `business_day` is the support time that one business day stands for, in microseconds.
    """

    id: str
    title: str
    clause: str
    zone: str
    always: bool
    openings: tuple[Opening, ...]
    holidays: str | None
    closed_dates: tuple[date, ...]
    business_day: int | None
    may_be_agreed_otherwise: bool
    readings: Mapping[str, Reading]
    at: Address = field(compare=False)
