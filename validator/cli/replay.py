"""`slawyer replay`: does a recorded run still come out the same; what would a change have done to real tickets."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Final

import click
from click.core import ParameterSource

from validator.cli import colours, progress
from validator.cli.exit_codes import CLEAN, FINDINGS
from validator.cli.formats import style
from validator.cli.impact import FORMATS, Question, impact_options, show_impact
from validator.cli.log_options import log_options
from validator.cli.options import loaded, policies_option

EPILOG: Final = """\b
Examples:
  slawyer evaluate policies/zitadel/example-log.csv -o run --allow-rejects
  slawyer replay run
  slawyer replay archive/2024-12 archive/tickets-2024.csv.gz
  slawyer replay tickets-2024.csv.gz --base main
  slawyer replay 'logs/*.csv' --base 2023-11-16 --head 2024-01-10 --policy zitadel -o html=impact.html
  slawyer replay tickets.csv --base main --format markdown --fail-on adverse > comment.md

\b
OLD and NEW are
  a folder of policies, of one policy, or of one edition
  GITREF:path   the same, as a commit has it; GITREF alone means the policies in use
  a day         the edition that is in force on it (say whose with --policy)
An edition decides every ticket of its policy, as if it had always been in force.

\b
Exit codes
  of a run      0 the same, 1 something differs or the policies are faulty, 2 could not be carried out
  of a change   0 whatever differs, 1 rows that neither side can use (see --allow-rejects), a faulty NEW, or what
                --fail-on asks for, 2 could not be carried out, or a faulty OLD, 3 the log holds no ticket
"""

OF_A_RUN: Final = frozenset({"operands", "policies_folder", "kind", "memory_limit"})
"""The parameters that the first question takes."""


@click.command("replay", epilog=EPILOG)
@click.argument("operands", nargs=-1, required=True, metavar="RUN [LOG]... | LOG... --base OLD")
@policies_option
@impact_options
@click.option("--format", "kind", type=click.Choice(FORMATS), default="text", show_default=True)
@log_options
@click.pass_context
def command(
    context: click.Context,
    /,
    *,
    operands: tuple[str, ...],
    policies_folder: Path | None,
    kind: str,
    **asked: Any,  # noqa: ANN401 -- the options of the second question, and of every log
) -> int:
    """Decide a recorded run again, or the tickets of a log under two contracts.

    RUN is a folder that `slawyer evaluate -o` wrote: it is still the same, or exactly this differs and that has changed
    since. Its logs are found by name and digest in it, beside it, here, or among the policies; otherwise name them.

    With --base, every ticket of the logs is decided under OLD and under NEW: what comes out otherwise, whom it favours,
    and which clauses make the difference.
    """
    if asked["base"] is None:
        _refuse_others(context, kind)
        return _recorded(Path(operands[0]), operands[1:], policies_folder, kind, asked["memory_limit"])
    return show_impact(Question.of(operands, policies_folder, kind, asked))


def _refuse_others(context: click.Context, kind: str) -> None:
    """Refuse what is asked of a change where no change is named."""
    given = [
        parameter.opts[-1]
        for parameter in context.command.params
        if parameter.name not in OF_A_RUN
        and context.get_parameter_source(parameter.name or "") is ParameterSource.COMMANDLINE
    ]
    if given:
        raise click.UsageError(f"{given[0]} needs --base OLD: name the contract to compare with.")
    if kind not in ("text", "json"):
        raise click.UsageError(f"--format {kind} needs --base OLD; a recorded run is shown as text or json.")


def _recorded(
    folder: Path, logs: tuple[str, ...], policies_folder: Path | None, kind: str, memory_limit: str | None
) -> int:
    """Decide a recorded run again, and say that it is the same or what differs."""
    from validator.cli.check import show_errors  # noqa: PLC0415 -- heavy
    from validator.render.replay import as_json, text  # noqa: PLC0415 -- heavy
    from validator.render.table import plain  # noqa: PLC0415 -- heavy
    from validator.workspace.recorded import open_run  # noqa: PLC0415 -- heavy
    from validator.workspace.replay import STAGES, replay  # noqa: PLC0415 -- heavy

    run = open_run(folder)
    policies = loaded(policies_folder)
    if show_errors(policies):
        return FINDINGS
    try:
        replayed = replay(run, logs, policies, memory_limit, lambda stage: progress.show(STAGES, stage))
    finally:
        progress.show(STAGES, None)
    styled = style if colours.wanted() else plain
    click.echo(as_json(replayed) if kind == "json" else text(replayed, styled), nl=False)
    return CLEAN if replayed.same else FINDINGS
