"""The book of loaded policies: compiled with the zones they name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from validator.evaluate.book import Book, compile_book, zones_of
from validator.workspace.trouble import Trouble
from validator.workspace.zones import load_zone

if TYPE_CHECKING:
    from collections.abc import Sequence

    from validator.model.policy import Policy


def book_of(policies: Sequence[Policy]) -> Book:
    """Compile policies with their zones."""
    zones = {name: load_zone(name) for name in zones_of(policies)}
    unknown = sorted(name for name, zone in zones.items() if zone is None)
    if unknown:
        raise Trouble(f"there is no time zone `{unknown[0]}`", "`slawyer check` shows where it is named.")
    return compile_book(policies, {name: zone for name, zone in zones.items() if zone is not None})
