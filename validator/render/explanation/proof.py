"""How an answer can be repeated: everything that decided it, by digest."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from validator.render.wording.language import Language


@dataclass(frozen=True, slots=True)
class Proof:
    """What a decision was made with; all digests are SHA-256 in hex.

    `as_of` is RFC 3339, `holidays` maps calendars to digests, `logs` maps names of files to digests.
    """

    as_of: str
    policy: str
    policy_digest: str
    holidays: Mapping[str, str]
    zones_release: str
    zones_digest: str
    software: str
    logs: Mapping[str, str]
    command: str


def lines(proof: Proof, language: Language) -> tuple[str, ...]:
    """Return what a decision was made with, a line for each thing."""
    return (
        language.say("proof_as_of", instant=proof.as_of),
        *(language.say("proof_log", name=name, digest=digest) for name, digest in proof.logs.items()),
        language.say("proof_policy", policy=proof.policy, digest=proof.policy_digest),
        *(
            language.say("proof_holidays", calendar=calendar, digest=digest)
            for calendar, digest in proof.holidays.items()
        ),
        language.say("proof_zones", release=proof.zones_release, digest=proof.zones_digest),
        language.say("proof_software", version=proof.software),
    )
