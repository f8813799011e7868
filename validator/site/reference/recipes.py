"""The recipes: a page for each that comes with the program, and the queries that lie beside the policies."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import islice
from pathlib import Path
from typing import Final

from markupsafe import Markup

from validator.site.exports import EXPORTS
from validator.site.page import Page
from validator.site.reference.table import code, example, facts, listing, table, text
from validator.workspace.recipes import Recipe, names, recipe

TRAIL: Final = ("Reference", "Recipes")
SHOWN: Final = 3
"""So many lines of a file are shown."""

INTRODUCTION: Final = """# Recipes

A query makes the columns of a [ticket log](../logs.md) out of an export of another tool: `slawyer evaluate EXPORT...
--query FILE.sql`. For some help desks such queries come with the program: `--recipe NAME` uses one as it is, and
[slawyer recipes](../commands/recipes.md) prints it to be adapted.

Each begins with tables of words: what stands on the left in the export is what stands on the right in the policy. A
word that no table names stays as it is; if the policy does not know it, its row is rejected and its ticket is not
decided. Nothing is left out in silence.
"""
BESIDE: Final = """## Beside the policies {#beside-policies}

These were made for one log each, and lie beside the policies that were fitted to it.
"""


def recipe_pages(policies: Path) -> Iterator[Page]:
    """Yield the list of recipes, with the queries below a folder of policies, and a page for each recipe."""
    yield Page("reference/recipes/index.md", "\n\n".join(_overview(policies)) + "\n", (*TRAIL, "All recipes"))
    for name in names():
        content = (
            "\n\n".join(part for part in _recipe(recipe(name), policies.parent / EXPORTS) if part) + "\n"
        )
        yield Page(
            f"reference/recipes/{name}.md", content, (*TRAIL, recipe(name).head.title.partition(":")[0])
        )


def _overview(policies: Path) -> Iterator[str]:
    yield INTRODUCTION
    rows = [
        (Markup('<a href="{0}.html">{0}</a>').format(name), text(recipe(name).head.title)) for name in names()
    ]
    yield table("All recipes", ("Name", "What it reads"), rows)
    yield BESIDE
    for file in sorted(policies.glob("*/queries/*.sql")):
        name = file.relative_to(policies).as_posix()
        yield f"### {file.stem} {{#{name.partition('/')[0]}-{file.stem}}}"
        yield f"`policies/{name}`"
        yield str(example(file.read_text(encoding="utf-8")))


def _recipe(shown: Recipe, exports: Path) -> Iterator[str]:
    head, files = shown.head, exports / shown.name
    yield f"# {head.title}"
    yield example(f"slawyer evaluate {' '.join(head.export)} --recipe {shown.name}")
    yield "## The export"
    yield facts((file, text(how)) for file, how in head.export.items())
    for file, columns in head.columns.items():
        yield f"### {file} {{#export-{Path(file).stem}}}"
        yield _said(f"Columns of {file}", "Column", columns)
        yield _lines(files / file)
    yield "## What becomes of it {#events}"
    yield _said("How events are found", "Event", head.events)
    yield _lines(files / "log.csv")
    yield "## What to adapt {#adapt}"
    yield f"`slawyer recipes {shown.name} > {shown.name}.sql` writes the query. Its tables of words:"
    yield _said("Tables of words", "Table", head.adapt)
    yield "## What the export does not tell {#untold}"
    yield facts((what, text(says)) for what, says in head.untold.items())
    yield "## The query"
    yield f"<details><summary>{shown.name}.sql</summary>{example(shown.query)}</details>"
    yield "## Sources"
    yield listing(
        Markup('{0}: <a href="{1}">{1}</a>').format(what, address) for what, address in head.sources.items()
    )


def _said(caption: str, first: str, entries: Mapping[str, str]) -> Markup:
    return table(caption, (first, "Meaning"), [(code(name), text(says)) for name, says in entries.items()])


def _lines(file: Path) -> str:
    """Return how a file of the export on which the recipe is tried begins; nothing where there is none."""
    if not file.is_file():
        return ""
    with file.open(encoding="utf-8") as lines:
        return str(example("".join(islice(lines, SHOWN))))
