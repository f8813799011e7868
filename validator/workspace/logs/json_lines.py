"""JSON Lines files: one object per line."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import numpy as np
import pyarrow as pa

from validator.workspace.logs.content import content, numbered_lines
from validator.workspace.logs.rows import COLUMNS, LogRows, Row

if TYPE_CHECKING:
    from pathlib import Path


def read_json_lines(path: Path) -> LogRows:
    """Read a JSON Lines file; a line that is no object, or holds a value that is no text, is malformed."""
    lines, malformed = numbered_lines(path, content(path))
    used: list[int] = []
    rows: list[dict[str, str | None]] = []
    ignored: set[str] = set()
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
            texts = _texts(row)
        except (ValueError, RecursionError) as failure:
            why = failure.msg if isinstance(failure, json.JSONDecodeError) else str(failure)
            message = f"the row cannot be read: {why}"
            malformed.append(Row(str(path), number, "", "malformed-row", message, line.decode()))
            continue
        ignored.update(row.keys() - texts.keys())
        used.append(number)
        rows.append(texts)
    names = [name for name in COLUMNS if any(name in row for row in rows)]
    return LogRows(
        files=[str(path)],
        file=np.zeros(len(used), dtype=np.int32),
        line=np.array(used, dtype=np.int64),
        columns={name: pa.array([row.get(name) for row in rows], pa.string()) for name in names},
        source=pa.array([lines[number - 1] for number in used], pa.binary()).cast(pa.string()),
        malformed=sorted(malformed, key=lambda row: row.line),
        ignored=sorted(ignored),
    )


def _texts(row: Any) -> dict[str, str | None]:  # noqa: ANN401 -- whatever JSON holds
    if not isinstance(row, dict):
        raise ValueError('a row is an object such as {"ticket": …}')  # noqa: TRY004 -- one kind of fault
    return {name: _text(name, row[name]) for name in COLUMNS if name in row}


def _text(name: str, value: Any) -> str | None:  # noqa: ANN401 -- whatever JSON holds
    match value:
        case None | "":
            return None
        case bool():
            return "true" if value else "false"
        case str() | int():
            return str(value)
        case list() if name == "channel" and all(isinstance(each, str) for each in value):
            return "+".join(value)
        case _:
            raise ValueError(f"`{name}` is not a text")
