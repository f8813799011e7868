"""What was probably meant; never something that means another number."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.shape.plans import COMMON, NAME
from validator.shape.patterns import matches
from validator.shape.spelling import close_to, meant_name, meant_value

TARGET = COMMON["$defs"]["target"]


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("2h", "2 hours"),
        ("2 H", "2 hours"),
        (" 12 h", "12 hours"),
        ("1h", "1 hour"),
        ("  2 hours", "2 hours"),
        ("Best Effort", "best effort"),
        ("2 hour", "2 hours"),
        ("3 hour", None),
        ("22 hours.", None),
        ("02h", None),
        ("whenever", None),
        ("", None),
    ],
)
def test_a_value_is_respelled_only_if_the_schema_then_accepts_it(text: str, meant: str | None) -> None:
    assert meant_value(text, TARGET) == meant


@given(st.text("0123456789 hours", max_size=8))
def test_what_is_offered_is_accepted_and_another_one(text: str) -> None:
    meant = meant_value(text, TARGET)
    if meant is not None:
        assert matches(TARGET["pattern"], meant)
        assert matches(TARGET["pattern"], text) or meant != text


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("Severity 1", "severity_1"),
        ("24x7", None),
        ("Extended SLA (paid)", "extended_sla_paid"),
        ("Zürich", "z_rich"),
        ("!", None),
    ],
)
def test_a_name_is_made_of_a_title(text: str, meant: str | None) -> None:
    assert meant_name(text, [NAME]) == meant


def test_choices_are_close_whatever_stands_between_their_words() -> None:
    choices = ["for every start", "oldest unanswered", "once"]
    assert close_to("Oldest_Unanswerd", choices) == "oldest unanswered"
    assert close_to("for-every-start", choices) == "for every start"
    assert close_to("monthly", choices) is None
    assert close_to("x", []) is None
