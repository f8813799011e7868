"""`slawyer schema`: the schemas of the policy files."""

from __future__ import annotations

import json
from difflib import get_close_matches

import click

from validator.workspace.schemas import KINDS, schema
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
        for kind in KINDS:
            click.echo(f"{kind:16}{schema(kind)['title']}")
        return
    if name not in KINDS:
        close = get_close_matches(name, KINDS, n=1)
        hint = f"Did you mean `{close[0]}`?" if close else f"The kinds are {', '.join(KINDS)}."
        raise Trouble(f"there is no schema `{name}`", hint)
    click.echo(json.dumps(schema(name), indent=2, ensure_ascii=False))
