"""`slawyer report`: one page with the pictures of a run."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from validator.cli.exit_codes import CLEAN, NOTHING
from validator.cli.options import loaded, policies_option
from validator.workspace.trouble import Trouble

if TYPE_CHECKING:
    from validator.workspace.policies import Policies

EPILOG = """\b
Examples:
  slawyer evaluate policies/zitadel/example-log.csv -o run --allow-rejects
  slawyer report run
  slawyer report run tickets-2024.csv.gz -o report-2024.html
"""


@click.command("report", epilog=EPILOG)
@click.argument("run_folder", type=click.Path(path_type=Path), metavar="RUN")
@click.argument("logs", nargs=-1, metavar="[LOG]...")
@policies_option
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    help="Where to write it; by default report.html in RUN.",
)
@click.option("--allow-empty", is_flag=True, help="Exit with 0 even if nothing was decided.")
def command(
    *,
    run_folder: Path,
    logs: tuple[str, ...],
    policies_folder: Path | None,
    output: Path | None,
    allow_empty: bool,
) -> int:
    """Write one page for a run: outcomes, credits, the worst overruns drawn and explained, and how it was computed.

    RUN is a folder that `slawyer evaluate -o` wrote. The page is one file that asks for nothing else. The log of the
    run, found as by `slawyer replay`, is needed only to explain the worst overruns.
    """
    from validator.render.report import page  # noqa: PLC0415 -- heavy
    from validator.workspace.outputs import REPORT, replace_file  # noqa: PLC0415 -- heavy
    from validator.workspace.recorded import open_run  # noqa: PLC0415 -- heavy
    from validator.workspace.report import figures  # noqa: PLC0415 -- heavy

    run = open_run(run_folder)
    found = figures(run, logs, _policies(policies_folder))
    if not found.whole.total:
        click.echo("slawyer: this run holds no decision", err=True)
        if not allow_empty:
            return NOTHING
    target = output or run_folder / REPORT
    replace_file(target, page(found))
    click.echo(f"Written to {target}")
    return CLEAN


def _policies(given: Path | None) -> Policies | None:
    """Return the policies, or None where there are none to be found: the report can do without."""
    try:
        policies = loaded(given)
    except Trouble:
        if given is not None:
            raise
        return None
    return policies if not policies.diagnostics else None
