"""What two contracts promise otherwise, cell by cell of their decision tables, whatever line it comes from."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from validator.changes.cells import (
    REQUEST,
    SUPPORT_FOR,
    Answer,
    Cell,
    Content,
    Covered,
    Granted,
    Ground,
    Run,
    Table,
)
from validator.changes.change import Change
from validator.changes.credits import compare_credits
from validator.changes.deadlines import Calendar, Compared, Shift, compare, hours_of
from validator.changes.favours import Favours, larger_is_better, superset_is_better, together
from validator.evaluate.terms import Obligation
from validator.model.target import BestEffort, Negotiable, NotOffered, Target
from validator.model.words import Inclusion

NOTHING, EFFORT, TIME = 0, 1, 2

INCLUSIONS: Final = {Inclusion.NOT_INCLUDED: 0, Inclusion.NEGOTIABLE: 1, Inclusion.INCLUDED: 2}


SILENCE: Final = {REQUEST: 1, SUPPORT_FOR: 2}
"""A request that is not named is neither covered nor excluded; a part of the product that is not named has no limit."""


@dataclass(frozen=True, slots=True)
class Effect:
    """A cell that is answered otherwise; `old` or `new` is None where that side does not know it.

    `shift` is the submission whose deadline moves most. `causes` are the changed lines that the answer rests on.
    """

    cell: Cell
    favours: Favours
    old: Content | None
    new: Content | None
    shift: Shift | None
    causes: tuple[Change, ...] = ()

    @property
    def rests(self) -> tuple[Ground, ...]:
        """Return the places that either answer comes from."""
        return tuple(
            ground for answer in (self.old, self.new) if answer is not None for ground in answer.rests
        )


@dataclass(frozen=True)
class Weighing:
    """Two tables with the calendars their deadlines are counted in; submissions are tried from `since` on."""

    old: Calendar
    new: Calendar
    since: int
    _compared: dict[object, Compared] = field(default_factory=dict, repr=False)

    def effects(self, old: Table, new: Table) -> Iterator[Effect]:
        """Yield the cells that are answered otherwise, in the order of the new table, then of what is gone."""
        offers = {cell.offer for cell in old} & {cell.offer for cell in new}
        known = _severities(old), _severities(new)
        for cell in dict.fromkeys((*new, *old)):
            one, other = old.get(cell), new.get(cell)
            if cell.question.startswith(SUPPORT_FOR) and cell.offer not in offers:
                continue  # of an offer that is on one side only, its lines of the plan table say enough
            favours, shift = self._weigh(cell, one, other, known)
            if favours is not Favours.NEUTRAL:
                yield Effect(cell, favours, one, other, shift)

    def _weigh(
        self,
        cell: Cell,
        old: Content | None,
        new: Content | None,
        severities: tuple[frozenset[str], frozenset[str]],
    ) -> tuple[Favours, Shift | None]:
        match old, new:
            case (Covered(), _) | (_, Covered()):
                return _covered(cell, old, new), None
            case Granted(before), Granted(after):
                return compare_credits(before, after), None
            case Run(one), Run(other):
                return _clocks(one, other), None
            case (Granted() | Run(), _) | (_, Granted() | Run()):
                return Favours.NEUTRAL, None  # nothing is promised in time on one side: that row says enough
            case _:
                pass
        if cell.severity and any(cell.severity not in known for known in severities):
            return (
                Favours.INCOMPARABLE,
                None,
            )  # a level of urgency more or less: it depends on what falls under it
        return self._promised(*(side if isinstance(side, Answer) else None for side in (old, new)))

    def _promised(self, old: Answer | None, new: Answer | None) -> tuple[Favours, Shift | None]:
        before, after = (
            answer.promise.target if answer and answer.promise else None for answer in (old, new)
        )
        if _rank(before) != _rank(after):
            return larger_is_better(_rank(before), _rank(after)), None
        if old is None or new is None or before is None or after is None:
            return Favours.NEUTRAL, None
        if isinstance(before, Negotiable) or isinstance(after, Negotiable):
            verdict, shift = _negotiable(before, after), None
        elif isinstance(before, BestEffort) or isinstance(after, BestEffort):
            return _asking(old.obligation, new.obligation), None
        else:
            found = self._deadlines(old, new)
            verdict, shift = found.favours, found.shift
        hours = Favours.NEUTRAL if old.negotiable_hours == new.negotiable_hours else Favours.INCOMPARABLE
        return together([verdict, hours, _asking(old.obligation, new.obligation)]), shift

    def _deadlines(self, old: Answer, new: Answer) -> Compared:
        """Compare two promises in time; many cells share theirs."""
        sides = []
        for calendar, answer in ((self.old, old), (self.new, new)):
            target = answer.promise.target if answer.promise else None
            if target is None or isinstance(target, BestEffort | Negotiable | NotOffered):
                raise TypeError(target)
            sides.append((calendar, answer.schedule, target))
        key = tuple((hours_of(schedule), target) for _, schedule, target in sides)
        if key not in self._compared:
            self._compared[key] = compare(sides[0], sides[1], self.since)
        return self._compared[key]


def _severities(table: Table) -> frozenset[str]:
    return frozenset(cell.severity for cell in table if cell.severity) | {""}


def _rank(target: Target | None) -> int:
    match target:
        case None:
            return NOTHING
        case BestEffort():
            return EFFORT
        case _:
            return TIME


def _negotiable(old: Target, new: Target) -> Favours:
    """Compare values to agree on by the shortest that can be agreed on; with fixed ones they cannot be compared."""
    match old, new:
        case Negotiable(one), Negotiable(other) if type(one) is type(other):
            return larger_is_better(other.microseconds, one.microseconds)
        case _:
            return Favours.INCOMPARABLE


def _covered(cell: Cell, old: Content | None, new: Content | None) -> Favours:
    """Compare what is covered, by the side that names it, and by what silence means on the other."""
    absent = next((rank for question, rank in SILENCE.items() if cell.question.startswith(question)), 0)
    one, other = (INCLUSIONS[side.inclusion] if isinstance(side, Covered) else absent for side in (old, new))
    return larger_is_better(one, other)


def _asking(old: Obligation, new: Obligation) -> Favours:
    """Compare the channels that an escalation must come through: all of them, or one of them."""
    if old.channel_when_not_stated != new.channel_when_not_stated:
        return Favours.INCOMPARABLE
    one, other = frozenset(old.channels), frozenset(new.channels)
    if old.all_channels != new.all_channels:
        return (
            Favours.INCOMPARABLE
            if one != other
            else (Favours.ADVERSE if new.all_channels else Favours.FAVOURABLE)
        )
    found = superset_is_better(one, other)
    return found.mirrored if new.all_channels else found


def _clocks(old: Obligation, new: Obligation) -> Favours:
    """Compare what starts, stops and pauses a clock: fewer pauses are better, anything else cannot be compared."""
    before, after = (
        (each.starts, each.stops, each.recurs, each.reopening, each.severity_change) for each in (old, new)
    )
    pauses = superset_is_better(frozenset(new.pauses), frozenset(old.pauses))
    return together([pauses, Favours.NEUTRAL if before == after else Favours.INCOMPARABLE])
