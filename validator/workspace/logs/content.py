"""The bytes of a log file, unpacked, and its lines."""

from __future__ import annotations

import gzip
import zlib
from typing import TYPE_CHECKING

import pyarrow as pa

from validator.workspace.logs.rows import Row
from validator.workspace.trouble import Trouble, because

if TYPE_CHECKING:
    from pathlib import Path

BYTE_ORDER_MARK = b"\xef\xbb\xbf"
UTF_16 = (b"\xff\xfe", b"\xfe\xff")


def content(path: Path) -> bytes:
    """Return a file's bytes without compression and without a UTF-8 byte order mark."""
    try:
        data = _unpacked(path)
    except (EOFError, zlib.error, gzip.BadGzipFile) as failure:
        raise Trouble(f"{path} is not whole: {failure}", "Copy or export the file again.") from failure
    except OSError as failure:
        raise Trouble(f"{path} cannot be read: {because(failure)}") from failure
    if data.startswith(UTF_16):
        raise Trouble(f"{path} is UTF-16 text, not UTF-8", "Save or export it as UTF-8.")
    if b"\0" in data[:65_536]:
        raise Trouble(f"{path} is not text", "Name a CSV or JSON Lines file, or one that ends with .parquet.")
    if not data.strip():
        raise Trouble(f"{path} is empty", "A log has a first line with the names of its columns.")
    return data.removeprefix(BYTE_ORDER_MARK)


def _unpacked(path: Path) -> bytes:
    if path.suffix == ".gz":
        with gzip.open(path) as packed:
            return packed.read()
    if path.suffix == ".zst":
        with pa.CompressedInputStream(pa.OSFile(str(path)), "zstd") as unpacked:
            return bytes(unpacked.read())
    return path.read_bytes()


def numbered_lines(path: Path, data: bytes) -> tuple[list[bytes], list[Row]]:
    """Return the lines of a text, and those that are not UTF-8 (which are left empty) as malformed rows."""
    lines = data.replace(b"\r\n", b"\n").split(b"\n")
    try:
        data.decode()
    except UnicodeDecodeError:
        pass
    else:
        return lines, []
    malformed = []
    for number, line in enumerate(lines, start=1):
        try:
            line.decode()
        except UnicodeDecodeError as failure:
            shown = line.decode(errors="backslashreplace")
            why = f"it is not UTF-8 at byte {failure.start + 1}"
            malformed.append(
                Row(str(path), number, "", "malformed-row", f"the row cannot be read: {why}", shown)
            )
            lines[number - 1] = b""
    return lines, malformed
