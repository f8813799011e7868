"""The page of a rule, where a format carries it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class RulePage:
    """What a rule's page says; `level` and `summary` are what it begins with."""

    name: str
    level: str
    summary: str
    text: str

    @property
    def why(self) -> str:
        """The page's reasons in one paragraph; empty where it gives none."""
        _, _, after = self.text.partition("\n## Why\n")
        return " ".join(after.partition("\n## ")[0].split())
