"""From two decided logs to the impact of the change between them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from validator.changes.favours import Favours
from validator.changes.impact.groups import credits_by, groups
from validator.changes.impact.impact import (
    ABSENT,
    BOUNDS,
    Counted,
    Flip,
    Impact,
    Nothing,
    Rows,
    Tickets,
    Undecided,
)
from validator.changes.impact.largest import largest
from validator.changes.impact.pairing import Pairs, numbers_of, paired
from validator.changes.impact.verdicts import Verdicts, verdicts
from validator.evaluate.columns import Result
from validator.evaluate.columns.events import EventTable
from validator.evaluate.columns.table import OUTCOMES
from validator.evaluate.decision import Refusal
from validator.location import Address

if TYPE_CHECKING:
    from numpy.typing import NDArray


@dataclass(frozen=True, slots=True)
class Decided:
    """A log decided under one side: what the side is called, what was decided, and how places are cited."""

    label: str
    result: Result
    cite: Callable[[Address, str], str]


def measure(  # noqa: PLR0913 -- a log and its instant, two sides, and what is known beside them
    events: EventTable,
    as_of: int,
    old: Decided,
    new: Decided,
    *,
    unreadable: Sequence[Refusal] = (),
    rows: Rows = Rows(0, 0, 0, 0),  # noqa: B008 -- frozen
    alike: bool = False,
    top: int = 10,
) -> Impact:
    """Compare the same events decided as of an instant (microseconds, UTC) under two sides.

    `unreadable` are tickets that no contract decides, since the log cannot be read where it speaks of them; `alike`
    says that both sides declare the same. At most `top` tickets are shown with their decisions.
    """
    names = events.names
    present = np.zeros(len(names), dtype=np.bool_)
    present[events.ticket[events.at <= as_of]] = True
    decidable = [present & ~_refused(side.result, names) for side in (old, new)]
    both = decidable[0] & decidable[1]
    pairs = paired((old.result.decisions, new.result.decisions), names, both, (old.cite, new.cite))
    found = verdicts(pairs)
    favours = _favours(pairs, found, both)
    recited = ~found.changed & pairs.recited
    changed = int(np.count_nonzero(found.changed))
    whole = credits_by(pairs, found, np.zeros(pairs.ticket.size, dtype=np.int64), 1)[0]
    cases = largest(pairs, found, names, top, (old.cite, new.cite))
    unread = {each.ticket for each in unreadable}
    later_only = len(unread & set(names)) if unread else 0
    return Impact(
        old=old.label,
        new=new.label,
        as_of=as_of,
        nothing=_nothing(int(both.sum()), changed, int(recited.sum()), alike=alike),
        tickets=Tickets(
            both=int(both.sum()),
            only_old=int((decidable[0] & ~decidable[1]).sum()),
            only_new=int((decidable[1] & ~decidable[0]).sum()),
            neither=int((present & ~decidable[0] & ~decidable[1]).sum()) + len(unread),
            not_yet_submitted=int((~present).sum()) - later_only,
        ),
        rows=rows,
        undecided=(_undecided(old.result, unreadable), _undecided(new.result, unreadable)),
        decisions=pairs.ticket.size,
        same=pairs.ticket.size - changed - int(recited.sum()),
        recited=int(recited.sum()),
        changed=changed,
        favours=favours,
        flips=_flips(pairs),
        earlier=_counted(-found.shift[found.shift < 0]),
        later=_counted(found.shift[found.shift > 0]),
        timed=int(found.timed.sum()),
        untimed=int(found.untimed.sum()),
        shifts=_shifts(found.shift[found.both_due]),
        credits=whole,
        groups=groups(pairs, found),
        cases=cases,
        more_cases=sum(count for verdict, count in favours.items() if verdict is not None) - len(cases),
    )


def _refused(result: Result, names: Sequence[str]) -> NDArray[np.bool_]:
    refused = np.zeros(len(names), dtype=np.bool_)
    refused[numbers_of([each.ticket for each in result.refusals], names)] = True
    return refused


def _nothing(both: int, changed: int, recited: int, *, alike: bool) -> Nothing | None:
    if changed:
        return None
    if not both:
        return Nothing.NOT_COMPARABLE
    if recited:
        return Nothing.ONLY_CITED
    return Nothing.SAME_CONTRACT if alike else Nothing.NOT_TOUCHED


def _undecided(result: Result, unreadable: Sequence[Refusal]) -> tuple[Undecided, ...]:
    """Count refusals by their code, the most frequent first; the example is the first ticket by name."""
    found: dict[str, list[Refusal]] = {}
    for refusal in (*result.refusals, *unreadable):
        found.setdefault(refusal.code, []).append(refusal)
    firsts = {code: min(some, key=lambda each: each.ticket) for code, some in found.items()}
    return tuple(
        Undecided(code, len(found[code]), firsts[code].ticket, firsts[code].message)
        for code in sorted(found, key=lambda code: (-len(found[code]), code))
    )


def _favours(pairs: Pairs, found: Verdicts, both: NDArray[np.bool_]) -> dict[Favours | None, int]:
    """Count tickets by whom the change favours."""
    better, worse, changed = (np.zeros(both.size, dtype=np.bool_) for _ in range(3))
    for marks, rows in ((better, found.better), (worse, found.worse), (changed, found.changed)):
        marks[pairs.ticket[rows]] = True
    counts = {
        Favours.ADVERSE: worse & ~better,
        Favours.FAVOURABLE: better & ~worse,
        Favours.INCOMPARABLE: better & worse,
        Favours.NEUTRAL: changed & ~better & ~worse,
        None: both & ~changed,
    }
    return {verdict: int(np.count_nonzero(marks)) for verdict, marks in counts.items()}


def _flips(pairs: Pairs) -> tuple[Flip, ...]:
    """Count pairs by obligation and both outcomes."""
    size = len(OUTCOMES) + 1
    keys = (pairs.obligation * size + pairs.old.outcome + 1) * size + pairs.new.outcome + 1
    words = (ABSENT, *(outcome.value for outcome in OUTCOMES))
    found, counts = np.unique(keys, return_counts=True)
    return tuple(
        Flip(pairs.obligations[key // size // size], words[key // size % size], words[key % size], count)
        for key, count in zip(found.tolist(), counts.tolist(), strict=True)
    )


def _counted(lengths: NDArray[np.int64]) -> Counted:
    if not lengths.size:
        return Counted(0, None, None)
    ordered = np.sort(lengths)
    middle = (int(ordered[(ordered.size - 1) // 2]) + int(ordered[ordered.size // 2])) // 2
    return Counted(ordered.size, middle, int(ordered[-1]))


def _shifts(shift: NDArray[np.int64]) -> tuple[int, ...]:
    """Count shifts by class."""
    size = np.searchsorted(BOUNDS, np.abs(shift), side="left")  # 0 is unmoved
    counts = np.bincount(np.sign(shift) * size + len(BOUNDS), minlength=2 * len(BOUNDS) + 1)
    return tuple(int(count) for count in counts)
