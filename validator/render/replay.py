"""A run repeated: the same, or what differs and what has changed since."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

from validator.render.table import Styled, plain, table, visible

if TYPE_CHECKING:
    from collections.abc import Iterator

VERSION = 1


@dataclass(frozen=True, slots=True)
class Cause:
    """Something that a run was made with and that is another one now."""

    what: str
    then: str
    now: str


@dataclass(frozen=True, slots=True)
class Difference:
    """One value of a row that differs: the row's key, the column, then and now; no column means the whole row."""

    key: str
    column: str
    then: str
    now: str


@dataclass(frozen=True, slots=True)
class Compared:
    """A table of a run beside today's: how many rows, which differ, and the first of the differences.

    `moved` counts the rows that differ in nothing but the place they cite; `columns` counts differences by column.
    """

    name: str
    rows_then: int
    rows_now: int
    only_then: int
    only_now: int
    changed: int
    moved: int
    columns: tuple[tuple[str, int], ...]
    first: tuple[Difference, ...]

    @property
    def same(self) -> bool:
        """Whether no row differs in substance."""
        return not (self.only_then or self.only_now or self.changed)


@dataclass(frozen=True, slots=True)
class Replayed:
    """A run decided again: what was compared, and what has changed since."""

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
        yield f"The same, {decisions.rows_now:,} decisions."
        if decisions.moved:
            yield f"{decisions.moved:,} of them now rest on another line of the same text."
    else:
        yield "Not the same:"
        yield "\n".join(line for compared in replayed.tables for line in _counts(compared))
    if replayed.causes:
        said = (
            "What has changed since, which makes no difference here:"
            if replayed.same
            else "What has changed since:"
        )
        rows = [(cause.what, cause.then, cause.now) for cause in replayed.causes]
        yield f"{said}\n" + table(("what", "then", "now"), rows, style=style)
    elif not replayed.same:
        yield (
            "Policies, holidays, zone data and software are those of the run: the recorded files were changed by hand, "
            "or this is a bug of ours."
        )
    first = [difference for compared in replayed.tables for difference in compared.first]
    if first:
        listed = [(each.key, each.column, each.then, each.now) for each in first]
        yield table(("row", "column", "then", "now"), listed, style=style)
    for compared in replayed.tables:
        left = compared.only_then + compared.only_now + sum(count for _, count in compared.columns)
        if left > len(compared.first):
            yield f"… and {left - len(compared.first):,} more differences in {compared.name}."


def _counts(compared: Compared) -> Iterator[str]:
    if compared.same:
        yield f"  {compared.name}: the same, {compared.rows_now:,} rows."
        return
    parts = [
        f"{count:,} {word}"
        for count, word in (
            (compared.changed, "changed"),
            (compared.only_then, "only then"),
            (compared.only_now, "only now"),
        )
        if count
    ]
    yield f"  {compared.name}: {', '.join(parts)}, of {compared.rows_then:,} then and {compared.rows_now:,} now."
    for column, count in compared.columns:
        yield f"    {visible(column)}: {count:,}"


def as_json(replayed: Replayed) -> str:
    """Return the result as JSON with a version."""
    record = {"version": VERSION, "same": replayed.same, **asdict(replayed)}
    return json.dumps(record, indent=2, ensure_ascii=False) + "\n"
