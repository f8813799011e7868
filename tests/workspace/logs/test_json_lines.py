from __future__ import annotations

from pathlib import Path

import pytest

from tests.workspace.logs.files import written
from validator.workspace.logs.json_lines import read_json_lines
from validator.workspace.trouble import Trouble

GOOD = '{"ticket":"A","at":"x","event":"replied"}'


def test_every_value_becomes_text(tmp_path: Path) -> None:
    lines = [
        '{"ticket": 7, "at": "x", "event": "replied", "public": true, "channel": ["phone", "email"], "note": {}}',
        '{"event": "\\u00e9\\n", "at": null, "ticket": "", "channel": "ticket", "extra": 1}',
        '{"ticket": "B", "at": "y", "event": "closed", "public": "false", "channel": [], "by": "agent"}',
        '{"ticket": "C", "at": "y", "event": "closed", "channel": [1]}',
        '{"ticket": "D", "at": "y", "event": "closed", "channel": "[not"}',
    ]
    part = read_json_lines(written(tmp_path, "log.jsonl", "\n".join(lines)))
    rows = [
        {name: value for name, value in row.items() if value is not None} for row in part.table.to_pylist()
    ]
    assert rows == [
        {"ticket": "7", "at": "x", "event": "replied", "public": "true", "channel": "phone+email"},
        {"event": "é\n", "channel": "ticket"},
        {"ticket": "B", "at": "y", "event": "closed", "public": "false", "by": "agent"},
        {"ticket": "C", "at": "y", "event": "closed", "channel": "[1]"},
        {"ticket": "D", "at": "y", "event": "closed", "channel": "[not"},
    ]
    assert part.ignored == ["extra", "note"]


@pytest.mark.parametrize(
    ("line", "why"),
    [
        (b'{"ticket":', "it is not JSON: Expecting value at character 11"),
        (
            b"{'ticket': 1}",
            "it is not JSON: Expecting property name enclosed in double quotes at character 2",
        ),
        (b'{"a":1}{"a":2}', "it is not JSON: Extra data at character 8"),
        (b'{"ticket":"\\ud800"}', "it is not JSON"),  # half a character
        (b"[" * 5_000, "it is not JSON"),
        (b"[1]", 'a row is an object such as {"ticket": …}'),
        (b"null", 'a row is an object such as {"ticket": …}'),
        (b'{"ticket":"A","ticket":"B"}', "it names a value twice"),
        (b'{"ticket":"caf\xe9"}', "it is not UTF-8 at byte 15"),
    ],
)
def test_a_line_that_is_no_object_is_malformed_and_the_others_are_read(
    tmp_path: Path, line: bytes, why: str
) -> None:
    content = b"\n".join([GOOD.encode(), b"", line, b"  ", GOOD.encode() + b"\r"])
    part = read_json_lines(written(tmp_path, "log.jsonl", content))
    assert [row.line for row in part.malformed] == [3]
    assert part.malformed[0].message.startswith(f"the row cannot be read: {why}")
    assert part.malformed[0].text == line.decode(errors="backslashreplace")
    assert part.line.tolist() == [1, 5]
    assert part.table.column("ticket").to_pylist() == ["A", "A"]
    assert part.text(1) == GOOD


@pytest.mark.parametrize(
    "content", ['{"ticket":"A","at":"x"}\n', "[\n", '{"Ticket":"A","at":"x","event":"e"}\n']
)
def test_a_log_without_its_columns_is_refused(tmp_path: Path, content: str) -> None:
    with pytest.raises(Trouble, match="has no column"):
        read_json_lines(written(tmp_path, "log.jsonl", content))


def test_for_a_query_every_name_is_a_column(tmp_path: Path) -> None:
    part = read_json_lines(
        written(tmp_path, "log.jsonl", '{"it\'s":1}\n{"b \\"c\\"":[2]}\n'), every_column=True
    )
    assert part.table.to_pylist() == [{'b "c"': None, "it's": "1"}, {'b "c"': "[2]", "it's": None}]


def test_many_lines_keep_their_order(tmp_path: Path) -> None:
    lines = [GOOD.replace('"A"', str(number)) for number in range(300_000)]
    part = read_json_lines(written(tmp_path, "log.jsonl", "\n".join(lines)))
    assert part.table.column("ticket").to_pylist() == [str(number) for number in range(300_000)]
