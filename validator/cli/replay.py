"""`slawyer replay`: does a recorded run still come out the same."""

from __future__ import annotations

from pathlib import Path

import click

from validator.cli import colours, progress
from validator.cli.exit_codes import CLEAN, FINDINGS
from validator.cli.options import loaded, policies_option

EPILOG = """\b
Examples:
  slawyer evaluate policies/zitadel/example-log.csv -o run --allow-rejects
  slawyer replay run
  slawyer replay archive/2024-12 archive/tickets-2024.csv.gz

Exit codes: 0 the same, 1 something differs or the policies are faulty, 2 could not be carried out.
"""


@click.command("replay", epilog=EPILOG)
@click.argument("run_folder", type=click.Path(path_type=Path), metavar="RUN")
@click.argument("logs", nargs=-1, metavar="[LOG]...")
@policies_option
@click.option("--format", "kind", type=click.Choice(["text", "json"]), default="text", show_default=True)
@click.option("--memory-limit", metavar="SIZE", help="The most memory that a query may use, such as 4GB.")
def command(
    *,
    run_folder: Path,
    logs: tuple[str, ...],
    policies_folder: Path | None,
    kind: str,
    memory_limit: str | None,
) -> int:
    """Decide a recorded run again, and say that it is the same, or exactly what differs and what has changed since.

    RUN is a folder that `slawyer evaluate -o` wrote. Its logs are found by name and digest in it, beside it, here, or
    among the policies; otherwise name them.
    """
    from validator.cli.check import show_errors  # noqa: PLC0415 -- heavy
    from validator.render.replay import as_json, text  # noqa: PLC0415 -- heavy
    from validator.render.table import plain  # noqa: PLC0415 -- heavy
    from validator.workspace.recorded import open_run  # noqa: PLC0415 -- heavy
    from validator.workspace.replay import STAGES, replay  # noqa: PLC0415 -- heavy

    run = open_run(run_folder)
    policies = loaded(policies_folder)
    if show_errors(policies):
        return FINDINGS
    try:
        replayed = replay(run, logs, policies, memory_limit, lambda stage: progress.show(STAGES, stage))
    finally:
        progress.show(STAGES, None)
    style = _style if colours.wanted() else plain
    click.echo(as_json(replayed) if kind == "json" else text(replayed, style), nl=False)
    return CLEAN if replayed.same else FINDINGS


def _style(words: str, role: str) -> str:
    return click.style(words, bold=role == "heading")
