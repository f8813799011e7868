"""Which words and lines of two texts are the same, which go and which come."""

from __future__ import annotations

import re
from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import Enum
from typing import Final, TypeVar

from validator.render.redline.lines import Piece

WORD: Final = re.compile(r"\s+|\w+|[^\w\s]")


class Mark(Enum):
    """Whether something stays, comes or goes."""

    SAME = "same"
    COMES = "comes"
    GOES = "goes"


@dataclass(frozen=True, slots=True)
class Stretch:
    """A stretch of text, marked."""

    mark: Mark
    text: str


Pair = tuple[Piece | None, Piece | None]
"""The same piece before and after; None where a side does not have it."""

Thing = TypeVar("Thing")


def words(old: str, new: str) -> list[Stretch]:
    """Return both texts in one, word by word."""
    before, after = WORD.findall(old), WORD.findall(new)
    found: list[Stretch] = []
    for kind, first, end, new_first, new_end in SequenceMatcher(
        None, before, after, autojunk=False
    ).get_opcodes():
        if kind == "equal":
            found.append(Stretch(Mark.SAME, "".join(before[first:end])))
            continue
        for mark, text in ((Mark.GOES, before[first:end]), (Mark.COMES, after[new_first:new_end])):
            if text:
                found.append(Stretch(mark, "".join(text)))
    return found


def paired(old: Sequence[Piece], new: Sequence[Piece]) -> Iterator[Pair]:
    """Yield the pieces of both sides in order, those of the same key together."""
    yield from aligned(old, new, [piece.key for piece in old], [piece.key for piece in new])


def aligned(
    old: Sequence[Thing], new: Sequence[Thing], old_keys: Sequence[Hashable], new_keys: Sequence[Hashable]
) -> Iterator[tuple[Thing | None, Thing | None]]:
    """Yield things of two sequences in order, together where their keys are alike."""
    matcher = SequenceMatcher(None, old_keys, new_keys, autojunk=False)
    for kind, first, end, new_first, new_end in matcher.get_opcodes():
        if kind == "equal":
            yield from zip(old[first:end], new[new_first:new_end], strict=True)
        else:
            yield from ((each, None) for each in old[first:end])
            yield from ((None, each) for each in new[new_first:new_end])
