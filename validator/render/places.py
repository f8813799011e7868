"""Addresses as people write them: file and line."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from validator.document import Document, Source
    from validator.location import Address


def places_of(documents: Mapping[str, Document | Source]) -> Callable[[Address], str]:
    """Return a function that writes an address as `file:line`, files below the policies folder."""

    def place(at: Address) -> str:
        return f"{at.file}:{documents[at.file].place_of(at).span.start.line}"

    return place
