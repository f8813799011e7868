"""Editions of one day, and a first edition that is none; the examples show a gap."""

from __future__ import annotations

from dataclasses import replace

from tests.checks.varied import policy, said

RULE = "edition-out-of-order"


def test_two_editions_of_one_day_are_reported() -> None:
    found = policy()
    first = found.editions["2024-01-01"]
    draft = replace(first, id="2024-01-01-draft", supersedes=first.id)
    assert said(RULE, replace(found, editions={first.id: first, draft.id: draft})) == [
        (
            "The editions 2024-01-01 and 2024-01-01-draft take effect on the same day; 2024-01-01-draft would hold "
            "from its first minute."
        )
    ]


def test_the_first_edition_supersedes_none() -> None:
    found = policy()
    first = replace(found.editions["2024-01-01"], supersedes="2025-01-01")
    assert said(RULE, replace(found, editions={first.id: first})) == [
        "The first edition supersedes 2025-01-01, which takes effect only later."
    ]
