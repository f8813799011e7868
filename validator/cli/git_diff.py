"""`slawyer git-diff`: what git calls to show the changes of policy files in words."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Final

import click

from validator.cli import colours
from validator.workspace.trouble import Trouble

EPILOG = """\b
Examples:
  slawyer git-diff --install        once in every clone
  git diff                          now shows changes of contracts in words
  git log -p --ext-diff policies    so does the history, with whom each change favours
  git log -p policies               the history, with every value on a line of its own
  git diff --no-ext-diff            the lines as they are

git calls the command itself with seven arguments, and with --words to have a file written out.
"""

PATTERN: Final = "policies/**/*.yaml diff=slawyer"
CALLED: Final = 7
COLOURS: Final = {"adverse": "red", "favourable": "green", "incomparable": "yellow"}


@click.command("git-diff", epilog=EPILOG)
@click.argument("arguments", nargs=-1, metavar="[PATH OLD HEX MODE NEW HEX MODE]")
@click.option("--install", is_flag=True, help="Tell git in this clone to use it for policy files.")
@click.option("--words", "file", metavar="FILE", help="Write out what a policy file says, a value per line.")
def command(*, arguments: tuple[str, ...], install: bool, file: str | None) -> None:
    """Show changes of policy files in words, for `git diff` and `git log -p`."""
    if install:
        _install()
    elif file is not None:
        _write_out(file)
    elif len(arguments) >= CALLED:
        path, old, _, _, new, *_ = arguments
        _show(path, old, new)
    else:
        raise Trouble("git calls this command by itself", "`slawyer git-diff --install` tells it to.")


def _show(path: str, old: str, new: str) -> None:
    from validator.render.changes.driver import as_lines, in_words, whole  # noqa: PLC0415 -- after --help
    from validator.render.table import plain  # noqa: PLC0415 -- after --help
    from validator.workspace.one_file import changes_of, state_of  # noqa: PLC0415 -- after --help

    paged = os.environ.get("GIT_PAGER_IN_USE") == "true"  # git writes to its pager, which shows colours
    coloured = colours.wanted() or (paged and not os.environ.get("NO_COLOR"))
    style = _style if coloured else plain
    before, after = state_of(old, path), state_of(new, path)
    found = changes_of(path, before, after)
    if found is None:
        shown = as_lines(path, before.text, after.text)
    elif before.document is None and after.document is not None:
        shown = whole(path, "new", after.document.root, style)
    elif after.document is None and before.document is not None:
        shown = whole(path, "gone", before.document.root, style)
    else:
        shown = in_words(path, found, style)
    click.echo(shown, nl=False)


def _write_out(file: str) -> None:
    """Write a file out for git, which hands it over under another name: its content says of which kind it is."""
    from validator.document import parse  # noqa: PLC0415 -- after --help
    from validator.render.changes.driver import content  # noqa: PLC0415 -- after --help

    text = Path(file).read_bytes()
    document, found = parse(text, file)
    if document is None or found:
        sys.stdout.buffer.write(text)
        return
    click.echo(content(document.root), nl=False)


def _install() -> None:
    from validator.workspace.git import repository_of  # noqa: PLC0415 -- rarely needed

    repository = repository_of(Path())
    if repository is None:
        raise Trouble("this is no git repository", "Go to the clone of your contracts.")
    repository.configure("diff.slawyer.command", "slawyer git-diff")
    repository.configure("diff.slawyer.textconv", "slawyer git-diff --words")
    added = repository.add_attribute(PATTERN)
    click.echo(
        "git now shows changes of policy files in words: `git diff`, `git log -p --ext-diff policies`."
    )
    if added:
        click.echo(f"It does so for `{PATTERN}`, noted in .git/info/attributes.")


def _style(words: str, role: str) -> str:
    return click.style(words, fg=COLOURS.get(role), bold=role == "heading")
