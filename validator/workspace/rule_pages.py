"""The pages of all rules, as they ship with the package."""

from __future__ import annotations

from importlib.resources import files
from typing import TYPE_CHECKING

from validator.render.findings.rule_page import RulePage

if TYPE_CHECKING:
    from collections.abc import Iterator
    from importlib.resources.abc import Traversable


def rule_pages() -> tuple[RulePage, ...]:
    """Return the pages of the rules on meaning, by name."""
    return tuple(_pages(files("validator") / "checks"))


def earlier_pages() -> tuple[RulePage, ...]:
    """Return the pages of what is found before the rules: in the text, its shape, its references."""
    return tuple(_pages(files("validator") / "checks" / "earlier"))


def change_pages() -> tuple[RulePage, ...]:
    """Return the pages of what is found when two states of a contract are compared."""
    return tuple(_pages(files("validator") / "changes" / "rules"))


def every_page() -> dict[str, RulePage]:
    """Return the pages of all rules by name."""
    return {page.name: page for page in (*rule_pages(), *earlier_pages(), *change_pages())}


def _pages(folder: Traversable) -> Iterator[RulePage]:
    for page in sorted(folder.iterdir(), key=lambda each: each.name):
        if page.name.endswith(".md"):
            text = page.read_text(encoding="utf-8")
            title, _, begins = text.partition("\n\n")
            level, _, summary = begins.partition("\n")[0].partition(": ")
            yield RulePage(title.removeprefix("# "), level.strip("*"), summary, text)
