"""A Spark of two workers on this machine."""

from __future__ import annotations

import os
import sys

from pyspark.sql import SparkSession


def two_workers(megabytes: int) -> SparkSession.Builder:
    """Return how two workers are started, each a process of its own with one processor and so much memory."""
    os.environ["PYSPARK_PYTHON"] = sys.executable
    return (
        SparkSession.builder.master(f"local-cluster[2,1,{megabytes}]")
        .config("spark.executor.memory", f"{megabytes}m")
        .config("spark.ui.enabled", "false")
        .config("spark.driver.bindAddress", "127.0.0.1")
        .config("spark.driver.host", "127.0.0.1")
    )
