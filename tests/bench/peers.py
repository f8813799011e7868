"""The same questions asked of other libraries for business time: `python -m tests.bench.peers`.

They stand in an environment of their own: with pandas in reach, Arrow imports it, and every command starts later.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from datetime import time as clock
from importlib.metadata import version
from typing import Any, Final
from zoneinfo import ZoneInfo

import numpy as np

from tests.bench.published import options, put
from tests.bench.ratios import NANOSECONDS, Row, Section, each_alone, row, seconds
from tests.timetable.walker import schedule, zone
from validator.timetable import Timetable, build
from validator.timetable.local import EPOCH, MICROSECOND

YEARS: Final = 2020, 2029
PLACE: Final = "Europe/Zurich"
OPENS: Final = clock(8)
CLOSES: Final = clock(17)
MINUTE: Final = 60_000_000
FEW: Final = 1_000
"""Questions to each of the others, one by one."""


@dataclass(frozen=True, slots=True)
class Peer:
    """Another library: its distribution, which question it answers, and how, given two numbers of microseconds."""

    distribution: str
    question: str
    answer: Callable[[int, int], int]


def measure(instants: int, rounds: int) -> Section:
    """Ask everybody, in turns."""
    timetable = build(schedule("office"), zone(PLACE), None, YEARS)
    random = np.random.default_rng(instants)
    starts = (
        random.integers(timetable.begins // MINUTE, timetable.ends // MINUTE - 100_000, instants) * MINUTE
    )
    ends = starts + random.integers(0, 60_000, instants) * MINUTE
    amounts = random.integers(1, 20, instants) * 60 * MINUTE  # whole hours: pandas knows no others
    columns = timetable.columns
    batches = {
        "between": lambda: columns.between(starts, ends),
        "advance": lambda: columns.advance(starts, amounts),
    }
    few = {
        question: list(zip(starts[:FEW].tolist(), other[:FEW].tolist(), strict=True))
        for question, other in (("between", ends), ("advance", amounts))
    }
    rows: list[Row] = []
    for peer in [*ours(timetable), *others()]:
        pairs = few[peer.question]
        right = getattr(timetable, peer.question)
        differ = sum(right(*pair) != peer.answer(*pair) for pair in pairs)  # and it is warm
        taken, together = [], []
        for _ in range(rounds):
            together.append(seconds(batches[peer.question]) / instants * NANOSECONDS)
            taken.append(each_alone(peer.answer, pairs))
        note = f"{differ:,} of {FEW:,} answers differ"
        rows.append(row(f"{peer.question}, {peer.distribution}", taken, together, "ns", note))
    return Section(
        id="peers",
        title="Support time counted by others",
        explains=f"Office hours in Zurich without holidays, random whole minutes of ten years, {FEW:,} questions. Not "
        f"like for like: everybody else is asked one question at a time, our arrays {instants:,} together.",
        reference="one question to our arrays (`Timetable.columns`), in the same process",
        rounds=rounds,
        rows=tuple(rows),
    )


def ours(timetable: Timetable) -> Iterator[Peer]:
    """Our own answers, one at a time."""
    yield Peer("slawyer, one by one", "between", timetable.between)
    yield Peer("slawyer, one by one", "advance", timetable.advance)


def others() -> Iterator[Peer]:
    """The libraries of the extra `bench`."""
    yield from _businesstimedelta()
    yield from _pandas()
    yield from _exchange_calendars()


def _businesstimedelta() -> Iterator[Peer]:
    import businesstimedelta  # noqa: PLC0415 -- an extra
    import pytz  # noqa: PLC0415 -- an extra

    rule = businesstimedelta.WorkDayRule(
        start_time=OPENS, end_time=CLOSES, working_days=[0, 1, 2, 3, 4], tz=pytz.timezone(PLACE)
    )
    rules = businesstimedelta.Rules([rule])
    delta = businesstimedelta.BusinessTimeDelta
    name = f"businesstimedelta {version('businesstimedelta')}"
    yield Peer(name, "between", lambda a, b: _micros(rules.difference(_utc(a), _utc(b)).timedelta))
    yield Peer(
        name,
        "advance",
        lambda a, n: _instant(_utc(a) + delta(rules, timedelta=timedelta(microseconds=n))),
    )


def _pandas() -> Iterator[Peer]:
    import pandas as pd  # noqa: PLC0415 -- an extra

    def advance(start: int, amount: int) -> int:
        hours = pd.offsets.CustomBusinessHour(n=amount // (60 * MINUTE), start=OPENS, end=CLOSES)
        local = pd.Timestamp(_local(start)) + hours
        return _instant(local.to_pydatetime().replace(tzinfo=ZoneInfo(PLACE)))

    yield Peer(f"pandas {version('pandas')} CustomBusinessHour", "advance", advance)


def _exchange_calendars() -> Iterator[Peer]:
    import pandas as pd  # noqa: PLC0415 -- an extra
    from exchange_calendars import ExchangeCalendar  # noqa: PLC0415 -- an extra

    class Office(ExchangeCalendar):  # type: ignore[misc]  # it ships no types
        name = "office"
        tz = ZoneInfo(PLACE)
        open_times = ((None, OPENS),)
        close_times = ((None, CLOSES),)

    calendar: Any = Office(start=f"{YEARS[0] - 1}-12-01", end=f"{YEARS[1] + 1}-02-01", side="left")

    def between(start: int, end: int) -> int:
        last = pd.Timestamp(_utc(end)) - pd.Timedelta(minutes=1)
        return len(calendar.minutes_in_range(pd.Timestamp(_utc(start)), last)) * MINUTE

    yield Peer(f"exchange_calendars {version('exchange-calendars')}", "between", between)


def _utc(instant: int) -> datetime:
    return EPOCH + timedelta(microseconds=instant)


def _local(instant: int) -> datetime:
    return _utc(instant).astimezone(ZoneInfo(PLACE)).replace(tzinfo=None)


def _instant(at: datetime) -> int:
    return _micros(at - EPOCH)


def _micros(span: timedelta) -> int:
    return span // MICROSECOND


def main() -> None:
    """Measure, and put the section beside the others."""
    asked = options(__doc__, instants=2_000_000)
    put(asked.output, [measure(asked.instants, asked.rounds)])


if __name__ == "__main__":
    main()
