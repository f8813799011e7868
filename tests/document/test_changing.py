"""One value of a document is another, and nothing else changes."""

from __future__ import annotations

import pytest

from tests.document.reading import document
from validator.document import Plain, with_value
from validator.location import Address, Route

TEXT = """\
plans:
  free: { title: Free, price: 5 }
  basic:
    features: [phone, email]
    hours:
      - { days: monday }
# the end
"""


def said(route: Route, text: str) -> Plain:
    return with_value(document(TEXT), route, text).plain()


@pytest.mark.parametrize(
    ("route", "text", "instead"),
    [
        (("plans", "free", "title"), "Gold", TEXT.replace("Free", "Gold")),
        (("plans", "free", "price"), "7.5", TEXT.replace("price: 5", "price: 7.5")),
        (("plans", "free", "price"), "none", TEXT.replace("price: 5", "price: none")),
        (("plans", "free", "price"), "null", TEXT.replace("price: 5", "price: null")),
        (("plans", "free"), "x", TEXT.replace("{ title: Free, price: 5 }", "x")),
        (("plans", "basic", "features", 1), "chat", TEXT.replace("email", "chat")),
        (("plans", "basic", "features"), "true", TEXT.replace("[phone, email]", "true")),
        (("plans", "basic", "hours", 0, "days"), "friday", TEXT.replace("monday", "friday")),
    ],
)
def test_a_value_is_what_its_author_might_have_written(route: Route, text: str, instead: str) -> None:
    assert said(route, text) == document(instead).plain()


def test_places_and_lines_stay_as_they_are() -> None:
    before = document(TEXT)
    after = with_value(before, ("plans", "free", "title"), "A much longer title")
    for route in [
        ("plans", "free", "title"),
        ("plans", "free", "price"),
        ("plans", "basic", "hours", 0, "days"),
    ]:
        assert after.place_of(Address("a", route)) == before.place_of(Address("a", route))
    assert after.text == before.text == TEXT


def test_the_document_itself_stays_as_it_is() -> None:
    before = document(TEXT)
    with_value(before, ("plans", "free", "title"), "Gold")
    assert before.plain() == document(TEXT).plain()


@pytest.mark.parametrize("number", [".inf", "-.inf", ".nan", "1e400", str(10**40)])
def test_a_number_that_nobody_can_count_with_stays_a_text(number: str) -> None:
    changed = with_value(document(TEXT), ("plans", "free", "price"), number)
    node = changed.node_at(("plans", "free", "price"))
    assert node is not None
    assert changed.plain() == document(TEXT.replace("price: 5", f'price: "{number}"')).plain()


def test_below_a_single_value_there_is_nothing_to_change() -> None:
    with pytest.raises(LookupError):
        said(("plans", "free", "title", "short"), "x")
