"""How an answer can be repeated: everything that decided it, by digest."""

from __future__ import annotations

from dataclasses import replace

from tests.render.told import ENGLISH, GERMAN
from validator.render.explanation.proof import Proof, lines

PROOF = Proof(
    as_of="2025-01-07T09:00:00Z",
    policy="zitadel",
    policy_digest="11aa",
    holidays={"CH-SG": "22bb", "CH-ZH": "33cc"},
    zones_release="2026a",
    zones_digest="44dd",
    software="1.2.3",
    logs={"one.csv": "55ee", "two.csv": "66ff"},
    command="slawyer explain one.csv two.csv T-1 --as-of 2025-01-07T09:00:00Z",
)


def test_everything_that_decides_is_named_with_its_digest() -> None:
    assert lines(PROOF, ENGLISH) == (
        "decided as of 2025-01-07T09:00:00Z",
        "log one.csv: SHA-256 55ee",
        "log two.csv: SHA-256 66ff",
        "policy zitadel: SHA-256 11aa",
        "public holidays CH-SG: SHA-256 22bb",
        "public holidays CH-ZH: SHA-256 33cc",
        "time zone data 2026a: SHA-256 44dd",
        "slawyer 1.2.3",
    )


def test_a_policy_without_holidays_has_no_line_for_them() -> None:
    bare = lines(replace(PROOF, holidays={}, logs={}), GERMAN)
    assert bare == (
        "entschieden mit Stand 2025-01-07T09:00:00Z",
        "Vertragswerk zitadel: SHA-256 11aa",
        "Zeitzonendaten 2026a: SHA-256 44dd",
        "slawyer 1.2.3",
    )
