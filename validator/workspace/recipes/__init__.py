"""Recipes: queries that make a ticket log out of what common help desks export."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

from validator.workspace.recipes.head import Head, read_head
from validator.workspace.trouble import Trouble, meant

HERE: Final = Path(__file__).parent
SUFFIX: Final = ".sql"


@dataclass(frozen=True, slots=True)
class Recipe:
    """A query for the export of one help desk: its name, what its head says, and its text with the head."""

    name: str
    head: Head
    query: str


@cache
def names() -> tuple[str, ...]:
    """Return the names of all recipes, in order."""
    return tuple(sorted(file.stem for file in HERE.glob(f"*{SUFFIX}")))


@cache
def recipe(name: str) -> Recipe:
    """Return a recipe by its name; of a name that is none, say which was probably meant (`Trouble`)."""
    if name not in names():
        raise Trouble(f"there is no recipe `{name}`", meant(name.lower(), names()))
    query = (HERE / f"{name}{SUFFIX}").read_text(encoding="utf-8")
    return Recipe(name, read_head(query), query)
