"""The lock file of public holidays as text."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from validator.model.holidays import HolidayCalendar, HolidayLock

HEADER = """\
# yaml-language-server: $schema=../../schema/holidays-lock.schema.json
# Made by `slawyer lock` and reviewed like any other clause: these days are closed, and no others.
"""


def render_lock(lock: HolidayLock) -> str:
    """Return the text of a lock file; reading it back gives an equal lock.

    Calendars stand in the order of their ids, days in that of the calendar. Equal locks give the same bytes.
    """
    calendars = (line for name in sorted(lock.calendars) for line in _calendar(lock.calendars[name]))
    return HEADER + "\n".join(("calendars:", *calendars)) + "\n"


def _calendar(calendar: HolidayCalendar) -> Iterator[str]:
    yield f"  {calendar.id}:"
    yield f"    source: {_quoted(calendar.source)}"
    yield f"    package_version: {_quoted(calendar.package_version)}"
    yield f"    language: {_quoted(calendar.language)}"
    yield f"    years: {{ from: {calendar.first_year}, until: {calendar.last_year} }}"
    yield f"    digest: {_quoted(calendar.digest)}"
    if not calendar.holidays:
        yield "    holidays: []"
        return
    yield "    holidays:"
    for holiday in calendar.holidays:
        yield f"      - {{ date: {holiday.date.isoformat()}, name: {_quoted(holiday.name)} }}"


def _quoted(text: str) -> str:
    """Return a text in double quotes; JSON's are valid in YAML, and a version such as 0.109 stays a text."""
    return json.dumps(text, ensure_ascii=False)
