"""Defined words become links to their definitions, wherever the contract uses them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from markupsafe import Markup, escape

from validator.render.contract.blocks import anchor

if TYPE_CHECKING:
    from validator.model.edition import Edition


@dataclass(frozen=True, slots=True)
class Linker:
    """The defined words of an edition: lower case → the anchor of what defines them."""

    anchors: dict[str, str]
    pattern: re.Pattern[str] | None

    @staticmethod
    def of(edition: Edition) -> Linker:
        """Gather the terms that an edition defines, and the names of its support hours."""
        defined = {each.term.lower(): anchor(each.at) for each in edition.definitions.values()}
        defined |= {each.title.lower(): anchor(each.at) for each in edition.schedules.values()}
        longest_first = sorted(defined, key=lambda term: (-len(term), term))
        words = "|".join(re.escape(term) for term in longest_first)
        # "48 business hours" is an amount, not a use of the defined word
        return Linker(
            defined, re.compile(rf"(?<!\d )(?<!\w)({words})(s?)(?!\w)", re.IGNORECASE) if words else None
        )

    def linked(self, text: str, own: str = "") -> Markup:
        """Escape a text and link the first use of each defined word, but not to `own`, where it stands already."""
        if self.pattern is None:
            return escape(text)
        done, parts, last = {own}, [], 0
        for match in self.pattern.finditer(text):
            target = self.anchors[match[1].lower()]
            if target in done:
                continue
            done.add(target)
            parts += [escape(text[last : match.start()]), _link(target, match[0])]
            last = match.end()
        return Markup("").join([*parts, escape(text[last:])])


def _link(target: str, words: str) -> Markup:
    return Markup('<a class="defined" href="#{}">{}</a>').format(target, words)
