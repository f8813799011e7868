"""Everything that a browser needs to answer when something is due under an edition."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from validator.model.target import EndOfNextBusinessDay
from validator.render.calculator.encoding import clock_changes, closings, seconds, windows
from validator.render.calculator.promises import Pool, offer_records, questions
from validator.timetable import build
from validator.timetable.local import midnight

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import tzinfo

    from validator.model.edition import Edition
    from validator.model.holidays import HolidayCalendar
    from validator.model.policy import Policy
    from validator.model.schedule import Schedule
    from validator.model.target import Promise

VERSION = 1
YEARS_AHEAD = 10
"""How many years from its effective date on an edition without frozen holidays is carried."""

MARGIN = 2
"""Years by which clock changes are carried beyond the windows: time by the clock may run past them."""


def data(policy: Policy, edition: Edition, zones: Mapping[str, tzinfo]) -> dict[str, Any]:
    """Return the record that the page carries; all instants and lengths of time are whole seconds, UTC.

    `frozen` are sentences that say which years can be answered.
    """
    first, last = _years(policy, edition)
    calendars = _calendars(policy, edition)
    asked = questions(edition)
    pool = Pool()
    offered = list(offer_records(policy, edition, asked, pool))
    named = sorted({schedule.zone for schedule in edition.schedules.values()})
    return {
        "version": VERSION,
        "policy": policy.title,
        "edition": edition.id,
        "frozen": list(_frozen(calendars, first, last)),
        "zones": {
            name: clock_changes(
                zones[name],
                midnight(date(first - 1, 1, 1), zones[name]),
                midnight(date(last + 1 + MARGIN, 1, 1), zones[name]),
            )
            for name in named
        },
        "holidays": {
            each.id: {holiday.date.isoformat(): holiday.name for holiday in each.holidays}
            for each in calendars
        },
        "schedules": {
            schedule.id: _schedule(policy, edition, schedule, zones[schedule.zone])
            for schedule in edition.schedules.values()
        },
        "severities": [[each.id, each.title] for each in edition.severities.severities.values()],
        "questions": [
            {"id": each.id, "title": each.title, "hours": each.hours, "graded": each.graded} for each in asked
        ],
        "offers": offered,
        "promises": pool.records,
    }


def _schedule(policy: Policy, edition: Edition, schedule: Schedule, zone: tzinfo) -> dict[str, Any]:
    calendar = _calendar(policy, schedule)
    first, last = _years(policy, edition)
    timetable = build(schedule, zone, calendar, (first, last))
    record = {
        "title": schedule.title,
        "zone": schedule.zone,
        "day": None if schedule.business_day is None else seconds(schedule.business_day),
        "holidays": calendar.id if calendar else None,
        "beyond": _beyond(schedule, calendar, first, last),
        **windows(timetable),
    }
    return record | {"closings": closings(timetable)} if _ends_with_a_day(edition) else record


def _years(policy: Policy, edition: Edition) -> tuple[int, int]:
    """Return the first and the last year that are carried: those frozen, else those that follow the edition."""
    calendars = _calendars(policy, edition)
    begins = edition.effective_from.year
    first = min((each.first_year for each in calendars), default=begins)
    last = max((each.last_year for each in calendars), default=begins + YEARS_AHEAD)
    return first, last


def _calendars(policy: Policy, edition: Edition) -> Sequence[HolidayCalendar]:
    found = (_calendar(policy, schedule) for schedule in edition.schedules.values())
    by_id = {calendar.id: calendar for calendar in found if calendar}
    return [by_id[name] for name in sorted(by_id)]


def _calendar(policy: Policy, schedule: Schedule) -> HolidayCalendar | None:
    return policy.lock.calendars[schedule.holidays] if policy.lock and schedule.holidays else None


def _frozen(calendars: Sequence[HolidayCalendar], first: int, last: int) -> Iterator[str]:
    for each in calendars:
        named = f" ({each.id})" if len(calendars) > 1 else ""
        yield (
            f"Public holidays{named} are frozen for {each.first_year} to {each.last_year}; "
            "whatever reaches beyond these years is not answered."
        )
    if not calendars:
        yield f"This page knows the support hours of {first} to {last}; whatever reaches beyond is not answered."


def _beyond(schedule: Schedule, calendar: HolidayCalendar | None, first: int, last: int) -> str:
    if calendar is None:
        return f"This reaches beyond {first} to {last}, the years for which this page knows {schedule.title}."
    return (
        f"This reaches beyond {calendar.first_year} to {calendar.last_year}, the years for which the public holidays "
        f"of {schedule.title} are frozen."
    )


def _ends_with_a_day(edition: Edition) -> bool:
    return any(isinstance(each.target, EndOfNextBusinessDay) for each in _promises(edition))


def _promises(edition: Edition) -> Iterator[Promise]:
    levels = (level.targets for level in edition.service_levels.values())
    own = (plan.overrides for plan in edition.plans.values())
    for targets in (*levels, *own):
        for promises in targets.values():
            yield from promises.values()
    yield from (escalation.promise for escalation in edition.escalations.values())
