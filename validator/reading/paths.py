"""Paths: what an example names in the files of its edition, keys joined with dots."""

from __future__ import annotations

from typing import TYPE_CHECKING

from validator.document import Mapping as Group
from validator.document.nodes import child
from validator.location import Address, Key

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from validator.document import Document, Node
    from validator.reading.findings import Findings

EXAMPLES = "/examples/"
OF_THE_AGREEMENT = ("agreed", "term", "plan", "add_ons")
"""What a path names in the agreement rather than in the edition."""


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
    roots = [documents[file].root for file in files]
    known = max((_known(root, keys) for root in roots), default=0)
    choices = [key for root in roots for key in _children(root, keys[:known])]
    findings.name("path", str(keys[known]), at, choices)
    return Address(folder, keys)


def of_the_agreement(keys: tuple[Key, ...]) -> bool:
    """Whether a path names something in an agreement; what `add_ons.` names stands in the edition."""
    of_the_edition = keys[0] == "add_ons" and len(keys) > 1 and isinstance(keys[1], str)
    return keys[0] in OF_THE_AGREEMENT and not of_the_edition


def below(
    agreement: Address, keys: tuple[Key, ...], node: Node | None, at: Address, findings: Findings
) -> Address:
    """Return what a path written at a place names in an agreement, whose content is given if it is known.

    Of a path that names nothing, the first key that leads nowhere is a finding.
    """
    if node is not None and _at(node, keys) is None:
        known = _known(node, keys)
        findings.name("path", str(keys[known]), at, tuple(_children(node, keys[:known])))
    return agreement.child(*keys)


def _at(root: Node, keys: tuple[Key, ...]) -> Node | None:
    node: Node | None = root
    for key in keys:
        node = None if node is None else child(node, key)
    return node


def _known(root: Node, keys: tuple[Key, ...]) -> int:
    """Return how many keys of a path lead somewhere."""
    return max(length for length in range(len(keys) + 1) if _at(root, keys[:length]) is not None)


def _children(root: Node, keys: tuple[Key, ...]) -> Iterator[str]:
    node = _at(root, keys)
    if isinstance(node, Group):
        yield from (entry.key for entry in node.entries)
