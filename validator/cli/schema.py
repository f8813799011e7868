"""`slawyer schema`: the schemas of the policy files."""

from __future__ import annotations

import json
from difflib import get_close_matches

import click

from validator.workspace.schemas import names, schema
from validator.workspace.trouble import Trouble

EPILOG = """\b
Examples:
  slawyer schema
  slawyer schema plans
"""


@click.command("schema", epilog=EPILOG)
@click.argument("name", required=False)
def command(*, name: str | None) -> None:
    """Print the JSON Schema of a kind of policy file, or list the kinds."""
    if name is None:
        for kind in names():
            click.echo(f"{kind:16}{schema(kind)['title']}")
        return
    if name not in names():
        close = get_close_matches(name, names(), n=1)
        hint = f"Did you mean `{close[0]}`?" if close else f"The kinds are {', '.join(names())}."
        raise Trouble(f"there is no schema `{name}`", hint)
    click.echo(json.dumps(schema(name), indent=2, ensure_ascii=False))
