"""The lock file: public holidays as frozen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from validator.model.holidays import Holiday, HolidayCalendar, HolidayLock
from validator.reading.amounts import calendar_date

if TYPE_CHECKING:
    from validator.reading.cursor import Cursor
    from validator.reading.findings import Findings


def read_lock(cursor: Cursor, findings: Findings) -> HolidayLock:
    """Return the calendars of a lock file by id."""
    return HolidayLock(
        {name: _calendar(name, each, findings) for name, each in cursor["calendars"].entries()}, cursor.at
    )


def _calendar(name: str, cursor: Cursor, findings: Findings) -> HolidayCalendar:
    return HolidayCalendar(
        id=name,
        source=cursor["source"].text,
        package_version=cursor["package_version"].text,
        language=cursor["language"].text,
        first_year=int(cursor["years"]["from"].text),
        last_year=int(cursor["years"]["until"].text),
        holidays=tuple(
            Holiday(calendar_date(each["date"], findings), each["name"].text) for each in cursor["holidays"].items()
        ),
        digest=cursor["digest"].text,
        at=cursor.at,
    )
