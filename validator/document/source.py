"""A text with its lines, before it is understood."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from validator.location import Place, Position, Span

if TYPE_CHECKING:
    from validator.location import Address

_LINE_BREAK = re.compile(r"\r\n|\n|\r")


@dataclass(frozen=True, slots=True)
class Source:
    """The text of a file under the name shown to people; offsets count code points from 0."""

    file: str
    text: str
    starts: tuple[int, ...] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Note where each line starts."""
        starts = (0, *(match.end() for match in _LINE_BREAK.finditer(self.text)))
        object.__setattr__(self, "starts", starts)

    @property
    def suppressions(self) -> tuple[()]:
        """Return nothing: comments are known only once the text is understood."""
        return ()

    def line(self, number: int) -> str:
        """Return a line, counted from 1, without its line break; empty where there is none."""
        if not 1 <= number <= len(self.starts):
            return ""
        start = self.starts[number - 1]
        end = self.starts[number] if number < len(self.starts) else len(self.text)
        return self.text[start:end].rstrip("\r\n")

    def position(self, offset: int) -> Position:
        """Return line and column of an offset."""
        row = bisect_right(self.starts, offset)
        return Position(row, offset - self.starts[row - 1] + 1)

    def offset(self, position: Position) -> int:
        """Return the offset of a line and column."""
        return self.starts[position.line - 1] + position.column - 1

    def span(self, start: int, end: int) -> Span:
        """Return the span between two offsets."""
        begins = self.position(start)
        if end == start:
            return Span(begins, begins)
        following = begins.line  # the index of the line below
        if following < len(self.starts) and end < self.starts[following]:  # as nearly always
            return Span(begins, Position(begins.line, begins.column + end - start))
        return Span(begins, self.position(end))

    def place(self, start: int, end: int) -> Place:
        """Return the place between two offsets."""
        return Place(self.file, self.span(start, end))

    def place_of(self, _address: Address) -> Place:
        """Return the start of the text: nothing else is known of a text that could not be understood."""
        return self.place(0, 0)
