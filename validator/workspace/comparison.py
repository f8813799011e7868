"""A table that a run wrote, beside the one that is written today: row by row, value by value."""

from __future__ import annotations

from filecmp import cmp
from typing import TYPE_CHECKING, Final

import duckdb

from validator.render.replay import Compared, Difference, Found, Value
from validator.workspace.recorded_tables import ask, columns_of, literal, quoted, source
from validator.workspace.trouble import Trouble

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

KEYS: Final = {
    "decisions": ("ticket", "obligation", "occurrence"),
    "ledger": ("agreement", "credit_unit"),
    "rejected": ("file", "line"),
}
"""By what a row of each table is the same row; rows that share a key are paired in their order."""

NUMBERS: Final = ("occurrence", "line")
TELLING: Final = {"decisions": "outcome", "ledger": "credit", "rejected": "reason"}
"""What is told of a row that is found on one side alone."""

PLACE: Final = "clause"
"""The column that cites a clause and its line: it may change without anything being decided otherwise."""

SHOWN: Final = 20
BOTH: Final = "past.nth = present.nth"
PAST_ONLY: Final = "present.nth IS NULL"
PRESENT_ONLY: Final = "past.nth IS NULL"


def compared(name: str, then: Path, now: Path, kind: str) -> Compared:
    """Compare two tables as texts of the same format; what is too large for the memory is kept beside `now`."""
    columns = columns_of(now, kind) or columns_of(then, kind)
    recorded = columns_of(then, kind) or columns
    if set(recorded) != set(columns):
        raise Trouble(
            f"{then} has other columns than this release writes",
            "Use the release that is named in run.json under `software`.",
        )
    with duckdb.connect(":memory:") as engine:
        engine.execute("SET TimeZone = 'UTC'")
        engine.execute(f"SET temp_directory = {literal(str(now.parent / 'spilled'))}")
        if cmp(then, now, shallow=False):
            ((rows,),) = ask(engine, now, f"SELECT count(*) FROM {source(now, kind, columns)}")
            return Compared(name, KEYS[name], rows, rows)
        for side, path, own in (("past", then, recorded), ("present", now, columns)):
            texts = ", ".join(f"CAST({quoted(column)} AS VARCHAR) AS {quoted(column)}" for column in own)
            ask(engine, path, f"CREATE TABLE raw AS SELECT {texts} FROM {source(path, kind, own)}")
            _numbered(engine, side, KEYS[name])
        return _paired(engine, name, columns)


def agreements_of(path: Path, kind: str) -> set[str]:
    """Return the agreements that recorded decisions were made under."""
    columns = columns_of(path, kind)
    if not columns:
        return set()
    with duckdb.connect(":memory:") as engine:
        query = f"SELECT DISTINCT agreement FROM {source(path, kind, columns)}"
        return {str(agreement) for (agreement,) in ask(engine, path, query)}


def _numbered(engine: duckdb.DuckDBPyConnection, side: str, keys: Sequence[str]) -> None:
    """Make a table of what was read, with `nth`: how many rows up to this one share its key."""
    nth = f"row_number() OVER (PARTITION BY {', '.join(map(quoted, keys))} ORDER BY rowid)"
    engine.execute(f"CREATE TABLE {side} AS SELECT *, {nth} AS nth FROM raw")
    engine.execute("DROP TABLE raw")


def _paired(engine: duckdb.DuckDBPyConnection, name: str, columns: Sequence[str]) -> Compared:
    """Count what differs between `past` and `present`."""
    keys = KEYS[name]
    substance = [column for column in columns if column not in (*keys, PLACE)]
    match = (f"past.{quoted(key)} IS NOT DISTINCT FROM present.{quoted(key)}" for key in (*keys, "nth"))
    pairs = f"past FULL JOIN present ON {' AND '.join(match)}"
    changed = f"{BOTH} AND ({' OR '.join(map(_differs, substance))})"
    conditions = [PAST_ONLY, PRESENT_ONLY, changed, *_places(changed, cited=PLACE in columns)]
    conditions += [f"{BOTH} AND {_differs(column)}" for column in substance]
    counts = ", ".join(f"count(*) FILTER ({condition})" for condition in conditions)
    counting = f"SELECT count(past.nth), count(present.nth), {counts} FROM {pairs}"
    ((rows_then, rows_now, only_then, only_now, differing, moved, recited, *each),) = engine.execute(
        counting
    ).fetchall()
    by_column = {column: count for column, count in zip(substance, each, strict=True) if count}
    which = f"{pairs} WHERE {PAST_ONLY} OR {PRESENT_ONLY} OR {changed}"
    return Compared(
        name=name,
        key=keys,
        rows_then=rows_then,
        rows_now=rows_now,
        only_then=only_then,
        only_now=only_now,
        changed=differing,
        moved=moved,
        recited=recited,
        columns=by_column,
        first=tuple(_differences(engine, name, list(by_column), which)),
    )


def _places(changed: str, *, cited: bool) -> tuple[str, str]:
    """Return the conditions that a decision is the same and only its line differs, or what it cites."""
    if not cited:
        return "false", "false"
    past, present = (f"regexp_replace({side}.{PLACE}, ':[0-9]+ ', ' ')" for side in ("past", "present"))
    alike, other = f"{BOTH} AND NOT ({changed})", f"{past} IS DISTINCT FROM {present}"
    return f"{alike} AND {_differs(PLACE)} AND NOT ({other})", f"{alike} AND {other}"


def _differences(
    engine: duckdb.DuckDBPyConnection, name: str, columns: Sequence[str], which: str
) -> Iterator[Difference]:
    """Yield the first rows that differ, in the order of their keys."""
    own = {key: f"coalesce(past.{quoted(key)}, present.{quoted(key)})" for key in KEYS[name]}
    order = [f"TRY_CAST({term} AS BIGINT)" if key in NUMBERS else term for key, term in own.items()]
    shown = (TELLING[name], *columns)
    values = [f"{side}.{quoted(column)}" for column in shown for side in ("past", "present")]
    asked = ", ".join([PAST_ONLY, PRESENT_ONLY, *own.values(), *values])
    ordered = ", ".join([*order, "past.nth", "present.nth"])
    query = f"SELECT {asked} FROM {which} ORDER BY {ordered} LIMIT {SHOWN}"
    for past_only, present_only, *rest in engine.execute(query).fetchall():
        key, said = tuple(rest[: len(own)]), rest[len(own) :]
        telling, *sides = (Value(*each) for each in zip(shown, said[::2], said[1::2], strict=True))
        if past_only or present_only:
            yield Difference(key, Found.ONLY_THEN if past_only else Found.ONLY_NOW, (telling,))
        else:
            yield Difference(key, Found.CHANGED, tuple(side for side in sides if side.then != side.now))


def _differs(column: str) -> str:
    return f"past.{quoted(column)} IS DISTINCT FROM present.{quoted(column)}"
