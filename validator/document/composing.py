"""Events to nodes, without recursion; what the language leaves out of YAML is said here."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from yaml.error import MarkedYAMLError
from yaml.events import (
    AliasEvent,
    CollectionEndEvent,
    CollectionStartEvent,
    DocumentStartEvent,
    MappingStartEvent,
    ScalarEvent,
)

from validator.diagnostics import Related
from validator.document.core_schema import UncountableError, resolve
from validator.document.decoding import UNSEEN, describe
from validator.document.events import Events
from validator.document.nodes import Entry, Mapping, Node, Scalar, Sequence
from validator.document.quick import quick_events
from validator.document.rules import finding, quoted
from validator.document.seen import Seen, offsets
from validator.document.syntax import explain
from validator.location import Place, Span

if TYPE_CHECKING:
    from collections.abc import Iterable

    from yaml.events import Event

    from validator.diagnostics import Diagnostic
    from validator.document.source import Source

DEPTH_LIMIT: Final = 64  # the policies need six

_COLON_WITHOUT_SPACE: Final = re.compile(r"[^\s:]+:\S")


@dataclass(slots=True)
class _Group:
    """A list or a group of keys that is still open; `entries` by key as people see it."""

    start: CollectionStartEvent
    is_mapping: bool
    items: list[Node] = field(default_factory=list)
    entries: dict[str, Entry] = field(default_factory=dict)
    key: ScalarEvent | None = None
    awaits_value: bool = False

    @property
    def awaits_key(self) -> bool:
        return self.is_mapping and not self.awaits_value


class Composer:
    """Builds the tree of one text; afterwards `root`, `found` and `seen` tell what came of it.

    `root` is None where the text says nothing or cannot be followed to its end.
    """

    def __init__(self, source: Source, *, quick: bool = True) -> None:
        """Read the whole text; `quick` reads ordinary ones with libyaml, which makes no difference but time."""
        self.root: Node | None = None
        self.found: list[Diagnostic] = []
        self._source = source
        self._open: list[_Group] = []
        self._last: ScalarEvent | None = None
        self.seen: Seen
        ordinary = quick_events(source.text) if quick else None
        if ordinary is not None:
            told, self.seen = ordinary
            if not self._follow(told):
                self.root = None
            return
        events = Events(source.text)
        self.seen = events.seen
        try:
            if not self._follow(events):
                self.root = None
        except MarkedYAMLError as error:
            self.root = None
            if not (events.seen.directives and "document start" in str(error.problem)):
                self.found.append(explain(error, source, self._last))

    def _follow(self, events: Iterable[Event]) -> bool:
        """Return whether the tree is complete."""
        documents = 0
        for event in events:
            if isinstance(event, ScalarEvent):  # most of them are
                self._last = event
                self._add(None, event)
            elif isinstance(event, DocumentStartEvent):
                documents += 1
                if documents > 1:
                    self._second_document(event)
                    return True
            elif isinstance(event, CollectionStartEvent):
                if len(self._open) == DEPTH_LIMIT:
                    self._too_deep(event)
                    return False
                self._open.append(_Group(event, isinstance(event, MappingStartEvent)))
            elif isinstance(event, CollectionEndEvent):
                group = self._open.pop()
                self._add(self._close(group, event), group.start)
            elif isinstance(event, AliasEvent):  # reported from what the scanner saw; nothing is built on it
                self._add(Scalar(None, "", self._span(event)), event)
        return True

    def _add(self, node: Node | None, event: Event) -> None:
        """Put a node where it belongs; scalars come without one, as keys need none."""
        group = self._open[-1] if self._open else None
        if group is not None and group.awaits_key:
            group.awaits_value = True
            group.key = self._key(event)
            return
        node = node or self._scalar(event)
        if group is None:
            self.root = node
        elif not group.is_mapping:
            group.items.append(node)
        else:
            group.awaits_value = False
            if group.key is not None:
                self._add_entry(group, group.key, node)

    def _key(self, event: Event) -> ScalarEvent | None:
        if not isinstance(event, ScalarEvent):
            message = "A key must be a word, not a list, a group of keys or a reference."
            next_step = "Write the key as plain text; if it starts with a bracket, put it in quotes."
            self.found.append(finding("yaml-key", self._place(event), message, next_step))
            return None
        if not event.value:
            message = "A key is missing before the colon."
            self.found.append(
                finding("yaml-key", self._place(event), message, "Write the key before the colon.")
            )
            return None
        if event.value == "<<" and event.style is None:
            message = "`<<` takes keys over from another place."
            next_step = "Write the keys out here: each place of a contract is read on its own."
            self.found.append(finding("yaml-anchor", self._place(event), message, next_step))
            return None
        self._check_characters(event)
        return event

    def _add_entry(self, group: _Group, key: ScalarEvent, value: Node) -> None:
        seen_as = key.value if key.value.isascii() else unicodedata.normalize("NFC", key.value)
        span = self._span(key)
        earlier = group.entries.get(seen_as)
        if earlier is not None:
            message = f"The key {quoted(key.value)} stands twice in the same group of keys."
            next_step = "Keep one of the two, or rename one."
            related = Related(Place(self._source.file, earlier.key_span), "it stands here first")
            self.found.append(finding("duplicate-key", self._place(key), message, next_step, related))
            return
        if _COLON_WITHOUT_SPACE.match(key.value) and value.span.start == value.span.end == span.end:
            message = f"A space is missing after the colon in {quoted(key.value)}."
            next_step = f"Write {quoted(key.value.replace(':', ': ', 1))}."
            self.found.append(finding("yaml-syntax", self._place(key), message, next_step))
        group.entries[seen_as] = Entry(key.value, span, value)

    def _scalar(self, event: Event) -> Scalar:
        if not isinstance(event, ScalarEvent):
            raise TypeError(event)
        span = self._span(event)
        self._check_characters(event)
        if event.style is not None:
            return Scalar(event.value, event.value, span)
        try:
            return Scalar(resolve(event.value), event.value, span)
        except UncountableError:
            message = f"{quoted(event.value)} is not a number that can be counted with exactly."
            next_step = "Write a finite number below nine quintillion; if it is a text, put it in quotes."
            self.found.append(finding("yaml-number", self._place(event), message, next_step))
            return Scalar(event.value, event.value, span)

    def _check_characters(self, event: ScalarEvent) -> None:
        r"""Refuse what the text itself must not hold either, smuggled in by an escape such as `\\x1b`."""
        match = None if event.value.isprintable() else UNSEEN.search(event.value)
        if match is not None:
            message = f"This text holds a character that cannot be seen: {describe(match.group())}."
            self.found.append(finding("not-text", self._place(event), message, "Delete its escape (`\\…`)."))

    def _close(self, group: _Group, event: CollectionEndEvent) -> Node:
        """Build the node; a block ends with its last value (for PyYAML it goes on until the next)."""
        entries = tuple(group.entries.values())
        start = self._source.position(offsets(group.start)[0])
        if group.start.flow_style:
            end = self._source.position(offsets(event)[1])
        elif group.is_mapping:
            end = entries[-1].value.span.end if entries else start
        else:
            end = group.items[-1].span.end if group.items else start
        span = Span(start, end)
        return Mapping(entries, span) if group.is_mapping else Sequence(tuple(group.items), span)

    def _too_deep(self, event: Event) -> None:
        message = f"From here on, values are nested more than {DEPTH_LIMIT} deep."
        next_step = "Check the brackets; no file of a contract needs that many."
        self.found.append(finding("too-deep", self._place(event), message, next_step))

    def _second_document(self, event: Event) -> None:
        message = "A second document starts here; a file holds only one."
        next_step = "Remove the line `---`, or move what follows into a file of its own."
        self.found.append(finding("yaml-document", self._place(event), message, next_step))

    def _span(self, event: Event) -> Span:
        start, end = offsets(event)
        if isinstance(event, CollectionStartEvent) and not event.flow_style:
            end = start
        elif isinstance(event, ScalarEvent) and event.style in ("|", ">"):
            end = start + len(self._source.text[start:end].rstrip())
        return self._source.span(start, end)

    def _place(self, event: Event) -> Place:
        return Place(self._source.file, self._span(event))
