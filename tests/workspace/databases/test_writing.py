from __future__ import annotations

import csv
from typing import TYPE_CHECKING

import pytest

from tests.cli.command import EXAMPLE, inside
from tests.workspace.databases.made import KINDS, carried_out, texts
from validator.workspace.databases.urls import database_of
from validator.workspace.databases.writing import SCHEMAS, writing

if TYPE_CHECKING:
    from pathlib import Path

EARLIER = "2024-05-01T00:00:00Z"


def written(path: Path) -> list[tuple[str, ...]]:
    with path.open(encoding="utf-8", newline="") as text:
        return [tuple(row) for row in csv.reader(text)][1:]


def test_sqlite_holds_what_the_files_hold(tmp_path: Path) -> None:
    inside("evaluate", EXAMPLE, "-o", tmp_path / "out")
    file = tmp_path / "run.db"
    done = inside("evaluate", EXAMPLE, "--to", f"sqlite:{file}")
    assert done.returncode == 1  # two tickets are rejected
    assert done.stdout.startswith("Written to sqlite:run.db: decisions, ledger, rejected, run\n")
    for name in ("decisions", "ledger", "rejected"):
        found = texts(carried_out("sqlite", file, f"SELECT * FROM {name}"))  # noqa: S608 -- our own
        expected = written(tmp_path / "out" / f"{name}.csv")
        truth = {"true": "1", "false": "0"}  # SQLite has no other words for it
        assert found == [tuple(truth.get(value, value) for value in row) for row in expected]
    record = carried_out("sqlite", file, "SELECT record FROM run")
    assert record == [((tmp_path / "out" / "run.json").read_text("utf-8"),)]


def test_duckdb_holds_what_the_files_hold(tmp_path: Path) -> None:
    inside("evaluate", EXAMPLE, "-o", tmp_path / "out", "--format", "parquet")
    file = tmp_path / "run.duckdb"
    inside("evaluate", EXAMPLE, "--to", f"duckdb:{file}")
    for name in ("decisions", "ledger", "rejected"):
        wanted = f"SELECT * FROM '{tmp_path / 'out' / name}.parquet'"  # noqa: S608 -- our own
        assert carried_out("duckdb", file, f"FROM {name}") == carried_out("duckdb", file, wanted)
    described = "SELECT column_type FROM (DESCRIBE decisions) WHERE column_name IN ('deadline', 'credit')"
    assert carried_out("duckdb", file, described) == [("TIMESTAMP WITH TIME ZONE",), ("DECIMAL(19,6)",)]


@pytest.mark.parametrize("kind", KINDS)
def test_a_run_is_replaced_only_where_that_is_asked_for(kind: str, tmp_path: Path) -> None:
    file = tmp_path / "run.db"
    count = "SELECT count(*) FROM decisions"
    inside("evaluate", EXAMPLE, "--to", f"{kind}:{file}", "--as-of", EARLIER)
    ((before,),) = carried_out(kind, file, count)
    refused = inside("evaluate", EXAMPLE, "--to", f"{kind}:{file}")
    assert refused.returncode == 2
    assert f"{kind}:run.db holds a run already" in refused.stderr
    assert "--replace" in refused.stderr
    assert carried_out(kind, file, count) == [(before,)]
    assert inside("evaluate", EXAMPLE, "--to", f"{kind}:{file}", "--replace").returncode == 1
    assert carried_out(kind, file, count) == [(46,)]
    assert carried_out(kind, file, "SELECT count(*) FROM run") == [(1,)]


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("more", [[], ["--replace"]])
def test_tables_of_others_are_left_alone(kind: str, more: list[str], tmp_path: Path) -> None:
    file = tmp_path / "run.db"
    carried_out(kind, file, "CREATE TABLE ledger (entry TEXT)", "INSERT INTO ledger VALUES ('x')")
    done = inside("evaluate", EXAMPLE, "--to", f"{kind}:{file}", *more)
    assert done.returncode == 2
    assert f"{kind}:run.db has a table `ledger` with other columns than a run's" in done.stderr
    assert carried_out(kind, file, "SELECT * FROM ledger") == [("x",)]


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("there", [False, True])
def test_what_fails_on_the_way_leaves_everything_as_it_was(kind: str, there: bool, tmp_path: Path) -> None:  # noqa: FBT001
    file = tmp_path / "run.db"
    if there:
        inside("evaluate", EXAMPLE, "--to", f"{kind}:{file}", "--as-of", EARLIER)
    before = carried_out(kind, file, "SELECT ticket FROM decisions") if there else None

    def rows() -> object:
        yield SCHEMAS["decisions"].empty_table()
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt), writing(database_of(f"{kind}:{file}"), replace=True) as tables:
        tables.fill("decisions", rows())  # type: ignore[arg-type]
    assert file.exists() == there
    if there:
        assert carried_out(kind, file, "SELECT ticket FROM decisions") == before


@pytest.mark.parametrize("kind", KINDS)
def test_a_place_that_cannot_be_written_is_told(kind: str, tmp_path: Path) -> None:
    done = inside("evaluate", EXAMPLE, "--to", f"{kind}:{tmp_path / 'no folder' / 'run.db'}")
    assert done.returncode == 2
    assert f"{kind}:run.db cannot be written: " in done.stderr
    assert "bug" not in done.stderr
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("kind", KINDS)
def test_a_file_that_is_no_database_is_left_alone(kind: str, tmp_path: Path) -> None:
    file = tmp_path / "thesis.txt"
    file.write_text("Chapter one, in which a lot is said before anything happens at all.\n" * 40)
    before = file.read_bytes()
    done = inside("evaluate", EXAMPLE, "--to", f"{kind}:{file}", "--replace")
    assert done.returncode == 2
    assert "bug" not in done.stderr
    assert file.read_bytes() == before
