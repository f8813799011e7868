"""Log files to rows, whatever kind of file they are."""

from __future__ import annotations

from difflib import get_close_matches
from glob import glob
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa

from validator.workspace.logs.delimited import read_csv
from validator.workspace.logs.json_lines import read_json_lines
from validator.workspace.logs.rows import COLUMNS, REQUIRED, LogRows
from validator.workspace.logs.tables import read_parquet, run_query
from validator.workspace.trouble import Trouble

if TYPE_CHECKING:
    from collections.abc import Sequence

READERS = {"csv": read_csv, "jsonl": read_json_lines, "ndjson": read_json_lines, "parquet": read_parquet}
COMPRESSED = ("gz", "zst")


def files_of(patterns: Sequence[str]) -> list[Path]:
    """Return the files that paths and globs name, in order, each once."""
    found: dict[Path, None] = {}
    for pattern in patterns:
        path = Path(pattern)
        matches = (
            [path] if path.exists() else [Path(match) for match in sorted(glob(pattern, recursive=True))]  # noqa: PTH207 -- any pattern, absolute ones too
        )
        if not matches:
            raise Trouble(
                f"there is no file {pattern}", "Check the path; patterns such as 'logs/*.csv' work too."
            )
        for match in matches:
            if match.is_dir():
                raise Trouble(f"{match} is a folder", f"Name the files in it: '{match}/*.csv'")
            found[match] = None
    return list(found)


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
            f"Give it one of the endings {known} (also with .gz or .zst).",
        )
    return kind


def read_log(paths: Sequence[Path], query: str | None, memory_limit: str | None = None) -> LogRows:
    """Read files as one log, directly or through an SQL query over them (then the table is called `log`)."""
    if query is not None:
        parts = [run_query(paths, kind_of(paths[0]), query, memory_limit)]
    else:
        parts = [READERS[kind_of(path)](path) for path in paths]
    for part in parts:
        _require(part)
    return _joined(parts)


def _require(part: LogRows) -> None:
    missing = [name for name in REQUIRED if name not in part.columns]
    if not missing:
        return
    there = [*part.columns, *part.ignored]
    hints = [(name, get_close_matches(name, there, n=1, cutoff=0.6)) for name in missing]
    meant = "".join(f" Is `{close[0]}` meant to be `{name}`?" for name, close in hints if close)
    listed = ", ".join(f"`{name}`" for name in missing)
    raise Trouble(
        f"{part.files[0]} has no column {listed}",
        f"Its first line names: {', '.join(there) or 'nothing'}.{meant} A log needs {', '.join(REQUIRED)}; "
        "exports with other columns come in with --query.",
    )


def _joined(parts: Sequence[LogRows]) -> LogRows:
    if len(parts) == 1:
        return parts[0]
    names = [name for name in COLUMNS if any(name in part.columns for part in parts)]
    sizes = [len(part) for part in parts]
    offsets = np.cumsum([0, *(len(part.files) for part in parts)])
    lines = [
        part.source
        if part.source is not None
        else pa.array([part.text(row) for row in range(len(part))], pa.string())
        for part in parts
    ]
    return LogRows(
        files=[file for part in parts for file in part.files],
        file=np.concatenate(
            [part.file + offset for part, offset in zip(parts, offsets, strict=False)]
        ).astype(np.int32),
        line=np.concatenate([part.line for part in parts]),
        columns={
            name: pa.concat_arrays(
                [
                    part.columns.get(name, pa.nulls(size, pa.string()))
                    for part, size in zip(parts, sizes, strict=True)
                ]
            )
            for name in names
        },
        source=pa.concat_arrays(lines),
        malformed=[row for part in parts for row in part.malformed],
        ignored=sorted({name for part in parts for name in part.ignored}),
    )
