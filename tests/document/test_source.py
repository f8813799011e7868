"""Lines and positions of a text, whatever ends its lines."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from validator.document import Source
from validator.location import Address, Place, Position, Span


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_lines_end_as_editors_end_them(end: str) -> None:
    source = Source("a.yaml", end.join(["one", "", "three"]))
    assert [source.line(number) for number in range(5)] == ["", "one", "", "three", ""]


def test_only_line_breaks_break_lines() -> None:
    source = Source("a.yaml", "a\x0bb\u2028c\nd")
    assert source.line(1) == "a\x0bb\u2028c"
    assert source.line(2) == "d"


@given(st.text(st.sampled_from("ab\r\nü🧾"), max_size=30))
def test_a_position_leads_back_to_its_character(text: str) -> None:
    source = Source("a.yaml", text)
    for offset, character in enumerate(text):
        position = source.position(offset)
        assert source.offset(position) == offset
        if character not in "\r\n":
            assert source.line(position.line)[position.column - 1] == character


def test_nothing_but_the_start_is_known_of_an_unread_text() -> None:
    source = Source("policies/a.yaml", "a: 'x")
    start = Position(1, 1)
    assert source.place_of(Address("a.yaml", ("a",))) == Place("policies/a.yaml", Span(start, start))
    assert source.suppressions == ()
