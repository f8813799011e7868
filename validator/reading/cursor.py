"""A place in a document that can be walked: keys go down, `at` says where one is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from validator.document import Mapping, Node, Scalar, Sequence
from validator.location import Address, Route

if TYPE_CHECKING:
    from collections.abc import Iterator


@dataclass(frozen=True, slots=True)
class Cursor:
    """A node of a document with the route that leads to it."""

    file: str
    node: Node
    route: Route = ()

    @property
    def at(self) -> Address:
        """Return the address of this node."""
        return Address(self.file, self.route)

    @property
    def text(self) -> str:
        """Return a scalar's text as written."""
        if not isinstance(self.node, Scalar):
            raise TypeError(self.at)
        return self.node.text

    @property
    def is_text(self) -> bool:
        """Whether this is a single value rather than a group or a list."""
        return isinstance(self.node, Scalar)

    def get(self, key: str) -> Cursor | None:
        """Return the value of a key, or None where the key is not written."""
        entry = self.node.entry(key) if isinstance(self.node, Mapping) else None
        return None if entry is None else Cursor(self.file, entry.value, (*self.route, key))

    def __getitem__(self, key: str) -> Cursor:
        """Return the value of a key that the schema requires."""
        found = self.get(key)
        if found is None:
            raise KeyError(self.at.child(key))
        return found

    def entries(self) -> Iterator[tuple[str, Cursor]]:
        """Yield the keys of a group with their values, in the order of the text."""
        if isinstance(self.node, Mapping):
            for entry in self.node.entries:
                yield entry.key, Cursor(self.file, entry.value, (*self.route, entry.key))

    def entries_of(self, key: str) -> Iterator[tuple[str, Cursor]]:
        """Yield the entries of a group that may be absent."""
        found = self.get(key)
        if found is not None:
            yield from found.entries()

    def items(self) -> Iterator[Cursor]:
        """Yield the values of a list."""
        if isinstance(self.node, Sequence):
            for index, item in enumerate(self.node.items):
                yield Cursor(self.file, item, (*self.route, index))

    def texts_of(self, key: str) -> tuple[str, ...]:
        """Return the texts of a list that may be absent."""
        found = self.get(key)
        return () if found is None else tuple(item.text for item in found.items())

    def text_or_none(self, key: str, absent: str) -> str | None:
        """Return the text of a key, None where it is the word that says there is none (or is not written)."""
        found = self.get(key)
        return None if found is None or found.text == absent else found.text

    def words(self) -> str:
        """Return the whole value in one line, as a reader would say it."""
        match self.node:
            case Scalar():
                return self.text
            case Sequence():
                return ", ".join(item.words() for item in self.items())
            case Mapping():
                return "; ".join(f"{key.replace('_', ' ')}: {value.words()}" for key, value in self.entries())
