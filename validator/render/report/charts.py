"""Pictures of a report, drawn without anything else: bars in a table, columns over months."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final
from xml.sax.saxutils import escape

from validator.render.report.figures import CLASSES, WORDS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from validator.render.report.figures import Share

BAR: Final = 260
BAR_HEIGHT: Final = 16
COLUMN: Final = 640
PLOT: Final = 180
LEFT: Final = 56
BOTTOM: Final = 34
MOST_LABELS: Final = 10


def bar(share: Share, largest: int) -> str:
    """Return the bar of a row as SVG; its numbers stand beside it in the table, so that it says nothing itself."""
    scale = BAR / largest if largest else 0
    x, parts = 0.0, []
    for kind in CLASSES:
        width = share.of(kind) * scale
        if width:
            parts.append(
                f'<rect class="{kind}" x="{x:.1f}" y="0" width="{width:.1f}" height="{BAR_HEIGHT}"/>'
            )
        x += width
    drawn = "".join(parts)
    size = f'viewBox="0 0 {BAR} {BAR_HEIGHT}" width="{BAR}" height="{BAR_HEIGHT}"'
    return f'<svg class="bar" aria-hidden="true" {size}>{drawn}</svg>'


def columns(shares: Sequence[Share]) -> str:
    """Return stacked columns over months as SVG, with words for those who do not see them."""
    largest = max((share.total for share in shares), default=0)
    height = PLOT + BOTTOM
    first, last = (shares[0].name, shares[-1].name) if shares else ("", "")
    title = f"Decisions by month, {first} to {last}"
    desc = f"A column for each of {len(shares)} months, at most {largest:,} decisions; the table has all numbers."
    size = f'viewBox="0 0 {LEFT + COLUMN} {height}" width="{LEFT + COLUMN}" height="{height}"'
    lines = [
        f'<svg class="months" role="img" aria-labelledby="months-title months-desc" {size}>',
        f'<title id="months-title">{escape(title)}</title><desc id="months-desc">{escape(desc)}</desc>',
        *_scale(largest),
        *_columns(shares, largest),
        "</svg>",
    ]
    return "\n".join(lines)


def _scale(largest: int) -> Iterator[str]:
    for part in (0, 0.5, 1) if largest % 2 == 0 else (0, 1):  # only lines that have a whole number
        y = PLOT - part * (PLOT - 12)
        yield f'<line class="grid" x1="{LEFT}" y1="{y:.1f}" x2="{LEFT + COLUMN}" y2="{y:.1f}"/>'
        yield f'<text class="quiet" x="{LEFT - 8}" y="{y + 4:.1f}" text-anchor="end">{round(part * largest):,}</text>'


def _columns(shares: Sequence[Share], largest: int) -> Iterator[str]:
    step = COLUMN / max(len(shares), 1)
    width = max(min(step * 0.75, 48), 1)
    every = -(-len(shares) // MOST_LABELS)
    for index, share in enumerate(shares):
        x, y = LEFT + index * step + (step - width) / 2, float(PLOT)
        for kind in CLASSES:
            tall = share.of(kind) * (PLOT - 12) / largest if largest else 0
            y -= tall
            if tall:
                yield f'<rect class="{kind}" x="{x:.1f}" y="{y:.1f}" width="{width:.1f}" height="{tall:.1f}"/>'
        if index % every == 0:
            middle = x + width / 2
            name = escape(share.name)
            yield f'<text class="quiet" x="{middle:.1f}" y="{PLOT + 18}" text-anchor="middle">{name}</text>'


def legend() -> tuple[tuple[str, str], ...]:
    """Return the classes of outcomes with their words, in the order in which they are drawn."""
    return tuple((kind, WORDS[kind]) for kind in CLASSES)
