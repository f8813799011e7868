"""What stands beside the words of an edition on its page: worked examples, and what the edition before said."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from validator.changes.favours import Favours

if TYPE_CHECKING:
    from validator.changes.change import Change
    from validator.location import Address, Route

WORDS: Mapping[Favours, str] = {
    Favours.ADVERSE: "worse for customers",
    Favours.FAVOURABLE: "better for customers",
    Favours.INCOMPARABLE: "different",
    Favours.NEUTRAL: "no promise moves",
}

NEW = "new with this edition"


@dataclass(frozen=True, slots=True)
class Beside:
    """An example: where its page is, its title, what was decided, and the places that its decisions rest on."""

    href: str
    title: str
    told: str
    rests_on: tuple[tuple[str, Route], ...]


@dataclass(frozen=True, slots=True)
class Margin:
    """All that can stand beside an edition; empty by itself."""

    examples: Sequence[Beside] = ()
    changes: Sequence[Change] = ()
    _by_route: dict[tuple[str, Route], list[Change]] = field(default_factory=dict, repr=False)

    def __post_init__(self) -> None:
        """Index the changes by every place that holds them."""
        for change in self.changes:
            for length in range(1, len(change.route) + 1):
                self._by_route.setdefault((change.file, change.route[:length]), []).append(change)

    def was(self, at: Address) -> str:
        """Say what the edition before said at a place; empty where it said the same."""
        changes = self._by_route.get(place(at), [])
        return "; ".join(dict.fromkeys(_told(change) for change in changes))

    def is_new(self, at: Address) -> str:
        """Say that a thing is new as a whole; empty where the edition before had it."""
        changes = self._by_route.get(place(at), [])
        return NEW if any(change.route == at.route and change.old is None for change in changes) else ""

    def shown_for(self, places: Sequence[Address]) -> list[Beside]:
        """Return the examples whose decisions rest on one of some places, or on a part of one."""
        wanted = {place(at) for at in places}
        return [
            example
            for example in self.examples
            if any(
                (file, route[:length]) in wanted
                for file, route in example.rests_on
                for length in range(1, len(route) + 1)
            )
        ]


def place(at: Address) -> tuple[str, Route]:
    """Return the name of a file within its edition, and the route in it."""
    return at.file.rpartition("/")[2], at.route


def _told(change: Change) -> str:
    before = f"before: {change.old.text}" if change.old else NEW
    return f"{before} ({WORDS[change.favours]})"
