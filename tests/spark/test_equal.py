"""What Spark decides is what the local run writes, byte for byte."""

from __future__ import annotations

import random
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import duckdb
import pyarrow as pa
import pytest

import validator
from tests.bench import made_log
from tests.workspace.stream.test_evaluate import JUNK, write_csv
from validator.adapters.spark import decide
from validator.evaluate.columns.arrow import DECISIONS, ledger_table, plain
from validator.timetable.local import EPOCH
from validator.workspace.logs import StampReading
from validator.workspace.outputs import write_table
from validator.workspace.stream.evaluate import Question
from validator.workspace.stream.run import Output, write_run

if TYPE_CHECKING:
    from pyspark.sql import DataFrame, SparkSession

ROOT = Path(__file__).parents[2]
EXAMPLE = ROOT / "policies" / "zitadel" / "example-log.csv"


def bytes_of(decisions: DataFrame, folder: Path) -> bytes:
    table = decisions.toArrow().cast(plain(DECISIONS.empty_table()).schema)
    table = table.sort_by([(name, "ascending") for name in ("ticket", "obligation", "occurrence")])
    write_table(table, folder, "spark", "csv")
    return (folder / "spark.csv").read_bytes()


def held_equal(
    spark: SparkSession, log: Path, folder: Path, partitions: int, as_of: int | None = None
) -> None:
    policies = validator.load(ROOT / "policies")
    local = folder / "local"
    run = write_run(Output(local, "csv", {}), [log], policies, Question(StampReading(), as_of), None)
    with duckdb.connect() as engine:
        found = engine.sql(f"FROM read_csv('{log}', all_varchar = true)")
        assert found is not None
        rows = found.to_arrow_table()
    moment = None if as_of is None else EPOCH + timedelta(microseconds=as_of)
    result = decide(spark.createDataFrame(rows).repartition(partitions), policies, moment)
    assert bytes_of(result.decisions, folder) == (local / "decisions.csv").read_bytes()
    write_table(ledger_table(result.summary.ledger), folder, "ledger", "csv")
    assert (folder / "ledger.csv").read_bytes() == (local / "ledger.csv").read_bytes()
    assert result.summary.tally == run.summary.tally
    assert result.summary.outcomes == run.summary.outcomes
    assert result.summary.refusals == run.summary.refusals
    assert result.summary.as_of == run.summary.as_of
    assert result.summary.policies == run.summary.policies
    assert sorted((row.ticket or "", row.reason, row.message) for row in result.rejected.collect()) == sorted(
        (row.ticket, row.reason, row.message) for row in run.rejected
    )
    result.release()


@pytest.mark.parametrize("partitions", [1, 5])
def test_the_example_log_with_its_rejects(spark: SparkSession, tmp_path: Path, partitions: int) -> None:
    held_equal(spark, EXAMPLE, tmp_path, partitions)


TICKETS = 300


def made(folder: Path, *, spoilt: bool) -> Path:
    """Write a log whose tickets run past the ends of terms that credits extend, with copies and spoilt rows."""
    shifted = pa.compute.add(made_log.rows(TICKETS).column("at").cast(pa.int64()), 150 * 86_400_000_000)
    log = made_log.rows(TICKETS)
    at = pa.compute.strftime(shifted.cast(pa.timestamp("us", "UTC")), "%Y-%m-%dT%H:%M:%SZ")
    rows = [
        {name: str(value) if value is not None else "" for name, value in row.items()}
        | {"public": "", "status": "", "request": "", "feature": ""}
        for row in log.set_column(log.column_names.index("at"), "at", at).to_pylist()
    ]
    chance = random.Random(20)  # noqa: S311 -- no secret
    rows += chance.sample(rows, 15)
    if spoilt:
        for number, junk in enumerate(JUNK):
            rows[13 * number + 5] |= junk
    chance.shuffle(rows)
    return write_csv(folder, rows)


@pytest.mark.parametrize(("partitions", "spoilt"), [(1, False), (4, True)])
def test_tickets_past_terms_that_credits_extend(
    spark: SparkSession, tmp_path: Path, partitions: int, *, spoilt: bool
) -> None:
    held_equal(spark, made(tmp_path, spoilt=spoilt), tmp_path, partitions)


def test_rows_after_the_instant_of_deciding_do_not_exist(spark: SparkSession, tmp_path: Path) -> None:
    middle = made_log.BEGIN + 300 * 86_400_000_000
    held_equal(spark, made(tmp_path, spoilt=True), tmp_path, 3, middle)
