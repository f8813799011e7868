"""The events of an ordinary text, read by libyaml: the same as PyYAML's own, many times as fast.

Whatever is not ordinary (a mistake, an anchor, a tag, a directive, a tab, a comment inside a block of text) is left to
the pure-Python parser, whose words on mistakes are the ones that people get to see.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from yaml.error import YAMLError
from yaml.events import AliasEvent, CollectionEndEvent, CollectionStartEvent, DocumentStartEvent, ScalarEvent

from validator.document.seen import Seen, offsets

try:
    from yaml._yaml import CParser
except ImportError:  # PyYAML was built without libyaml
    CParser = None  # type: ignore[assignment,misc]

if TYPE_CHECKING:
    from yaml.events import Event

_EXTRAORDINARY: Final = re.compile(
    r"""[^\n\x20-\x7e\xa0-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]  # a tab, a carriage return, a sign of control
    | [\u2028\u2029]              # line ends to YAML
    | ^(?:%|---|\.\.\.)           # a directive, another document
    | (?:^|[\s{\[,])\?(?:\s|\Z)  # a key that says it is one
    """,
    re.MULTILINE | re.VERBOSE,
)
_BLOCKS: Final = frozenset("|>")
_LINE_END: Final = re.compile(r"\n|\Z")
MOST_BRACKETS: Final = 1000
"""More of them than any policy has; what is nested without end is the pure parser's to refuse."""


def quick_events(text: str) -> tuple[list[Event], Seen] | None:
    """Return the events of a text with its comments, None for a text that is not ordinary."""
    if CParser is None or _EXTRAORDINARY.search(text) or text.count("[") + text.count("{") > MOST_BRACKETS:
        return None
    events: list[Event] = []
    flow = 0
    scalars: list[tuple[int, int]] = []
    parser = CParser(text)
    try:
        while (event := parser.get_event()) is not None:
            if not _is_ordinary(event, text):
                return None
            flow += _deeper(event, flow)
            if isinstance(event, ScalarEvent):
                if flow and not event.style and (not event.value or "?" in event.value):
                    return None  # the parsers differ in where nothing stands, and in what `?` is
                event.style = event.style or None  # as the pure parser writes "no quotes"
                scalars.append(offsets(event))
            events.append(event)
    except (YAMLError, ValueError, OverflowError):
        return None
    return events, Seen(comments=_comments(text, scalars))


def _deeper(event: Event, flow: int) -> int:
    """Return by how much an event changes the depth in brackets; groups of lines within them count too."""
    if isinstance(event, CollectionStartEvent):
        return 1 if flow or event.flow_style else 0
    return -1 if flow and isinstance(event, CollectionEndEvent) else 0


def _is_ordinary(event: Event, text: str) -> bool:
    if isinstance(event, AliasEvent):
        return False
    if isinstance(event, DocumentStartEvent):
        return not event.explicit
    if isinstance(event, ScalarEvent | CollectionStartEvent) and (event.anchor or event.tag):
        return False
    if isinstance(event, ScalarEvent) and event.style in _BLOCKS:
        start, end = offsets(event)
        return "#" not in text[start:end]  # it may begin a comment, or belong to the text
    return True


def _comments(text: str, scalars: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return the comments: each `#` outside of values begins one, which goes to the end of its line."""
    found: list[tuple[int, int]] = []
    ends = iter([*scalars, (len(text), len(text))])
    start, end = next(ends)
    at = text.find("#")
    while at >= 0:
        while end <= at:
            start, end = next(ends)
            if start == len(text):
                end = len(text) + 1
        if start <= at:
            at = text.find("#", end)
            continue
        match = _LINE_END.search(text, at)
        stop = match.start() if match else len(text)
        found.append((at, stop))
        at = text.find("#", stop)
    return found
