"""The bytes of a log file, unpacked, with their size and digest."""

from __future__ import annotations

import gzip
import zlib
from hashlib import sha256
from typing import TYPE_CHECKING, Final

import pyarrow as pa

from validator.workspace.logs.rows import Input
from validator.workspace.trouble import Trouble, because

if TYPE_CHECKING:
    from pathlib import Path

BYTE_ORDER_MARK: Final = b"\xef\xbb\xbf"
UTF_16: Final = (b"\xff\xfe", b"\xfe\xff")
GZIP: Final = b"\x1f\x8b"
ZSTD: Final = b"\x28\xb5\x2f\xfd"
PARQUET: Final = b"PAR1"


def raw(path: Path) -> tuple[bytes, Input]:
    """Return a file's bytes as they are, with what is recorded of them."""
    try:
        data = path.read_bytes()
    except OSError as failure:
        raise Trouble(f"{path} cannot be read: {because(failure)}") from failure
    if not data:
        raise Trouble(f"{path} is empty", "A log has at least a first line with the names of its columns.")
    return data, Input(str(path), len(data), sha256(data).hexdigest())


def text(path: Path) -> tuple[bytes, Input]:
    """Return the bytes of a text file without compression and without a UTF-8 byte order mark."""
    packed, entry = raw(path)
    data = _unpacked(path, packed)
    if data.startswith(UTF_16):
        raise Trouble(f"{path} is UTF-16 text, not UTF-8", "Save or export it as UTF-8.")
    if data.startswith(PARQUET):
        raise Trouble(f"{path} is a Parquet file", "Let its name end with .parquet.")
    if b"\0" in data[:65_536]:
        raise Trouble(f"{path} is not text", "Name a CSV or JSON Lines file, or one that ends with .parquet.")
    data = data.removeprefix(BYTE_ORDER_MARK)
    if not data.strip():
        raise Trouble(f"{path} is empty", "A log has at least a first line with the names of its columns.")
    return data, entry


def _unpacked(path: Path, packed: bytes) -> bytes:
    """Unpack by what the bytes are, whatever the name says."""
    try:
        if packed.startswith(GZIP):
            return gzip.decompress(packed)
        if packed.startswith(ZSTD):
            with pa.CompressedInputStream(pa.BufferReader(packed), "zstd") as stream:
                return bytes(stream.read())
    except (EOFError, zlib.error, OSError) as failure:  # OSError: of no file here, but of broken contents
        raise Trouble(f"{path} is not whole: {failure}", "Copy or export the file again.") from failure
    if path.suffix.lower() in {".gz", ".zst"}:
        raise Trouble(f"{path} is not compressed, though its name says so", "Take the ending away.")
    return packed
