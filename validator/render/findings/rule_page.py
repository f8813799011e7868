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
