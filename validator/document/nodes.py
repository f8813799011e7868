"""The tree of a YAML text: every value knows where it stands."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from validator.location import Key, Span

Plain = str | int | float | bool | None | list["Plain"] | dict[str, "Plain"]
"""A value as JSON knows it."""


@dataclass(frozen=True, slots=True)
class Scalar:
    """A single value.

    `value` is what YAML 1.2's core schema makes of it, `text` the characters it was made of (without quotes
    and escapes). The span of an empty value is empty and stands where the value is missing.
    """

    value: str | int | float | bool | None
    text: str
    span: Span


@dataclass(frozen=True, slots=True)
class Entry:
    """One `key: value`; keys are taken as text, whatever they look like."""

    key: str
    key_span: Span
    value: Node


@dataclass(frozen=True, slots=True)
class Mapping:
    """Keys with their values, in the order of the text; no key stands twice."""

    entries: tuple[Entry, ...]
    span: Span

    def entry(self, key: Key) -> Entry | None:
        """Return the entry of a key, or None."""
        for entry in self.entries:  # asked for so often that a generator would be felt
            if entry.key == key:
                return entry
        return None


@dataclass(frozen=True, slots=True)
class Sequence:
    """A list of values."""

    items: tuple[Node, ...]
    span: Span


Node = Scalar | Mapping | Sequence


def plain(node: Node) -> Plain:
    """Return the node as JSON-like Python values: dict, list, str, int, float, bool and None."""
    match node:
        case Scalar():
            return node.value
        case Mapping():
            return {entry.key: plain(entry.value) for entry in node.entries}
        case Sequence():
            return [plain(item) for item in node.items]


def child(node: Node, key: Key) -> Node | None:
    """Return the value under a key or an index, or None where there is none."""
    match node:
        case Mapping():
            entry = node.entry(key)
            return None if entry is None else entry.value
        case Sequence() if isinstance(key, int) and 0 <= key < len(node.items):
            return node.items[key]
        case _:
            return None
