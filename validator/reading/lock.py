"""The lock file: public holidays as frozen."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from validator.model.holidays import Holiday, HolidayCalendar, HolidayLock
from validator.reading.amounts import calendar_date, number
from validator.reading.cursor import Cursor
from validator.reading.findings import Findings

if TYPE_CHECKING:
    from validator.diagnostics import Diagnostic
    from validator.document import Document


def read_lock(document: Document, file: str) -> tuple[HolidayLock, tuple[Diagnostic, ...]]:
    """Return the calendars of a lock file alone, with the mistakes in it; `file` is its path below the policies."""
    findings = Findings()
    lock = frozen_holidays(Cursor(file, document.root), findings)
    return lock, tuple(findings.all)


def frozen_holidays(cursor: Cursor, findings: Findings) -> HolidayLock:
    """Return the calendars of a lock file by id."""
    return HolidayLock(
        {name: _calendar(name, each, findings) for name, each in cursor["calendars"].entries()}, cursor.at
    )


def _calendar(name: str, cursor: Cursor, findings: Findings) -> HolidayCalendar:
    first, last = (int(number(cursor["years"][key], findings)) for key in ("from", "until"))
    _within_years(first, last, cursor, findings)
    return HolidayCalendar(
        id=name,
        source=cursor["source"].text,
        package_version=cursor["package_version"].text,
        language=cursor["language"].text,
        first_year=first,
        last_year=last,
        holidays=tuple(
            Holiday(calendar_date(each["date"], findings), each["name"].text)
            for each in cursor["holidays"].items()
        ),
        digest=cursor["digest"].text,
        at=cursor.at,
    )


def _within_years(first: int, last: int, cursor: Cursor, findings: Findings) -> None:
    """Report days outside the frozen years and days out of order; dates written year first sort as text."""
    days = [each["date"] for each in cursor["holidays"].items()]
    again = "Run `slawyer lock` to write the file anew."
    if last < first:
        message = f"The years end with {last}, before they begin with {first}."
        findings.error("impossible-date", cursor["years"]["until"].at, message, again)
    for day in days:
        if not str(first) <= day.text[:4] <= str(last):
            message = f"`{day.text}` is outside the frozen years {first} to {last}."
            findings.error("impossible-date", day.at, message, again)
    for earlier, later in pairwise(days):
        if later.text <= earlier.text:
            message = f"`{later.text}` comes after `{earlier.text}` in the list."
            findings.error("impossible-date", later.at, message, again)
