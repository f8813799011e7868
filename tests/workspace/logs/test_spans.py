from __future__ import annotations

import pytest

from validator.workspace.logs.spans import between, lines_of, not_utf8, positions


@pytest.mark.parametrize("end", ["", "\n", "\r\n"])
def test_lines_end_with_a_line_feed_or_with_the_text(end: str) -> None:
    lines = lines_of(("one\r\ntwo\n\nfour" + end).encode())
    assert [lines.text(row) for row in range(len(lines))] == ["one", "two", "", "four"]
    assert lines.line.tolist() == [1, 2, 3, 4]


def test_some_lines_keep_their_numbers() -> None:
    some = lines_of(b"one\ntwo\nthree").take(lines_of(b"one\ntwo\nthree").line != 2)
    assert [(int(some.line[row]), some.raw(row)) for row in range(len(some))] == [(1, b"one"), (3, b"three")]


def test_positions_are_found_or_there_are_none() -> None:
    assert positions(b"a,b,,", ord(",")).tolist() == [1, 3, 4]
    assert positions(b"abc", ord(",")).tolist() == []


def test_a_text_without_breaks_is_one_line() -> None:
    lines = between(b"x", positions(b"x", 10))
    assert (len(lines), lines.text(0)) == (1, "x")


def test_what_is_no_utf8_is_told_line_by_line() -> None:
    lines = lines_of("schön\n".encode() + b"caf\xe9\n" + b"plain")
    assert not_utf8(lines) == {1: "it is not UTF-8 at byte 4"}
    assert lines.text(1) == "caf\\xe9"
    assert not_utf8(lines_of("schön".encode())) == {}
