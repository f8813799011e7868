"""How the model's values are worded on pages."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise

from validator.model.credit import Credit, Grant
from validator.model.plan import SupportHours
from validator.model.schedule import Opening, Schedule

DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MINUTES_PER_DAY = 1440
MICROSECONDS = {"hour": 3_600_000_000, "minute": 60_000_000, "second": 1_000_000}


def days(numbers: Iterable[int]) -> str:
    """Name days of the week, three or more in a row as a range ("Monday to Friday")."""
    ordered = sorted(numbers)
    runs: list[list[int]] = [[ordered[0]]]
    for before, number in pairwise(ordered):
        if number == before + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return ", ".join(_run(run) for run in runs)


def _run(run: list[int]) -> str:
    if len(run) > 2:  # noqa: PLR2004 -- two days in a row are listed, three are a range
        return f"{DAYS[run[0]]} to {DAYS[run[-1]]}"
    return ", ".join(DAYS[number] for number in run)


def time_of_day(minutes: int) -> str:
    """Write minutes since midnight as `08:00`; the midnight that ends a day is `24:00`."""
    within = minutes if minutes == MINUTES_PER_DAY else minutes % MINUTES_PER_DAY
    return f"{within // 60:02}:{within % 60:02}"


def opening(value: Opening) -> str:
    """Write an opening as "Monday to Friday, 08:00 to 17:00"."""
    passed = (value.closes - 1) // MINUTES_PER_DAY
    until = time_of_day(value.closes)
    if passed == 1:
        until += " of the next day"
    elif passed > 1:
        until = f"{DAYS[(value.days[0] + passed) % 7]} {until}"
    return f"{days(value.days)}, {time_of_day(value.opens)} to {until}"


def openings(schedule: Schedule) -> str:
    """Write all openings of a schedule."""
    if schedule.always:
        return "Around the clock, every day"
    return "; ".join(opening(value) for value in schedule.openings)


def closed(schedule: Schedule) -> str:
    """Say when a schedule is closed beside its weekly hours."""
    parts = [f"public holidays ({schedule.holidays})"] if schedule.holidays else []
    parts += [day.isoformat() for day in schedule.closed_dates]
    return ", ".join(parts) or "never"


def duration(microseconds: int) -> str:
    """Write a duration in its largest whole unit ("9 hours", "15 minutes")."""
    for unit, length in MICROSECONDS.items():
        if microseconds % length == 0:
            count = microseconds // length
            return f"{count} {unit}" + ("" if count == 1 else "s")
    return f"{microseconds} microseconds"


def hours_cell(hours: SupportHours, titles: dict[str, str]) -> str:
    """Write the support hours of a plan as its table says them."""
    title = titles[hours.schedule]
    return f"as agreed, up to {title}" if hours.negotiable else title


def grant(value: Grant) -> str:
    """Write what one step earns."""
    if value.unit == "days":
        return f"{value.amount} day{'' if value.amount == 1 else 's'} of term extension"
    if value.unit == "percent":
        return f"{value.amount} % of {value.of}"
    return f"{value.amount} {value.unit}"


def credit_sentence(credit: Credit) -> str:
    """Write a credit rule as one sentence."""
    cap = "without a cap" if credit.cap is None else f"at most {credit.cap} per answer"
    return (
        f"For every {duration(credit.every)} ({credit.counted.value}) past the deadline, measured on "
        f"{credit.measured_on.value}: {grant(credit.grant)}, {cap}; it can be claimed from {credit.eligible_on.value}."
    )
