"""Bars of an impact; their numbers stand beside them in the table, so that they say nothing themselves."""

from __future__ import annotations

from decimal import Decimal
from typing import Final

from validator.changes.impact import BOUNDS, Impact
from validator.render.impact.wording import outcome, shift_names
from validator.render.report.figures import Share

BAR: Final = 260
BAR_HEIGHT: Final = 16


def length(value: int | Decimal, largest: int | Decimal, kind: str) -> str:
    """Return a bar as SVG, as long as its value is of the largest; `kind` is its colour."""
    width = float(BAR * value / largest) if largest else 0.0
    size = f'viewBox="0 0 {BAR} {BAR_HEIGHT}" width="{BAR}" height="{BAR_HEIGHT}"'
    drawn = (
        f'<rect class="{kind}" x="0" y="0" width="{max(width, 1):.1f}" height="{BAR_HEIGHT}"/>'
        if value
        else ""
    )
    return f'<svg class="bar" aria-hidden="true" {size}>{drawn}</svg>'


def before_and_after(impact: Impact) -> list[tuple[str, Share, Share]]:
    """Return the outcomes of each obligation under OLD and under NEW."""
    found = []
    for obligation in dict.fromkeys(flip.obligation for flip in impact.flips):
        sides: tuple[dict[str, int], dict[str, int]] = {}, {}
        for flip in impact.flips:
            if flip.obligation == obligation:
                for side, word in zip(sides, (flip.old, flip.new), strict=True):
                    side[outcome(word)] = side.get(outcome(word), 0) + flip.decisions
        found.append((obligation, Share("OLD", sides[0]), Share("NEW", sides[1])))
    return found


def shifts(impact: Impact) -> list[tuple[str, int, str]]:
    """Return the classes of shifts with their counts and colours."""
    colours = ["kept"] * len(BOUNDS) + ["untimed"] + ["late"] * len(BOUNDS)
    return list(zip(shift_names(), impact.shifts, colours, strict=True))
