"""A document with one value changed, as if its author had written it so."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from validator.document.core_schema import UncountableError, resolve
from validator.document.nodes import Mapping, Node, Scalar, Sequence

if TYPE_CHECKING:
    from validator.document.document import Document
    from validator.location import Route


def with_value(document: Document, route: Route, text: str) -> Document:
    """Return a document that says something else at a route which it has; places and lines stay as they are."""
    return replace(document, root=_changed(document.root, route, text))


def _changed(node: Node, route: Route, text: str) -> Node:
    if not route:
        return Scalar(_value(text), text, node.span)
    key, *rest = route
    match node:
        case Mapping():
            entries = (
                replace(entry, value=_changed(entry.value, tuple(rest), text)) if entry.key == key else entry
                for entry in node.entries
            )
            return replace(node, entries=tuple(entries))
        case Sequence():
            items = (
                _changed(item, tuple(rest), text) if index == key else item
                for index, item in enumerate(node.items)
            )
            return replace(node, items=tuple(items))
        case Scalar():
            raise LookupError(route)


def _value(text: str) -> str | int | float | bool | None:
    """Return what YAML makes of a text; a number that nobody can count with stays a text."""
    try:
        return resolve(text)
    except UncountableError:
        return text
