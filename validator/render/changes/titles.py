"""What the contract calls things: titles for the names that the tables use."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from validator.changes.cells import CLOCK, CREDIT, FEATURE, LANGUAGE, NOT_STATED, REQUEST, SUPPORT_FOR
from validator.model.edition import Edition
from validator.render.changes.consequences import NO_CHANNEL, NO_SEVERITY

UNNAMED: Final = {
    NOT_STATED: "anything else",
    NO_SEVERITY: "no stated severity",
    NO_CHANNEL: "no stated channel",
}


@dataclass(frozen=True, slots=True)
class Titles:
    """Titles by name, of the new edition and, for what is gone, of the old one."""

    names: Mapping[str, str]
    severities: frozenset[str]
    """The severities of the new edition."""

    @staticmethod
    def of(*editions: Edition) -> Titles:
        """Gather the titles of editions; the last one prevails."""
        names = dict(UNNAMED)
        for edition in editions:
            groups = edition.channels.groups.values() if edition.channels else ()
            scope = edition.scope
            things: list[Iterable[object]] = [
                edition.plans.values(),
                edition.add_ons.values(),
                edition.features.values(),
                edition.schedules.values(),
                edition.severities.severities.values(),
                edition.objectives.values(),
                edition.services.values(),
                edition.credits.values(),
                [channel for group in groups for channel in group.channels.values()],
                *((scope.requests.values(), scope.features.values()) if scope else ()),
            ]
            names |= {_id(each): _title(each) for group in things for each in group}
            names |= {each.obligation: each.title for each in edition.escalations.values()}
        return Titles(names, frozenset(editions[-1].severities.severities))

    def of_name(self, name: str) -> str:
        """Return the title of something, its name where it has none."""
        return self.names.get(name, name)

    def offer(self, name: str) -> str:
        """Name an offer: its plan, with its add-ons."""
        return " with ".join(map(self.of_name, name.split(" + ")))

    def question(self, question: str) -> str:
        """Say what a row of the table is about."""
        for prefix, words in PREFIXES.items():
            if question.startswith(prefix):
                return words.format(self.of_name(question.removeprefix(prefix)))
        return self.of_name(question)


PREFIXES: Final = {
    CREDIT: "credit for a delay ({})",
    CLOCK: "how time is counted ({})",
    FEATURE: "{}",
    SUPPORT_FOR: "support for {}",
    REQUEST: "requests: {}",
    LANGUAGE: "answers in {}",
}


def _id(thing: object) -> str:
    return str(getattr(thing, "id", ""))


def _title(thing: object) -> str:
    return str(getattr(thing, "title", ""))
