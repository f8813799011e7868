"""`slawyer due`: an answer by when."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import click

from validator.cli import colours
from validator.cli.exit_codes import CLEAN, FINDINGS
from validator.cli.options import loaded, policies_option
from validator.workspace.trouble import Trouble

if TYPE_CHECKING:
    from collections.abc import Sequence

    from validator.render.due import Answer
    from validator.workspace.deadlines import Question

EPILOG = """\b
Examples:
  slawyer due stickerei-2024 severity_2 --at '2024-03-28 16:10'
  slawyer due production+extended_support severity_1 severity_3 --at '2024-05-08 17:30' --count
  slawyer due klinik-2024 --escalation urgent --language de
"""

LOCKED = "The lock of the public holidays says which years it covers."

COLOURS = {"heading": None, "place": "bright_black", "counted": "blue", "late": "red"}


@click.command("due", epilog=EPILOG)
@click.argument("who", metavar="AGREEMENT|PLAN[+ADD_ON]")
@click.argument("severities", nargs=-1, metavar="[SEVERITY]...")
@policies_option
@click.option("--at", metavar="T", help="When the ticket is filed, local time welcome; by default now.")
@click.option("--as-of", metavar="T", help="From when on the time left is told; by default now.")
@click.option("--escalation", metavar="NAME", help="What is due once it is escalated so, such as urgent.")
@click.option("--count", "counted", is_flag=True, help="Show the counting table.")
@click.option("--language", type=click.Choice(["en", "de"]), default="en", show_default=True)
@click.option("--format", "kind", type=click.Choice(["text", "json"]), default="text", show_default=True)
def command(  # noqa: PLR0913 -- the options of the command
    *,
    who: str,
    severities: tuple[str, ...],
    policies_folder: Path | None,
    at: str | None,
    as_of: str | None,
    escalation: str | None,
    counted: bool,
    language: str,
    kind: str,
) -> int:
    """Say until when an answer is due, and why: for a customer's agreement, or for a plan that can be bought.

    Without a severity, all of them are told. A moment without an offset is local time in the policy's zone.
    """
    from validator.cli.check import show_errors  # noqa: PLC0415 -- after --help
    from validator.render.due import as_json, text  # noqa: PLC0415 -- after --help
    from validator.render.places import places_of  # noqa: PLC0415 -- after --help
    from validator.render.table import plain  # noqa: PLC0415 -- after --help
    from validator.render.wording import LANGUAGES  # noqa: PLC0415 -- after --help
    from validator.timetable import BeyondHorizon  # noqa: PLC0415 -- after --help
    from validator.workspace.deadlines import moment, question  # noqa: PLC0415 -- after --help

    policies = loaded(policies_folder)
    if show_errors(policies, meaning=False):
        return FINDINGS
    now = (datetime.now(UTC) - datetime(1970, 1, 1, tzinfo=UTC)) // timedelta(seconds=1) * 1_000_000
    asked = question(policies.policies, who, at or now)
    since = moment(as_of, asked.terms.policy) if as_of else now
    place = places_of(policies.documents)
    try:
        answers = _answers(asked, severities, escalation, since)
        if kind == "json":
            written = as_json(answers, place)
        else:
            style = _style if colours.wanted() else plain
            written = text(answers, LANGUAGES[language], place, style, counted=counted)
    except BeyondHorizon as beyond:  # what is left is counted too
        raise Trouble(beyond.message, LOCKED) from beyond
    click.echo(written, nl=False)
    return CLEAN


def _answers(
    asked: Question, severities: Sequence[str], escalation: str | None, since: int
) -> tuple[Answer, ...]:
    from validator.evaluate.decision import Refusal  # noqa: PLC0415 -- after --help
    from validator.render.due import Answer  # noqa: PLC0415 -- after --help
    from validator.workspace.deadlines import due, left_open  # noqa: PLC0415 -- after --help

    every = severities or tuple(asked.terms.edition.severities.severities)
    found = []
    for severity in every[:1] if escalation else every:
        answer = due(asked, severity, escalation)
        if isinstance(answer, Refusal):
            raise Trouble(answer.message.rstrip("."), LOCKED)
        found += [Answer(each.begins, each.ends, left_open(each.begins), since) for each in answer]
    return tuple(found)


def _style(words: str, role: str) -> str:
    return click.style(words, fg=COLOURS.get(role), bold=role == "heading")
