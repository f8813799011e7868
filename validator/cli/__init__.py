"""The command line. Each command is imported when it is called, so that `slawyer --help` answers at once."""

from __future__ import annotations

import errno
import gc
import os
import sys
from importlib import import_module
from typing import Final

import click

from validator.cli.exit_codes import INTERRUPTED, TROUBLE
from validator.cli.interruption import heard, listen

COMMANDS: Final = {
    "check": "Say what is wrong or unclear in policies and agreements.",
    "ci": "Check, test and compare in one: what every change must pass.",
    "diff": "Say what changes in a contract, and whom it favours.",
    "due": "Say until when an answer is due, and why.",
    "evaluate": "Decide the tickets of a log: deadlines, outcomes, credits.",
    "explain": "Say why a ticket was decided so, clause by clause.",
    "git-diff": "Let git show changes of contracts in words.",
    "lock": "Freeze public holidays, or compare the frozen ones.",
    "publish": "Write an edition as PDF, a redline for Word, or a calendar.",
    "recipes": "List queries for exports of help desks, or print one.",
    "replay": "Decide again: a recorded run, or a log under two contracts.",
    "report": "Write one page with the pictures of a run.",
    "rules": "List the rules of `check`, or explain one.",
    "schema": "List the schemas of the policy files, or print one.",
    "test": "Try the worked examples; say what they leave untried.",
}

EPILOG: Final = """\b
Examples:
  slawyer check
  slawyer evaluate policies/zitadel/example-log.csv
  slawyer evaluate tickets.csv -o decisions --as-of 2024-12-31T23:59:59Z
  slawyer rules response-not-monotone
"""


MANY: Final = 200_000
"""So many new objects before garbage is looked for: a policy's documents hold no cycles, and the process is short."""

UNWRITABLE: Final = (errno.EPIPE, errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO)
"""Why the standard output takes no more, through no fault of ours."""


class Commands(click.Group):
    """The commands by name; only the one that is called is imported."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 -- click's signature
        """Return the names of all commands."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002 -- click's signature
        """Import and return a command."""
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = import_module(f"validator.cli.{cmd_name.replace('-', '_')}").command
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002 -- click's
        """Write what the commands do without importing them."""
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find a command; of a name that is none, say which was probably meant."""
        if args and args[0] not in COMMANDS and not args[0].startswith("-"):
            from difflib import get_close_matches  # noqa: PLC0415 -- only for mistakes

            close = get_close_matches(args[0], COMMANDS, n=1)
            hint = f" Did you mean `{close[0]}`?" if close else ""
            ctx.fail(f"There is no command `{args[0]}`.{hint}")
        return super().resolve_command(ctx, args)


@click.group(cls=Commands, epilog=EPILOG, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="slawyer", prog_name="slawyer")
@click.option("--debug", is_flag=True, help="Show the traceback of a bug of ours.")
def slawyer(*, debug: bool) -> None:
    """Support contracts as code."""


def main(args: list[str] | None = None) -> None:
    """Run the command line and end the process with its exit code."""
    arguments = sys.argv[1:] if args is None else args
    gc.set_threshold(MANY)
    listen()
    sys.exit(run(arguments))


def run(arguments: list[str]) -> int:
    """Run one command and return its exit code; whatever goes wrong is one clear message."""
    try:
        result = slawyer.main(arguments, prog_name="slawyer", standalone_mode=False)
        sys.stdout.flush()
    except (Exception, KeyboardInterrupt) as failure:  # noqa: BLE001 -- whatever is left is a bug of ours
        return _told(failure, arguments)
    return result if isinstance(result, int) else 0


def _told(failure: BaseException, arguments: list[str]) -> int:
    """Say what went wrong, and return the exit code that says so."""
    from validator.workspace.trouble import Trouble  # noqa: PLC0415 -- not needed for --help

    if heard() or isinstance(failure, click.Abort | KeyboardInterrupt):
        click.echo("slawyer: interrupted; nothing was left half-written", err=True)
        return INTERRUPTED
    match failure:
        case click.exceptions.NoArgsIsHelpError():
            click.echo(failure.format_message())
        case click.ClickException():
            failure.show()
        case Trouble():
            click.echo(f"slawyer: {failure.message}", err=True)
            if failure.next_step:
                click.echo(f"  {failure.next_step}", err=True)
        case OSError(errno=number) if number in UNWRITABLE:
            # or Python complains when it closes it
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            if number != errno.EPIPE:  # a reader that has seen enough is no trouble worth a word
                reason = str(failure.strerror).lower()
                click.echo(f"slawyer: the output cannot be written: {reason}", err=True)
        case MemoryError():
            click.echo("slawyer: the memory of this machine does not suffice", err=True)
        case _ if "--debug" in arguments:
            raise failure
        case _:
            click.echo(
                f"slawyer: this is a bug of ours ({type(failure).__name__}: {failure}). Please report it with the "
                "command you gave; `slawyer --debug …` shows more.",
                err=True,
            )
    return TROUBLE
