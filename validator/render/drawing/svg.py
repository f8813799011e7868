"""The picture as SVG: reads in light and dark, in print, and for a screen reader."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

    from validator.render.drawing.lanes import Bar, Lane, Mark, Picture

LEFT: Final = 118
"""Where the day begins; the dates stand to the left of it."""

DAY: Final = 480
WIDTH: Final = 860
TOP: Final = 30
LANE: Final = 26
BAR: Final = 16
LEGEND: Final = 34
HOURS: Final = range(0, 25, 3)
MINUTES_PER_DAY: Final = 1440

STYLE: Final = """
.clock { font: 12px/1 system-ui, sans-serif; --ink: #1c2024; --quiet: #59616b; --line: #d4dae0; --open: #dbe5ee;
  --counted: #1f6fb2; --late: #b3261e; --pause: #7a8490; --due: #8a4b00; print-color-adjust: exact; }
@media (prefers-color-scheme: dark) { .clock { --ink: #e8eaed; --quiet: #a9b1bb; --line: #3b434d; --open: #2b3a48;
  --counted: #6db3f2; --late: #ff8a80; --pause: #98a2ad; --due: #ffb868; } }
@media print { .clock { --ink: #000; --quiet: #333; --line: #bbb; --open: #e3e9ef; --counted: #1f6fb2; --late: #b3261e;
  --pause: #555; --due: #8a4b00; } }
.clock text { fill: var(--ink); } .clock .quiet { fill: var(--quiet); }
.clock .grid { stroke: var(--line); stroke-width: 1; } .clock .open { fill: var(--open); }
.clock .counted { fill: var(--counted); } .clock .late { fill: var(--late); }
.clock .edge { fill: none; stroke: var(--pause); } .clock .hatch { stroke: var(--pause); stroke-width: 2; }
.clock .mark { stroke: var(--ink); stroke-width: 2; } .clock .due { stroke: var(--due); stroke-dasharray: 3 2; }
"""


NAMESPACE: Final = "http://www.w3.org/2000/svg"

OPENING: Final = (
    f'<svg class="clock" xmlns="{NAMESPACE}" role="img" viewBox="0 0 {WIDTH} {{height}}" width="{WIDTH}" '
    'height="{height}" aria-labelledby="{name}-title {name}-desc">'
)

HATCH: Final = (
    '<defs><pattern id="{name}-hatch" width="6" height="6" patternUnits="userSpaceOnUse" '
    'patternTransform="rotate(45)"><line class="hatch" x1="0" y1="0" x2="0" y2="6"/></pattern></defs>'
)


def svg(picture: Picture, name: str, *, styled: bool = True) -> str:
    """Return a picture as an SVG element; `name` keeps its ids apart from those of others on the page.

    One that is not `styled` leaves its colours to the page's style sheet, whose classes are these.
    """
    height = TOP + LANE * len(picture.lanes) + LEGEND
    lines = [
        OPENING.format(name=name, height=height),
        f'<title id="{name}-title">{_text(picture.title)}</title>',
        f'<desc id="{name}-desc">{_text(picture.description)}</desc>',
        *([f"<style>{STYLE}</style>"] if styled else []),
        HATCH.format(name=name),
        *_grid(TOP + LANE * len(picture.lanes)),
        *(line for index, lane in enumerate(picture.lanes) for line in _lane(lane, TOP + LANE * index, name)),
        *_legend(picture, height - LEGEND / 2, name),
        "</svg>",
    ]
    return "\n".join(lines)


def _x(minutes: float) -> str:
    return f"{LEFT + minutes * DAY / MINUTES_PER_DAY:.1f}".removesuffix(".0")


def _grid(bottom: int) -> Iterator[str]:
    for hour in HOURS:
        x = _x(hour * 60)
        yield f'<line class="grid" x1="{x}" y1="{TOP - 8}" x2="{x}" y2="{bottom}"/>'
        yield f'<text class="quiet" x="{x}" y="{TOP - 14}" text-anchor="middle">{hour}</text>'


def _lane(lane: Lane, top: int, name: str) -> Iterator[str]:
    middle = top + LANE // 2 + 4
    if not lane.weekday:
        yield f'<text class="quiet" x="{LEFT + 6}" y="{middle}">{_text(lane.note)}</text>'
        return
    label = _text(f"{lane.weekday} {lane.label}")
    yield f'<text x="{LEFT - 10}" y="{middle}" text-anchor="end">{label}</text>'
    for bar in lane.bars:
        yield _bar(bar, top, name)
    for mark in lane.marks:
        yield _mark(mark, top)
    told = [f"{mark.time} {mark.word}" for mark in lane.marks]
    note = "; ".join(([lane.note] if lane.note else []) + told)
    if note:
        quiet = "" if told else ' class="quiet"'
        yield f'<text{quiet} x="{LEFT + DAY + 12}" y="{middle}">{_text(_short(note))}</text>'


NOTE_LENGTH: Final = 38
"""What fits between the end of the day and the edge; the description says everything in full."""


def _short(note: str) -> str:
    return note if len(note) <= NOTE_LENGTH else note[: NOTE_LENGTH - 1] + "…"


def _bar(bar: Bar, top: int, name: str) -> str:
    width = max((bar.until - bar.since) * DAY / MINUTES_PER_DAY, 1)
    y = top + (LANE - BAR) // 2
    box = f'x="{_x(bar.since)}" y="{y}" width="{width:.1f}" height="{BAR}"'
    if bar.kind == "paused":
        return f'<rect class="edge" {box} fill="none"/><rect {box} fill="url(#{name}-hatch)"/>'
    return f'<rect class="{bar.kind}" {box}/>'


def _mark(mark: Mark, top: int) -> str:
    due = " due" if mark.kind == "deadline" else ""
    x = _x(mark.at)
    return f'<line class="mark{due}" x1="{x}" y1="{top + 1}" x2="{x}" y2="{top + LANE - 1}"/>'


def _legend(picture: Picture, y: float, name: str) -> Iterator[str]:
    left = LEFT
    for kind, word in picture.legend:
        if kind == "paused":
            box = f'x="{left}" y="{y - 6:g}" width="18" height="12"'
            yield f'<rect class="edge" {box}/><rect {box} fill="url(#{name}-hatch)"/>'
        else:
            yield f'<rect class="{kind}" x="{left}" y="{y - 6:g}" width="18" height="12"/>'
        yield f'<text x="{left + 25}" y="{y + 4:g}">{_text(word)}</text>'
        left += 50 + 7 * len(word)


def _text(words: str) -> str:
    return escape(words, quote=False)
