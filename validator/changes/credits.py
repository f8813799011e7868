"""Two credit rules compared: what each gives for every overrun."""

from __future__ import annotations

from decimal import Decimal
from typing import Final

from validator.changes.favours import Favours, together
from validator.model.credit import Credit
from validator.model.words import MeasuredOn

STEPS: Final = 400
"""So many steps of each rule are tried: caps that are reached later are compared as such."""


def compare_credits(old: Credit | None, new: Credit | None) -> Favours:
    """Say whom it favours that an overrun earns another credit; different units cannot be compared."""
    if old is None or new is None:
        if old is new:
            return Favours.NEUTRAL
        return Favours.ADVERSE if new is None else Favours.FAVOURABLE
    if (old.grant.unit, old.grant.of) != (new.grant.unit, new.grant.of):
        return Favours.INCOMPARABLE
    when = Favours.NEUTRAL if old.eligible_on is new.eligible_on else Favours.INCOMPARABLE
    return together([_amounts(old, new), _clocks(old.measured_on, new.measured_on), when])


def _clocks(old: MeasuredOn, new: MeasuredOn) -> Favours:
    """Compare the clocks: an overrun on the wall clock is never shorter than on the objective's."""
    if old is new:
        return Favours.NEUTRAL
    return Favours.FAVOURABLE if new is MeasuredOn.WALL_CLOCK else Favours.ADVERSE


def _amounts(old: Credit, new: Credit) -> Favours:
    """Compare the amounts for overruns around every step of both rules, and in the end."""
    edges = {rule.every * step + nudge for rule in (old, new) for step in range(STEPS) for nudge in (0, 1)}
    pairs = {(_amount(old, overrun), _amount(new, overrun)) for overrun in edges}
    pairs.add((_slope(old), _slope(new)) if old.cap == new.cap else (_most(old), _most(new)))
    found = {Favours.ADVERSE if one > other else Favours.FAVOURABLE for one, other in pairs if one != other}
    return together(found)


def _amount(rule: Credit, overrun: int) -> Decimal:
    given = rule.steps(overrun) * rule.grant.amount
    return given if rule.cap is None else min(given, rule.cap)


def _slope(rule: Credit) -> Decimal:
    """Return what a microsecond of a very long overrun earns."""
    return rule.grant.amount / rule.every


def _most(rule: Credit) -> Decimal:
    return Decimal("Infinity") if rule.cap is None else rule.cap
