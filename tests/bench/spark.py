"""A log decided inside Spark beside Spark's own grouping of it: `python -m tests.bench.spark`."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import pyspark
from pyspark.sql.functions import collect_list, struct

import validator
from tests.bench.made_log import write
from tests.bench.published import options, put
from tests.bench.ratios import ROOT, Section, row, seconds
from tests.spark.cluster import two_workers
from validator.adapters.spark import decide
from validator.workspace.logs.rows import COLUMNS

if TYPE_CHECKING:
    from pyspark.sql import DataFrame


def measure(folder: Path, tickets: int, rounds: int) -> Section:
    """Group and decide the same file in turns, on two workers; what comes out is thrown away."""
    file = write(folder, tickets, ("parquet",))["parquet"]
    policies = validator.load(ROOT / "policies")
    spark = two_workers(3072).config("spark.sql.shuffle.partitions", "8").getOrCreate()
    spark.sparkContext.setLogLevel("ERROR")

    def group() -> None:
        log = spark.read.parquet(str(file))
        said = [name for name in COLUMNS if name in log.columns and name != "ticket"]
        _throw_away(log.groupBy("ticket").agg(collect_list(struct(*said)).alias("events")))

    def evaluate() -> None:
        result = decide(spark.read.parquet(str(file)), policies)
        _throw_away(result.decisions)
        result.release()

    group()
    evaluate()  # workers are started, and their code is read
    grouped, decided = [], []
    for _ in range(rounds):
        grouped.append(seconds(group))
        decided.append(seconds(evaluate))
    spark.stop()
    return Section(
        id="spark",
        title="A log decided inside Spark",
        explains=f"{tickets:,} tickets from Parquet on two workers with one processor each, Spark "
        f"{pyspark.__version__}; decisions and ledger, nothing written.",
        reference="Spark alone gathers the events of each ticket into a list (`groupBy`, `collect_list`)",
        rounds=rounds,
        rows=(row("decided", decided, grouped, "s"),),
    )


def _throw_away(rows: DataFrame) -> None:
    rows.write.format("noop").mode("overwrite").save()


def main() -> None:
    """Measure, and put the section beside the others."""
    asked = options(__doc__, tickets=500_000)
    with TemporaryDirectory() as folder:
        section = measure(Path(folder), asked.tickets, asked.rounds)
    put(asked.output, [section])


if __name__ == "__main__":
    main()
