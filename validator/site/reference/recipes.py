"""The recipes: queries that make the columns of a ticket log out of exports, as they lie beside the policies."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Final

from validator.site.page import Page
from validator.site.reference.table import example

INTRODUCTION: Final = """# Recipes

A query makes the columns of a [ticket log](logs.md) out of an export of another tool: `slawyer evaluate EXPORT --query
FILE.sql`. These are the queries that lie beside the policies of this project; each begins with what its export looks
like.
"""


def recipe_page(policies: Path) -> Page:
    """Return the page of all queries below a folder of policies."""
    return Page("reference/recipes.md", "\n\n".join(_parts(policies)) + "\n", ("Reference", "Recipes"))


def _parts(policies: Path) -> Iterator[str]:
    yield INTRODUCTION
    for file in sorted(policies.glob("*/queries/*.sql")):
        name = file.relative_to(policies).as_posix()
        yield f"## {file.stem} {{#{name.partition('/')[0]}-{file.stem}}}"
        yield f"`policies/{name}`"
        yield str(example(file.read_text(encoding="utf-8")))
