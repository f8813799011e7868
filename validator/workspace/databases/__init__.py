"""Logs out of databases, and decisions into them: PostgreSQL, SQLite and DuckDB."""

from __future__ import annotations

from validator.workspace.databases.reading import asked_of
from validator.workspace.databases.urls import Database, database_of
from validator.workspace.databases.writing import Tables, refuse_unsuitable, writing

__all__ = ["Database", "Tables", "asked_of", "database_of", "refuse_unsuitable", "writing"]
