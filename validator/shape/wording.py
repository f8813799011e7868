"""Words for places, kinds of values and choices."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from validator.location import Route

MOST_CHOICES: Final = 8
_LONGEST: Final = 60  # characters of a value that are shown

_KINDS: Final = {
    "object": "a group of keys",
    "array": "a list",
    "string": "a text",
    "integer": "a whole number",
    "number": "a number",
    "boolean": "true or false",
    "null": "empty",
}


@dataclass(frozen=True, slots=True)
class Said:
    """What is wrong, what to do next, and what was probably meant; whole sentences. `key` is a missing key."""

    message: str
    next_step: str
    meant: str | None = None
    key: str | None = None


def called(route: Route) -> str:
    """Name a place within a sentence: a key, an item of a list, or the file."""
    match route:
        case ():
            return "this file"
        case (*above, int(index)):
            return f"item {index + 1} of {called(tuple(above))}"
        case _:
            return quoted(str(route[-1]))


def quoted(value: str) -> str:
    """Quote a value in backticks, cut where it is long."""
    shown = value if len(value) <= _LONGEST else f"{value[:_LONGEST].rstrip()}…"
    return f"“{shown}”" if "`" in shown else f"`{shown}`"


def listed(choices: Collection[str]) -> str:
    """List choices: `a`, `b` or `c`; of many only the first."""
    first = [quoted(choice) for choice in list(choices)[:MOST_CHOICES]]
    if len(choices) > MOST_CHOICES:
        return f"{', '.join(first)} or {len(choices) - MOST_CHOICES} others"
    return first[0] if len(first) == 1 else f"{', '.join(first[:-1])} or {first[-1]}"


def kind(instance: object) -> str:
    """Name the kind of a value."""
    for names, types in (("null", type(None)), ("boolean", bool), ("string", str), ("number", (int, float))):
        if isinstance(instance, types):
            return _KINDS[names]
    return _KINDS["object" if isinstance(instance, Mapping) else "array"]


def kinds(names: str | Sequence[str]) -> str:
    """Name the kinds of values that a schema allows."""
    return " or ".join(_KINDS[name] for name in ([names] if isinstance(names, str) else names))


def sentence(text: str) -> str:
    """Return a text as a sentence of its own: a capital first, a full stop last."""
    text = text.strip()
    return sentence_start(text if text.endswith((".", "!", "?")) else f"{text}.")


def sentence_start(words: str) -> str:
    """Return words as they begin a sentence."""
    return words[:1].upper() + words[1:]


def first_sentence(text: str) -> str:
    """Return the first sentence of a text."""
    return sentence(re.split(r"(?<=[.!?])\s", text.strip())[0])
