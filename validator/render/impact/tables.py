"""The tables of an impact, the same in every format that people read."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Final

from validator.changes.impact import Group, Impact, Undecided
from validator.render.impact.wording import (
    VERDICTS,
    changed_name,
    credits_of,
    decision,
    outcome,
)

MOST_GROUPS: Final = 20
KINDS: Final = ("obligation", "plan", "severity", "agreement", "clause")
COUNTS: Final = ("decisions", "changed", "outcome", "earlier", "later", "better", "worse", "mixed")
NUMBERS: Final = frozenset({*COUNTS, "tickets"})


@dataclass(frozen=True, slots=True)
class Section:
    """A table under a heading; columns in `right` hold numbers, `note` says what was left out."""

    id: str
    title: str
    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    right: frozenset[str]
    note: str = ""


def sections(impact: Impact) -> Iterator[Section]:
    """Yield every table that has a row."""
    if impact.nothing is None:
        yield from _flips(impact)
        yield from _groups(impact)
        yield _cases(impact)
    if any(impact.undecided):
        yield _undecided(impact)


def _flips(impact: Impact) -> Iterator[Section]:
    """Yield a matrix for every obligation with decisions that come out otherwise."""
    for obligation in dict.fromkeys(flip.obligation for flip in impact.flips):
        own = [flip for flip in impact.flips if flip.obligation == obligation]
        if all(flip.old == flip.new for flip in own):
            continue
        counts = {(flip.old, flip.new): flip.decisions for flip in own}
        olds, news = (list(dict.fromkeys(side)) for side in ([f.old for f in own], [f.new for f in own]))
        news.sort(key=_place(olds))
        headings = ("OLD ↓ NEW →", *(outcome(new) for new in news))
        yield Section(
            f"outcomes-{obligation}",
            f"Outcomes of {obligation}",
            headings,
            tuple(
                (outcome(old), *(f"{counts[old, new]:,}" if (old, new) in counts else "" for new in news))
                for old in olds
            ),
            frozenset(headings[1:]),
        )


def _place(olds: list[str]) -> Callable[[str], int]:
    """Return the order of outcomes: those of OLD first, so that what stays the same stands on the diagonal."""
    return lambda new: olds.index(new) if new in olds else len(olds)


def _groups(impact: Impact) -> Iterator[Section]:
    """Yield a table for every kind of group with the groups in which anything changed, the most changed first."""
    for kind in KINDS:
        changed = [group for group in impact.groups[kind] if group.changed]
        changed.sort(key=lambda group: (-group.changed, group.new, group.old))
        alike, more = len(impact.groups[kind]) - len(changed), max(len(changed) - MOST_GROUPS, 0)
        notes = [f"{more:,} more with changed decisions"] * (more > 0)
        notes += [f"{alike:,} without any"] * (alike > 0)
        yield Section(
            f"by-{kind}",
            f"By {kind}",
            (kind, *COUNTS, "credits"),
            tuple(_group(kind, group) for group in changed[:MOST_GROUPS]),
            NUMBERS,
            f"And {' and '.join(notes)}." if notes else "",
        )


def _group(kind: str, group: Group) -> tuple[str, ...]:
    name = changed_name(group.old, group.new)
    if kind == "clause" and group.old != group.new:
        name = moved_clause(group.old, group.new)
    counts = (
        group.decisions, group.changed, group.flipped, group.earlier, group.later, group.better, group.worse,
        group.mixed,
    )  # fmt: skip
    return (name, *(f"{count:,}" for count in counts), credits_of(group.credits))


def moved_clause(old: str, new: str) -> str:
    """Write a clause by its place under NEW, and where it stands under OLD: `file:line heading (OLD: file:line)`."""
    (then, _, heading), (_, _, now) = old.partition(" "), new.partition(" ")
    return f"{new} (OLD: {then})" if heading == now else f"{new} (OLD: {old})"


def _cases(impact: Impact) -> Section:
    rows = tuple(
        (
            case.ticket,
            case.agreement,
            pair.obligation + (f" ({pair.occurrence})" if pair.occurrence > 1 else ""),
            VERDICTS[pair.favours],
            decision(pair.old),
            decision(pair.new),
            pair.new.clause if pair.new else "",
        )
        for case in impact.cases
        for pair in case.pairs
    )
    more = f"And {impact.more_cases:,} more tickets with changed decisions." if impact.more_cases else ""
    headings = ("ticket", "agreement", "obligation", "for the customer", "OLD", "NEW", "clause under NEW")
    return Section("largest", "The largest changes", headings, rows, frozenset(), more)


def _undecided(impact: Impact) -> Section:
    rows = tuple(
        row
        for side, found in zip(("OLD", "NEW"), impact.undecided, strict=True)
        for row in _reasons(side, found)
    )
    headings = ("under", "reason", "tickets", "for example", "why")
    return Section("undecided", "Tickets that cannot be decided", headings, rows, NUMBERS)


def _reasons(side: str, found: tuple[Undecided, ...]) -> Iterator[tuple[str, ...]]:
    for each in found:
        yield side, each.code, f"{each.tickets:,}", each.example, each.message
