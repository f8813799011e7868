"""What the rules of `check` are told about the world outside the policies."""

from __future__ import annotations

from collections.abc import Iterable

from validator.checks.rule import Facts
from validator.model.holidays import HolidayCalendar
from validator.model.policy import Policy
from validator.workspace.holidays import freeze, installed_version
from validator.workspace.zones import zone_names


def facts_about(policies: Iterable[Policy]) -> Facts:
    """Gather the names of all zones, and the holidays of calendars that may have drifted from the installed package.

    A calendar that this release of the package made, and that still has its digest, needs no comparing: importing the
    package is slow.
    """
    fresh: dict[tuple[str, str], HolidayCalendar | str] = {}
    for policy in policies:
        for calendar in policy.lock.calendars.values() if policy.lock else ():
            same_release = calendar.package_version == installed_version()
            if not same_release or calendar.digest != calendar.computed_digest():
                fresh[policy.id, calendar.id] = freeze(
                    calendar.id, calendar.first_year, calendar.last_year, calendar.language
                )
    return Facts(frozenset(zone_names()), fresh)
