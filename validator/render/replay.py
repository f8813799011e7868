"""A run repeated: the same, or what differs and what has changed since."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, field
from enum import Enum
from typing import Final

from validator.render.table import Styled, plain, table, visible

VERSION: Final = 1
SHORT: Final = 12
"""How much of a digest people are shown."""

MOST_CAUSES: Final = 20
FEW: Final = 3
NONE: Final = "-"


@dataclass(frozen=True, slots=True)
class Cause:
    """Something that a run was made with and that is another one now; None is what was not there, or is gone."""

    what: str
    then: str | None
    now: str | None


class Found(Enum):
    """Where a row that differs is found."""

    ONLY_THEN = "only-then"
    ONLY_NOW = "only-now"
    CHANGED = "changed"


WHERE: Final = {Found.ONLY_THEN: "only in the record", Found.ONLY_NOW: "only now"}


@dataclass(frozen=True, slots=True)
class Value:
    """A value that differs, as the tables write it; None is no value."""

    column: str
    then: str | None
    now: str | None


@dataclass(frozen=True, slots=True)
class Difference:
    """A row that differs, by its key, with the values that do; of one found on one side alone, what tells most."""

    key: tuple[str | None, ...]
    found: Found
    values: tuple[Value, ...]


@dataclass(frozen=True, slots=True)
class Compared:
    """A table of a run beside today's: how many rows, how many of them differ, and the first of these.

    `moved` counts rows that differ in nothing but the line they cite, `recited` those that cite something else and are
    decided alike; `columns` counts the rows in which a column has another value.
    """

    name: str
    key: tuple[str, ...]
    rows_then: int
    rows_now: int
    only_then: int = 0
    only_now: int = 0
    changed: int = 0
    moved: int = 0
    recited: int = 0
    columns: Mapping[str, int] = field(default_factory=dict)
    first: tuple[Difference, ...] = ()

    @property
    def differing(self) -> int:
        """The number of rows that differ in substance."""
        return self.only_then + self.only_now + self.changed

    @property
    def same(self) -> bool:
        """Whether no row differs in substance."""
        return not self.differing


@dataclass(frozen=True, slots=True)
class Replayed:
    """A run decided again: its tables beside today's, the decisions first, and what has changed since."""

    tables: tuple[Compared, ...]
    causes: tuple[Cause, ...]

    @property
    def same(self) -> bool:
        """Whether everything comes out as it was recorded."""
        return all(compared.same for compared in self.tables)


def text(replayed: Replayed, style: Styled = plain) -> str:
    """Return the result in words."""
    return "\n\n".join(_blocks(replayed, style)) + "\n"


def _blocks(replayed: Replayed, style: Styled) -> Iterator[str]:
    decisions = replayed.tables[0]
    if replayed.same:
        yield f"The same, {_counted(decisions.rows_now, 'decision')}{_since(replayed.causes)}."
    else:
        yield "Not the same.\n" + "\n".join(line for each in replayed.tables for line in _counts(each))
    if decisions.moved or decisions.recited:
        yield _places(decisions)
    if replayed.causes:
        shown = replayed.causes[:MOST_CAUSES]
        rows = [(each.what, _short(each.then or "not there"), _short(each.now or "gone")) for each in shown]
        more = len(replayed.causes) - len(shown)
        yield table(("changed since", "recorded", "now"), rows, style=style) + _more(more, "changes")
    elif not replayed.same:
        yield (
            "Policies, holidays, zone data and release are those of the record. So the recorded files were changed, or "
            "a policy\nunder which the run decided nothing, or slawyer within its release; or this is a bug of ours."
        )
    for each in replayed.tables:
        if each.first:
            yield _rows(each, style) + _more(each.differing - len(each.first), f"rows of {each.name}")


def _since(causes: tuple[Cause, ...]) -> str:
    if not causes:
        return ""
    names = [visible(cause.what) for cause in causes]
    said = f"{len(names)} things" if len(names) > FEW else " and ".join(names)
    return f"; {said} {'has' if len(names) == 1 else 'have'} changed since, which made no difference"


def _places(decisions: Compared) -> str:
    moved, recited = decisions.moved, decisions.recited
    parts = [f"{moved:,} now {'stands' if moved == 1 else 'stand'} on another line"] * (moved > 0)
    parts += [f"{recited:,} now {'cites' if recited == 1 else 'cite'} another clause or file"] * (recited > 0)
    return f"Of the decisions that are the same, {' and '.join(parts)}."


def _counts(compared: Compared) -> Iterator[str]:
    if compared.same:
        yield f"  {compared.name}: the same, {_counted(compared.rows_now, 'row')}"
        return
    kinds = (
        (compared.changed, "changed"),
        (compared.only_then, WHERE[Found.ONLY_THEN]),
        (compared.only_now, WHERE[Found.ONLY_NOW]),
    )
    said = ", ".join(f"{count:,} {word}" for count, word in kinds if count)
    yield f"  {compared.name}: {said}; {compared.rows_then:,} recorded, {compared.rows_now:,} now"
    for column, count in compared.columns.items():
        yield f"    {column}: {count:,}"


def _rows(compared: Compared, style: Styled) -> str:
    rows = [
        (*each.key, WHERE.get(each.found, value.column), value.then, value.now)
        for each in compared.first
        for value in each.values
    ]
    said = [[NONE if part is None else part for part in row] for row in rows]
    return table((*compared.key, "difference", "recorded", "now"), said, style=style)


def _more(left: int, what: str) -> str:
    return f"\n… and {left:,} more {what}" if left else ""


def _counted(count: int, what: str) -> str:
    return f"{count:,} {what}{'' if count == 1 else 's'}"


def _short(said: str) -> str:
    """Return a value with its digest as short as people compare them."""
    return re.sub(rf"^([0-9a-f]{{{SHORT}}})[0-9a-f]{{52}}$", r"\1…", said)


def as_json(replayed: Replayed) -> str:
    """Return the result as JSON with a version."""
    tables = [
        asdict(each) | {"first": [_record(each, row) for row in each.first]} for each in replayed.tables
    ]
    record = {
        "version": VERSION,
        "same": replayed.same,
        "tables": tables,
        "causes": [asdict(each) for each in replayed.causes],
    }
    return json.dumps(record, indent=2, ensure_ascii=False) + "\n"


def _record(compared: Compared, row: Difference) -> dict[str, object]:
    return {
        "key": dict(zip(compared.key, row.key, strict=True)),
        "found": row.found.value,
        "values": [asdict(value) for value in row.values],
    }
