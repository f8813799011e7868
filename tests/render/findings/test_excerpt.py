"""The caret stands under the place, whatever the line is made of."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from validator.location import Place, Position, Span
from validator.render.findings.excerpt import excerpt
from validator.render.table import plain, width


def shown(line: str, start: int, end: int, *, lines: int = 1) -> list[str]:
    """Return quoted line and caret line, for columns on line 7."""
    place = Place("a.yaml", Span(Position(7, start), Position(6 + lines, end)))
    where, *rest = excerpt(place, line, plain, arrow="-->")
    assert where == f"  --> a.yaml:7:{start}"
    return rest


@pytest.mark.parametrize(
    ("line", "start", "end", "expected"),
    [
        ("a: bc", 4, 6, ["  7 | a: bc", "    |    ^^"]),
        ("a:", 3, 3, ["  7 | a:", "    |   ^"]),
        ("日本: 語", 5, 6, ["  7 | 日本: 語", "    |       ^^"]),
        ("🧾: x", 4, 5, ["  7 | 🧾: x", "    |     ^"]),
        ("e\u0301: x", 5, 6, ["  7 | e\u0301: x", "    |    ^"]),
        ("\ta: b", 5, 6, ["  7 |     a: b", "    |        ^"]),
        ("a: \tb", 4, 5, ["  7 | a:     b", "    |    ^^^^"]),
        ("a\x1b: b", 5, 6, ["  7 | a\\x1b: b", "    |        ^"]),
    ],
)
def test_the_caret_stands_under_the_place(line: str, start: int, end: int, expected: list[str]) -> None:
    assert shown(line, start, end) == expected


def test_of_a_place_over_several_lines_the_first_is_marked_to_its_end() -> None:
    assert shown("a: [1,", 4, 3, lines=2) == ["  7 | a: [1,", "    |    ^^^"]


def test_a_line_that_is_not_known_is_left_out() -> None:
    assert shown("", 1, 1) == []


def test_a_long_line_is_cut_around_the_place() -> None:
    line, caret = shown("x" * 1000 + "HERE" + "y" * 1000, 1001, 1005)
    assert line == "  7 | …" + "x" * 60 + "HERE" + "y" * 55 + "…"
    assert caret == "    | " + " " * 61 + "^^^^"


@given(st.text(max_size=300), st.integers(1, 310), st.integers(0, 310))
def test_every_line_can_be_shown(text: str, start: int, length: int) -> None:
    flat = text.replace("\n", "").replace("\r", "")
    lines = shown(flat, start, start + length)
    assert len(lines) == (2 if flat else 0)
    for line in lines:
        assert line.isprintable()
        assert len(line) <= 140
    if lines:
        assert "^" in lines[1]
        assert width(lines[1]) <= width(lines[0]) + 1
