"""SQL that packs the columns of a log into numbers; what it cannot read for certain is marked, never guessed."""

from __future__ import annotations

from itertools import permutations
from typing import TYPE_CHECKING, Final

from validator.evaluate.columns.layout import ACTORS, FIELDS, Layout
from validator.model.timeline import EVENT_ORDER, SPOKEN
from validator.workspace.logs.engine import literal, quoted
from validator.workspace.logs.stamps import END_OF_INSTANTS

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import duckdb

ODD: Final = -1
"""The code of a row that says something no policy knows, or that has to be looked at closely for another reason."""

COLUMN_OF: Final = {"channels": "channel"}
EVENTS: Final = tuple(event.value for event in sorted(EVENT_ORDER, key=EVENT_ORDER.__getitem__))
TEXT: Final = "VARCHAR"
INSTANT: Final = "TIMESTAMP WITH TIME ZONE"
PLAIN: Final = frozenset({TEXT, "TINYINT", "SMALLINT", "INTEGER", "BIGINT", "BOOLEAN"})
"""Types whose values are the same text wherever they are written."""

CERTAIN: Final = r"\d{4}-\d\d-\d\dT([01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d{1,6})?(Z|[+-]([01]\d|2[0-3]):[0-5]\d)"
"""The stamps that the engine, which forgives much, reads as RFC 3339 does; whether there is such a day, it knows."""


def create_words(engine: duckdb.DuckDBPyConnection, layout: Layout) -> None:
    """Make a type of the words of each column."""
    for name, words in _spellings(layout).items():
        if words:
            listed = ", ".join(literal(word) for word in words)
            engine.execute(f"CREATE TYPE {quoted(_type(name))} AS ENUM ({listed})")


def _type(name: str) -> str:
    return f"word of {name}"


def _spellings(layout: Layout) -> Mapping[str, Sequence[str]]:
    """Return for each column the texts that are words of it; channels may be named in any order."""
    channels = layout.words["channels"]
    turned = [
        "+".join(turn)
        for word in channels
        for turn in permutations(word.split("+"))
        if "+".join(turn) != word
    ]
    return {"event": EVENTS, "by": ACTORS, **layout.words, "channels": (*channels, *turned)}


def packed(layout: Layout, columns: Mapping[str, str], relation: str) -> str:
    """Return a query that packs a relation into (ticket, at, stamp, code); `columns` are its columns and their types.

    `at` is in microseconds, UTC; where it is null, `stamp` is the text that it has to be read from. `code` is ODD where
    a row cannot be packed.
    """
    at, stamp = _instant(columns["at"])
    return (
        f"SELECT {_text('ticket', columns)} AS ticket, {at} AS instant, {stamp} AS stamp, "  # noqa: S608 -- our own
        f"{_code(layout, columns)} AS code FROM {relation}"
    )


def _text(name: str, columns: Mapping[str, str]) -> str:
    column = quoted(name)
    return f"nullif({column if columns[name] == TEXT else f'CAST({column} AS VARCHAR)'}, '')"


def _code(layout: Layout, columns: Mapping[str, str]) -> str:
    """Return the code of a row: if any of its fields is negative, so is the number of all of them together."""
    spellings = _spellings(layout)
    said = {name: _word(layout, name, spellings[name], columns) for name in FIELDS if name != "public"}
    said["public"] = _public(columns)
    shifted = {name: f"{field} * {1 << layout.shifts[name]}" for name, field in said.items()}
    always = " | ".join(shifted[name] for name in ("event", "by", "public"))
    branches = " ".join(
        f"WHEN {literal(event.value)} THEN {' | '.join(parts)}"
        for event in EVENT_ORDER
        if (parts := [shifted[name] for name in FIELDS if event in SPOKEN.get(name, ())])
    )
    rest = f"CASE {_text('event', columns)} {branches} ELSE 0 END"
    return f"greatest({always} | {rest}, {ODD})"


def _word(layout: Layout, name: str, spellings: Sequence[str], columns: Mapping[str, str]) -> str:
    """Return the number of what a column says: 0 where it is silent, negative where nobody knows the word."""
    column = COLUMN_OF.get(name, name)
    least, silent = ("0", "-1") if name == "event" else ("1", "0")
    if column not in columns:
        return silent
    text = _text(column, columns)
    if not spellings:
        return f"(CASE WHEN {text} IS NULL THEN 0 ELSE -1 END)"
    number = f"enum_code(TRY_CAST({text} AS {quoted(_type(name))}))::BIGINT"
    if name == "channels" and len(spellings) > len(layout.words[name]):
        places = {word: place for place, word in enumerate(layout.words[name])}
        turned = ", ".join(str(places["+".join(sorted(each.split("+")))]) for each in spellings)
        number = f"list_extract([{turned}]::BIGINT[], {number} + 1)"
    return f"(CASE WHEN {text} IS NULL THEN {silent} ELSE coalesce({number} + {least}, -1) END)"


def _public(columns: Mapping[str, str]) -> str:
    if "public" not in columns:
        return "1"
    text = f"lower({_text('public', columns)})"
    return f"(CASE WHEN {text} IS NULL OR {text} = 'true' THEN 1 WHEN {text} = 'false' THEN 0 ELSE -1 END)"


def _instant(kind: str) -> tuple[str, str]:
    """Return the instant of a row, and the stamp where SQL does not read it for certain."""
    column = quoted("at")
    if kind == INSTANT:
        value = f"epoch_us({column})"
        inside = f"{value} >= 0 AND {value} < {END_OF_INSTANTS}"
        shown = f"strftime(CAST({column} AS TIMESTAMP), '%Y-%m-%dT%H:%M:%S.%fZ')"
        return f"CASE WHEN {inside} THEN {value} END", f"CASE WHEN NOT ({inside}) THEN {shown} END"
    certain = f"regexp_full_match({column}, {literal(CERTAIN)})"
    value = f"epoch_us(TRY_CAST({column} AS TIMESTAMPTZ))"
    good = f"{certain} AND coalesce({value} >= 0 AND {value} < {END_OF_INSTANTS}, false)"
    return f"CASE WHEN {good} THEN {value} END", f"CASE WHEN NOT ({good}) THEN {column} END"
