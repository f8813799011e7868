from __future__ import annotations

import sys

import pytest

from tests.cli.command import inside
from validator.workspace.databases.postgresql import _plain


def test_without_its_driver_a_server_needs_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "adbc_driver_postgresql", None)
    monkeypatch.setitem(sys.modules, "adbc_driver_postgresql.dbapi", None)
    done = inside("evaluate", "--from", "postgresql://me@127.0.0.1/support")
    assert done.returncode == 2
    assert "pip install 'slawyer[postgresql]'" in done.stderr


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        ('NOT_FOUND: Failed: ERROR:  no "x"\nLINE 1: select\nQuery was: select. SQLSTATE: 42P01', 'no "x"'),
        ("IO: [libpq] Failed to connect: refused\n\tIs it running?\n", "Failed to connect: refused"),
        ("IO: failed: FATAL:  no role of sesam%e", "no role of …"),
        ("IO: failed: sesam%25e", "failed: …"),
        ("something else", "something else"),
    ],
)
def test_what_a_server_says_is_one_line_without_the_password(said: str, shown: str) -> None:
    assert _plain(said, "postgresql://me:sesam%25e@host/support") == shown
