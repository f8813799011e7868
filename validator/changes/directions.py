"""Whom a changed value favours, by what its schema says of it: `x-direction`, `x-unit` and the order of its words.

Each comparison returns None where the value alone does not tell, because it depends on what else the contract says.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Final

from validator.changes.favours import Favours, larger_is_better, superset_is_better
from validator.document import Node, Scalar, Sequence, plain
from validator.location import Address
from validator.model.target import (
    BestEffort,
    BusinessDays,
    ClockTime,
    EndOfNextBusinessDay,
    Negotiable,
    NotOffered,
    SupportTime,
    Target,
)
from validator.reading.amounts import promise
from validator.reading.cursor import Cursor
from validator.reading.findings import Findings
from validator.reading.schedules import openings
from validator.timetable.week import minutes_of

if TYPE_CHECKING:
    from validator.model.schedule import Opening

NOWHERE: Final = Address("")
NO_LIMIT: Final = Decimal("Infinity")


def judge(part: Mapping[str, Any], old: Node, new: Node) -> Favours | None:
    """Say whom a changed value favours; `part` is what the schema says of its place."""
    match part.get("x-direction"):
        case "none":
            return Favours.NEUTRAL
        case "customer":
            return _larger(part, old, new)
        case "provider":
            found = _larger(part, old, new)
            return None if found is None else found.mirrored
        case _:
            return None


def judge_presence(part: Mapping[str, Any], *, added: bool) -> Favours | None:
    """Say whom it favours that something is there now, or gone; for groups the schema says so, for values nobody."""
    match part.get("x-direction"):
        case "none":
            return Favours.NEUTRAL
        case "customer" if "x-unit" not in part:
            return Favours.FAVOURABLE if added else Favours.ADVERSE
        case "provider" if "x-unit" not in part:
            return Favours.ADVERSE if added else Favours.FAVOURABLE
        case _:
            return None


def _larger(part: Mapping[str, Any], old: Node, new: Node) -> Favours | None:
    """Compare two values of which somebody prefers the larger one, as if that were the customer."""
    words = part.get("enum", ())
    if plain(old) in words and plain(new) in words:
        return larger_is_better(words.index(plain(old)), words.index(plain(new)))
    compare = BY_UNIT.get(part.get("x-unit", "none"), _sets)
    return compare(old, new)


def _times(old: Node, new: Node) -> Favours | None:
    return _longer(_target(old), _target(new))


def _longer(old: Target, new: Target) -> Favours | None:
    """Compare two targets; so much time on the wall clock never ends later than the same time of support."""
    if _rank(old) != _rank(new):
        return larger_is_better(_rank(old), _rank(new)) if _rank(old) + _rank(new) != _UNLIKE else None
    match old, new:
        case (
            (ClockTime(one), ClockTime(other))
            | (SupportTime(one), SupportTime(other))
            | (BusinessDays(one), BusinessDays(other))
        ):
            return larger_is_better(one, other)
        case ClockTime(one), SupportTime(other) if other >= one:
            return Favours.FAVOURABLE
        case SupportTime(one), ClockTime(other) if other <= one:
            return Favours.ADVERSE
        case Negotiable(one), Negotiable(other):
            return _longer(one, other)
        case _:
            return Favours.NEUTRAL if old == new else None


_UNLIKE: Final = 1  # a time (0) and a value to negotiate (1): it depends on what is agreed


def _rank(target: Target) -> int:
    """Rank the kinds of targets, the best for a customer first."""
    match target:
        case ClockTime() | SupportTime() | BusinessDays() | EndOfNextBusinessDay():
            return 0
        case Negotiable():
            return 1
        case BestEffort():
            return 2
        case NotOffered():
            return 3


def _target(node: Node) -> Target:
    return promise(Cursor("", node), "", Findings()).target


def _hours(old: Node, new: Node) -> Favours | None:
    return superset_is_better(minutes_of(_openings(old)), minutes_of(_openings(new)))


def _openings(node: Node) -> tuple[Opening, ...] | None:
    """Return the openings of a week, None for `always`."""
    return None if isinstance(node, Scalar) else openings(Cursor("", node), Findings())


def _days(old: Node, new: Node) -> Favours | None:
    """Compare closed days, or so many days; the days of two different calendars are not known here."""
    if isinstance(plain(old), int):
        return _numbers(old, new)
    one, other = _closed(old), _closed(new)
    if one[0] == other[0]:
        return superset_is_better(one[1], other[1])
    if None in (one[0], other[0]):
        fewer = superset_is_better(one[1], other[1])
        more = Favours.FAVOURABLE if one[0] is None else Favours.ADVERSE
        return more if fewer in {Favours.NEUTRAL, more} else Favours.INCOMPARABLE
    return None


def _closed(node: Node) -> tuple[object, frozenset[object]]:
    """Return the name of the calendar, if any, and the days written out."""
    said = plain(node)
    if isinstance(said, list):
        return None, frozenset(map(str, said))
    if not isinstance(said, dict):
        return None, frozenset()
    dates = said.get("dates") or []
    return said.get("public_holidays"), frozenset(map(str, dates)) if isinstance(dates, list) else frozenset()


def _numbers(old: Node, new: Node) -> Favours | None:
    one, other = _number(old), _number(new)
    if one == other:
        return Favours.NEUTRAL
    return Favours.FAVOURABLE if other > one else Favours.ADVERSE


def _number(node: Node) -> Decimal:
    """Return a number; `none` says that there is no limit."""
    text = node.text if isinstance(node, Scalar) else ""
    return NO_LIMIT if text == "none" else Decimal(text.partition(" ")[0])


def _dates(old: Node, new: Node) -> Favours | None:
    one, other = str(plain(old)), str(plain(new))  # year first, so that they sort as texts
    if one == other:
        return Favours.NEUTRAL
    return Favours.FAVOURABLE if other > one else Favours.ADVERSE


def _sets(old: Node, new: Node) -> Favours | None:
    """Compare two lists of names, whatever their order."""
    if not (isinstance(old, Sequence) and isinstance(new, Sequence)):
        return None
    one, other = (frozenset(map(str, _list(node))) for node in (old, new))
    return superset_is_better(one, other)


def _list(node: Sequence) -> list[object]:
    return [plain(item) for item in node.items]


BY_UNIT: Final[Mapping[str, Callable[[Node, Node], Favours | None]]] = {
    "time": _times,
    "hours of the day": _hours,
    "hours of the week": lambda _old, _new: None,  # a name: what is behind it is compared itself
    "days": _days,
    "days of notice": _numbers,
    "date": _dates,
    "currency": _numbers,
    "percent": _numbers,
    "the unit of the grant": _numbers,
}
"""How values with a side are compared, by their unit; all others are lists of names."""
