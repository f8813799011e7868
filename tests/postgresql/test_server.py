from __future__ import annotations

import random
import signal
import subprocess
import time
from decimal import Decimal
from typing import TYPE_CHECKING

import pyarrow as pa
import pytest
from pyarrow import csv, parquet

from tests.bench.made_log import write
from tests.cli.command import EXAMPLE, ROOT, START, inside, unwatched

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Sql = Callable[..., pa.Table | None]

TABLES = ("decisions", "ledger", "rejected", "run")
DECIMALS = {"elapsed_seconds", "overrun_seconds", "credit", "provisional_credit"}
LOG = (
    "CREATE TABLE log (ticket text, at text, event text, agreement text, by text, public text, severity text, "
    "channel text, urgency text, status text, feature text)"
)


@pytest.fixture
def example(sql: Sql) -> None:
    """The shipped example log, in the table `log`."""
    names = (ROOT / EXAMPLE).read_text("utf-8").split("\n", 1)[0].split(",")
    texts = csv.ConvertOptions(column_types=dict.fromkeys(names, pa.string()), strings_can_be_null=True)
    sql("CREATE TABLE log (" + ", ".join(f"{name} text" for name in names) + ")")
    sql("log", csv.read_csv(ROOT / EXAMPLE, convert_options=texts))


def count(sql: Sql, table: str) -> int:
    found = sql(f"SELECT count(*) AS rows FROM {table}")  # noqa: S608 -- our own
    assert found is not None
    return int(found["rows"][0].as_py())


def there(sql: Sql) -> set[str]:
    found = sql(
        "SELECT table_name::text AS name FROM information_schema.tables WHERE table_schema = 'public'"
    )
    assert found is not None
    return set(found["name"].to_pylist())


# --- from ---


@pytest.mark.usefixtures("example")
def test_a_log_is_decided_as_its_file_is(database: str, tmp_path: Path) -> None:
    of_file = inside("evaluate", EXAMPLE, "-o", tmp_path / "file")
    of_database = inside("evaluate", "--from", database, "-o", tmp_path / "database")
    assert of_database.returncode == of_file.returncode == 1  # two tickets are rejected
    for name in ("decisions.csv", "ledger.csv"):
        assert (tmp_path / "database" / name).read_bytes() == (tmp_path / "file" / name).read_bytes()
    assert inside("replay", tmp_path / "database").returncode == 0


def test_values_of_every_type_are_read_as_they_are(database: str, sql: Sql, tmp_path: Path) -> None:
    columns = "id bigint, at timestamptz, what varchar(20), sla text, who text, seen boolean, by_mail text[]"
    sql(f"CREATE TABLE steps ({columns})")
    sql(
        "INSERT INTO steps VALUES "
        "(7, '2024-05-27T09:00:00.000001+02', 'submitted', 'bergbahn-2024', 'customer', true, '{ticket,phone}'), "
        "(7, '2024-05-27T09:30+02', 'replied', NULL, 'agent', false, NULL), "
        "(7, '2024-05-27T10:00+02', 'replied', '', 'agent', NULL, '{}')"
    )
    query = tmp_path / "log.sql"
    query.write_text(
        "SELECT id AS ticket, at, what AS event, sla AS agreement, who AS by, seen AS public, by_mail AS channel,\n"
        "'severity_2' AS severity, id AS other FROM steps;\n"
    )
    done = inside(
        "evaluate", "--from", database, "--query", query, "-o", tmp_path / "out", "--format", "jsonl"
    )
    assert "ignored columns: other" in done.stderr
    rows = parquet.read_table(tmp_path / "out" / "log.parquet").to_pylist()
    assert [row["ticket"] for row in rows] == ["7", "7", "7"]
    assert [row["at"].isoformat() for row in rows] == [
        "2024-05-27T07:00:00.000001+00:00",
        "2024-05-27T07:30:00+00:00",
        "2024-05-27T08:00:00+00:00",
    ]
    assert [row["public"] for row in rows] == ["true", "false", None]
    assert [row["channel"] for row in rows] == ["ticket+phone", None, None]
    assert [row["agreement"] for row in rows] == ["bergbahn-2024", None, None]


def test_an_instant_without_zone_needs_one(database: str, sql: Sql) -> None:
    sql("CREATE TABLE log (ticket text, at timestamp, event text, agreement text, by text)")
    sql("INSERT INTO log VALUES ('A', '2024-05-27 09:00', 'submitted', 'bergbahn-2024', 'customer')")
    assert "no-offset" in inside("evaluate", "--from", database).stdout
    assert "no-offset" not in inside("evaluate", "--from", database, "--time-zone", "Europe/Zurich").stdout


def test_words_of_a_type_of_their_own_numbers_and_json_are_text(
    database: str, sql: Sql, tmp_path: Path
) -> None:
    sql("CREATE TYPE step AS ENUM ('submitted')")
    sql("CREATE TABLE log (ticket numeric, at timestamptz, event step, agreement json)")
    sql("INSERT INTO log VALUES (1.50, now(), 'submitted', '7')")
    inside("evaluate", "--from", database, "-o", tmp_path / "out")
    (row,) = parquet.read_table(tmp_path / "out" / "log.parquet").to_pylist()
    assert (row["ticket"], row["event"], row["agreement"]) == ("1.50", "submitted", "7")


@pytest.mark.parametrize("kind", ["inet", "uuid", "point", "interval"])
def test_what_is_no_text_has_to_be_given_as_text(database: str, sql: Sql, kind: str) -> None:
    sql(f"CREATE TABLE log (ticket {kind}, at timestamptz, event text)")
    done = inside("evaluate", "--from", database)
    assert done.returncode == 2
    assert "the column `ticket` of the table `log`" in done.stderr
    assert "Give it as text." in done.stderr


def test_an_empty_table_holds_no_ticket(database: str, sql: Sql) -> None:
    sql(LOG)
    assert inside("evaluate", "--from", database).returncode == 3


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("SELECT * FROM nothing", 'relation "nothing" does not exist'),
        ("SELEKT 1", 'syntax error at or near "SELEKT"'),
        ("DELETE FROM log RETURNING *", "cannot execute DELETE in a read-only transaction"),
        ("SELECT 1 AS ticket; DROP TABLE log", "cannot insert multiple commands"),
        ("SELECT ticket, at FROM log", "the result of the query has no column `event`"),
        ("SELECT pg_terminate_backend(pg_backend_pid())", "terminat"),
        (
            "SELECT ticket, at, event FROM log, generate_series(1, 9) i WHERE 1 / (i - 9) < 9",
            "division by zero",
        ),
    ],
)
@pytest.mark.usefixtures("example")
def test_what_cannot_be_asked_is_told(database: str, sql: Sql, tmp_path: Path, query: str, said: str) -> None:
    file = tmp_path / "log.sql"
    file.write_text(query)
    done = inside("evaluate", "--from", database, "--query", file, "-o", tmp_path / "out")
    assert done.returncode == 2
    assert said in done.stderr
    assert "bug" not in done.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["log.sql"]
    assert count(sql, "log") > 0


def test_a_password_is_asked_for_and_never_shown(database: str, sql: Sql, tmp_path: Path) -> None:
    sql("CREATE ROLE reader LOGIN PASSWORD 'sesame%1'")
    sql(LOG)
    sql("INSERT INTO log VALUES ('A', '2024-05-27T09:00+02:00', 'submitted', 'bergbahn-2024', 'customer')")
    sql("GRANT SELECT ON log TO reader")
    right = database.replace("postgres@", "reader:sesame%251@")
    wrong = database.replace("postgres@", "reader:saffron@")
    try:
        refused = inside("evaluate", "--from", wrong)
        assert refused.returncode == 2
        assert 'password authentication failed for user "reader"' in refused.stderr
        assert "saffron" not in refused.stderr
        inside("evaluate", "--from", right, "-o", tmp_path / "out")
        assert "sesame" not in (tmp_path / "out" / "run.json").read_text("utf-8")
        assert "permission denied" in inside("evaluate", "--from", right, "--to", right).stderr
        assert there(sql) == {"log"}
    finally:
        sql("DROP OWNED BY reader")
        sql("DROP ROLE reader")


def test_a_server_that_is_not_there_is_told() -> None:
    done = inside("evaluate", "--from", "postgresql://me:sesame@127.0.0.1:1/support")
    assert done.returncode == 2
    assert "postgresql:support cannot be reached: " in done.stderr
    assert "Connection refused" in done.stderr
    assert "sesame" not in done.stderr


# --- to ---


def test_a_database_holds_what_the_files_hold(database: str, sql: Sql, tmp_path: Path) -> None:
    inside("evaluate", EXAMPLE, "-o", tmp_path / "out", "--format", "parquet")
    assert inside("evaluate", EXAMPLE, "--to", database).returncode == 1
    for name in TABLES[:3]:
        file = parquet.read_table(tmp_path / "out" / f"{name}.parquet").to_pylist()
        found = sql(f"SELECT * FROM {name}")  # noqa: S608 -- our own
        assert found is not None
        assert [as_numbers(row) for row in found.to_pylist()] == [as_numbers(row) for row in file]
    record = sql("SELECT record FROM run")
    assert record is not None
    assert record["record"].to_pylist() == [(tmp_path / "out" / "run.json").read_text("utf-8")]


def as_numbers(row: dict[str, object]) -> dict[str, object]:
    """Return a row with its decimals as numbers: the server's driver gives them as text."""
    return {
        name: Decimal(str(value)) if name in DECIMALS and value is not None else value
        for name, value in row.items()
    }


def test_a_run_is_replaced_only_where_that_is_asked_for(database: str, sql: Sql) -> None:
    inside("evaluate", EXAMPLE, "--to", database)
    sql("CREATE VIEW breaches AS SELECT * FROM decisions WHERE outcome = 'breached'")
    before = count(sql, "decisions")
    refused = inside("evaluate", EXAMPLE, "--to", database)
    assert refused.returncode == 2
    assert "holds a run already: decisions, ledger, rejected, run" in refused.stderr
    assert inside("evaluate", EXAMPLE, "--to", database, "--replace").returncode == 1
    assert (count(sql, "decisions"), count(sql, "run")) == (before, 1)
    assert count(sql, "breaches") > 0


def test_tables_of_others_are_left_alone(database: str, sql: Sql) -> None:
    sql("CREATE TABLE ledger (entry text, amount double precision)")
    for more in ([], ["--replace"]):
        done = inside("evaluate", EXAMPLE, "--to", database, *more)
        assert done.returncode == 2
        assert "has a table `ledger` with other columns" in done.stderr
    assert there(sql) == {"ledger"}


def test_a_run_that_fails_in_the_end_leaves_everything_as_it_was(database: str, sql: Sql) -> None:
    inside("evaluate", EXAMPLE, "--to", database)
    before = count(sql, "decisions")
    sql("ALTER TABLE run ADD CHECK (record LIKE '%\"decisions\": 46%')")
    log = ROOT / EXAMPLE
    done = inside("evaluate", log, "--to", database, "--replace", "--as-of", "2024-05-01T00:00:00Z")
    assert done.returncode == 2
    assert "violates check constraint" in done.stderr
    assert "It was left as it is." in done.stderr
    assert count(sql, "decisions") == before


def test_a_run_that_is_killed_leaves_all_or_nothing(database: str, sql: Sql, tmp_path: Path) -> None:
    log = write(tmp_path, 3_000, ("parquet",))["parquet"]
    command = [*START, "evaluate", str(log), "--to", database, "--policies", str(ROOT / "policies")]
    begin = time.monotonic()
    subprocess.run(command, check=True, capture_output=True, env=unwatched())
    seconds = time.monotonic() - begin
    whole = {table: count(sql, table) for table in TABLES}
    chance = random.Random(7)  # noqa: S311 -- no secret
    for _ in range(8):
        for table in TABLES:
            sql(f"DROP TABLE IF EXISTS {table}")
        run = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=unwatched())
        time.sleep(chance.uniform(seconds / 2, seconds))
        run.send_signal(signal.SIGKILL)
        run.wait()
        time.sleep(0.2)  # the server takes back what was not committed
        assert there(sql) in (set(), set(TABLES))
        if there(sql):
            assert {table: count(sql, table) for table in TABLES} == whole
