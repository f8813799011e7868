"""Where a database is: `postgresql://user@host/name`, `sqlite:FILE` or `duckdb:FILE`."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Final
from urllib.parse import unquote, urlsplit

from validator.workspace.trouble import Trouble

SERVERS: Final = ("postgresql", "postgres")
FILES: Final = ("sqlite", "duckdb")
LIKE_THIS: Final = "Write it like postgresql://user@host/name, sqlite:FILE or duckdb:FILE."


@dataclass(frozen=True, slots=True)
class Database:
    """A database: its kind, the address that its driver takes, and what it is called where anybody may read it.

    The name has neither host, user, password nor folder.
    """

    kind: str
    place: str = field(repr=False)
    name: str

    @property
    def file(self) -> Path | None:
        """The file that holds all of it, None for one on a server."""
        return Path(self.place) if self.kind in FILES else None


def database_of(url: str) -> Database:
    """Understand where a database is; raise `Trouble` of what says no such place."""
    kind, _, rest = url.partition(":")
    if kind in FILES and rest:
        return Database(kind, rest, f"{kind}:{Path(rest).name}")
    if kind in SERVERS and rest.startswith("//"):
        try:
            path = urlsplit(url).path
        except ValueError as failure:
            raise Trouble("the address of the database cannot be read", LIKE_THIS) from failure
        return Database("postgresql", url, f"postgresql:{unquote(path.strip('/')) or 'default'}")
    shown = kind if rest else "it"
    raise Trouble(f"there is no kind of database that `{shown}` stands for", LIKE_THIS)
