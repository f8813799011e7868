"""A contract as the lines of a document: headings, sentences, facts, items and tables, one after the other."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, assert_never

from validator.render.contract import Bullets, Facts, Paragraph, Part, Settled, Table

if TYPE_CHECKING:
    from validator.render.contract import Block, Cell, Contract, Said

Key = tuple[str, ...]
"""What makes lines of two editions the same one: their style, and their place or their words."""


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph in a style of Word; `label` comes before the text, in bold."""

    style: str
    key: Key
    text: str
    label: str = ""


@dataclass(frozen=True, slots=True)
class Grid:
    """A table: its head, and its rows by their headings."""

    key: Key
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


Piece = Line | Grid


def pieces(contract: Contract) -> Iterator[Piece]:
    """Yield all lines and tables of a contract in order."""
    yield Line("Title", ("title",), contract.title.text)
    yield from _pieces((contract.facts, *contract.blocks), "", 2)
    for section in contract.sections:
        yield Line("Heading 1", ("heading", section.anchor), section.heading.text)
        yield from _pieces(section.blocks, section.heading.text, 2)


def _pieces(blocks: Iterable[Block], heading: str, level: int) -> Iterator[Piece]:
    for block in blocks:
        match block:
            case Paragraph():
                yield Line("Normal", ("paragraph", block.said.text), block.said.text)
            case Bullets():
                if block.title:
                    yield Line("Normal", ("title", heading, block.title), "", block.title)
                yield from (Line("List Bullet", ("item", item.text), item.text) for item in block.items)
            case Facts():
                yield from (_fact(label, cell, heading) for label, cell in block.rows)
            case Table():
                yield Line("Caption", ("caption", heading, block.caption), block.caption)
                head = (block.corner, *(column.text for column in block.columns))
                rows = tuple((row.title.text, *map(_cell, row.cells)) for row in block.rows)
                yield Grid(("table", heading, block.caption), head, rows)
            case Settled():
                reading, name = block.reading, ".".join(map(str, block.reading.at.route))
                yield Line("Quote", ("question", name), reading.question)
                yield Line("Quote", ("chosen", name), f"{reading.chosen} ", "Chosen: ")
                yield Line("Quote", ("because", name), reading.because)
            case Part():
                if block.title.text == heading:
                    yield from _pieces(block.blocks, heading, level)
                else:
                    yield Line(f"Heading {min(level, 4)}", ("part", _place(block.title)), block.title.text)
                    yield from _pieces(block.blocks, heading, level + 1)
            case _:
                assert_never(block)


def _fact(label: str, cell: Cell, heading: str) -> Line:
    place = _place(cell[0]) if cell else ""
    return Line("Normal", ("fact", place or heading, label), _cell(cell), f"{label}: ")


def _cell(cell: Cell) -> str:
    return "; ".join(said.text for said in cell)


def _place(said: Said) -> str:
    return said.anchor
