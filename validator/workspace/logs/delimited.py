"""CSV files: comma-separated, quoted with double quotes, one row per line."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa
from pyarrow import csv

from validator.workspace.logs.content import content, numbered_lines
from validator.workspace.logs.rows import COLUMNS, LogRows, Row
from validator.workspace.trouble import Trouble

if TYPE_CHECKING:
    from pathlib import Path

QUOTE = b'"'


def read_csv(path: Path) -> LogRows:
    """Read a CSV file; a line without the right number of values, or with a quote left open, is malformed.

    Since no value may hold a line break, an open quote costs its own line only and every row keeps its line number.
    """
    lines, malformed = numbered_lines(path, content(path))
    names = _names(path, lines[0])
    rows = [number for number, line in enumerate(lines[1:], start=2) if line]
    odd = [number for number in rows if lines[number - 1].count(QUOTE) % 2]
    malformed += [_malformed(path, number, lines[number - 1], "a quote is not closed") for number in odd]
    open_quotes = set(odd)
    whole = [number for number in rows if number not in open_quotes]
    wrong: list[int] = []

    def collect(row: csv.InvalidRow) -> str:
        why = f"it has {row.actual_columns} values, the first line names {row.expected_columns}"
        number = whole[row.number - 1]
        wrong.append(number)
        malformed.append(_malformed(path, number, lines[number - 1], why))
        return "skip"

    table = _parsed(b"\n".join(lines[number - 1] for number in whole), names, collect)
    skipped = set(wrong)
    used = [number for number in whole if number not in skipped]
    return LogRows(
        files=[str(path)],
        file=np.zeros(len(used), dtype=np.int32),
        line=np.array(used, dtype=np.int64),
        columns={name: table.column(name).combine_chunks() for name in names if name in COLUMNS},
        source=pa.array([lines[number - 1] for number in used], pa.binary()).cast(pa.string()),
        malformed=sorted(malformed, key=lambda row: row.line),
        ignored=sorted(name for name in names if name not in COLUMNS),
    )


def _names(path: Path, line: bytes) -> list[str]:
    names = [str(name) for name in csv.read_csv(pa.BufferReader(line + b"\n")).column_names]
    for name in names:
        if name in COLUMNS and names.count(name) > 1:
            raise Trouble(f"{path} has two columns `{name}`", "Remove or rename one of them.")
    return names


def _parsed(text: bytes, names: list[str], collect: object) -> pa.Table:
    if not text:
        return pa.table({name: pa.array([], pa.string()) for name in names})
    return csv.read_csv(
        pa.BufferReader(text),
        read_options=csv.ReadOptions(column_names=names, use_threads=False),
        parse_options=csv.ParseOptions(
            invalid_row_handler=collect, newlines_in_values=False, ignore_empty_lines=False
        ),
        convert_options=csv.ConvertOptions(
            column_types=dict.fromkeys(names, pa.string()),
            strings_can_be_null=True,
            quoted_strings_can_be_null=True,
            null_values=[""],
        ),
    )


def _malformed(path: Path, number: int, line: bytes, why: str) -> Row:
    message = f"the row cannot be read: {why}"
    return Row(str(path), number, "", "malformed-row", message, line.decode(errors="backslashreplace"))
