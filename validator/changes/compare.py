"""Two editions compared: what is declared otherwise, and what follows from it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from validator.changes.cells import Ground, Table
from validator.changes.change import Change, Kind
from validator.changes.deadlines import Calendar
from validator.changes.declared import Declared, Text, declared
from validator.changes.effective import Effect, Weighing
from validator.changes.favours import Favours, together
from validator.changes.table import table
from validator.document import Document
from validator.model.edition import Edition
from validator.model.policy import Policy
from validator.timetable.local import midnight

if TYPE_CHECKING:
    from validator.shape.annotations import Annotations

    Schemas = Callable[[str], Annotations | None]

RECORD: Final = frozenset({"edition", "effective_from", "supersedes", "source", "readings"})
"""What `edition.yaml` says of the text itself: two editions differ in it without promising anything else."""

UNMOVING: Final = frozenset({Kind.READING, Kind.WORDING, Kind.CONTACT})
"""Changes that nothing follows from."""


@dataclass(frozen=True, slots=True)
class Side:
    """One state of a policy, with the documents of its files by the names that addresses use."""

    policy: Policy
    documents: Mapping[str, Document]
    calendar: Calendar

    def day_begins(self, edition: Edition) -> int:
        """Return the first instant of an edition."""
        return midnight(edition.effective_from, self.calendar.zones[self.policy.zone])


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two texts of a policy compared: two editions, or (both None) what stands beside the editions.

    `cells` counts the cells of both decision tables together.
    """

    policy: str
    old: Edition | None
    new: Edition | None
    changes: tuple[Change, ...]
    effects: tuple[Effect, ...]
    cells: int

    @property
    def edited(self) -> bool:
        """Whether one edition was edited, rather than another one published."""
        return self.old is not None and self.new is not None and self.old.id == self.new.id

    def following(self, change: Change) -> tuple[Effect, ...]:
        """Return what follows from a change."""
        return tuple(effect for effect in self.effects if any(change is cause for cause in effect.causes))

    @property
    def unexplained(self) -> tuple[Effect, ...]:
        """What is promised otherwise although no changed line says so: those it rests on favour others, or nobody."""
        return tuple(
            effect
            for effect in self.effects
            if not any(cause.favours in {effect.favours, Favours.INCOMPARABLE} for cause in effect.causes)
        )


def compare_editions(
    old: tuple[Side, Edition], new: tuple[Side, Edition], schemas: Schemas, beside: Sequence[Change] = ()
) -> Comparison:
    """Compare two editions; `beside` are changes outside of them that may have effects in them, such as of holidays.

    `schemas` gives what the schema says of a file by its name within the edition.
    """
    (before, one), (after, other) = old, new
    found = [
        each
        for each in declared(_text(before, one), _text(after, other), schemas)
        if one.id == other.id or not (each.change.file == "edition.yaml" and each.change.route[0] in RECORD)
    ]
    if not found and not beside:
        return Comparison(after.policy.id, one, other, (), (), 0)
    tables = table(before.policy, one), table(after.policy, other)
    weighing = Weighing(before.calendar, after.calendar, after.day_begins(other))
    effects = tuple(weighing.effects(*tables))
    changes = tuple(settled(found, effects, tables))
    return Comparison(
        policy=after.policy.id,
        old=one,
        new=other,
        changes=changes,
        effects=tuple(caused(effects, (*changes, *beside))),
        cells=len(tables[0].keys() | tables[1].keys()),
    )


def _text(side: Side, edition: Edition) -> Text:
    folder = f"{side.policy.id}/editions/{edition.id}/"
    files = {
        name.removeprefix(folder): (name, document)
        for name, document in side.documents.items()
        if name.startswith(folder)
    }
    return Text(files, edition.at)


def settled(
    found: Iterable[Declared], effects: Sequence[Effect], tables: tuple[Table, Table]
) -> Iterator[Change]:
    """Say of each change whom it favours: by itself, else by what follows from it.

    A change that nothing follows from moves nothing if the tables rest on its place, and cannot be judged elsewhere.
    """
    grounds = _grounds(tables)
    for each in found:
        change = each.change
        if each.favours is not None:
            yield change
            continue
        follow = [
            effect.favours for effect in effects if any(change.concerns(*place) for place in effect.rests)
        ]
        if follow:
            yield replace(change, favours=together(follow))
        elif any(change.concerns(*place) for place in grounds):
            yield replace(change, favours=Favours.NEUTRAL)
        else:
            yield change


def _grounds(tables: tuple[Table, Table]) -> set[Ground]:
    """Return what the answers rest on in offers that are on both sides."""
    offers = {cell.offer for cell in tables[0]} & {cell.offer for cell in tables[1]}
    return {
        ground
        for each in tables
        for cell, answer in each.items()
        if cell.offer in offers
        for ground in answer.rests
    }


def caused(effects: Iterable[Effect], changes: Sequence[Change]) -> Iterator[Effect]:
    """Give each effect the changed lines that its answers rest on; those that favour anybody, if there are any."""
    moving = [change for change in changes if change.kind not in UNMOVING]
    for effect in effects:
        places = set(effect.rests)
        causes = tuple(change for change in moving if any(change.concerns(*place) for place in places))
        telling = tuple(change for change in causes if change.favours is not Favours.NEUTRAL)
        yield replace(effect, causes=telling or causes)
