"""A YAML text that could be read, with a place for every value."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from validator.document.nodes import Mapping, Node, Plain, Scalar, child, plain
from validator.location import Place, Span

if TYPE_CHECKING:
    from validator.document.source import Source
    from validator.document.suppressions import Suppression
    from validator.location import Address, Route


@dataclass(frozen=True, slots=True)
class Document:
    """One file: its text, its tree (a mapping or a list at the root) and the findings it asks to ignore."""

    source: Source
    root: Node
    suppressions: tuple[Suppression, ...] = ()

    @property
    def file(self) -> str:
        """Return the name of the file as it is shown to people."""
        return self.source.file

    @property
    def text(self) -> str:
        """Return the whole text."""
        return self.source.text

    def line(self, number: int) -> str:
        """Return a line, counted from 1, without its line break; empty where there is none."""
        return self.source.line(number)

    def plain(self) -> Plain:
        """Return the content as JSON-like Python values."""
        return plain(self.root)

    def node_at(self, route: Route) -> Node | None:
        """Return the value at a route, or None where the text has none."""
        node: Node | None = self.root
        for key in route:
            if node is None:
                return None
            node = child(node, key)
        return node

    def clause_at(self, route: Route) -> str | None:
        """Return the heading of the contract that governs a place: the nearest `clause` at it or above it."""
        for length in range(len(route), -1, -1):
            node = self.node_at(route[:length])
            clause = child(node, "clause") if isinstance(node, Mapping) else None
            if isinstance(clause, Scalar) and isinstance(clause.value, str):
                return clause.value
        return None

    def place_of(self, address: Address) -> Place:
        """Return where an address stands; of a route that the text does not have, its nearest parent.

        A group or list that starts on a line below its key is shown at its key.
        """
        route = address.route
        while route and self.node_at(route) is None:
            route = route[:-1]
        lost = route != address.route
        return Place(self.file, self._span(route, on_key=address.on_key or lost))

    def _span(self, route: Route, *, on_key: bool) -> Span:
        node = self.node_at(route)
        parent = self.node_at(route[:-1])
        if node is None:
            raise LookupError(route)
        entry = parent.entry(route[-1]) if route and isinstance(parent, Mapping) else None
        if entry is None:
            return Span(node.span.start, node.span.start) if not route else node.span
        below = not isinstance(node, Scalar) and node.span.start.line > entry.key_span.start.line
        return entry.key_span if on_key or below else node.span
