"""The tickets that a change does most to, with both decisions side by side."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from validator.changes.favours import Favours
from validator.changes.impact.impact import Case, Pair, Shown
from validator.evaluate.columns.arrays import LARGEST

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from numpy.typing import NDArray

    from validator.changes.impact.pairing import Pairs, Seen
    from validator.changes.impact.verdicts import Verdicts
    from validator.location import Address

Cites = tuple["Callable[[Address, str], str]", "Callable[[Address, str], str]"]


def favours_of(better: bool, worse: bool) -> Favours:  # noqa: FBT001 -- the two sides of one scale
    """Return the verdict on what has something better, something worse, both or neither."""
    if better and worse:
        return Favours.INCOMPARABLE
    return Favours.FAVOURABLE if better else Favours.ADVERSE if worse else Favours.NEUTRAL


def largest(pairs: Pairs, found: Verdicts, names: Sequence[str], top: int, cites: Cites) -> tuple[Case, ...]:
    """Return the tickets with the largest change: credits first, then shifts of deadlines, then other outcomes.

    Credits of all units count by their numbers; a deadline that comes or goes counts as more than any shift. Names
    decide ties.
    """
    size = len(names)
    changed = np.zeros(size, dtype=np.bool_)
    changed[pairs.ticket[found.changed]] = True
    tickets = np.flatnonzero(changed)
    credit = _most(pairs.ticket, found.gained + found.lost, size)
    shift = _most(pairs.ticket, np.where(found.timed | found.untimed, LARGEST, np.abs(found.shift)), size)
    flips = _most(pairs.ticket, found.flipped.astype(np.int64), size)
    order = np.lexsort((tickets, -flips[tickets], -shift[tickets], -credit[tickets]))
    chosen = tickets[order[:top]].tolist()
    return tuple(_case(ticket, pairs, found, names[ticket], cites) for ticket in chosen)


def _most(ticket: NDArray[np.int64], values: NDArray[np.int64], size: int) -> NDArray[np.int64]:
    """Return the largest value of each ticket."""
    result = np.zeros(size, dtype=np.int64)
    np.maximum.at(result, ticket, values)
    return result


def _case(ticket: int, pairs: Pairs, found: Verdicts, name: str, cites: Cites) -> Case:
    begin, end = np.searchsorted(pairs.ticket, [ticket, ticket + 1])
    rows = begin + np.flatnonzero(found.changed[begin:end])
    side = pairs.new if pairs.new.agreement[rows[0]] >= 0 else pairs.old
    return Case(
        ticket=name,
        agreement=pairs.words.agreements.all[side.agreement[rows[0]]],
        favours=favours_of(bool(found.better[begin:end].any()), bool(found.worse[begin:end].any())),
        pairs=tuple(
            Pair(
                pairs.obligations[pairs.obligation[row]],
                int(pairs.occurrence[row]),
                favours_of(bool(found.better[row]), bool(found.worse[row])),
                _shown(pairs.old, row, cites[0]),
                _shown(pairs.new, row, cites[1]),
            )
            for row in rows.tolist()
        ),
    )


def _shown(side: Seen, row: int, cite: Callable[[Address, str], str]) -> Shown | None:
    if side.rows[row] < 0:
        return None
    (decision,) = side.table.take(side.rows[[row]]).to_decisions()
    return Shown(
        edition=decision.edition,
        outcome=decision.outcome.value,
        reason=decision.reason.value,
        severity=decision.severity,
        target=decision.target,
        deadline=decision.deadline,
        stopped_at=decision.stopped_at,
        credit=decision.credit,
        unit=decision.credit_unit,
        clause=cite(decision.rests_on, decision.clause),
    )
