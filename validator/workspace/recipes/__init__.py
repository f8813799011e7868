"""Recipes: queries that make a ticket log out of what common help desks export."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Final

from validator.workspace.recipes.head import Head, read_head
from validator.workspace.trouble import Trouble

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
    found = (file.name for file in files(__name__).iterdir())
    return tuple(sorted(name.removesuffix(SUFFIX) for name in found if name.endswith(SUFFIX)))


@cache
def recipe(name: str) -> Recipe:
    """Return a recipe by its name; of a name that is none, say which was probably meant (`Trouble`)."""
    if name not in names():
        from difflib import get_close_matches  # noqa: PLC0415 -- only for mistakes

        close = get_close_matches(name.lower(), names(), n=1)
        hint = f"Did you mean `{close[0]}`?" if close else f"There are: {', '.join(names())}."
        raise Trouble(f"there is no recipe `{name}`", hint)
    query = (files(__name__) / f"{name}{SUFFIX}").read_text(encoding="utf-8")
    return Recipe(name, read_head(query), query)
