"""Where an address stands, and which clause governs it."""

from __future__ import annotations

import pytest

from tests.document.reading import FILE, document
from validator.document import Scalar
from validator.location import Address, Route

TEXT = """\
# plans of the contract
clause: Plans
plans:
  free:
    title: Free
    clause: Free plan
    hours:
      - { days: monday, hours: 08:00-17:00 }
      - days: friday
    features: [a, b]
    notes:
  basic: { title: Basic }
clauses: [x]
"""


def place(*route: str | int, on_key: bool = False) -> tuple[int, int, int, int]:
    found = document(TEXT).place_of(Address("name", route, on_key))
    assert found.file == FILE
    span = found.span
    return span.start.line, span.start.column, span.end.line, span.end.column


@pytest.mark.parametrize(
    ("route", "value", "key"),
    [
        ((), (2, 1, 2, 1), (2, 1, 2, 1)),
        (("clause",), (2, 9, 2, 14), (2, 1, 2, 7)),
        (("plans",), (3, 1, 3, 6), (3, 1, 3, 6)),
        (("plans", "free", "title"), (5, 12, 5, 16), (5, 5, 5, 10)),
        (("plans", "free", "hours"), (7, 5, 7, 10), (7, 5, 7, 10)),
        (("plans", "free", "hours", 0), (8, 9, 8, 45), (8, 9, 8, 45)),
        (("plans", "free", "hours", 0, "hours"), (8, 32, 8, 43), (8, 25, 8, 30)),
        (("plans", "free", "hours", 1), (9, 9, 9, 21), (9, 9, 9, 21)),
        (("plans", "free", "features"), (10, 15, 10, 21), (10, 5, 10, 13)),
        (("plans", "free", "features", 1), (10, 19, 10, 20), (10, 19, 10, 20)),
        (("plans", "free", "notes"), (11, 11, 11, 11), (11, 5, 11, 10)),
        (("plans", "basic"), (12, 10, 12, 26), (12, 3, 12, 8)),
    ],
)
def test_an_address_stands_at_its_value_or_key(route: Route, value: object, key: object) -> None:
    assert place(*route) == value
    assert place(*route, on_key=True) == key


@pytest.mark.parametrize(
    ("route", "parent"),
    [
        (("plans", "free", "colour"), (4, 3, 4, 7)),
        (("plans", "free", "hours", 7, "days"), (7, 5, 7, 10)),
        (("plans", "free", "title", "x", 3), (5, 5, 5, 10)),
        (("plans", "basic", "clause"), (12, 3, 12, 8)),
        (("nowhere", "at", "all"), (2, 1, 2, 1)),
        (("plans", "free", "features", -1), (10, 5, 10, 13)),
        ((0,), (2, 1, 2, 1)),
    ],
)
def test_what_is_not_there_is_shown_at_the_nearest_key_above(route: Route, parent: object) -> None:
    assert place(*route) == parent


@pytest.mark.parametrize(
    ("route", "clause"),
    [
        ((), "Plans"),
        (("plans",), "Plans"),
        (("plans", "free"), "Free plan"),
        (("plans", "free", "hours", 0, "days"), "Free plan"),
        (("plans", "free", "no", "such", "place"), "Free plan"),
        (("plans", "basic", "title"), "Plans"),
    ],
)
def test_the_nearest_clause_above_governs(route: Route, clause: str) -> None:
    assert document(TEXT).clause_at(route) == clause


def test_a_clause_that_is_no_text_governs_nothing() -> None:
    assert document("a: {clause: 3, b: 1}").clause_at(("a", "b")) is None
    assert document("- 1").clause_at((0,)) is None


def test_a_node_is_found_by_its_route_alone() -> None:
    read = document(TEXT)
    node = read.node_at(("plans", "free", "features", 1))
    assert isinstance(node, Scalar)
    assert node.value == "b"
    assert read.node_at(("plans", "free", "features", "1")) is None
    assert read.node_at(("plans", 0)) is None


def test_the_text_is_kept_by_lines() -> None:
    read = document(TEXT)
    assert read.text == TEXT
    assert read.line(2) == "clause: Plans"
    assert read.line(99) == ""
