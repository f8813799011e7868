"""A Spark job that decides a ticket log: spark_job.py POLICIES LOG OUTPUT, where LOG and OUTPUT are Parquet."""

import sys
from pathlib import Path

from pyspark.sql import SparkSession

import validator
from validator.adapters.spark import decide

policies, log, output = sys.argv[1:]
spark = SparkSession.builder.appName("slawyer").getOrCreate()
result = decide(spark.read.parquet(log), validator.load(Path(policies)))
result.decisions.write.parquet(f"{output}/decisions")
result.rejected.write.parquet(f"{output}/rejected")
for line in result.summary.ledger:
    print(line.agreement, line.credit, line.unit, line.extended_term_end)
result.release()
spark.stop()
