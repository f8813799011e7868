"""The reference of the rules: the pages that `slawyer rules` shows."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from markupsafe import Markup

from validator.site.page import Page
from validator.site.reference.table import table, text
from validator.workspace.rule_pages import change_pages, earlier_pages, rule_pages

TRAIL: Final = ("Reference", "Rules")
INTRODUCTION: Final = """# Rules

Everything that is found in a contract is found by a rule with a name. `slawyer rules NAME` shows the same pages on a
terminal. What is found on the meaning of a contract can be accepted where it stands, by a comment with a reason:
`# slawyer: ignore[rule] reason`.
"""


def rule_reference() -> Iterator[Page]:
    """Yield the list of rules, and the page of each."""
    groups = (
        ("On what a contract means", "on-meaning", rule_pages()),
        ("Before that: on its text, its shape, its references", "before", earlier_pages()),
        ("On what a change does", "on-changes", change_pages()),
    )
    parts = [INTRODUCTION]
    for heading, anchor, pages in groups:
        rows = [
            (Markup('<a href="{0}.html">{0}</a>').format(page.name), page.level, text(page.summary))
            for page in pages
        ]
        parts.append(
            f"## {heading} {{#{anchor}}}\n\n{table(heading, ('Rule', 'Level', 'What it finds'), rows)}\n"
        )
    yield Page("reference/rules/index.md", "\n".join(parts), (*TRAIL, "All rules"))
    for heading, _, pages in groups:
        for page in pages:
            yield Page(f"reference/rules/{page.name}.md", page.text, (*TRAIL, heading, page.name))
