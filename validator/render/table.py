"""Decisions as a table for people."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from unicodedata import category, east_asian_width

Styled = Callable[[str, str], str]
"""Wraps a text for a role (`breached`, `heading`) in colour, or leaves it."""

GAP = "  "
_MARKS = ("Mn", "Me")  # accents and variation selectors: drawn over the character before


def plain(text: str, _role: str) -> str:
    """Leave a text as it is: for files and pipes."""
    return text


def width(text: str) -> int:
    """Return how many columns of a terminal a text takes."""
    return sum(0 if category(each) in _MARKS else 2 if east_asian_width(each) in "WF" else 1 for each in text)


def visible(text: str) -> str:
    """Return a text with its control characters made visible, so that none reaches a terminal."""
    return "".join(each if each.isprintable() else each.encode("unicode_escape").decode() for each in text)


def table(
    headings: Sequence[str],
    rows: Iterable[Sequence[str]],
    *,
    right: frozenset[str] = frozenset(),
    roles: Mapping[str, str] | None = None,
    style: Styled = plain,
) -> str:
    """Return an aligned table; columns in `right` are set flush right, cells found in `roles` get that style."""
    shown = [[visible(cell) for cell in row] for row in rows]
    widths = [max(width(line[index]) for line in [list(headings), *shown]) for index in range(len(headings))]

    def line(cells: Sequence[str], role: str | None = None) -> str:
        padded = []
        for cell, space, heading in zip(cells, widths, headings, strict=True):
            fill = " " * (space - width(cell))
            styled = style(cell, role or (roles or {}).get(cell, ""))
            padded.append(fill + styled if heading in right else styled + fill)
        return GAP.join(padded).rstrip()

    return "\n".join([line(headings, "heading"), *(line(row) for row in shown)])


def exact_duration(microseconds: int) -> str:
    """Write a duration with everything it holds, so that a column of them adds up: `6 h 03 min 31.241 s`."""
    seconds, rest = divmod(microseconds, 1_000_000)
    if not seconds % 60 and not rest:
        return duration(microseconds) if seconds else "0 min"
    short = f"{seconds % 60}" + (f".{rest:06}".rstrip("0") if rest else "")
    whole = [duration((seconds - seconds % 60) * 1_000_000)] if seconds >= 60 else []  # noqa: PLR2004 -- a minute
    return " ".join([*whole, f"{short} s"])


def wall_duration(microseconds: int) -> str:
    """Write a duration by the clock, on which a day has 24 hours: `4 d 12 h 40 min`."""
    days, rest = divmod(microseconds, 86_400_000_000)
    return " ".join([f"{days} d"] * (days > 0) + [duration(rest)] * (rest > 0 or not days))


def duration(microseconds: int) -> str:
    """Write a duration as people read it: `1 h 05 min`, `50 min`, `20 s`."""
    seconds, rest = divmod(microseconds, 1_000_000)
    minutes, second = divmod(seconds, 60)
    hours, minute = divmod(minutes, 60)
    if hours:
        return f"{hours} h {minute:02} min" if minute else f"{hours} h"
    if minutes:
        return f"{minutes} min {second:02} s" if second else f"{minutes} min"
    return f"{seconds} s" if seconds or not rest else "< 1 s"
