from __future__ import annotations

from pathlib import Path

import pytest

from validator.workspace.databases.urls import database_of
from validator.workspace.trouble import Trouble


@pytest.mark.parametrize(
    ("url", "kind", "place", "name"),
    [
        ("sqlite:archive/log.db", "sqlite", "archive/log.db", "sqlite:log.db"),
        ("duckdb:/srv/log.duckdb", "duckdb", "/srv/log.duckdb", "duckdb:log.duckdb"),
        (
            "postgresql://me:sesame@db.example.org:5433/support?sslmode=require",
            "postgresql",
            None,
            "postgresql:support",
        ),
        ("postgres:///help%20desk", "postgresql", None, "postgresql:help desk"),
        ("postgresql://db.example.org", "postgresql", None, "postgresql:default"),
    ],
)
def test_a_database_is_called_what_anybody_may_read(
    url: str, kind: str, place: str | None, name: str
) -> None:
    database = database_of(url)
    assert (database.kind, database.place, database.name) == (kind, place or url, name)
    assert database.file == (Path(place) if place else None)
    assert "sesame" not in repr(database)


@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("mysql://me:sesame@host/name", "`mysql` stands for"),
        ("log.db", "there is no kind of database"),
        ("sesame", "there is no kind of database"),
        ("sqlite:", "there is no kind of database"),
        ("postgresql:support", "`postgresql` stands for"),
        ("postgresql://me:sesame@[::1/name", "cannot be read"),
    ],
)
def test_what_names_no_database_is_told_without_its_secrets(url: str, said: str) -> None:
    with pytest.raises(Trouble) as trouble:
        database_of(url)
    assert said in trouble.value.message
    assert "sesame" not in trouble.value.message
    assert "sqlite:FILE" in trouble.value.next_step
