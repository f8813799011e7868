"""Time zones from the pinned `tzdata` package, never from the machine: the same rules on every machine."""

from __future__ import annotations

from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import tzdata

if TYPE_CHECKING:
    from collections.abc import Iterable


def _home() -> Path:
    return Path(tzdata.__file__).parent  # importlib.resources is slow to import


@cache
def zone_names() -> tuple[str, ...]:
    """Return the IANA names of all zones, in the order of the alphabet."""
    return tuple(sorted(_home().joinpath("zones").read_text("utf-8").split()))


@cache
def load_zone(name: str) -> ZoneInfo | None:
    """Return the rules of a zone, None for a name that is no zone."""
    if name not in zone_names():
        return None
    with _file(name).open("rb") as content:
        return ZoneInfo.from_file(content, key=name)


def zone_digest(names: Iterable[str]) -> str:
    """Return the SHA-256 (hex) over the names and rules of zones that exist, in the order of their names."""
    whole = sha256()
    for name in sorted(set(names)):
        rules = _file(name).read_bytes()
        whole.update(f"{name} {len(rules)}\n".encode())
        whole.update(rules)
    return whole.hexdigest()


@cache
def tzdata_version() -> str:
    """Return the release of the IANA database, such as `2025b`."""
    with _home().joinpath("zoneinfo", "tzdata.zi").open(encoding="utf-8") as source:
        return source.readline().strip().removeprefix("# version ")


def _file(name: str) -> Path:
    return _home().joinpath("zoneinfo", *name.split("/"))
