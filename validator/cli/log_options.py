"""Options of every command that reads a ticket log, and what they stand for."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import reduce
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from validator.workspace.recipes import names, recipe
from validator.workspace.trouble import Trouble, because

if TYPE_CHECKING:
    from datetime import tzinfo

    from validator.workspace.logs import LogRows, StampReading

AMBIGUOUS = ("reject", "earlier", "later")

OPTIONS = (
    click.option(
        "--query",
        "query_file",
        type=click.Path(path_type=Path, dir_okay=False),
        metavar="FILE.sql",
        help="Read the log through an SQL query over the table `log`, for exports with other columns.",
    ),
    click.option(
        "--recipe",
        "recipe_name",
        metavar="NAME",
        help=f"Read the log through a query that is ready: {', '.join(names())}.",
    ),
    click.option(
        "--time-zone", metavar="ZONE", help="The zone of stamps without an offset, such as Europe/Zurich."
    ),
    click.option(
        "--ambiguous",
        type=click.Choice(AMBIGUOUS),
        default="reject",
        show_default=True,
        help="What a local time means that occurs twice when the clocks go back.",
    ),
    click.option(
        "--as-of", metavar="T", help="Decide as of this instant; by default that of the log's last event."
    ),
    click.option("--memory-limit", metavar="SIZE", help="The most memory that a query may use, such as 4GB."),
)


def log_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command the options that say how its log is read."""
    return reduce(lambda wrapped, option: option(wrapped), reversed(OPTIONS), command)


@dataclass(frozen=True, slots=True)
class Asked:
    """How a log is to be read and as of when, as the user asked for it; `as_of` in microseconds, UTC."""

    query: str | None
    zone: tzinfo | None
    time_zone: str | None
    ambiguous: str
    as_of: int | None
    memory_limit: str | None

    @staticmethod
    def of(
        *,
        query_file: Path | None,
        time_zone: str | None,
        ambiguous: str,
        as_of: str | None,
        memory_limit: str | None,
        recipe_name: str | None = None,
    ) -> Asked:
        """Understand the options; what cannot be meant is said."""
        if recipe_name is not None and query_file is not None:
            raise click.UsageError("--recipe and --query exclude each other: a recipe is a query.")
        zone = zone_of(time_zone)
        query = _text_of(query_file) if recipe_name is None else recipe(recipe_name).query
        return Asked(query, zone, time_zone, ambiguous, _instant(as_of, zone), memory_limit)

    @property
    def stamps(self) -> StampReading:
        """How stamps without an offset are read."""
        from validator.timetable.stamps import Ambiguous  # noqa: PLC0415 -- heavy
        from validator.workspace.logs import StampReading  # noqa: PLC0415 -- heavy

        return StampReading(self.zone, Ambiguous[self.ambiguous.upper()])

    def rows(self, files: list[Path]) -> LogRows:
        """Read the log."""
        from validator.workspace.logs.read import read_log  # noqa: PLC0415 -- heavy

        return read_log(files, self.query, self.memory_limit)


def zone_of(name: str | None) -> tzinfo | None:
    """Return a zone by name; of a name that is none, say which was probably meant."""
    if name is None:
        return None
    from difflib import get_close_matches  # noqa: PLC0415 -- rarely needed

    from validator.workspace.zones import load_zone, zone_names  # noqa: PLC0415 -- rarely needed

    zone = load_zone(name)
    if zone is None:
        close = get_close_matches(name, zone_names(), n=1)
        hint = f"Did you mean {close[0]}?" if close else "Use a name such as Europe/Zurich."
        raise Trouble(f"there is no time zone `{name}`", hint)
    return zone


def _instant(text: str | None, zone: tzinfo | None) -> int | None:
    """Return the instant that --as-of names, read exactly as a stamp of a log."""
    if text is None:
        return None
    from validator.workspace.logs import StampReading, instant_of  # noqa: PLC0415 -- heavy

    found = instant_of(text, StampReading(zone))
    if isinstance(found, str):
        raise Trouble(f"--as-of: {found}", "Write it like 2024-12-31T23:59:59Z.")
    return found


def _text_of(path: Path | None) -> str | None:
    if path is None:
        return None
    try:
        return path.read_text("utf-8")
    except OSError as failure:
        raise Trouble(f"{path} cannot be read: {because(failure)}") from failure
    except UnicodeDecodeError as failure:
        raise Trouble(f"{path} is not UTF-8 text", "Name a file with an SQL query.") from failure
