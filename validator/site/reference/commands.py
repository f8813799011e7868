"""The reference of the command line, made from the commands themselves."""

from __future__ import annotations

import inspect
from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

import click
from markupsafe import Markup

from validator.cli import COMMANDS, slawyer
from validator.cli import exit_codes as codes
from validator.site.page import Page
from validator.site.reference.table import code, example, table, text

if TYPE_CHECKING:
    from collections.abc import Mapping

TRAIL: Final = ("Reference", "Commands")
EXIT_CODES: Final[Mapping[int, str]] = {
    codes.CLEAN: "done, and nothing to find fault with",
    codes.FINDINGS: "something is wrong with what was looked at: findings, drift, rejected rows",
    codes.TROUBLE: "the command could not be carried out",
    codes.NOTHING: "there was nothing to look at: no files, no examples, no tickets",
    codes.INTERRUPTED: "interrupted; nothing was left half-written",
}

INTRODUCTION: Final = """# Commands

Each of them explains itself: `slawyer COMMAND --help`. What they find goes to standard output, what they say about
their work to standard error.
"""

ENDS: Final = "How it went is said by its [exit code](index.md#exit-codes)."


def command_pages() -> Iterator[Page]:
    """Yield the list of commands, and a page for each."""
    root = click.Context(slawyer, info_name="slawyer")
    rows = [
        (Markup('<a href="{0}.html">slawyer {0}</a>').format(name), text(does))
        for name, does in COMMANDS.items()
    ]
    exits = [(code(str(number)), said) for number, said in EXIT_CODES.items()]
    parts = [
        INTRODUCTION,
        table("All commands", ("Command", "What it does"), rows),
        "## Exit codes",
        "The code never depends on the format.",
        table("Exit codes of every command", ("Code", "When"), exits),
        "## Options of the program",
        _options(slawyer, root),
    ]
    yield Page("reference/commands/index.md", "\n\n".join(parts) + "\n", (*TRAIL, "All commands"))
    for name in COMMANDS:
        command = slawyer.get_command(root, name)
        if command is not None:
            yield Page(f"reference/commands/{name}.md", command_page(name, command, root), (*TRAIL, name))


def command_page(name: str, command: click.Command, parent: click.Context) -> str:
    """Return the Markdown of the page of one command."""
    context = click.Context(command, info_name=name, parent=parent)
    parts = [f"# slawyer {name}", example(command.get_usage(context).removeprefix("Usage: "))]
    parts += [_paragraph(each) for each in inspect.cleandoc(command.help or "").split("\n\n")]
    parts += [_arguments(command, context), _options(command, context), ENDS]
    for block in inspect.cleandoc(command.epilog or "").split("\b\n"):
        title, _, lines = block.partition("\n")
        if title.strip():
            parts += [f"## {title.strip().rstrip(':')}", example(inspect.cleandoc(lines))]
    return "\n\n".join(part for part in parts if part) + "\n"


def _paragraph(words: str) -> Markup:
    if words.startswith("\b\n"):
        return example(words.removeprefix("\b\n"))
    return Markup("<p>{}</p>").format(text(words))


def _arguments(command: click.Command, context: click.Context) -> Markup:
    rows = [
        (code(each.make_metavar(context)), "yes" if each.required else "no")
        for each in command.params
        if isinstance(each, click.Argument)
    ]
    return (
        table(f"Arguments of {context.command_path}", ("Argument", "Must be given"), rows)
        if rows
        else Markup("")
    )


def _options(command: click.Command, context: click.Context) -> Markup:
    rows = [row for parameter in command.params if (row := _row(parameter, context))]
    return table(f"Options of {context.command_path}", ("Option", "Meaning"), rows) if rows else Markup("")


def _row(parameter: click.Parameter, context: click.Context) -> tuple[Markup, Markup] | None:
    if not isinstance(parameter, click.Option):
        return None
    record = parameter.get_help_record(context)
    if record is None:
        return None
    names, said = record
    if isinstance(parameter.type, click.Choice):
        # In the first column, a long row of words would leave no room for what the option means.
        names = names.replace(parameter.make_metavar(context), "WORD")
        said = f"{said} One of {', '.join(f'`{word}`' for word in parameter.type.choices)}.".strip()
    return code(names), text(said)
