"""What a schema says of a place is found wherever the schema says it."""

from __future__ import annotations

import pytest

from tests.shape.plans import SCHEMA, registry
from validator.location import Route
from validator.shape.annotations import Annotations

ANNOTATIONS = Annotations(SCHEMA, registry())


@pytest.mark.parametrize(
    ("route", "description"),
    [
        (("plans",), "Every plan, by name."),
        (("plans", "basic", "metric"), "What is measured."),
        (("plans", "basic", "target"), "The time promised."),
        (("plans", "basic", "readings"), "What was settled."),
        (("plans", "Not A Name", "metric"), None),
        (("plans", "basic", "unknown"), None),
        (("plans", 0), None),
        ((), None),
    ],
)
def test_a_description_is_found_through_names_patterns_and_references(
    route: Route, description: str | None
) -> None:
    assert ANNOTATIONS.word(route, "description") == description


def test_items_and_branches_are_looked_into() -> None:
    assert ANNOTATIONS.word(("plans", "basic", "days", 3), "enum") == ["monday", "friday"]
    assert ANNOTATIONS.word(("plans", "basic", "amount"), "errorMessage") == "Remove `amount`."


def test_the_schema_is_called_as_people_ask_for_it() -> None:
    assert ANNOTATIONS.name == "plans"
