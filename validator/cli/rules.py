"""`slawyer rules`: everything that can be found, and what to do about it."""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING

import click

from validator.workspace.rule_pages import change_pages, earlier_pages, every_page, rule_pages
from validator.workspace.trouble import Trouble

if TYPE_CHECKING:
    from collections.abc import Sequence

    from validator.render.findings import RulePage

EPILOG = """\b
Examples:
  slawyer rules
  slawyer rules response-not-monotone
"""


@click.command("rules", epilog=EPILOG)
@click.argument("name", required=False)
def command(*, name: str | None) -> None:
    """List what `check`, `test` and `diff` can find, or show the page of one: what it means, and what to do."""
    meaning, earlier, changes = rule_pages(), earlier_pages(), change_pages()
    if name is None:
        click.echo("What policies mean (warnings and notes can be ignored with a reason):\n")
        _list(meaning)
        click.echo("\nBefore that, their text, their shape and their references:\n")
        _list(earlier)
        click.echo("\nWhat changes between two states of a contract (`slawyer diff`, `slawyer ci`):\n")
        _list(changes)
        click.echo("\n`slawyer rules NAME` shows the page of one.")
        return
    pages = every_page()
    if name not in pages:
        close = get_close_matches(name, pages, n=1)
        hint = f"Did you mean `{close[0]}`?" if close else "`slawyer rules` lists all of them."
        raise Trouble(f"there is no rule `{name}`", hint)
    click.echo(pages[name].text, nl=False)


def _list(pages: Sequence[RulePage]) -> None:
    width = max(len(page.name) for page in pages)
    for page in pages:
        click.echo(f"  {page.name:{width}}  {page.level:7}  {page.summary}")
