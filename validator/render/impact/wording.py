"""An impact in sentences."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Final

from validator.changes.favours import Favours
from validator.changes.impact import ABSENT, BOUNDS, Counted, CreditChange, Impact, Nothing, Shown
from validator.render.table import wall_duration
from validator.timetable.local import rfc3339

NOTHING: Final = {
    Nothing.SAME_CONTRACT: "Nothing differs: both sides declare the same, and every decision is the same.",
    Nothing.ONLY_CITED: "Every ticket is decided alike; decisions differ only in what they cite.",
    Nothing.NOT_TOUCHED: "The two sides differ, but no ticket falls under a changed promise.",
    Nothing.NOT_COMPARABLE: "No ticket can be decided under both sides, so nothing can be compared.",
}

VERDICTS: Final = {
    Favours.ADVERSE: "worse",
    Favours.FAVOURABLE: "better",
    Favours.INCOMPARABLE: "mixed",
    Favours.NEUTRAL: "otherwise",
}
"""Whom a change favours, in a word of a table, seen from the customer."""


def counted(count: int, what: str) -> str:
    """Write a number of things: `1 ticket`, `2,000 tickets`."""
    return f"{count:,} {what}{'' if count == 1 else 's'}"


def amount(value: Decimal) -> str:
    """Write an exact amount without zeros that say nothing."""
    return f"{value:,f}".rstrip("0").rstrip(".") if "." in f"{value:f}" else f"{value:,f}"


def changed_name(old: str, new: str) -> str:
    """Write a name, or what became of it."""
    return new if old == new else f"{old} → {new}"


def opening(impact: Impact) -> str:
    """Return what was asked, in a sentence."""
    return f"The same tickets under {impact.old} (OLD) and {impact.new} (NEW), as of {rfc3339(impact.as_of)}."


def answer(impact: Impact) -> Iterator[str]:
    """Yield the answer: tickets by whom the change favours, then deadlines and credits."""
    if impact.nothing is not None:
        yield NOTHING[impact.nothing]
        return
    counts = impact.favours
    yield (
        f"For {counted(counts[Favours.ADVERSE], 'ticket')} NEW is worse for the customer, for "
        f"{counts[Favours.FAVOURABLE]:,} better, for {counts[Favours.INCOMPARABLE]:,} mixed; "
        f"{counts[Favours.NEUTRAL]:,} are decided otherwise without anything gained or lost, "
        f"{counts[None]:,} alike."
    )
    yield _deadlines(impact)
    yield from (_credit(each) for each in impact.credits)
    if not impact.credits:
        yield "Credits: none under either side."


def _deadlines(impact: Impact) -> str:
    said = [_moved(impact.earlier, "earlier"), _moved(impact.later, "later")]
    said += [f"{counted(impact.timed, 'decision')} got a time"] * (impact.timed > 0)
    said += [
        f"{counted(impact.untimed, 'decision')} lost {'its' if impact.untimed == 1 else 'their'} time"
    ] * (impact.untimed > 0)
    return f"Deadlines: {'; '.join(said)}."


def _moved(moved: Counted, where: str) -> str:
    if moved.median is None or moved.largest is None:
        return f"none {where}"
    if moved.median == moved.largest:
        return f"{moved.decisions:,} {where}, by {wall_duration(moved.largest)}"
    middle, most = wall_duration(moved.median), wall_duration(moved.largest)
    return f"{moved.decisions:,} {where}, by {middle} (median), at most {most}"


def _credit(change: CreditChange) -> str:
    said = f"{amount(change.old)} under OLD, {amount(change.new)} under NEW"
    return f"Credits in {change.unit}: {said}; {amount(change.gained)} gained, {amount(change.lost)} lost."


def closing(impact: Impact) -> Iterator[str]:
    """Yield the account of everything that went in."""
    tickets, rows = impact.tickets, impact.rows
    yield (
        f"Tickets: {tickets.total:,} = {tickets.both:,} decided under both + {tickets.only_old:,} only under OLD + "
        f"{tickets.only_new:,} only under NEW + {tickets.neither:,} under neither + "
        f"{tickets.not_yet_submitted:,} not yet submitted."
    )
    yield (
        f"Decisions compared: {impact.decisions:,} = {impact.changed:,} changed + {impact.recited:,} that only cite "
        f"something else + {impact.same:,} the same."
    )
    yield (
        f"Rows: {rows.total:,}; rejected under OLD {rows.rejected_old:,}, under NEW {rows.rejected_new:,}, "
        f"under both {rows.rejected_both:,}."
    )


def credits_of(changes: tuple[CreditChange, ...]) -> str:
    """Write the credits of a group: `3 → 5 days`."""
    said = (f"{changed_name(amount(each.old), amount(each.new))} {each.unit}" for each in changes)
    return "; ".join(said)


def decision(shown: Shown | None) -> str:
    """Write one side of a decision: outcome, promise, deadline, credit."""
    if shown is None:
        return "no such obligation"
    said = [shown.outcome if shown.reason == "entitled" else f"{shown.outcome} ({shown.reason})"]
    said += [shown.target] if shown.target else []
    said += [f"due {rfc3339(shown.deadline)}"] if shown.deadline is not None else []
    said += [f"credit {amount(shown.credit)} {shown.unit}"] if shown.credit else []
    return ", ".join(said)


def shift_names() -> tuple[str, ...]:
    """Return the names of the classes of shifts, the farthest to the earlier side first."""
    bounds = [wall_duration(bound) for bound in BOUNDS[1:]]
    sizes = [f"more than {bounds[-1]}"]
    sizes += [f"up to {bound}" for bound in reversed(bounds)]
    return (
        *(f"earlier by {size}" for size in sizes),
        "unmoved",
        *(f"later by {size}" for size in reversed(sizes)),
    )


def outcome(word: str) -> str:
    """Write an outcome, or that there is no such decision."""
    return "no such obligation" if word == ABSENT else word
