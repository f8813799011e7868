"""What the rules of `check` are told about the world outside the policies."""

from __future__ import annotations

from typing import TYPE_CHECKING

from validator.checks.rule import Facts
from validator.workspace.holidays import freeze, installed_version
from validator.workspace.zones import zone_names

if TYPE_CHECKING:
    from collections.abc import Sequence

    from validator.model.holidays import HolidayCalendar
    from validator.model.policy import Policy


def facts_about(policies: Sequence[Policy]) -> Facts:
    """Gather zones, and the holidays of calendars that may have drifted from the installed package.

    A lock that this release of the package made, and that still has its digest, needs no comparing: importing the
    package is the slowest part of a check.
    """
    fresh: dict[tuple[str, str], HolidayCalendar | str] = {}
    for policy in policies:
        for calendar in policy.lock.calendars.values() if policy.lock else ():
            same = calendar.package_version == installed_version()
            if same and calendar.digest == calendar.computed_digest():
                continue
            again = freeze(calendar.id, calendar.first_year, calendar.last_year, calendar.language)
            fresh[policy.id, calendar.id] = again
    return Facts(frozenset(zone_names()), fresh)
