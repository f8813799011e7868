"""The bytes of a log file, unpacked, with their size and digest."""

from __future__ import annotations

import gzip
import io
import zlib
from hashlib import sha256
from typing import TYPE_CHECKING, Any, Final

import pyarrow as pa

from validator.workspace.logs.rows import Input
from validator.workspace.trouble import Trouble, because

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

BYTE_ORDER_MARK: Final = b"\xef\xbb\xbf"
UTF_16: Final = (b"\xff\xfe", b"\xfe\xff")
GZIP: Final = b"\x1f\x8b"
ZSTD: Final = b"\x28\xb5\x2f\xfd"
PARQUET: Final = b"PAR1"
STEP: Final = 1 << 20
NO_HEADING: Final = "A log has at least a first line with the names of its columns."


class Witness:
    """What a file was when it was first looked at; a file that changes while it is read is no log."""

    def __init__(self, path: Path) -> None:
        """Look at a file."""
        self.path = path
        self._first = self._look()

    def _look(self) -> tuple[int, int, int]:
        try:
            now = self.path.stat()
        except OSError as failure:
            raise Trouble(f"{self.path} cannot be read: {because(failure)}") from failure
        return now.st_size, now.st_mtime_ns, now.st_ino

    def check(self) -> None:
        """Raise `Trouble` if the file has changed since."""
        if self._look() != self._first:
            raise Trouble(
                f"{self.path} was changed while it was read",
                "Evaluate a copy, or wait until nothing writes to it.",
            )


class Digested(io.RawIOBase):
    """A file that is read once, from its beginning, and digested on the way."""

    def __init__(self, path: Path) -> None:
        """Open the file."""
        self._path = path
        self._digest = sha256()
        self._size = 0
        try:
            self._file = path.open("rb", buffering=0)
        except OSError as failure:
            raise Trouble(f"{path} cannot be read: {because(failure)}") from failure

    def readable(self) -> bool:
        """Whether it can be read."""
        return True

    def readinto(self, buffer: Any) -> int:  # noqa: ANN401 -- any buffer (PEP 688 comes with Python 3.12)
        """Read some bytes."""
        view = memoryview(buffer).cast("B")
        try:
            count = self._file.readinto(view) or 0
        except OSError as failure:
            raise Trouble(f"{self._path} cannot be read: {because(failure)}") from failure
        self._digest.update(view[:count])
        self._size += count
        return count

    def entry(self) -> Input:
        """Read what is left, close the file, and return what is recorded of it."""
        while self.read(STEP):
            pass
        self.close()
        return Input(str(self._path), self._size, self._digest.hexdigest())

    def close(self) -> None:
        """Close the file."""
        self._file.close()
        super().close()


def digest(path: Path, see: Callable[[bytes], None] | None = None) -> Input:
    """Return what is recorded of a file; `see` is shown all of its bytes, one stretch after the other."""
    file = Digested(path)
    while step := file.read(STEP):
        if see is not None:
            see(step)
    return file.entry()


def raw(path: Path) -> tuple[bytes, Input]:
    """Return a file's bytes as they are, with what is recorded of them."""
    file = Digested(path)
    data = file.readall()
    if not data:
        raise Trouble(f"{path} is empty", NO_HEADING)
    return data, file.entry()


def text(path: Path) -> tuple[bytes, Input]:
    """Return the bytes of a text file without compression and without a UTF-8 byte order mark."""
    file = TextFile(path)
    return b"".join(file.blocks(STEP)), file.entry()


class TextFile:
    """A text file without compression and without a UTF-8 byte order mark, whatever its name says."""

    def __init__(self, path: Path) -> None:
        """Open the file."""
        self._path = path
        self._raw = Digested(path)
        self._witness = Witness(path)

    def entry(self) -> Input:
        """Return what is recorded of the file, all of which was read."""
        entry = self._raw.entry()
        self._witness.check()
        return entry

    def blocks(self, size: int) -> Iterator[bytes]:
        """Yield the text in blocks of at most so many bytes; raise `Trouble` where it is no text."""
        self._stream = stream = (
            self._unpacked()
        )  # kept, or it would close the file before all of it is digested
        first, empty = True, True
        try:
            while block := stream.read(size):
                if first:
                    self._examine(block)
                    block, first = block.removeprefix(BYTE_ORDER_MARK), False
                empty = empty and not block.strip()
                yield block
        except (EOFError, zlib.error, OSError) as failure:  # OSError: of no file here, but of broken contents
            raise Trouble(
                f"{self._path} is not whole: {failure}", "Copy or export the file again."
            ) from failure
        if empty:
            raise Trouble(f"{self._path} is empty", NO_HEADING)

    def _unpacked(self) -> io.BufferedIOBase | pa.NativeFile:
        """Unpack by what the bytes are, whatever the name says."""
        self._packed = packed = io.BufferedReader(self._raw, STEP)  # kept, or it would close the file early
        begin = packed.peek(len(ZSTD))[: len(ZSTD)]
        if begin.startswith(GZIP):
            return gzip.GzipFile(fileobj=packed)
        if begin == ZSTD:
            return pa.CompressedInputStream(pa.PythonFile(packed, "r"), "zstd")
        if begin and self._path.suffix.lower() in {".gz", ".zst"}:
            raise Trouble(f"{self._path} is not compressed, though its name says so", "Take the ending away.")
        return packed

    def _examine(self, block: bytes) -> None:
        """Refuse what begins like something else than UTF-8 text."""
        if block.startswith(UTF_16):
            raise Trouble(f"{self._path} is UTF-16 text, not UTF-8", "Save or export it as UTF-8.")
        if block.startswith(PARQUET):
            raise Trouble(f"{self._path} is a Parquet file", "Let its name end with .parquet.")
        if b"\0" in block[:65_536]:
            raise Trouble(
                f"{self._path} is not text", "Name a CSV or JSON Lines file, or one that ends with .parquet."
            )
