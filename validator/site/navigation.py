"""The navigation: what `mkdocs.yml` lists, with the pages that are made put where their names say."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from validator.site.page import Page

Entry = dict[str, Any]
"""A name with the page it stands for, or with the entries below it; mkdocs takes no other form here."""


def navigation(written: Sequence[Entry], pages: Iterable[Page]) -> list[Entry]:
    """Return entries of mkdocs: those written, then the made ones, each below the names of its trail."""
    grown = [_copied(entry) for entry in written]
    for page in pages:
        _put(grown, page.trail, page.path)
    return grown


def _copied(entry: Entry) -> Entry:
    return {
        name: [_copied(each) for each in below] if isinstance(below, list) else below
        for name, below in entry.items()
    }


def _put(entries: list[Entry], trail: Sequence[str], path: str) -> None:
    name, *rest = trail
    if not rest:
        entries.append({name: path})
        return
    for entry in entries:
        if isinstance(entry.get(name), list):
            _put(entry[name], rest, path)
            return
    below: list[Entry] = []
    entries.append({name: below})
    _put(below, rest, path)
