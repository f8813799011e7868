"""What a published contract is made of."""

from __future__ import annotations

from dataclasses import dataclass, field

from validator.location import Address
from validator.model.reading import Reading

NOWHERE = Address("")


@dataclass(frozen=True, slots=True)
class Said:
    """A text and the place in the policy's files that says it; words of ours stand `NOWHERE`."""

    text: str
    at: Address = field(default=NOWHERE, compare=False)

    @property
    def anchor(self) -> str:
        """The permanent name of the place: `plans.production.support_hours`; empty where it stands nowhere."""
        return anchor(self.at)


def anchor(at: Address) -> str:
    """Return the name of a place as worked examples write it too."""
    return ".".join(str(key) for key in at.route)


Cell = tuple[Said, ...]
"""What stands together, one text below the other."""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A sentence or several."""

    said: Said


@dataclass(frozen=True, slots=True)
class Bullets:
    """A list of the contract, under a title of ours or none."""

    items: tuple[Said, ...]
    title: str = ""


@dataclass(frozen=True, slots=True)
class Facts:
    """Names of ours, each with what the contract says."""

    rows: tuple[tuple[str, Cell], ...]


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table: its heading and one cell for each column."""

    title: Said
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A table; `corner` is the heading of the column of headings."""

    caption: str
    corner: str
    columns: tuple[Said, ...]
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Settled:
    """A reading: the choice that the words leave, what was chosen and why."""

    reading: Reading


@dataclass(frozen=True, slots=True)
class Part:
    """What belongs to one named thing of the contract, such as a plan."""

    title: Said
    blocks: tuple[Block, ...]


Block = Paragraph | Bullets | Facts | Table | Settled | Part


@dataclass(frozen=True, slots=True)
class Section:
    """All that stands under one heading; `anchor` is permanent as long as the heading is."""

    heading: Said
    anchor: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Contract:
    """A whole edition: what it is, what is settled about it as a whole, then its sections."""

    title: Said
    facts: Facts
    blocks: tuple[Block, ...]
    sections: tuple[Section, ...]
