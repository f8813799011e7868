from __future__ import annotations

import os
from itertools import permutations
from pathlib import Path

import pytest

from tests.workspace.logs.files import HEADER, REPLIED, SUBMITTED, of_every_kind, read, written
from validator.workspace.logs.read import files_of, kind_of
from validator.workspace.trouble import Trouble

ROWS = [
    {"ticket": "A", "at": "2024-03-28T16:10:00+01:00", "event": "submitted", "agreement": "x"},
    {"ticket": "A", "at": "2024-03-28T17:10:00+01:00", "event": "replied", "by": "agent"},
    {"ticket": "B", "at": "2024-03-29T16:10:00+01:00", "event": "submitted", "channel": "phone+email"},
    {"ticket": "Ü", "at": "2024-03-29T16:10:00+01:00", "event": "closed", "public": "false"},
]


def values(file: Path) -> list[dict[str, str | None]]:
    log = read(file)
    columns = ["at", *log.table.column_names]
    return [
        {name: said for name in sorted(columns) if (said := log.said(row, name)) is not None}
        for row in range(len(log))
    ]


def test_every_kind_of_file_gives_the_same_rows(tmp_path: Path) -> None:
    found = [values(file) for file in of_every_kind(tmp_path, ROWS)]
    assert found == [[dict(sorted(row.items())) for row in ROWS]] * len(found)


def test_several_files_are_one_log_and_each_row_keeps_its_place(tmp_path: Path) -> None:
    files = of_every_kind(tmp_path, ROWS)
    other = written(tmp_path, "other.csv", f"{HEADER},note\nbroken\n\n{SUBMITTED},x\n")
    log = read(files[0], other, files[-1])
    assert len(log) == 2 * len(ROWS) + 1
    row = log.rejected({len(ROWS): ("code", "why")})[0]
    assert (row.file, row.line, row.ticket, row.text) == (str(other), 4, "A", f"{SUBMITTED},x")
    last = log.rejected({len(log) - 1: ("code", "why")})[0]
    assert (last.file, last.line, last.ticket) == (str(files[-1]), 4, "Ü")
    assert [(row.file, row.line) for row in log.malformed] == [(str(other), 2)]
    assert log.ignored == ["note"]
    assert [entry.file for entry in log.inputs] == [str(files[0]), str(other), str(files[-1])]


def test_files_are_named_by_paths_and_patterns_each_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("b.csv", "a.csv", "[x].csv"):
        written(tmp_path, name, f"{HEADER}\n{REPLIED}\n")
    monkeypatch.chdir(tmp_path)
    assert files_of(["*.csv", "a.csv", "./b.csv", str(tmp_path / "a.csv")]) == [
        Path("[x].csv"),
        Path("a.csv"),
        Path("b.csv"),
    ]
    assert files_of(["[x].csv"]) == [Path("[x].csv")]


def test_what_is_no_file_is_refused(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.csv")
    for name, message in (
        ("none.csv", "there is no file"),
        ("", "is a folder"),
        ("pipe.csv", "is not a file"),
    ):
        with pytest.raises(Trouble, match=message):
            files_of([str(tmp_path / name)])


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("a.csv", "csv"),
        ("a.b.CSV.GZ", "csv"),
        ("a.tsv", "tsv"),
        ("a.ndjson.zst", "ndjson"),
        ("a.parquet", "parquet"),
    ],
)
def test_the_name_says_the_kind(name: str, kind: str) -> None:
    assert kind_of(Path(name)) == kind


@pytest.mark.parametrize("name", ["log", "log.gz", "log.xlsx", "log.json", "csv"])
def test_a_name_that_says_no_kind_is_refused(name: str) -> None:
    with pytest.raises(Trouble, match="does not say what kind"):
        kind_of(Path(name))


def test_the_order_of_files_changes_only_the_order_of_rows(tmp_path: Path) -> None:
    files = [
        written(tmp_path, f"{row['ticket']}{place}.csv", ",".join(row) + "\n" + ",".join(row.values()))
        for place, row in enumerate(ROWS[:3])
    ]
    found = {
        tuple(sorted(str(read(*order).rejected({row: ("", "")})[0]) for row in range(3)))
        for order in permutations(files)
    }
    assert len(found) == 1
