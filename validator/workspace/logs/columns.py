"""The columns that a log must have, and what was probably meant where one is missing."""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING

from validator.workspace.logs.rows import COLUMNS, REQUIRED
from validator.workspace.trouble import Trouble

if TYPE_CHECKING:
    from collections.abc import Sequence


def told_apart(where: str, names: Sequence[str]) -> tuple[list[str], list[str]]:
    """Return those of a table's columns that a log has, in its order, and the others; refuse as `require` does."""
    require(where, names)
    return [name for name in COLUMNS if name in names], [name for name in names if name not in COLUMNS]


def require(where: str, names: Sequence[str]) -> None:
    """Refuse a log without the columns that every row needs, or with one of its columns twice."""
    twice = [name for name in COLUMNS if names.count(name) > 1]
    if twice:
        raise Trouble(f"{where} has two columns `{twice[0]}`", "Remove or rename one of them.")
    missing = [name for name in REQUIRED if name not in names]
    if not missing:
        return
    plain = {name.strip().lower(): name for name in names}
    close = {name: get_close_matches(name, plain, n=1, cutoff=0.6) for name in missing}
    meant = "".join(
        f" Is `{plain[found[0]]}` meant to be `{name}`?" for name, found in close.items() if found
    )
    listed = ", ".join(f"`{name}`" for name in missing)
    raise Trouble(
        f"{where} has no column {listed}",
        f"It has: {', '.join(names) or 'none'}.{meant} A log needs {', '.join(REQUIRED)}; "
        "exports with other columns come in with --query.",
    )
