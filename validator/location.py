"""Where something stands: symbolically (a route of keys) or in the text (line and column)."""

from __future__ import annotations

from dataclasses import dataclass

Key = str | int
Route = tuple[Key, ...]


@dataclass(frozen=True, slots=True, order=True)
class Position:
    """A point in a text; line and column count from 1, columns in code points."""

    line: int
    column: int


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A stretch of text, `end` exclusive."""

    start: Position
    end: Position


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """A stretch of text in a named file (the file as it is shown to people)."""

    file: str
    span: Span


@dataclass(frozen=True, slots=True)
class Address:
    """A symbolic place: file and route of keys and indices; it survives every reformatting of the file.

    `on_key` points at the key itself instead of its value.
    """

    file: str
    route: Route = ()
    on_key: bool = False

    def child(self, *keys: Key) -> Address:
        """Return the address of a node below this one."""
        return Address(self.file, (*self.route, *keys))

    def key(self) -> Address:
        """Return the address of this node's key rather than of its value."""
        return Address(self.file, self.route, on_key=True)

    def __str__(self) -> str:
        """Write the route as people read it: `plans / production / support_hours`."""
        return " / ".join(str(key) for key in self.route)
