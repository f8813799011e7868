"""Which editions govern an agreement, and on which hours its clocks run."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from tests.checks.varied import policy
from validator.checks.signed import governing, signed
from validator.model.policy import Agreement, Policy

MINIMAL = policy()


def three_editions() -> Policy:
    first = MINIMAL.editions["2024-01-01"]
    days = [date(2024, 1, 1), date(2024, 7, 1), date(2025, 1, 1)]
    editions = {day.isoformat(): replace(first, id=day.isoformat(), effective_from=day) for day in days}
    return replace(MINIMAL, editions=editions)


def with_term(first: date, last: date, edition: str | None = None) -> Agreement:
    bakery = MINIMAL.agreements["bakery-2024"]
    return replace(bakery, edition=edition, term=replace(bakery.term, first=first, last=last))


@pytest.mark.parametrize(
    ("first", "last", "months"),
    [
        (date(2024, 1, 1), date(2024, 6, 30), ["2024-01"]),
        (date(2024, 1, 1), date(2024, 7, 1), ["2024-01", "2024-07"]),
        (date(2024, 7, 1), date(2024, 12, 31), ["2024-07"]),
        (date(2024, 8, 1), date(2026, 1, 1), ["2024-07", "2025-01"]),
        (date(2023, 1, 1), date(2024, 2, 1), ["2024-01"]),
        (date(2023, 1, 1), date(2023, 2, 1), []),
    ],
)
def test_editions_in_force_within_the_term_govern(first: date, last: date, months: list[str]) -> None:
    found = governing(three_editions(), with_term(first, last))
    assert [edition.id for edition in found] == [f"{month}-01" for month in months]


def test_a_pinned_edition_governs_alone() -> None:
    pinned = with_term(date(2024, 1, 1), date(2026, 1, 1), "2024-07-01")
    assert [edition.id for edition in governing(three_editions(), pinned)] == ["2024-07-01"]


def test_hours_are_those_agreed_else_those_of_the_add_on_else_unknown() -> None:
    hours = {each.agreement.id: each.hours and each.hours.id for each in signed(MINIMAL)}
    assert hours == {"bakery-2024": "longer", "clinic-2024": "longer"}
    blank = policy(("clinic-2024", "  support_hours: longer\n", ""))
    assert [each.hours for each in signed(blank) if each.agreement.id == "clinic-2024"] == [None]


def test_what_an_edition_does_not_know_is_left_to_another_rule() -> None:
    renamed = replace(MINIMAL.agreements["bakery-2024"], plan="gone")
    assert list(signed(replace(MINIMAL, agreements={renamed.id: renamed}))) == []
