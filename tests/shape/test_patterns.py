"""Patterns mean what they mean in JSON Schema."""

from __future__ import annotations

import re
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from validator.shape.patterns import matches, unknown_keys


@pytest.mark.parametrize("pattern", ["^[a-z]+$", "^(a|b$)", "^a$|^b$"])
def test_the_end_is_the_very_end(pattern: str) -> None:
    assert matches(pattern, "b") or matches(pattern, "a")
    assert not matches(pattern, "b\n")


@pytest.mark.parametrize(
    ("pattern", "text"), [(r"^\$5$", "$5"), ("^[$]5$", "$5"), (r"^[\]$]+$", "]$"), (r"^\\$", "\\")]
)
def test_a_dollar_that_is_meant_is_a_dollar(pattern: str, text: str) -> None:
    assert matches(pattern, text)


@given(st.sampled_from(["a$", "^a", "[$]a", r"\$a$", "a|b$", "^$"]), st.text("ab$", max_size=4))
def test_without_line_breaks_nothing_differs(pattern: str, text: str) -> None:
    assert matches(pattern, text) == (re.search(pattern, text) is not None)


def test_keys_are_known_by_name_or_by_pattern() -> None:
    schema: dict[str, Any] = {"properties": {"a": {}}, "patternProperties": {"^x_": {}, "[0-9]$": {}}}
    assert unknown_keys({"a": 1, "x_y": 1, "b1": 1, "b": 1, "ax": 1}, schema) == ["b", "ax"]
    assert unknown_keys({"a": 1}, {}) == ["a"]
