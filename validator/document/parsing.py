"""Text to document."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from validator.document.composing import Composer
from validator.document.decoding import decode
from validator.document.document import Document
from validator.document.nodes import Scalar
from validator.document.rules import finding, quoted
from validator.document.suppressions import read_suppressions
from validator.location import Place

if TYPE_CHECKING:
    from collections.abc import Iterator

    from validator.diagnostics import Diagnostic
    from validator.document.seen import Seen
    from validator.document.source import Source


def parse(text_bytes: bytes, file: str) -> tuple[Document | None, tuple[Diagnostic, ...]]:
    """Read the bytes of a file, which is shown to people as `file`, and say all that is wrong with the text.

    A document may come together with findings (a duplicate key, of which the first is taken; an unseen
    character): then it serves to find further mistakes and to quote lines, but must not be relied on.
    There is none where the text cannot be followed to its end or borrows values from elsewhere.
    """
    source, from_decoding = decode(text_bytes, file)
    if source is None:
        return None, from_decoding
    composer = Composer(source)
    suppressions, from_comments = read_suppressions(source, composer.seen.comments)
    found = [*from_decoding, *composer.found, *_left_out(source, composer.seen), *from_comments]
    root = composer.root
    if isinstance(root, Scalar) or (root is None and not found):
        found.append(_no_keys(source, root))
        root = None
    document = None if root is None or composer.seen.aliases else Document(source, root, suppressions)
    return document, tuple(sorted(found, key=_position))


def source_of(text_bytes: bytes, file: str) -> Source | None:
    """Return the lines of a file that could not be parsed, for quoting; None if it is no text."""
    return decode(text_bytes, file)[0]


def _left_out(source: Source, seen: Seen) -> Iterator[Diagnostic]:
    """Say which parts of YAML the text uses that the language leaves out."""
    in_text = "if the `{}` belongs to the text, put the text in quotes"
    for start, end in seen.anchors:
        message = f"{quoted(source.text[start:end])} names a value to be borrowed elsewhere (an anchor)."
        yield finding("yaml-anchor", source.place(start, end), message, f"Remove it; {in_text.format('&')}.")
    for start, end in seen.aliases:
        message = f"{quoted(source.text[start:end])} borrows a value from another place (an alias)."
        yield finding(
            "yaml-anchor", source.place(start, end), message, f"Write it out here; {in_text.format('*')}."
        )
    for start, end in seen.tags:
        message = f"{quoted(source.text[start:end])} forces a type on a value (a tag)."
        yield finding("yaml-tag", source.place(start, end), message, f"Remove it; {in_text.format('!')}.")
    for start, end in seen.directives:
        message = f"{quoted(source.text[start:end])} changes how the file is read (a directive)."
        yield finding("yaml-directive", source.place(start, end), message, "Remove the line.")
    for start, end in seen.comments:
        if start and not source.text[start - 1].isspace():
            message = "A comment must stand apart from what it follows."
            next_step = "Put a space before `#`; if the `#` belongs to the text, put the text in quotes."
            yield finding("yaml-syntax", source.place(start, end), message, next_step)


def _no_keys(source: Source, root: Scalar | None) -> Diagnostic:
    """Say that a file holds nothing, or a single value where keys are needed."""
    if root is None or not root.text.strip():
        message = "This file is empty; comments do not count."
        next_step = "Fill it in, or delete it (`slawyer init` writes a filled-in example)."
        return finding("empty-file", source.place(0, 0), message, next_step)
    place = Place(source.file, root.span)
    if re.match(r"[^\s:]+:\S", root.text):
        message = f"A space is missing after the colon in {quoted(root.text)}."
        return finding("yaml-syntax", place, message, f"Write {quoted(root.text.replace(':', ': ', 1))}.")
    message = f"This file holds a single text, {quoted(root.text)}, but no keys."
    return finding("yaml-syntax", place, message, "Write `key: value`, one key a line.")


def _position(diagnostic: Diagnostic) -> Place:
    if not isinstance(diagnostic.at, Place):
        raise TypeError(diagnostic)
    return diagnostic.at
