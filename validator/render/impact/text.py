"""An impact for a terminal."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from validator.render.impact.tables import sections
from validator.render.impact.wording import answer, closing, opening
from validator.render.table import Styled, plain, table, visible

if TYPE_CHECKING:
    from validator.changes.impact import Impact
    from validator.render.impact.tables import Section


WIDE: Final = "by-clause"
"""The table whose names are so long that they stand last."""


def text(impact: Impact, style: Styled = plain) -> str:
    """Return an impact in words and tables."""
    return "\n\n".join(_blocks(impact, style)) + "\n"


def _blocks(impact: Impact, style: Styled) -> Iterator[str]:
    yield visible(opening(impact))
    yield "\n".join(visible(line) for line in answer(impact))
    for section in sections(impact):
        yield _section(section, style)
    yield "\n".join(closing(impact))


def _section(section: Section, style: Styled) -> str:
    lines = [style(visible(section.title), "heading")]
    if section.rows:
        turned = section.id == WIDE
        headings, *rows = ([*row[turned:], *row[:turned]] for row in (section.headings, *section.rows))
        lines.append(table(headings, rows, right=section.right, style=style))
    return "\n".join([*lines, section.note] if section.note else lines)
