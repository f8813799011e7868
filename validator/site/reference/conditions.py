"""What a group of keys asks for in some cases only: the conditions of its schema, in words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any, Final

Node = Mapping[str, Any]

WORDS: Final = re.compile(r"\^\(([a-z|-]+)\)\$")
"""A pattern that allows some words and nothing else."""
READINGS: Final = "readings"
READING: Final = "a value beside it needs a reading"
UNSAID: Final = "its file's other values ask for it"
"""A condition for which there are no words here; no schema of ours has one."""


def needed_if(group: Node, key: str) -> tuple[str, ...]:
    """Return the cases in which a key of a group must be written, as clauses with code in back quotes."""
    if key in group.get("required", ()):
        return ()
    cases = (case for case, demand in _demands(group) if key in demand.get("required", ()))
    found = [READING if key == READINGS else case for case in cases if case != f"`{key}` is written"]
    return tuple(dict.fromkeys(found))


def allowed_if(group: Node, key: str) -> tuple[str, ...]:
    """Return what restricts a key of a group: a clause for each case outside of which it must not be written."""
    cases = _conditions(group)
    barred = [
        _case(each["if"], holds=True)
        for each in cases
        if each.get("else", {}).get("properties", {}).get(key, {}).get("type") == "null"
    ]
    barred += [
        _case(each["if"], holds=False)
        for each in cases
        if key in each.get("then", {}).get("not", {}).get("required", ())
    ]
    return tuple(barred)


def always_read(group: Node, key: str) -> bool:
    """Whether the value of a key needs its reading whatever it is; else only where the value leaves a choice."""
    written = (case == f"`{key}` is written" and _read(demand, key) for case, demand in _demands(group))
    return _read(group, key) or any(written)


def _read(demand: Node, key: str) -> bool:
    readings = demand.get("properties", {}).get(READINGS, {})
    return key in readings.get("required", ()) and READINGS in demand.get("required", ())


def _demands(group: Node) -> Iterator[tuple[str, Node]]:
    for each in _conditions(group):
        for branch, holds in (("then", True), ("else", False)):
            if branch in each:
                yield _case(each["if"], holds=holds), each[branch]


def _conditions(group: Node) -> list[Node]:
    return [each for each in (group, *group.get("allOf", ())) if "if" in each]


def _case(condition: Node, *, holds: bool) -> str:
    """Return a condition as a clause: that it holds, or that it does not."""
    negation = "" if holds else " not"
    properties = condition.get("properties", {})
    match [*properties.items()], [*condition.get("required", ())]:
        case [(key, {"const": str(word)})], _:
            return f"`{key}` is{negation} `{word}`"
        case [(key, {"pattern": str(pattern)})], _ if found := WORDS.fullmatch(pattern):
            *others, last = (f"`{word}`" for word in found[1].split("|"))
            return f"`{key}` is{negation} {' or '.join(filter(None, (', '.join(others), last)))}"
        case [], [key]:
            return f"`{key}` is{negation} written"
        case _:
            return UNSAID
