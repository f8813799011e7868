"""Paths: what an example names in the files of its edition, keys joined with dots."""

from __future__ import annotations

from typing import TYPE_CHECKING

from validator.document import Mapping as Group
from validator.location import Address, Key

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from validator.document import Document
    from validator.reading.findings import Findings

EXAMPLES = "/examples/"


def keys_of(path: str) -> tuple[Key, ...]:
    """Return the keys of a path; digits count the items of a list, from 0."""
    return tuple(int(key) if key.isdigit() else key for key in path.split("."))


def named(
    path: str, at: Address, folder: str, documents: Mapping[str, Document], findings: Findings
) -> Address:
    """Return what a path written at a place names in the files of an edition's folder.

    Of a path that names nothing, the first key that leads nowhere is a finding. Where two files have the same key at
    their top, the first that has the whole path is meant.
    """
    keys = keys_of(path)
    files = [file for file in documents if file.startswith(folder) and EXAMPLES not in file]
    for file in files:
        if documents[file].node_at(keys) is not None:
            return Address(file, keys)
    known = max((_known(documents[file], keys) for file in files), key=len, default=())
    choices = [key for file in files for key in _children(documents[file], known)]
    findings.name("path", str(keys[len(known)]), at, choices)
    return Address(folder, keys)


def _known(document: Document, keys: tuple[Key, ...]) -> tuple[Key, ...]:
    """Return the keys of a path that lead somewhere."""
    lengths = (length for length in range(len(keys) + 1) if document.node_at(keys[:length]) is not None)
    return keys[: max(lengths)]


def _children(document: Document, keys: tuple[Key, ...]) -> Iterator[str]:
    node = document.node_at(keys)
    if isinstance(node, Group):
        yield from (entry.key for entry in node.entries)
