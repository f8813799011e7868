"""The pages of all rules, as they ship with the package."""

from __future__ import annotations

from dataclasses import dataclass
from importlib.resources import files
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from importlib.resources.abc import Traversable


@dataclass(frozen=True, slots=True)
class RulePage:
    """What a rule's page says; `level` and `summary` are what it begins with."""

    name: str
    level: str
    summary: str
    text: str


def rule_pages() -> tuple[RulePage, ...]:
    """Return the pages of the rules on meaning, by name."""
    return tuple(_pages(files("validator") / "checks"))


def earlier_pages() -> tuple[RulePage, ...]:
    """Return the pages of what is found before the rules: in the text, its shape, its references."""
    return tuple(_pages(files("validator") / "checks" / "earlier"))


def change_pages() -> tuple[RulePage, ...]:
    """Return the pages of what is found when two states of a contract are compared."""
    return tuple(_pages(files("validator") / "changes" / "rules"))


def _pages(folder: Traversable) -> Iterator[RulePage]:
    for page in sorted(folder.iterdir(), key=lambda each: each.name):
        if page.name.endswith(".md"):
            text = page.read_text(encoding="utf-8")
            title, _, begins = text.partition("\n\n")
            level, _, summary = begins.partition("\n")[0].partition(": ")
            yield RulePage(title.removeprefix("# "), level.strip("*"), summary, text)
