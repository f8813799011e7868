from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.workspace.logs.files import HEADER, REPLIED, SUBMITTED, read, written
from validator.workspace.logs.delimited import read_delimited
from validator.workspace.trouble import Trouble


def texts(path: Path) -> list[tuple[object, ...]]:
    table = read_delimited(path).table
    return list(zip(*(table.column(name).to_pylist() for name in table.column_names), strict=True))


def malformed(path: Path) -> list[tuple[int, str, str]]:
    return [(row.line, row.message, row.text) for row in read_delimited(path).malformed]


def test_values_are_text_and_empty_ones_are_absent(tmp_path: Path) -> None:
    file = written(tmp_path, "log.csv", 'ticket,at,event,by\n007,1,"",\n"NULL",nan,"a ""b""",é\n')
    assert texts(file) == [("007", "1", None, None), ("NULL", "nan", 'a "b"', "é")]


def test_empty_lines_are_no_rows_and_count_as_lines(tmp_path: Path) -> None:
    log = read_delimited(written(tmp_path, "log.csv", f"\n{HEADER}\n\n{SUBMITTED}\n\r\n\n{REPLIED}"))
    assert log.line.tolist() == [4, 7]
    assert [log.text(row) for row in range(2)] == [SUBMITTED, REPLIED]


def test_a_value_may_hold_a_line_break(tmp_path: Path) -> None:
    log = read_delimited(written(tmp_path, "log.csv", f'{HEADER},note\n{SUBMITTED},"a\nb"\n{REPLIED},c\n'))
    assert log.line.tolist() == [2, 4]
    assert log.text(0) == f'{SUBMITTED},"a\nb"'
    assert log.ignored == ["note"]


@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_the_first_line_says_what_separates_values(tmp_path: Path, separator: str) -> None:
    text = f"{HEADER}\n{SUBMITTED}\n".replace(",", separator)
    assert texts(written(tmp_path, "log.csv", text)) == [tuple(SUBMITTED.split(","))]


@pytest.mark.parametrize(
    ("line", "why"),
    [
        (b"A,x", "it has 2 values, the first line names 4"),
        (b"A,x,y,z,more", "it has 5 values, the first line names 4"),
        (b"   ", "it has 1 values, the first line names 4"),
        (b"A,caf\xe9,y,z", "it is not UTF-8 at byte 6"),
        (b'A,"x,y,z', "a quote that it opens is not closed as it should be"),
        (b'A,5" disk,y,z', "a quote stands within a value that does not begin with one"),
        (b'A,"x"y,y,z', "text follows a closed quote"),
        (b"A,x\ry,y,z", "it holds a carriage return that ends no line"),
    ],
)
def test_a_line_of_another_shape_is_malformed_and_the_others_are_read(
    tmp_path: Path, line: bytes, why: str
) -> None:
    content = b"\n".join([HEADER.encode(), SUBMITTED.encode(), line, REPLIED.encode()])
    file = written(tmp_path, "log.csv", content)
    assert malformed(file) == [(3, f"the row cannot be read: {why}", line.decode(errors="backslashreplace"))]
    assert texts(file) == [tuple(SUBMITTED.split(",")), tuple(REPLIED.split(","))]
    assert read_delimited(file).line.tolist() == [2, 4]


def test_an_open_quote_does_not_swallow_the_rest_of_the_file(tmp_path: Path) -> None:
    rows = [f"T{number},x,y,z" for number in range(5_000)]
    rows[17] = 'T17,"x,y,z'
    log = read_delimited(written(tmp_path, "log.csv", "\n".join([HEADER, *rows])))
    assert [row.line for row in log.malformed] == [19]
    assert log.table.num_rows == len(rows) - 1


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(
        st.lists(st.text(st.sampled_from('ab ,"\n\t;é'), max_size=4), min_size=3, max_size=3), max_size=6
    )
)
def test_as_many_rows_as_an_independent_reader_finds(tmp_path: Path, table: list[list[str]]) -> None:
    file = io.StringIO()
    csv.writer(file, lineterminator="\n").writerows([["ticket", "at", "event"], *table])
    log = read_delimited(written(tmp_path, "log.csv", file.getvalue()))
    expected = [row for row in csv.reader(io.StringIO(file.getvalue(), newline=""), strict=True) if row][1:]
    assert log.malformed == []
    assert [list(row.values()) for row in log.table.to_pylist()] == [
        [value or None for value in row] for row in expected
    ]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.text(st.sampled_from('a,"\r'), min_size=1, max_size=8), max_size=8))
def test_whatever_the_lines_hold_each_is_accounted_for(tmp_path: Path, lines: list[str]) -> None:
    log = read_delimited(written(tmp_path, "log.csv", "\n".join(["ticket,at,event", *lines]) + "\n"))
    covered = [
        int(line) + more for row, line in enumerate(log.line) for more in range(log.text(row).count("\n") + 1)
    ]
    present = [number for number, line in enumerate(lines, start=2) if line != "\r"]
    told = [row.line + more for row in log.malformed for more in range(row.text.count("\n") + 1)]
    assert set(present) <= set(covered) | set(told)
    assert len(set(told)) == len(told)
    assert set(covered).isdisjoint(told)


@pytest.mark.parametrize(
    ("header", "message", "step"),
    [
        ("Ticket,at,event", "has no column `ticket`", "Is `Ticket` meant to be `ticket`?"),
        ("ticket,event,by", "has no column `at`", "It has: ticket, event, by."),
        ("a|b|c", "has no column `ticket`, `at`, `event`", "--query"),
        (SUBMITTED, "has no column `ticket`, `at`, `event`", "It has: A, 2024"),
        ("ticket,at,event,at", "has two columns `at`", "Remove"),
        ('"ticket,at,event', "its quotes do not close", "names the columns"),
        ("ticket,at\revent", "ends its lines with carriage returns alone", "line feeds"),
    ],
)
def test_a_first_line_that_names_no_columns_is_refused(
    tmp_path: Path, header: str, message: str, step: str
) -> None:
    with pytest.raises(Trouble) as trouble:
        read(written(tmp_path, "log.csv", f"{header}\n{SUBMITTED}\n"))
    assert message in trouble.value.message
    assert step in trouble.value.next_step


def test_for_a_query_every_column_is_read_and_each_has_its_own_name(tmp_path: Path) -> None:
    part = read_delimited(written(tmp_path, "x.csv", "a,b\n1,\n"), every_column=True)
    assert part.table.to_pylist() == [{"a": "1", "b": None}]
    with pytest.raises(Trouble, match="two columns of one name"):
        read_delimited(written(tmp_path, "y.csv", "a,a\n1,2\n"), every_column=True)
