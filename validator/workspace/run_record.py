"""The record of a run: everything that decides what comes out, and nothing else."""

from __future__ import annotations

from dataclasses import asdict
from importlib.metadata import version
from pathlib import PurePath
from typing import TYPE_CHECKING, Any, Final

from validator.evaluate.book import zones_of
from validator.timetable.local import rfc3339
from validator.workspace.zones import tzdata_version, zone_digest

if TYPE_CHECKING:
    from collections.abc import Sequence

    from validator.model.policy import Policy
    from validator.workspace.evaluation import Summary
    from validator.workspace.logs.rows import Input
    from validator.workspace.policies import Policies

RECORD_VERSION: Final = 1


def run_record(
    summary: Summary,
    policies: Policies,
    inputs: Sequence[Input],
    reading: dict[str, Any],
) -> dict[str, Any]:
    """Return the record of an evaluation; `reading` is the query and how stamps without an offset were read.

    It names files without their folders and holds no clock time, so that the same run gives the same record anywhere.
    """
    governing = [policy for policy in policies.policies if policy.id in summary.policies]
    return {
        "version": RECORD_VERSION,
        "as_of": rfc3339(summary.as_of),
        "inputs": [
            {"name": PurePath(each.file).name, "bytes": each.size, "sha256": each.sha256} for each in inputs
        ],
        **reading,
        "policies": [_policy(policy, policies) for policy in governing],
        "zones": {"release": tzdata_version(), "sha256": zone_digest(zones_of(governing))},
        "software": {"slawyer": version("slawyer")},
        "counts": asdict(summary.tally) | {"decisions": summary.decisions},
    }


def _policy(policy: Policy, policies: Policies) -> dict[str, Any]:
    calendars = policy.lock.calendars.values() if policy.lock else ()
    return {
        "id": policy.id,
        "sha256": policies.digests[policy.id],
        "holidays": {calendar.id: calendar.digest for calendar in calendars},
    }
