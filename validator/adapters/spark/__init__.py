"""Ticket logs decided inside Spark, equal byte for byte to the local run.

The driver needs `slawyer[spark]`, and so does the Python of every executor, at the same version.
"""

from validator.adapters.spark.job import SparkDecisions, decide

__all__ = ["SparkDecisions", "decide"]
