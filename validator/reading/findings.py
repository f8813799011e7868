"""Findings of the reading stage: names that nothing answers to, values that cannot be."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from difflib import get_close_matches
from typing import TYPE_CHECKING, Final

from validator.diagnostics import Diagnostic, Level, Related

if TYPE_CHECKING:
    from validator.location import Address
    from validator.reading.cursor import Cursor

RULES: Final[Mapping[str, str]] = {
    "unknown-reference": "A name is used that is not defined.",
    "unknown-clause": "A clause is cited that is not a heading of the source.",
    "not-listed": "Something is defined, but missing in the list that orders it.",
    "feature-not-stated": "A plan does not say whether it has a feature.",
    "impossible-date": "A date does not exist, or days are not in their order.",
    "impossible-hours": "An opening closes when it opens.",
    "too-long": "A duration is longer than can be meant.",
    "plain-number": "A number is not written with plain digits.",
    "missing-reading": "What the words leave open is settled without saying why.",
    "reading-without-value": "A reading explains a value that is not there.",
    "duplicate-name": "Two things have the same name.",
    "wrong-name": "A file, a folder or an edition is not named as its content says.",
    "missing-file": "A file that every policy or edition needs is missing.",
}

MOST_CHOICES: Final = 8


class Findings:
    """Collects the diagnostics of one policy."""

    def __init__(self) -> None:
        """Start without findings."""
        self.all: list[Diagnostic] = []

    def error(
        self,
        rule: str,
        at: Address,
        message: str,
        next_step: str,
        *,
        meant: str | None = None,
        related: tuple[Related, ...] = (),
    ) -> None:
        """Add an error."""
        self.all.append(Diagnostic(rule, Level.ERROR, message, at, next_step, meant=meant, related=related))

    def reference(self, kind: str, cursor: Cursor, choices: Collection[str]) -> str:
        """Return the name written at a place; a name that is none of the choices is a finding."""
        return self.name(kind, cursor.text, cursor.at, choices)

    def name(self, kind: str, name: str, at: Address, choices: Collection[str]) -> str:
        """Return a name; one that is none of the choices is a finding."""
        if name not in choices:
            close = get_close_matches(name, choices, n=1, cutoff=0.6)
            rule = "unknown-clause" if kind == "clause" else "unknown-reference"
            self.error(
                rule,
                at,
                f"There is no {kind} `{name}`.",
                _choices(kind, choices),
                meant=close[0] if close else None,
            )
        return name


def _choices(kind: str, choices: Collection[str]) -> str:
    if not choices:
        return f"None is defined: define a {kind} first, or remove this name."
    shown = ", ".join(f"`{choice}`" for choice in list(choices)[:MOST_CHOICES])
    more = f" and {len(choices) - MOST_CHOICES} more" if len(choices) > MOST_CHOICES else ""
    return f"Use {shown}{more}." if len(choices) == 1 else f"Use one of {shown}{more}."
