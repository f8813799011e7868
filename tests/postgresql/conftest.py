from __future__ import annotations

import os
import shutil
import socket
import subprocess
from pathlib import Path
from tempfile import mkdtemp
from typing import TYPE_CHECKING

import pytest
from adbc_driver_postgresql import dbapi

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    import pyarrow as pa

OWNER = "postgres"
"""Who runs the server where the tests run as the administrator, as whom it does not start."""


def programs() -> Path:
    """Return the folder of the server's programs, the newest there is."""
    found = [Path(path).parent for path in [shutil.which("pg_ctl")] if path]
    found += sorted(path.parent for path in Path("/usr/lib/postgresql").glob("*/bin/pg_ctl"))
    if not found:
        pytest.fail(
            "these tests need a PostgreSQL server: install Debian's `postgresql`, or put pg_ctl on the PATH"
        )
    return found[-1]


@pytest.fixture(scope="session")
def server() -> Iterator[str]:
    """A server of its own, on loopback only, which asks `reader` for a password; the address of its first database."""
    as_owner = ["runuser", "-u", OWNER, "--"] if os.geteuid() == 0 else []
    folder = Path(mkdtemp(prefix="slawyer-postgresql-"))
    if as_owner:
        shutil.chown(folder, OWNER)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    data, options = folder / "data", f"-p {port} -c listen_addresses=127.0.0.1 -c unix_socket_directories=''"

    def run(program: str, *arguments: str) -> None:
        command = [*as_owner, str(programs() / program), "-D", str(data), *arguments]
        subprocess.run(command, cwd="/", check=True, stdout=subprocess.DEVNULL, timeout=120)

    try:
        run("initdb", "-A", "trust", "-U", OWNER, "-E", "UTF8", "--locale=C.UTF-8", "-N")
        rules = data / "pg_hba.conf"
        rules.write_text("host all reader 127.0.0.1/32 scram-sha-256\n" + rules.read_text())
        run("pg_ctl", "-o", options, "-l", str(folder / "log"), "-w", "start")
        yield f"postgresql://{OWNER}@127.0.0.1:{port}"
        run("pg_ctl", "-m", "immediate", "-w", "stop")
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture
def database(server: str, request: pytest.FixtureRequest) -> Iterator[str]:
    """A new database in the zone of Kathmandu, on which nothing may depend; its address."""
    name = f"test_{abs(hash(request.node.nodeid)):x}"
    with dbapi.connect(f"{server}/postgres", autocommit=True) as connection, connection.cursor() as cursor:
        cursor.execute(f"CREATE DATABASE {name}")
        cursor.execute(f"ALTER DATABASE {name} SET timezone TO 'Asia/Kathmandu'")
    yield f"{server}/{name}"
    with dbapi.connect(f"{server}/postgres", autocommit=True) as connection, connection.cursor() as cursor:
        cursor.execute(f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture
def sql(database: str) -> Callable[..., pa.Table | None]:
    """Carry out a statement in the database; what it finds as a table."""

    def carried_out(statement: str, rows: pa.Table | None = None) -> pa.Table | None:
        with dbapi.connect(database, autocommit=True) as connection, connection.cursor() as cursor:
            if rows is not None:
                cursor.adbc_ingest(statement, rows, mode="append")
                return None
            cursor.execute(statement)
            return cursor.fetch_arrow_table() if cursor.description else None

    return carried_out
