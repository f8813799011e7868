"""Places and lines of diagnostics, looked up in the texts they speak of."""

from __future__ import annotations

from collections.abc import Mapping

from validator.document import Document, Source
from validator.location import Address, Place, Position, Span

_BEGINNING = Span(Position(1, 1), Position(1, 1))


class Lookup:
    """The texts of a run, by the name that addresses use and by the name shown to people."""

    def __init__(self, documents: Mapping[str, Document | Source]) -> None:
        """Take the texts by the names that addresses use."""
        self._by_name = documents
        self._names = {document.file: name for name, document in documents.items()}

    def place(self, at: Address | Place) -> Place:
        """Return where something stands; the beginning of the file if its text is not known."""
        if isinstance(at, Place):
            return at
        document = self._by_name.get(at.file)
        return Place(at.file, _BEGINNING) if document is None else document.place_of(at)

    def line(self, place: Place) -> str:
        """Return the line at which a place begins; empty if its text is not known."""
        name = self._names.get(place.file)
        return "" if name is None else self._by_name[name].line(place.span.start.line)

    def name(self, at: Address | Place) -> str:
        """Return the name of a file that does not depend on where the command was started, if there is one."""
        return at.file if isinstance(at, Address) else self._names.get(at.file, at.file)

    def clause(self, at: Address | Place) -> str | None:
        """Return the heading of the contract that governs a place."""
        document = self._by_name.get(at.file) if isinstance(at, Address) else None
        return (
            document.clause_at(at.route)
            if isinstance(document, Document) and isinstance(at, Address)
            else None
        )
