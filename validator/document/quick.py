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
    # a tab, a carriage return, a sign of control, what is no character; two are line ends to YAML
    r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]"
)
_RARE: Final = {
    "%": re.compile(r"^%", re.MULTILINE),  # a directive
    "---": re.compile(r"^---", re.MULTILINE),  # another document
    "...": re.compile(r"^\.\.\.", re.MULTILINE),
    "?": re.compile(r"(?:^|[\s{\[,])\?(?:\s|\Z)", re.MULTILINE),  # a key that says it is one
}
"""What makes a text extraordinary, by signs without which there is no need to look for it."""
_BLOCKS: Final = frozenset("|>")
_LINE_END: Final = re.compile(r"\n|\Z")
MOST_BRACKETS: Final = 1000
"""More of them than any policy has; what is nested without end is the pure parser's to refuse."""


def quick_events(text: str) -> tuple[list[Event], Seen] | None:
    """Return the events of a text with its comments, None for a text that is not ordinary."""
    if CParser is None or _is_extraordinary(text):
        return None
    events: list[Event] = []
    flow = 0
    scalars: list[tuple[int, int]] = []
    parser = CParser(text)
    try:
        while (event := parser.get_event()) is not None:
            if isinstance(event, ScalarEvent):
                if not _is_ordinary(event, text, in_brackets=flow > 0):
                    return None
                event.style = event.style or None  # as the pure parser writes "no quotes"
                scalars.append(offsets(event))
            elif isinstance(event, CollectionStartEvent):
                if event.anchor or event.tag:
                    return None
                flow += bool(flow or event.flow_style)  # groups of lines within brackets count too
            elif isinstance(event, CollectionEndEvent):
                flow -= bool(flow)
            elif isinstance(event, AliasEvent) or (isinstance(event, DocumentStartEvent) and event.explicit):
                return None
            events.append(event)
    except (YAMLError, ValueError, OverflowError):
        return None
    return events, Seen(comments=_comments(text, scalars))


def _is_extraordinary(text: str) -> bool:
    return (
        _EXTRAORDINARY.search(text) is not None
        or text.count("[") + text.count("{") > MOST_BRACKETS
        or any(sign in text and rare.search(text) for sign, rare in _RARE.items())
    )


def _is_ordinary(event: ScalarEvent, text: str, *, in_brackets: bool) -> bool:
    if event.anchor or event.tag:
        return False
    if in_brackets and not event.style and (not event.value or "?" in event.value):
        return False  # the parsers differ in where nothing stands, and in what `?` is
    if event.style in _BLOCKS:
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
