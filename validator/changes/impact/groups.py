"""Decisions counted by what they share: plan, severity, agreement, obligation, clause."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

import numpy as np

from validator.changes.impact.impact import ABSENT, CreditChange, Group
from validator.evaluate.columns.arrays import HALF, distinct
from validator.evaluate.columns.table import CREDIT_SCALE

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from validator.changes.impact.pairing import Pairs
    from validator.changes.impact.verdicts import Verdicts


def groups(pairs: Pairs, found: Verdicts) -> dict[str, tuple[Group, ...]]:
    """Return the groups of every kind, each sorted by its names."""
    old, new, words = pairs.old, pairs.new, pairs.words
    obligation = pairs.obligation
    obliged = [np.where(side.rows >= 0, obligation, -1) for side in (old, new)]
    kinds = {
        "plan": (old.plan, new.plan, words.plans.all),
        "severity": (old.severity, new.severity, words.severities.all),
        "agreement": (old.agreement, new.agreement, words.agreements.all),
        "obligation": (obliged[0], obliged[1], pairs.obligations),
        "clause": (old.clause, new.clause, words.clauses.all),
    }
    return {kind: _groups(pairs, found, then, now, names) for kind, (then, now, names) in kinds.items()}


def _groups(
    pairs: Pairs,
    found: Verdicts,
    then: NDArray[np.int64],
    now: NDArray[np.int64],
    names: Sequence[str],
) -> tuple[Group, ...]:
    both = (then + 1) * (len(names) + 1) + now + 1
    samples, group = distinct(both)
    size = samples.size

    def count(mark: NDArray[np.bool_]) -> list[int]:
        return [int(number) for number in np.bincount(group[mark], minlength=size)]

    decisions, changed, flipped = (
        count(np.ones_like(found.changed)),
        count(found.changed),
        count(found.flipped),
    )
    earlier, later = count(found.shift < 0), count(found.shift > 0)
    better, worse = count(found.better & ~found.worse), count(found.worse & ~found.better)
    mixed = count(found.better & found.worse)
    owed = credits_by(pairs, found, group, size)
    named = (ABSENT, *names)
    made = (
        Group(
            old=named[key // len(named)],
            new=named[key % len(named)],
            decisions=decisions[place],
            changed=changed[place],
            flipped=flipped[place],
            earlier=earlier[place],
            later=later[place],
            better=better[place],
            worse=worse[place],
            mixed=mixed[place],
            credits=owed[place],
        )
        for place, key in enumerate(both[samples].tolist())
    )
    return tuple(sorted(made, key=lambda each: (each.new, each.old)))


def credits_by(
    pairs: Pairs, found: Verdicts, group: NDArray[np.int64], size: int
) -> list[tuple[CreditChange, ...]]:
    """Return the credits of each group by unit; units without any are left out."""
    units = pairs.words.units.all
    count = len(units)
    old, new = pairs.old, pairs.new
    sums = [
        _sums(values, group, unit, size, count)
        for values, unit in (
            (old.credit, old.unit), (new.credit, new.unit), (found.gained, new.unit), (found.lost, old.unit)
        )
    ]  # fmt: skip
    order = sorted(range(count), key=units.__getitem__)
    return [
        tuple(
            CreditChange(units[unit], *(Decimal(column[place]) / CREDIT_SCALE for column in sums))
            for unit in order
            if sums[0][place := each * count + unit] or sums[1][place]
        )
        for each in range(size)
    ]


def _sums(
    values: NDArray[np.int64], group: NDArray[np.int64], unit: NDArray[np.int64], size: int, units: int
) -> list[int]:
    """Return the sums by group and unit of numbers that are not negative, however large they are."""
    rows = np.flatnonzero(values)
    keys = group[rows] * units + unit[rows]
    high, low = np.zeros(size * units, dtype=np.int64), np.zeros(size * units, dtype=np.int64)
    np.add.at(high, keys, values[rows] >> HALF)
    np.add.at(low, keys, values[rows] & (2**HALF - 1))
    return [(upper << HALF) + lower for upper, lower in zip(high.tolist(), low.tolist(), strict=True)]
