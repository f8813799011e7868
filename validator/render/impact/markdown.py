"""An impact as Markdown: a comment on a pull request."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Final

from validator.render.impact.tables import sections
from validator.render.impact.wording import answer, closing, opening
from validator.render.marking import escaped

if TYPE_CHECKING:
    from validator.changes.impact import Impact
    from validator.render.impact.tables import Section

OPEN: Final = frozenset({"by-obligation", "largest"})
"""What is read at once; other tables are folded."""


def markdown(impact: Impact) -> str:
    """Return an impact as Markdown; details are folded where the reader allows it."""
    return "\n\n".join(_blocks(impact)) + "\n"


def _blocks(impact: Impact) -> Iterator[str]:
    yield "## What this change does to real tickets"
    yield escaped(opening(impact))
    yield "\n".join(f"- {escaped(line)}" for line in answer(impact))
    for section in sections(impact):
        unfolded = section.id in OPEN or section.id.startswith("outcomes-")
        yield from _section(section) if unfolded else _folded(section)
    yield "\n".join(f"- {escaped(line)}" for line in closing(impact))


def _section(section: Section) -> Iterator[str]:
    yield f"### {escaped(section.title)}"
    yield from _table(section)


def _folded(section: Section) -> Iterator[str]:
    yield f"<details><summary>{escaped(section.title)}</summary>"
    yield from _table(section)
    yield "</details>"


def _table(section: Section) -> Iterator[str]:
    if section.rows:
        rules = ["--:" if heading in section.right else "---" for heading in section.headings]
        yield "\n".join(_row(row) for row in (section.headings, rules, *section.rows))
    if section.note:
        yield escaped(section.note)


def _row(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cell if set(cell) <= set('-:') else escaped(cell) for cell in cells)} |"
