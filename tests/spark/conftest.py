from __future__ import annotations

import socket
from typing import TYPE_CHECKING

import pytest

from tests.spark.cluster import two_workers

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyspark.sql import SparkSession


@pytest.fixture(scope="session")
def spark() -> Iterator[SparkSession]:
    """Two workers, each a process of its own: what is not sent to them, they do not have."""
    session = (
        two_workers(1024)
        .config("spark.sql.shuffle.partitions", "3")
        .config("spark.sql.session.timeZone", "Asia/Kathmandu")  # no column may depend on it
        .getOrCreate()
    )
    yield session
    session.stop()


@pytest.fixture(autouse=True)
def _no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let driver and workers talk to each other, and to nobody else."""
    connect = socket.socket.connect

    def near(self: socket.socket, address: tuple[str, int]) -> None:
        assert address[0] == "127.0.0.1", f"a test asked for the network: {address}"
        connect(self, address)

    monkeypatch.setattr(socket.socket, "connect", near)
