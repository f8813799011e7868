"""Log files of all kinds, written for tests."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pyarrow as pa
from pyarrow import parquet

from validator.workspace.logs import LogRows
from validator.workspace.logs.read import read_log

HEADER = "ticket,at,event,by"
SUBMITTED = "A,2024-03-28T16:10:00+01:00,submitted,customer"
REPLIED = "A,2024-03-28T17:10:00+01:00,replied,agent"


def written(folder: Path, name: str, content: str | bytes) -> Path:
    """Write a file and return its path."""
    file = folder / name
    file.write_bytes(content.encode() if isinstance(content, str) else content)
    return file


def read(*files: Path, query: str | None = None) -> LogRows:
    """Read files as one log."""
    return read_log(files, query)


def of_every_kind(folder: Path, rows: list[dict[str, str]]) -> list[Path]:
    """Write the same rows as files of every kind."""
    names = list(dict.fromkeys(name for row in rows for name in row))
    lines = [",".join(names), *(",".join(row.get(name, "") for name in names) for row in rows)]
    text = "".join(f"{line}\n" for line in lines).encode()
    objects = "".join(f"{json.dumps(row)}\n" for row in rows).encode()
    table = pa.table({name: pa.array([row.get(name) for row in rows], pa.string()) for name in names})
    parquet.write_table(table, folder / "log.parquet", row_group_size=3)
    return [
        written(folder, "log.csv", text),
        written(folder, "windows.csv", b"\xef\xbb\xbf" + text.replace(b"\n", b"\r\n")),
        written(folder, "tabs.tsv", text.replace(b",", b"\t")),
        written(folder, "semicolons.csv", text.replace(b",", b";")),
        written(folder, "log.csv.gz", gzip.compress(text)),
        written(folder, "log.csv.zst", pa.compress(text, codec="zstd", asbytes=True)),
        written(folder, "log.jsonl", objects),
        written(folder, "log.ndjson.gz", gzip.compress(objects)),
        folder / "log.parquet",
    ]
