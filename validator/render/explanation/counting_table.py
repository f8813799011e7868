"""The counting table in words: a row for each date, and a total that is the time elapsed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from validator.evaluate.counting import count
from validator.model.words import Event, Outcome
from validator.render.table import exact_duration
from validator.render.wording.language import local, time_of_day

if TYPE_CHECKING:
    from collections.abc import Iterator

    from validator.evaluate.counting import Count, Day, Stretch
    from validator.render.wording.telling import Telling

MOST_ROWS = 30
"""Longer tables gather dates that have nothing to say but their amounts."""


@dataclass(frozen=True, slots=True)
class CountRow:
    """One row: what it is about, when it was open, how much was counted, what was left, and what happened."""

    date: str
    open: str
    counted: str
    remaining: str
    note: str


@dataclass(frozen=True, slots=True)
class CountTable:
    """The rows of a count with their headings, the total last."""

    headings: tuple[str, str, str, str, str]
    rows: tuple[CountRow, ...]


def count_table(telling: Telling, *, folded: bool = True) -> CountTable | None:
    """Return the counting table of an account, None where nothing is counted.

    A long table is folded: uneventful dates in a row become one row with their sum.
    """
    found = count(telling.account)
    if found is None or telling.account.decision.elapsed is None:
        return None
    days = list(found.days)
    wanted = folded and len(days) > MOST_ROWS
    rows = [
        _row(telling, found, group)
        for group in (_folded(telling, days) if wanted else [[day] for day in days])
    ]
    total = CountRow(telling.say("total"), "", exact_duration(found.elapsed), "", "")
    columns = ("date", "open", "counted", "remaining", "note")
    first, second, third, fourth, fifth = (telling.say(f"column_{name}") for name in columns)
    return CountTable((first, second, third, fourth, fifth), (*rows, total))


def _folded(telling: Telling, days: Sequence[Day]) -> list[list[Day]]:
    """Gather neighbouring dates on which nothing began or ended; the first and the last stand alone."""
    groups: list[list[Day]] = []
    before = None
    for index, day in enumerate(days):
        kind = _kind(telling, day) if 0 < index < len(days) - 1 else None
        if kind is not None and before is not None and (kind == before or not day.open):
            groups[-1].append(day)
            continue
        groups.append([day])
        before = kind
    return groups


def _kind(telling: Telling, day: Day) -> str | None:
    """Tell dates that only count from those that only pause; None where something began or ended."""
    if any(_marks(telling, day)) or (day.paused and day.counted):
        return None
    return "paused" if day.paused else "counted"


def _row(telling: Telling, found: Count, days: Sequence[Day]) -> CountRow:
    first, last = days[0], days[-1]
    amount = exact_duration(sum(day.amount for day in days))
    if len(days) > 1:
        closed = sum(not day.open for day in days)
        return CountRow(
            telling.say("folded", first=first.date.isoformat(), last=last.date.isoformat()),
            telling.say("folded_days", open=str(len(days) - closed), closed=str(closed)),
            amount,
            _remaining(telling, last),
            "; ".join(dict.fromkeys(note for day in days for note in _notes_of_many(telling, day))),
        )
    return CountRow(
        f"{telling.language.weekday(first.date)[:2]} {first.date.isoformat()}",
        telling.say("all_day") if found.wall else _windows(telling, first, first.open),
        amount,
        _remaining(telling, first),
        "; ".join([*_holiday(telling, first), *_events(telling, first)]),
    )


def _notes_of_many(telling: Telling, day: Day) -> list[str]:
    return _holiday(telling, day) + [telling.say("outcome-paused")] * bool(day.paused)


def _remaining(telling: Telling, day: Day) -> str:
    if day.remaining is None:
        return ""
    if day.remaining < 0:
        return telling.say("exceeded", duration=exact_duration(-day.remaining))
    return exact_duration(day.remaining)


def _windows(telling: Telling, day: Day, stretches: Sequence[Stretch]) -> str:
    shown = ", ".join(between(telling, day, stretch) for stretch in stretches)
    return shown or telling.say("closed")


def between(telling: Telling, day: Day, stretch: Stretch) -> str:
    """Write a stretch within a date as `08:00-17:00`; the midnight that ends it is `24:00`."""
    since, until = (time_of_day(local(instant, telling.zone)) for instant in stretch)
    return f"{since}-{'24:00' if stretch[1] == day.ends else until}"


def _holiday(telling: Telling, day: Day) -> list[str]:
    if day.holiday is None:
        return []
    return [telling.say("holiday", name=day.holiday.name, source=telling.schedule.holidays or "")]


def _events(telling: Telling, day: Day) -> list[str]:
    """Return what happened to the clock on a date, in order."""
    paused = [
        (stretch[0], telling.say("note_paused", from_to=between(telling, day, stretch)))
        for stretch in day.paused
    ]
    return [note for _, note in sorted([*paused, *_marks(telling, day)])]


def _marks(telling: Telling, day: Day) -> Iterator[tuple[int, str]]:
    account, decision = telling.account, telling.account.decision
    marks = [(account.start, "note_start")]
    if decision.deadline is not None:
        marks.append((decision.deadline, "note_deadline"))
    ended = decision.stopped_at is not None or decision.outcome is Outcome.BREACHED
    if ended or account.until != decision.deadline:
        marks.append((account.until, "note_stop" if ended else "note_as_of"))
    for instant, phrase in marks:
        if day.begins <= instant < day.ends:
            yield instant, telling.say(phrase, time=time_of_day(local(instant, telling.zone)))
    for event in account.ticket.events[account.run.start + 1 :]:
        regraded = event.event is Event.SEVERITY_SET and account.start <= event.at <= account.until
        if regraded and day.begins <= event.at < day.ends:
            time = time_of_day(local(event.at, telling.zone))
            yield (
                event.at,
                telling.say("note_severity", time=time, severity=telling.short_severity(event.severity)),
            )
