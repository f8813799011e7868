"""What is drawn, before it is known how: lanes of dates, with bars and marks in minutes of local time."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from validator.evaluate.counting import count, overlaps
from validator.model.words import Event
from validator.render.table import duration
from validator.render.wording.language import local, time_of_day

if TYPE_CHECKING:
    from collections.abc import Iterator

    from validator.evaluate.counting import Count, Day, Stretch
    from validator.render.wording.telling import Telling

MOST_LANES = 21
"""Longer clocks leave out dates on which nothing happened but counting."""

MINUTES_PER_DAY = 1440


@dataclass(frozen=True, slots=True)
class Bar:
    """A stretch of a date: `kind` is `open`, `counted`, `late` or `paused`; minutes of local time since midnight."""

    kind: str
    since: float
    until: float


@dataclass(frozen=True, slots=True)
class Mark:
    """A moment: `kind` is `start`, `deadline`, `stop`, `as_of` or `severity`."""

    kind: str
    at: float
    time: str
    word: str


@dataclass(frozen=True, slots=True)
class Lane:
    """A date with its bars and marks, or (without a weekday) a word on dates that are not drawn."""

    weekday: str
    label: str
    note: str
    bars: tuple[Bar, ...] = ()
    marks: tuple[Mark, ...] = ()


@dataclass(frozen=True, slots=True)
class Picture:
    """All lanes of a clock with the words that tell of it; `legend` maps kinds of bars to their words."""

    title: str
    description: str
    legend: tuple[tuple[str, str], ...]
    lanes: tuple[Lane, ...]


def picture(telling: Telling) -> Picture | None:
    """Return what to draw of an account's clock, None where nothing is counted."""
    found = count(telling.account, _last(telling))
    if found is None:
        return None
    lanes = tuple(_lanes(telling, found))
    first, last = found.days[0].date, found.days[-1].date
    marks = dict.fromkeys(
        (instant, kind) for day in found.days for instant, kind, _ in _moments(telling, day)
    )
    told = [
        telling.say("mark_event", mark=telling.say(f"mark_{kind}"), instant=telling.instant(instant))
        for instant, kind in marks
    ]
    outcome = telling.say(f"outcome-{telling.account.decision.outcome.value}")
    kinds = {bar.kind for lane in lanes for bar in lane.bars}
    return Picture(
        title=telling.say("drawing_title", title=telling.title, outcome=outcome),
        description=telling.say(
            "drawing_desc",
            days=telling.language.counted(len(found.days), "day"),
            first=telling.date(first),
            last=telling.date(last),
            events=" ".join(told),
        ),
        legend=tuple(
            (kind, telling.say(f"legend_{kind}"))
            for kind in ("open", "counted", "late", "paused")
            if kind in kinds
        ),
        lanes=lanes,
    )


def _last(telling: Telling) -> int:
    """Return the later of the deadline and the end of counting: both are drawn."""
    deadline = telling.account.decision.deadline
    return telling.account.until if deadline is None else max(telling.account.until, deadline)


def _lanes(telling: Telling, found: Count) -> Iterator[Lane]:
    days = list(found.days)
    kept = {
        index
        for index, day in enumerate(days)
        if index in (0, len(days) - 1)
        or len(days) <= MOST_LANES
        or (day.paused and day.counted)
        or any(_moments(telling, day))
    }
    for drawn, group in groupby(enumerate(days), key=lambda each: each[0] in kept):
        members = [day for _, day in group]
        if drawn:
            yield from (_lane(telling, day) for day in members)
        else:
            counted = sum(_amount(telling, day) for day in members)
            left_out = telling.say(
                "days_not_drawn",
                days=telling.language.counted(len(members), "day"),
                amount=duration(counted),
            )
            yield Lane("", "…", left_out)


def _amount(telling: Telling, day: Day) -> int:
    """Return what was really counted on a date: the drawing may reach further, to the deadline."""
    until = telling.account.until
    return sum(min(to, until) - since for since, to in day.counted if since < until)


def _lane(telling: Telling, day: Day) -> Lane:
    counted = overlaps(day.counted, [(telling.account.start, telling.account.until)])
    bars = [
        *(_bar(telling, day, "open", stretch) for stretch in day.open),
        *(_bar(telling, day, "counted", stretch) for stretch in counted),
        *(_bar(telling, day, "late", stretch) for stretch in overlaps(counted, _late(telling))),
        *(_bar(telling, day, "paused", stretch) for stretch in day.paused),
    ]
    marks = tuple(
        Mark(kind, _minute(telling, day, instant), time_of_day(local(instant, telling.zone)), word)
        for instant, kind, word in _moments(telling, day)
    )
    return Lane(
        weekday=telling.language.weekday(day.date)[:2],
        label=day.date.isoformat(),
        note=day.holiday.name if day.holiday else "",
        bars=tuple(bars),
        marks=marks,
    )


def _late(telling: Telling) -> list[Stretch]:
    """Return the stretches in which the promise in force was past its deadline."""
    return [
        (max(piece.start, piece.governing.deadline), piece.end)
        for piece in telling.account.pieces
        if piece.governing.deadline is not None
    ]


def _moments(telling: Telling, day: Day) -> list[tuple[int, str, str]]:
    """Return what happened on a date, in order: the instant, the kind of mark, its words."""
    account, decision = telling.account, telling.account.decision
    ended = decision.stopped_at is not None
    found: list[tuple[int, str, str]] = [(account.start, "start", telling.say("mark_start"))]
    if decision.deadline is not None:
        found.append((decision.deadline, "deadline", telling.say("mark_deadline")))
    end = "stop" if ended else "as_of"
    if ended or account.until != decision.deadline:  # a clock looked at when it is due says so once
        found.append((account.until, end, telling.say(f"mark_{end}")))
    found += [
        (event.at, "severity", telling.short_severity(event.severity))
        for event in account.ticket.events[account.run.start + 1 : account.run.end]
        if event.event is Event.SEVERITY_SET and event.at <= account.until
    ]
    return sorted(each for each in found if day.begins <= each[0] < day.ends)


def _bar(telling: Telling, day: Day, kind: str, stretch: Stretch) -> Bar:
    since, until = (_minute(telling, day, instant) for instant in stretch)
    return Bar(kind, since, max(since, until))  # clocks that go back overlap their own hour


def _minute(telling: Telling, day: Day, instant: int) -> float:
    """Return what the clock on the wall shows, in minutes since midnight; the end of the date is 24:00."""
    if instant >= day.ends:
        return MINUTES_PER_DAY
    moment = local(max(instant, day.begins), telling.zone)
    return moment.hour * 60 + moment.minute + moment.second / 60
