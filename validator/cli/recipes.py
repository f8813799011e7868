"""`slawyer recipes`: queries for the exports of common help desks."""

from __future__ import annotations

import click

from validator.workspace.recipes import names, recipe

EPILOG = """\b
Examples:
  slawyer recipes
  slawyer recipes jira > jira.sql
  slawyer evaluate issues.jsonl --query jira.sql
"""


@click.command("recipes", epilog=EPILOG)
@click.argument("name", required=False)
def command(*, name: str | None) -> None:
    """List the queries for exports of common help desks, or print one to adapt it.

    The tables of words at the head of a query say what your help desk's words are in your policy. A recipe can be used
    unchanged (`--recipe NAME`) where they are the same.
    """
    if name is not None:
        click.echo(recipe(name).query, nl=False)
        return
    width = max(len(each) for each in names())
    for each in names():
        click.echo(f"{each:{width}}  {recipe(each).head.title}")
    click.echo("\n`slawyer recipes NAME` prints one: what it reads, what to adapt, and the query.")
