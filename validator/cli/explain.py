"""`slawyer explain`: why a ticket was decided so."""

from __future__ import annotations

from pathlib import Path
from shlex import join
from typing import TYPE_CHECKING, Any

import click

from validator.cli import colours
from validator.cli.exit_codes import CLEAN, FINDINGS
from validator.cli.log_options import Asked, log_options
from validator.cli.options import loaded, policies_option
from validator.workspace.trouble import Trouble

if TYPE_CHECKING:
    from collections.abc import Callable

    from validator.location import Address
    from validator.render.explanation import Explanation

EPILOG = """\b
Examples:
  slawyer explain policies/zitadel/example-log.csv Z-1012
  slawyer explain tickets.csv.gz 4711 --as-of 2024-12-31T23:59:59Z --language de
  slawyer explain tickets.csv 4711 --format markdown --output letter.md
"""

FORMATS = ("text", "markdown", "html", "json")
COLOURS = {
    "heading": None,
    "place": "bright_black",
    "counted": "blue",
    "late": "red",
    "paused": "bright_black",
}


@click.command("explain", epilog=EPILOG)
@click.argument("logs", nargs=-1, required=True, metavar="LOG... TICKET")
@policies_option
@log_options
@click.option("--format", "kind", type=click.Choice(FORMATS), default="text", show_default=True)
@click.option(
    "--language",
    type=click.Choice(["en", "de"]),
    default="en",
    show_default=True,
    help="The language of the sentences; the contract's words stay as they are.",
)
@click.option("--trace", is_flag=True, help="Tell everything: every reading, every day of the count.")
@click.option(
    "--output", type=click.Path(path_type=Path, dir_okay=False), metavar="FILE", help="Write to a file."
)
def command(
    *,
    logs: tuple[str, ...],
    policies_folder: Path | None,
    kind: str,
    language: str,
    trace: bool,
    output: Path | None,
    **reading: Any,  # noqa: ANN401 -- the options of every log
) -> int:
    """Explain the decisions of one ticket: in short, step by step with every clause, and as a counting table.

    The whole log is decided, by both evaluators for this ticket, since credits of earlier tickets may extend a term.
    """
    from validator.cli.check import show_errors  # noqa: PLC0415 -- heavy
    from validator.evaluate.decision import Refusal  # noqa: PLC0415 -- heavy
    from validator.render.explanation import explain  # noqa: PLC0415 -- heavy
    from validator.render.places import places_of  # noqa: PLC0415 -- heavy
    from validator.render.table import visible  # noqa: PLC0415 -- heavy
    from validator.render.wording import LANGUAGES  # noqa: PLC0415 -- heavy
    from validator.workspace.book import book_of  # noqa: PLC0415 -- heavy
    from validator.workspace.logs.read import files_of  # noqa: PLC0415 -- heavy
    from validator.workspace.outputs import replace_file  # noqa: PLC0415 -- heavy
    from validator.workspace.proving import proof, prover  # noqa: PLC0415 -- heavy

    if len(logs) == 1:
        raise Trouble("name a log and a ticket", f"Like this: slawyer explain {logs[0]} TICKET")
    *patterns, ticket = logs
    asked = Asked.of(**reading)
    files = files_of(patterns)
    policies = loaded(policies_folder)
    if show_errors(policies):
        return FINDINGS
    rows = asked.rows(files)
    proving = prover(rows, book_of(policies.policies), asked.stamps, asked.as_of)
    found = proving.accounts(ticket)
    if isinstance(found, Refusal):
        said = LANGUAGES[language].say("not_decided", message=found.message)
        title = LANGUAGES[language].say("title", ticket=ticket)
        click.echo(f"{visible(title)}\n\n{visible(said)}")
        return FINDINGS
    if not found:
        raise Trouble(
            f"nothing was promised about ticket {ticket} that has begun",
            "Its log holds no start of any clock.",
        )
    again = _command(patterns, ticket, reading, proving.as_of)
    told = explain(found, LANGUAGES[language], proof(proving, found[0], policies, rows, again), full=trace)
    written = _written(told, places_of(policies.documents), kind, trace=trace, styled=output is None)
    if output is None:
        click.echo(written, nl=False)
    else:
        replace_file(output, written)
    return CLEAN


def _command(patterns: list[str], ticket: str, reading: dict[str, Any], as_of: int) -> str:
    """Return the command that gives the same answer; folders are left to whoever repeats it."""
    from validator.timetable.local import rfc3339  # noqa: PLC0415 -- after --help

    options = ["--as-of", rfc3339(as_of)]
    if reading["query_file"]:
        options += ["--query", reading["query_file"].name]
    if reading["recipe_name"]:
        options += ["--recipe", reading["recipe_name"]]
    if reading["time_zone"]:
        options += ["--time-zone", reading["time_zone"], "--ambiguous", reading["ambiguous"]]
    named = [*(pattern.rsplit("/", 1)[-1] for pattern in patterns), ticket]
    if any(name.startswith("-") for name in named):  # or they would be taken for options
        return join(["slawyer", "explain", *options, "--", *named])
    return join(["slawyer", "explain", *named, *options])


def _written(
    told: Explanation, place: Callable[[Address], str], kind: str, *, trace: bool, styled: bool
) -> str:
    if kind == "markdown":
        from validator.render.explanation.markdown import markdown  # noqa: PLC0415 -- one of several

        return markdown(told, place)
    if kind == "html":
        from validator.render.explanation.page import page  # noqa: PLC0415 -- heavy

        return page(told, place)
    if kind == "json":
        from validator.render.explanation.record import as_json  # noqa: PLC0415 -- one of several

        return as_json(told, place)
    from validator.render.explanation.text import text  # noqa: PLC0415 -- one of several
    from validator.render.table import plain  # noqa: PLC0415 -- one of several

    style = _style if styled and colours.wanted() else plain
    return text(told, place, style, trace=trace)


def _style(words: str, role: str) -> str:
    return click.style(words, fg=COLOURS.get(role), bold=role == "heading")
