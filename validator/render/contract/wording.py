"""How the model's values are worded wherever a contract is published."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal
from itertools import pairwise

from validator.model.credit import Grant
from validator.model.edition import Edition
from validator.model.objective import EventPattern
from validator.model.offer import Offer
from validator.model.schedule import Opening
from validator.model.words import Event

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


def duration(microseconds: int) -> str:
    """Write a duration in its largest whole unit ("9 hours", "15 minutes")."""
    for unit, length in MICROSECONDS.items():
        if microseconds % length == 0:
            count = microseconds // length
            return f"{count} {unit}" + ("" if count == 1 else "s")
    return f"{microseconds} microseconds"


def grant(value: Grant) -> str:
    """Write what one step earns."""
    if value.unit == "days":
        return f"{value.amount} day{'' if value.amount == 1 else 's'} of term extension"
    if value.unit == "percent":
        return f"{value.amount} % of {value.of}"
    return f"{value.amount} {value.unit}"


def amount(value: Decimal, granted: Grant) -> str:
    """Write the most that an answer earns, in the unit of the grant."""
    return grant(replace(granted, amount=value))


def plain(name: str) -> str:
    """Write a word of the language as prose has it: `initial_response` is "initial response"."""
    return name.replace("_", " ")


HAPPENS = {
    Event.REPLIED: "answered",
    Event.SEVERITY_SET: "given a severity",
    Event.STATUS_SET: "put into a status",
}


def pattern(value: EventPattern, edition: Edition) -> str:
    """Say which events start or stop a clock: "the ticket is answered by agent or manager in public"."""
    parts = [f"the ticket is {HAPPENS.get(value.event, plain(value.event.value))}"]
    if value.by:
        parts.append("by " + " or ".join(sorted(actor.value for actor in value.by)))
    if value.statuses:
        parts.append("to " + " or ".join(sorted(edition.statuses[status].title for status in value.statuses)))
    if value.urgency:
        parts.append(f"({edition.escalations[value.urgency].title})")
    if value.event is Event.REPLIED:
        parts.append(PUBLIC[value.public])
    return " ".join(parts)


PUBLIC = {True: "in public", False: "internally", None: "in public or not"}


def offer_title(offer: Offer) -> str:
    """Name an offer: the plan, then its add-ons."""
    return " with ".join((offer.plan.title, *(add_on.title for add_on in offer.add_ons)))


def channel_title(edition: Edition, channel: str) -> str:
    """Name a channel; one that no group lists keeps its own name."""
    group = edition.channels.group_of(channel) if edition.channels else None
    return group.channels[channel].title if group else plain(channel)


def obligation_title(edition: Edition, name: str) -> str:
    """Name an objective, or the escalation that an obligation belongs to."""
    titles = {escalation.obligation: escalation.title for escalation in edition.escalations.values()}
    titles |= {objective.id: objective.title for objective in edition.objectives.values()}
    return titles[name]
