"""The picture in characters, for terminals and plain text."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from validator.render.table import Styled, plain, visible, width

if TYPE_CHECKING:
    from collections.abc import Iterator

    from validator.render.drawing.lanes import Bar, Lane, Picture

CELLS: Final = 48
"""Half an hour for each character."""

MINUTES_PER_CELL: Final = 1440 // CELLS
CHARACTERS: Final = {"open": "░", "counted": "█", "late": "▓", "paused": "▚"}
CLOSED: Final = "·"
LABEL: Final = 15
HOURS: Final = (0, 6, 12, 18, 24)


def terminal(picture: Picture, style: Styled = plain) -> str:
    """Return a picture as lines of text; `style` may colour the roles `counted`, `late`, `paused` and `open`."""
    legend = "   ".join(
        f"{style(CHARACTERS[kind] * 2, kind)} {visible(word)}" for kind, word in picture.legend
    )
    lines = [_ruler(), *(line for lane in picture.lanes for line in _lane(lane, style)), ""]
    return "\n".join([*lines, " " * LABEL + legend]).rstrip() + "\n"


def _ruler() -> str:
    line = [" "] * (CELLS + 2)
    for hour in HOURS:
        place = hour * 60 // MINUTES_PER_CELL
        for index, digit in enumerate(str(hour)):
            line[place + index] = digit
    return " " * LABEL + "".join(line).rstrip()


def _lane(lane: Lane, style: Styled) -> Iterator[str]:
    if not lane.weekday:
        yield f"{lane.label:<{LABEL}}{visible(lane.note)}"
        return
    cells = _cells(lane.bars)
    drawn = "".join(style(CHARACTERS.get(kind, CLOSED), kind) for kind in cells)
    said = [f"{mark.time} {mark.word}" for mark in lane.marks]
    notes = "; ".join(([lane.note] if lane.note else []) + said)
    label = f"{lane.weekday} {lane.label}"
    yield f"{label}{' ' * (LABEL - width(label))}{drawn}  {visible(notes)}".rstrip()


def _cells(bars: tuple[Bar, ...]) -> list[str]:
    """Return the kind of each cell: what covers most of it, the later kinds first; the shortest bar still shows."""
    cells = ["closed"] * CELLS
    for bar in bars:
        first, last = int(bar.since // MINUTES_PER_CELL), -int(-bar.until // MINUTES_PER_CELL)
        for index in range(first, max(last, first + (bar.until > bar.since))):
            begins, ends = index * MINUTES_PER_CELL, (index + 1) * MINUTES_PER_CELL
            covered = min(ends, bar.until) - max(begins, bar.since)
            short = bar.until - bar.since < MINUTES_PER_CELL
            if index < CELLS and (2 * covered >= MINUTES_PER_CELL or short):
                cells[index] = bar.kind
    return cells
