"""A text in blocks is the text as a whole: rows, lines and what is malformed do not depend on where blocks end."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st

from validator.workspace.logs import blocks, quoting
from validator.workspace.logs.blocks import Block, of_lines, of_rows
from validator.workspace.logs.delimited import delimited_parts
from validator.workspace.logs.json_lines import json_parts
from validator.workspace.logs.rows import Part, Row

HEADING = b"ticket,at,event,by\n"
LINES = (
    b"a,b,c,1",
    b'a,"x\ny",c,2',
    b'a,"x\n\n\n\n\ny",c,3',
    b'a,"x""y",c,"4"',
    b'a,"x,c',
    b'a,5"x,c,d',
    b"",
    b"a,b",
    b"a,\xff,c,d",
    b"a,\xc3\xa9,c,d",
    b'"a","b","c","d"x',
    b'""',
)


@pytest.fixture(autouse=True)
def _short_rows(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let rows have few lines at most, so that small texts have longer ones."""
    for module in (blocks, quoting):
        monkeypatch.setattr(module, "MOST_LINES", 4)


def told(parts: list[Part]) -> tuple[list[tuple[int, str, dict[str, str]]], list[Row]]:
    rows = [
        (line, part.text(place), row)
        for part in parts
        for place, (line, row) in enumerate(zip(part.line.tolist(), part.table.to_pylist(), strict=True))
    ]
    return rows, [row for part in parts for row in part.malformed]


@given(
    st.lists(st.tuples(st.sampled_from(LINES), st.sampled_from([b"\n", b"\r\n"])), max_size=25),
    st.booleans(),
    st.sampled_from([7, 33, 100]),
)
def test_rows_do_not_depend_on_where_blocks_end(
    lines: list[tuple[bytes, bytes]],
    ended: bool,  # noqa: FBT001 -- drawn
    size: int,
) -> None:
    text = HEADING + b"".join(line + end for line, end in lines)
    with TemporaryDirectory() as folder:
        file = Path(folder, "log.csv")
        file.write_bytes(text if ended else text.rstrip(b"\r\n"))
        assert told(list(delimited_parts(file, block=size))) == told(list(delimited_parts(file)))


@pytest.mark.parametrize("size", [1, 5, 64])
def test_objects_do_not_depend_on_where_blocks_end(tmp_path: Path, size: int) -> None:
    file = tmp_path / "log.jsonl"
    file.write_text(
        '{"ticket": "A", "at": "x", "event": "y"}\nno\n\n{"ticket": "B"}\n[1]\n{"by": "z", "by": "z"}'
    )
    rows, malformed = told(list(json_parts(file, block=size)))
    whole = told(list(json_parts(file)))
    said = [(line, text, {name: value for name, value in row.items() if value}) for line, text, row in rows]
    expected = [
        (line, text, {name: value for name, value in row.items() if value}) for line, text, row in whole[0]
    ]
    assert (said, malformed) == (expected, whole[1])
    assert [row.line for row in malformed] == [2, 5, 6]


def test_blocks_are_the_text() -> None:
    pieces = [b"a\nb", b"c\n", b"", b"d\ne"]
    assert list(of_lines(pieces)) == [Block(b"a\n", 1), Block(b"bc\n", 2), Block(b"d\n", 3), Block(b"e", 4)]
    quoted = [b'"a', b'\nb"', b"\nc\n"]
    assert list(of_rows(quoted, ord(","), 1)) == [Block(b'"a\nb"\nc\n', 1)]
