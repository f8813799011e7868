"""The items of an edition beside those that its examples exercise."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from validator.evaluate.coverage.exercised import exercised
from validator.evaluate.coverage.item import Item
from validator.evaluate.coverage.items import items_of

if TYPE_CHECKING:
    from validator.evaluate.reference import Account
    from validator.model.edition import Edition


@dataclass(frozen=True, slots=True)
class Coverage:
    """The items of an edition in the order of its parts, and those that examples exercise."""

    items: tuple[Item, ...]
    hit: frozenset[Item]

    @property
    def missed(self) -> tuple[Item, ...]:
        """The items that no example exercises."""
        return tuple(item for item in self.items if item not in self.hit)

    @property
    def percent(self) -> float:
        """The share of items that are exercised; all of none is everything."""
        return 100 * len(self.hit) / len(self.items) if self.items else 100.0


def coverage(edition: Edition, accounts: Iterable[Account]) -> Coverage:
    """Return what the accounts of an edition's examples exercise of it."""
    items = tuple(dict.fromkeys(items_of(edition)))
    found = {item for account in accounts for item in exercised(account)}
    return Coverage(items, frozenset(found & set(items)))
