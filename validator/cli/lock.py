"""`slawyer lock`: freeze public holidays, or compare the frozen ones with the package."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from validator.cli.exit_codes import CLEAN, FINDINGS, NOTHING
from validator.cli.options import loaded, policies_option
from validator.workspace.trouble import Trouble

if TYPE_CHECKING:
    from collections.abc import Mapping

    from validator.model.holidays import HolidayCalendar
    from validator.model.policy import Policy

EPILOG = """\b
Examples:
  slawyer lock --check
  slawyer lock zitadel --until 2035
"""

YEARS = click.IntRange(1970, 2099)


@click.command("lock", epilog=EPILOG)
@click.argument("names", nargs=-1, metavar="[POLICY]...")
@policies_option
@click.option(
    "--from", "first", type=YEARS, help="The first year; by default that of the lock or of the first edition."
)
@click.option(
    "--until", "last", type=YEARS, help="The last year; by default that of the lock or of the last term."
)
@click.option("--language", help="The language of the names; by default that of the lock, or en_US.")
@click.option("--check", is_flag=True, help="Change nothing; exit with 1 where lock and package differ.")
def command(
    *,
    names: tuple[str, ...],
    policies_folder: Path | None,
    first: int | None,
    last: int | None,
    language: str | None,
    check: bool,
) -> int:
    """Freeze the public holidays that the schedules of policies name into `holidays.lock.yaml`.

    Decisions read the lock only. Review a change of it like a change of any other clause.
    """
    from validator.cli.check import show_errors  # noqa: PLC0415 -- after --help
    from validator.render.lock import render_lock  # noqa: PLC0415 -- after --help
    from validator.workspace.holidays import frozen_lock, named_calendars  # noqa: PLC0415 -- after --help
    from validator.workspace.outputs import replace_file  # noqa: PLC0415 -- after --help

    policies = loaded(policies_folder)
    if show_errors(policies, meaning=False):
        return FINDINGS
    chosen = [policy for policy in policies.policies if not names or policy.id in names]
    unknown = sorted(set(names) - {policy.id for policy in chosen})
    if unknown:
        known = ", ".join(policy.id for policy in policies.policies)
        raise Trouble(f"there is no policy `{unknown[0]}`", f"The policies are {known}.")
    differs = done = False
    for policy in chosen:
        if not named_calendars(policy):
            continue
        done = True
        lock = frozen_lock(policy, first, last, language)
        path = policies.root / policy.id / "holidays.lock.yaml"
        changes = _changes(policy, lock.calendars)
        for change in changes:
            click.echo(f"{policy.id}: {change}")
        differs = differs or bool(changes)
        if not check:
            replace_file(path, render_lock(lock))
            click.echo(f"{policy.id}: {path.as_posix()} written")
        elif not changes:
            click.echo(f"{policy.id}: lock and package agree")
    if not done:
        click.echo("slawyer: no schedule names public holidays", err=True)
        return NOTHING
    return FINDINGS if check and differs else CLEAN


def _changes(policy: Policy, fresh: Mapping[str, HolidayCalendar]) -> list[str]:
    """Return in words what would change in a lock."""
    old = policy.lock.calendars if policy.lock else {}
    words = [f"{name} is no longer named by any schedule" for name in sorted(old.keys() - fresh.keys())]
    for name, calendar in fresh.items():
        if name not in old:
            words.append(f"{name} {calendar.first_year} to {calendar.last_year} is new")
            continue
        before, after = ({day.date: day.name for day in each.holidays} for each in (old[name], calendar))
        words += [
            f"{name} {day} {before[day]} is no longer closed" for day in sorted(before.keys() - after.keys())
        ]
        words += [f"{name} {day} {after[day]} is closed" for day in sorted(after.keys() - before.keys())]
        words += [
            f"{name} {day} is called {after[day]}, not {before[day]}"
            for day in sorted(before.keys() & after.keys())
            if before[day] != after[day]
        ]
    return words
