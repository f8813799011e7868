"""The benchmark measures what it says, on little work; how long anything takes is nobody's business here."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path

from pyarrow import parquet

from tests.bench import evaluate, kernel
from tests.bench.made_log import rows, write
from tests.bench.published import put
from tests.bench.ratios import ROOT, Section, row
from validator.site.reference.benchmark import benchmark_page

TICKETS = 200


def test_a_log_is_made_alike_every_time(tmp_path: Path) -> None:
    assert rows(TICKETS).equals(rows(TICKETS))
    files = write(tmp_path, TICKETS)
    assert sorted(files) == ["csv", "jsonl", "parquet"]
    counted = {len(files[kind].read_text("utf-8").splitlines()) for kind in ("csv", "jsonl")}
    number = parquet.read_metadata(files["parquet"]).num_rows
    assert counted == {number, number + 1}


def test_the_floor_and_the_evaluation_run_side_by_side(tmp_path: Path) -> None:
    section = evaluate.measure(tmp_path, TICKETS, 1)
    assert [each.what for each in section.rows] == [
        f"{kind}{suffix}" for kind in ("Parquet", "CSV", "JSON Lines") for suffix in ("", ", processors")
    ]
    floor = parquet.read_table(tmp_path / "floor.parquet")
    assert floor.num_rows == TICKETS
    assert sum(floor.column("events").to_pylist()) == rows(TICKETS).num_rows
    decided = json.loads((tmp_path / "out" / "run.json").read_text("utf-8"))["counts"]
    assert decided["tickets_decided"] == TICKETS


def test_every_shape_is_asked_both_questions() -> None:
    section = kernel.measure(1_000, 1)
    assert {each.what.partition(",")[0] for each in section.rows} == {"between", "advance"}
    assert all(each.least <= each.median <= each.most for each in section.rows)


def test_a_ratio_is_that_of_its_round() -> None:
    found = row("work", [2.0, 9.0, 4.0], [1.0, 3.0, 4.0], "s", "note")
    assert (found.median, found.least, found.most, found.value) == (2.0, 1.0, 3.0, 4.0)


def test_the_page_shows_every_number(tmp_path: Path) -> None:
    section = Section(
        "one", "One", "What it is.", "the other", 3, (row("work", [2.0], [1.0], "s", "a note"),)
    )
    machine = {"processors": 2, "system": "Linux", "python": "3.11.7"}
    measured = {"machine": machine, "packages": {"duckdb": "2.0.0"}, "sections": [asdict(section)]}
    (tmp_path / "benchmark.json").write_text(json.dumps(measured), encoding="utf-8")
    page = benchmark_page(tmp_path)
    assert page is not None
    for said in ("Python 3.11.7", "duckdb 2.0.0", "1 is the other. 3 rounds", "<td>2</td>", "2 s", "a note"):
        assert said in page.content
    assert benchmark_page(tmp_path / "nowhere") is None


def test_the_numbers_that_are_published_have_all_sections() -> None:
    measured = json.loads((ROOT / "docs" / "benchmark.json").read_text("utf-8"))
    assert [section["id"] for section in measured["sections"]] == [
        "evaluate",
        "kernel",
        "peers",
        "startup",
        "spark",
    ]


def test_what_was_measured_before_stays_beside(tmp_path: Path) -> None:
    old, new = (Section(name, "Title", "", "", 1, ()) for name in ("spark", "evaluate"))
    put(tmp_path / "benchmark.json", [old], machine={"processors": 1})
    put(tmp_path / "benchmark.json", [new], machine={"processors": 2})
    measured = json.loads((tmp_path / "benchmark.json").read_text("utf-8"))
    assert [section["id"] for section in measured["sections"]] == ["evaluate", "spark"]
    assert measured["machine"] == {"processors": 2}
