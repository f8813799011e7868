"""Bytes to text: what is not UTF-8 text is said, byte by byte."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, Final

from validator.document.rules import finding
from validator.document.source import Source
from validator.location import Place, Position, Span

if TYPE_CHECKING:
    from validator.diagnostics import Diagnostic

SIZE_LIMIT: Final = 1 << 20  # bytes; the largest contract we know is a fiftieth of it
_REPORTED: Final = 10  # more of the same kind help nobody

_UTF16: Final = (b"\xff\xfe", b"\xfe\xff")
_BOM: Final = b"\xef\xbb\xbf"

UNSEEN: Final = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f"  # controls other than tab and line breaks
    "\u2028\u2029"  # line breaks that most editors do not break at
    "\u202a-\u202e\u2066-\u2069"  # these make a text look other than it is
    "\ufeff\ufffe\uffff"
    "\ud800-\udfff]"
)
"""Characters that no contract needs and that readers and programs would see differently.

The last row holds, after decoding with `surrogateescape`, the bytes that are no UTF-8.
"""


def decode(data: bytes, file: str) -> tuple[Source | None, tuple[Diagnostic, ...]]:
    """Return the text and what is wrong with its characters, each of which is replaced by U+FFFD.

    There is no text if the file is too large or is no text at all.
    """
    start = Place(file, Span(Position(1, 1), Position(1, 1)))
    if len(data) > SIZE_LIMIT:
        return None, (too_large(file, len(data)),)
    if data.startswith(_UTF16):
        message = "This file is saved as UTF-16, not as UTF-8."
        return None, (finding("not-text", start, message, "Save it again with the encoding UTF-8."),)
    if b"\x00" in data:
        message = f"This file is no text: it holds a zero byte (number {data.index(0) + 1} of the file)."
        next_step = "Check that it is the right file; if it is, save it again as UTF-8 text."
        return None, (finding("not-text", start, message, next_step),)
    found: list[Diagnostic] = []
    if data.startswith(_BOM):
        data = data.removeprefix(_BOM)
        message = "This file starts with a byte order mark, an invisible sign that some programs add."
        found.append(finding("not-text", start, message, "Save it again as “UTF-8” without “BOM”."))
    raw = Source(file, data.decode("utf-8", errors="surrogateescape"))
    unseen = _unseen_characters(raw)
    if not unseen:
        return raw, tuple(found)
    found += unseen
    return Source(file, UNSEEN.sub("\ufffd", raw.text)), tuple(found)


def too_large(file: str, size: int) -> Diagnostic:
    """Return the refusal of a file by its size in bytes; the file need not be opened for it."""
    message = f"This file is {size:,} bytes large; more than {SIZE_LIMIT:,} are not read."
    next_step = "Check that it is the right file; if it is, split it by topic into several files."
    return finding("too-large", Place(file, Span(Position(1, 1), Position(1, 1))), message, next_step)


def describe(character: str) -> str:
    """Name a character that cannot be shown: `U+202E RIGHT-TO-LEFT OVERRIDE`."""
    name = unicodedata.name(character, "control character")
    return f"U+{ord(character):04X} {name}"


def _unseen_characters(source: Source) -> list[Diagnostic]:
    offsets = [match.start() for match in UNSEEN.finditer(source.text)]
    found = [_unseen_character(source, offset) for offset in offsets[:_REPORTED]]
    if len(offsets) > _REPORTED:
        offset = offsets[_REPORTED]
        message = f"From here on, {len(offsets) - _REPORTED} more characters are not readable text."
        next_step = "Check that it is the right file; if it is, save it again as UTF-8 text."
        found.append(finding("not-text", source.place(offset, offset + 1), message, next_step))
    return found


def _unseen_character(source: Source, offset: int) -> Diagnostic:
    character = source.text[offset]
    place = source.place(offset, offset + 1)
    if "\ud800" <= character <= "\udfff":
        byte = ord(character) - 0xDC00
        guess = bytes([byte]).decode("cp1252", errors="replace")
        meant = "" if guess == "\ufffd" else f" In the older encoding Windows-1252 it would be `{guess}`."
        message = f"The byte 0x{byte:02X} is not UTF-8 text.{meant}"
        return finding("not-text", place, message, "Save the file again with the encoding UTF-8.")
    message = f"Here stands a character that cannot be seen: {describe(character)}."
    return finding("not-text", place, message, "Delete it, or retype the line.")
