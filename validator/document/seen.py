"""What stands in a text beside its values."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from yaml.events import Event
    from yaml.tokens import Token


@dataclass(slots=True)
class Seen:
    """What the scanner has passed so far; pairs are offsets in the text.

    Scanning runs a little ahead of the events, so that this holds all there is before a syntax error.
    """

    comments: list[tuple[int, int]] = field(default_factory=list)
    anchors: list[tuple[int, int]] = field(default_factory=list)
    aliases: list[tuple[int, int]] = field(default_factory=list)
    tags: list[tuple[int, int]] = field(default_factory=list)
    directives: list[tuple[int, int]] = field(default_factory=list)


def offsets(item: Event | Token) -> tuple[int, int]:
    """Return start and end of an event or a token in the text, in code points from 0."""
    start, end = item.start_mark, item.end_mark
    if start is None or end is None:
        raise TypeError(item)
    return start.index, end.index
