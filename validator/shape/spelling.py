"""What was probably meant by a value or a name that is not written as it must be."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from difflib import get_close_matches
from typing import TYPE_CHECKING, Any, Final

from validator.shape.patterns import matches

if TYPE_CHECKING:
    from collections.abc import Iterator

_CLOSE: Final = 0.6  # as elsewhere: one or two letters of a word may be wrong
_VERY_CLOSE: Final = 0.8  # between whole phrases
_DIGITS: Final = re.compile(r"[0-9]+")


def meant_value(text: str, schema: Mapping[str, Any]) -> str | None:
    """Return the spelling that the schema accepts and the text probably means.

    Known other spellings (`x-spellings`) come first, then choices and examples that look alike. An example is only
    offered if it holds the same numbers: nobody meant 2 hours by writing 3.
    """
    choices = [str(choice) for choice in (*schema.get("enum", ()), *_constant(schema))]
    for candidate in _respelled(text, schema):
        if _accepted(candidate, schema, choices):
            return candidate
    if choices:
        return close_to(text, choices)
    alike = [
        example
        for example in schema.get("examples", ())
        if isinstance(example, str) and _DIGITS.findall(example) == _DIGITS.findall(text)
    ]
    close = get_close_matches(text.casefold(), alike, n=1, cutoff=_VERY_CLOSE)
    return close[0] if close and close[0] != text and _accepted(close[0], schema, choices) else None


def meant_name(text: str, patterns: Collection[str]) -> str | None:
    """Return a text turned into a name that one of the patterns accepts: `Severity 1` into `severity_1`."""
    folded = re.sub(r"[^a-z0-9]+", "_", text.casefold()).strip("_")
    return folded if any(matches(pattern, folded) for pattern in patterns) else None


def close_to(text: str, choices: Collection[str]) -> str | None:
    """Return the choice that looks most like a text; capitals and the signs between words do not count."""
    folded = {_folded(choice): choice for choice in reversed(list(choices))}
    close = get_close_matches(_folded(text), list(folded), n=1, cutoff=_CLOSE)
    return folded[close[0]] if close else None


def _folded(text: str) -> str:
    return re.sub(r"[\s_-]+", " ", text.casefold()).strip()


def _respelled(text: str, schema: Mapping[str, Any]) -> Iterator[str]:
    stripped = text.strip()
    if stripped != text:
        yield stripped
    for spelling in schema.get("x-spellings", ()):
        match = re.search(spelling["like"], stripped, re.IGNORECASE)
        if match is not None:
            yield match.expand(spelling["write"])


def _accepted(text: str, schema: Mapping[str, Any], choices: Collection[str]) -> bool:
    pattern = schema.get("pattern")
    return (not choices or text in choices) and (pattern is None or matches(pattern, text))


def _constant(schema: Mapping[str, Any]) -> tuple[str, ...]:
    constant = schema.get("const")
    return (constant,) if isinstance(constant, str) else ()
