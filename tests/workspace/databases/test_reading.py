from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from tests.cli.command import EXAMPLE, ROOT, inside
from tests.workspace.databases.made import KINDS, carried_out, table_of

if TYPE_CHECKING:
    from pathlib import Path

ONE = 'CREATE TABLE log (ticket TEXT, "at" TEXT, event TEXT, agreement TEXT, "by" TEXT, other TEXT)'
VALUES = "'A', '2024-05-27T09:00:00+02:00', 'submitted', 'bergbahn-2024', 'customer', 'x'"
SUBMITTED = f"INSERT INTO log VALUES ({VALUES})"  # noqa: S608 -- our own


@pytest.mark.parametrize("kind", KINDS)
def test_a_log_is_decided_as_its_file_is(kind: str, tmp_path: Path) -> None:
    table_of(kind, tmp_path / "support.db", ROOT / EXAMPLE)
    of_file = inside("evaluate", EXAMPLE, "-o", tmp_path / "file")
    of_database = inside(
        "evaluate", "--from", f"{kind}:{tmp_path / 'support.db'}", "-o", tmp_path / "database"
    )
    assert of_database.returncode == of_file.returncode == 1  # two tickets are rejected
    assert of_database.stdout.splitlines()[1:] == of_file.stdout.splitlines()[1:]
    for name in ("decisions.csv", "ledger.csv"):
        assert (tmp_path / "database" / name).read_bytes() == (tmp_path / "file" / name).read_bytes()


def test_the_rows_are_kept_the_same_whatever_their_order_and_database(tmp_path: Path) -> None:
    lines = (ROOT / EXAMPLE).read_text("utf-8").splitlines(keepends=True)
    turned = tmp_path / "turned.csv"
    turned.write_text("".join([lines[0], *reversed(lines[1:])]), "utf-8")
    kept = []
    for kind, log in (("sqlite", ROOT / EXAMPLE), ("duckdb", turned)):
        table_of(kind, tmp_path / kind, log)
        inside("evaluate", "--from", f"{kind}:{tmp_path / kind}", "-o", tmp_path / f"{kind}-out")
        kept.append((tmp_path / f"{kind}-out" / "log.parquet").read_bytes())
        (tmp_path / kind).unlink()  # nobody needs it any more
        assert inside("replay", tmp_path / f"{kind}-out").returncode == 0
    assert kept[0] == kept[1]


@pytest.mark.parametrize("kind", KINDS)
def test_the_record_says_what_was_asked_and_of_which_database(kind: str, tmp_path: Path) -> None:
    file, query = tmp_path / "support.db", tmp_path / "log.sql"
    carried_out(kind, file, ONE, SUBMITTED)
    query.write_text("SELECT * FROM log WHERE ticket = 'A';\n")
    done = inside("evaluate", "--from", f"{kind}:{file}", "--query", query, "-o", tmp_path / "out")
    assert "ignored columns: other" in done.stderr
    record = json.loads((tmp_path / "out" / "run.json").read_text("utf-8"))
    assert record["database"] == {
        "name": f"{kind}:support.db",
        "query": "SELECT * FROM log WHERE ticket = 'A';\n",
    }
    assert record["query"] is None  # of the kept rows nothing is asked
    assert [entry["name"] for entry in record["inputs"]] == ["log.parquet"]


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(
    ("query", "said"),
    [
        (None, "cannot be read"),
        ("SELECT * FROM nothing", "nothing"),
        ("SELEKT 1", "syntax error"),
        ("CREATE TABLE more (name TEXT)", "read"),
        ("DELETE FROM other", "read"),
        ("SELECT 1 AS ticket", "the result of the query has no column `at`, `event`"),
        ("SELECT * FROM read_csv('/etc/passwd')", "cannot be read"),
    ],
)
def test_what_cannot_be_asked_is_told(kind: str, query: str | None, said: str, tmp_path: Path) -> None:
    file = tmp_path / "support.db"
    carried_out(kind, file, "CREATE TABLE other (name TEXT)", "INSERT INTO other VALUES ('x')")
    (tmp_path / "log.sql").write_text(query or "")
    asked = [] if query is None else ["--query", tmp_path / "log.sql"]
    done = inside("evaluate", "--from", f"{kind}:{file}", *asked, "-o", tmp_path / "out")
    assert done.returncode == 2
    assert said in done.stderr
    assert "bug" not in done.stderr
    assert ("Say with --query" in done.stderr) == (query is None)
    assert {path.name for path in tmp_path.iterdir()} == {"support.db", "log.sql"}
    assert carried_out(kind, file, "SELECT name FROM other") == [("x",)]


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("content", [None, b"", b"ticket,at,event\nA,2024-05-27T09:00:00Z,submitted\n"])
def test_a_file_that_is_no_database_is_told_and_left(
    kind: str, content: bytes | None, tmp_path: Path
) -> None:
    file = tmp_path / "log.csv"
    if content is not None:
        file.write_bytes(content)
    done = inside("evaluate", "--from", f"{kind}:{file}")
    assert done.returncode == 2
    assert f"{kind}:log.csv cannot be rea" in done.stderr
    assert "bug" not in done.stderr
    assert file.exists() == (content is not None)


@pytest.mark.parametrize("kind", KINDS)
def test_an_empty_table_holds_no_ticket(kind: str, tmp_path: Path) -> None:
    carried_out(kind, tmp_path / "support.db", ONE)
    done = inside("evaluate", "--from", f"{kind}:{tmp_path / 'support.db'}")
    assert done.returncode == 3
    assert "the log holds no ticket" in done.stderr


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ([EXAMPLE, "--from", "sqlite:log.db"], "one of the two"),
        (["--from", "sqlite:log.db", "--recipe", "jira"], "A recipe reads files"),
        ([EXAMPLE, "--to", "sqlite:out.db", "-o", "out"], "-o and --to exclude each other"),
        ([EXAMPLE, "--replace"], "--replace needs --to"),
        (["--from", "mysql://me@host/name"], "there is no kind of database"),
        ([EXAMPLE, "--to", "out.db"], "there is no kind of database"),
    ],
)
def test_what_does_not_go_together_is_told(arguments: list[str], said: str) -> None:
    done = inside("evaluate", *arguments)
    assert done.returncode == 2
    assert said in done.stderr
