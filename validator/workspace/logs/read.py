"""Log files to rows, whatever kind of file they are."""

from __future__ import annotations

import glob
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Final

import numpy as np
import pyarrow as pa

from validator.workspace.logs.delimited import delimited_parts
from validator.workspace.logs.json_lines import json_parts
from validator.workspace.logs.rows import COLUMNS, LogRows, Part
from validator.workspace.logs.tables import ask, parquet_parts
from validator.workspace.trouble import Trouble

if TYPE_CHECKING:
    from collections.abc import Sequence

READERS: Final[Mapping[str, Callable[..., Iterator[Part]]]] = {
    "csv": delimited_parts,
    "tsv": delimited_parts,
    "jsonl": json_parts,
    "ndjson": json_parts,
    "parquet": parquet_parts,
}
COMPRESSED: Final = ("gz", "zst")


def files_of(patterns: Sequence[str]) -> list[Path]:
    """Return the files that paths and globs name, in order, each once."""
    found: dict[Path, Path] = {}
    for pattern in patterns:
        path = Path(pattern)
        matches = [path] if path.exists() else _matching(pattern)
        if not matches:
            raise Trouble(
                f"there is no file {pattern}", "Check the path; patterns such as 'logs/*.csv' work too."
            )
        for match in matches:
            if match.is_dir():
                raise Trouble(f"{match} is a folder", f"Name the files in it: '{match}/*.csv'")
            if not match.is_file():
                raise Trouble(f"{match} is not a file", "A log is read more than once: save it as a file.")
            found.setdefault(match.resolve(), match)
    return list(found.values())


def _matching(pattern: str) -> list[Path]:
    found = glob.glob(pattern, recursive=True)  # noqa: PTH207 -- a path's own glob refuses absolute patterns
    return [Path(match) for match in sorted(found)]


def kind_of(path: Path) -> str:
    """Return the kind of a log file by the ends of its name."""
    ends = [end.lower() for end in path.name.split(".")[1:]]
    if ends and ends[-1] in COMPRESSED:
        ends.pop()
    kind = ends[-1] if ends else ""
    if kind not in READERS:
        known = ", ".join(f".{name}" for name in READERS)
        raise Trouble(
            f"{path.name} does not say what kind of file it is",
            f"Give it one of the endings {known} (text also with .gz or .zst).",
        )
    return kind


def read_log(paths: Sequence[Path], query: str | None, memory_limit: str | None = None) -> LogRows:
    """Read files as one log, directly or through an SQL query over them (then the table is called `log`)."""
    parts = [part for path in paths for part in parts_of(path, every_column=query is not None)]
    return together(parts if query is None else [ask(parts, query, memory_limit)])


def parts_of(path: Path, *, every_column: bool = False) -> Iterator[Part]:
    """Read a file part by part, the last of which has no rows but the file's digest; never all of it at once."""
    return READERS[kind_of(path)](path, every_column=every_column)


def together(parts: Sequence[Part]) -> LogRows:
    """Return the rows of several parts as one log."""
    sizes = [part.table.num_rows for part in parts]
    others = [part.table.drop_columns(["at"]) for part in parts]
    present = [name for name in COLUMNS if any(name in other.column_names for other in others)]
    return LogRows(
        parts=parts,
        starts=np.cumsum([0, *sizes[:-1]]),
        table=pa.concat_tables(others, promote_options="default").select(present),
        malformed=[row for part in parts for row in part.malformed],
        ignored=sorted({name for part in parts for name in part.ignored}),
        inputs=[entry for part in parts for entry in part.inputs],
    )
