from __future__ import annotations

import csv
import io
from typing import Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from validator.workspace.logs.quoting import MOST_LINES, rows_at_once, rows_one_by_one
from validator.workspace.logs.spans import lines_of

COMMA = ord(",")


def read(text: str, width: int = 3) -> tuple[list[tuple[int, str]], dict[int, str]]:
    lines = lines_of(text.encode())
    rows, malformed = rows_one_by_one(lines, COMMA, width)
    at_once = rows_at_once(lines, COMMA)
    if at_once is not None and not malformed:
        assert at_once.begins.tolist() == rows.begins.tolist()
        assert at_once.ends.tolist() == rows.ends.tolist()
        assert at_once.line.tolist() == rows.line.tolist()
    return [(int(rows.line[row]), rows.text(row)) for row in range(len(rows))], malformed


def test_a_quoted_value_may_hold_separators_breaks_and_doubled_quotes() -> None:
    rows, malformed = read('a,"b, c",d\r\ne,"f\ng",h\n"","""i""",j\n')
    assert rows == [(1, 'a,"b, c",d'), (2, 'e,"f\ng",h'), (4, '"","""i""",j')]
    assert malformed == {}


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ('b,"c,d', "a quote that it opens is not closed as it should be"),
        ('b,5" disk,d', "a quote stands within a value that does not begin with one"),
        ('b,"c"x,d', "text follows a closed quote"),
        ('b,"c"\rx,d', "text follows a closed quote"),
    ],
)
def test_a_line_with_a_stray_quote_costs_itself_only(line: str, why: str) -> None:
    rows, malformed = read(f'1,2,3\n{line}\n4,"5",6\n7,"8\n8",9\n')
    assert rows == [(1, "1,2,3"), (3, '4,"5",6'), (4, '7,"8\n8",9')]
    assert list(malformed) == [1]
    assert malformed[1] in {why, "text follows a closed quote"}  # the open quote meets the next one


def test_a_quote_left_open_at_the_end_costs_its_line_only() -> None:
    rows, malformed = read('1,2,3\n4,"5,6\n7,8,9\n')
    assert rows == [(1, "1,2,3"), (3, "7,8,9")]
    assert malformed == {1: "a quote that it opens is not closed as it should be"}


def test_two_stray_quotes_do_not_swallow_the_rows_between_them() -> None:
    rows, malformed = read('1,2,"3\n4,5,6\n7",8,9\n')
    assert rows == [(2, "4,5,6")]
    assert sorted(malformed) == [0, 2]


def test_quotes_that_stand_as_they_must_are_believed() -> None:
    assert read('1,"2,3\n4,5,6\n7,8",9\n') == ([(1, '1,"2,3\n4,5,6\n7,8",9')], {})


def test_a_row_does_not_go_on_for_ever() -> None:
    rows, malformed = read('1,"' + "\n" * MOST_LINES + '2",3\n4,5,6')
    assert [line for line, text in rows if text] == [MOST_LINES + 2]
    assert sorted(malformed) == [0, MOST_LINES]
    rows, malformed = read('1,"' + "\n" * (MOST_LINES - 1) + '2",3\n4,5,6')
    assert ([line for line, _ in rows], malformed) == ([1, MOST_LINES + 1], {})


VALUES = st.text(st.sampled_from('ab,"\n;é'), max_size=5)


@given(st.lists(st.lists(VALUES, min_size=3, max_size=3), min_size=1, max_size=5), st.booleans())
def test_what_was_written_by_the_rules_is_read_row_by_row(table: list[list[str]], everything: bool) -> None:  # noqa: FBT001
    file = io.StringIO()
    quoting: Literal[0, 1] = csv.QUOTE_ALL if everything else csv.QUOTE_MINIMAL
    csv.writer(file, quoting=quoting, lineterminator="\n").writerows(table)
    lines = lines_of(file.getvalue().encode())
    assert rows_at_once(lines, COMMA) is not None
    rows, malformed = read(file.getvalue())
    assert malformed == {}
    assert [next(csv.reader(io.StringIO(text, newline=""))) for _, text in rows] == table


@given(st.text(st.sampled_from('a,"\n'), max_size=40))
def test_whatever_the_quotes_every_line_is_in_one_row_or_malformed(text: str) -> None:
    lines = lines_of(text.encode())
    rows, malformed = rows_one_by_one(lines, COMMA, 3)
    covered = [
        int(line) - 1 + more
        for row, line in enumerate(rows.line)
        for more in range(rows.text(row).count("\n") + 1)
    ]
    assert sorted([*covered, *malformed]) == list(range(len(lines)))
