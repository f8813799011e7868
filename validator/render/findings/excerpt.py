"""A line of a file with a caret under the place that is meant, aligned whatever the line is made of."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from validator.location import Place
from validator.render.table import Styled, visible, width

_TAB: Final = "    "
_WIDEST: Final = 120  # columns of a line that are shown around the place
_BEFORE: Final = 60  # columns of them before the place
_CUT: Final = "…"


def excerpt(place: Place, quoted: str, style: Styled, arrow: str) -> Iterator[str]:
    """Yield where a place is, its line, and the caret; columns of the place count code points from 1."""
    start = place.span.start
    yield f"  {arrow} " + style(f"{visible(place.file)}:{start.line}:{start.column}", "place")
    if not quoted:
        return
    end = place.span.end.column - 1 if place.span.end.line == start.line else len(quoted)
    before, marked = quoted[: start.column - 1], quoted[start.column - 1 : end]
    lead = _shown(before)
    cut = _CUT + lead[-_BEFORE:] if len(lead) > _BEFORE else lead
    line = cut + _shown(quoted[start.column - 1 :])
    line = line[:_WIDEST] + _CUT if len(line) > _WIDEST else line
    length = max(min(width(_shown(marked)), width(line) - width(cut)), 1)
    number = str(start.line)
    yield f"  {number} | {line}"
    yield f"  {' ' * len(number)} | " + " " * width(cut) + style("^" * length, "caret")


def _shown(line: str) -> str:
    return visible(line.replace("\t", _TAB))
