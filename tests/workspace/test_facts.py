"""What rules are told of the world, and what is left out because it is slow."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from pathlib import Path

from tests.checks.varied import policy
from validator.model.holidays import HolidayCalendar
from validator.model.policy import Policy
from validator.workspace.facts import facts_about
from validator.workspace.holidays import freeze, installed_version

ROOT = Path(__file__).parents[2]


def with_calendar(**changes: object) -> Policy:
    """Return the minimal policy with a lock by the installed release, changed."""
    minimal = policy()
    assert minimal.lock is not None
    frozen = freeze("CH-SG", 2023, 2025)
    assert isinstance(frozen, HolidayCalendar)
    calendar = replace(frozen, **changes)  # type: ignore[arg-type]
    return replace(minimal, lock=replace(minimal.lock, calendars={calendar.id: calendar}))


def test_a_lock_of_this_release_with_its_digest_is_not_computed_anew() -> None:
    assert facts_about([with_calendar()]).fresh == {}


def test_a_lock_of_another_release_or_with_another_digest_is() -> None:
    for changes in ({"package_version": "0.1"}, {"digest": "0" * 64}):
        fresh = facts_about([with_calendar(**changes)]).fresh[("minimal", "CH-SG")]
        assert isinstance(fresh, HolidayCalendar)
        assert fresh.package_version == installed_version()
        assert len(fresh.holidays) == 27


def test_why_a_calendar_cannot_be_computed_is_told() -> None:
    fresh = facts_about([with_calendar(id="XX", digest="0" * 64)]).fresh
    assert fresh == {("minimal", "XX"): "the package `holidays` knows no country `XX`"}


def test_a_policy_without_a_lock_needs_nothing() -> None:
    assert facts_about([replace(policy(), lock=None)]).fresh == {}


def test_the_zones_are_those_of_the_package() -> None:
    zones = facts_about([]).zones
    assert {"Europe/Zurich", "Etc/UTC"} <= zones
    assert "Europe/Zurch" not in zones


def test_checking_the_shipped_policies_does_not_import_the_package() -> None:
    code = (
        "import sys\nfrom pathlib import Path\n"
        "from validator.workspace.facts import facts_about\nfrom validator.workspace.policies import load\n"
        "assert facts_about(load(Path('policies')).policies).fresh == {}\n"
        "assert 'holidays' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=True)
