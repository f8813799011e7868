"""An item of coverage: something that can decide a ticket, looked at from one side."""

from __future__ import annotations

from dataclasses import dataclass

from validator.location import Address

TIMED = ("in time", "late")
LETS_IN, KEEPS_OUT = "lets in", "keeps out"


@dataclass(frozen=True, slots=True)
class Item:
    """Something that can decide a ticket: where it stands, and from which side it is looked at."""

    at: Address
    side: str
