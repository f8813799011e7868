"""What Spark decides is what the local run writes, byte for byte."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import duckdb
import pyarrow as pa
import pytest

import validator
from validator.adapters.spark import decide
from validator.evaluate.columns.arrow import DECISIONS, ledger_table
from validator.workspace.logs import StampReading
from validator.workspace.outputs import write_table
from validator.workspace.stream.evaluate import Question
from validator.workspace.stream.run import write_run

if TYPE_CHECKING:
    from pyspark.sql import DataFrame, SparkSession

ROOT = Path(__file__).parents[2]
EXAMPLE = ROOT / "policies" / "zitadel" / "example-log.csv"


def bytes_of(decisions: DataFrame, folder: Path) -> bytes:
    table = decisions.toArrow().cast(DECISIONS)
    table = table.sort_by([(name, "ascending") for name in ("ticket", "obligation", "occurrence")])
    write_table(table, folder, "spark", "csv")
    return (folder / "spark.csv").read_bytes()


def held_equal(spark: SparkSession, log: Path, folder: Path, partitions: int, as_of: int | None = None) -> None:
    from validator.timetable.local import EPOCH  # noqa: PLC0415
    from datetime import timedelta  # noqa: PLC0415

    policies = validator.load(ROOT / "policies")
    local = folder / "local"
    run = write_run(local, "csv", [log], policies, Question(StampReading(), as_of), {}, None)
    rows = duckdb.sql(f"FROM read_csv('{log}', all_varchar = true)").to_arrow_table()  # noqa: S608
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
