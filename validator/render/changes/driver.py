"""What git shows of a policy file: its changes, or its whole content, in words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from difflib import unified_diff
from typing import Final

from validator.changes.change import SILENT, Change, Kind
from validator.changes.declared import Declared
from validator.changes.favours import Favours
from validator.document import Mapping, Node, Scalar, Sequence
from validator.reading.cursor import Cursor
from validator.render.table import Styled, plain, visible

MARKS: Final = {
    Favours.ADVERSE: "worse ",
    Favours.FAVOURABLE: "better",
    Favours.NEUTRAL: "words ",
    Favours.INCOMPARABLE: "other ",
}


def in_words(path: str, found: Iterable[Declared], style: Styled = plain) -> str:
    """Return the changes of one file, a line each; `style` may colour the classes of changes."""
    lines = [_line(each.change, style) for each in found]
    body = lines or ["  only comments or layout"]
    return "\n".join([style(visible(path), "heading"), *body]) + "\n"


def whole(path: str, word: str, root: Node, style: Styled = plain) -> str:
    """Return everything that a file says which is new, or gone."""
    lines = (f"  {line}" for line in _values(Cursor("", root)))
    return "\n".join([style(f"{visible(path)} ({word})", "heading"), *lines]) + "\n"


def _line(change: Change, style: Styled) -> str:
    mark = "words " if change.kind in {*SILENT, Kind.CONTACT} else MARKS[change.favours]
    return f"  {style(mark, change.favours.value)} {visible(change.path)}: {visible(_said(change))}"


def _said(change: Change) -> str:
    if change.old is None:
        return f"new: {change.new.text if change.new else ''}"
    if change.new is None:
        return f"gone: {change.old.text}"
    return f"{change.old.text} → {change.new.text}"


def as_lines(path: str, old: str, new: str) -> str:
    """Return the changed lines of a file that cannot be understood, as git would."""
    lines = unified_diff(
        old.splitlines(), new.splitlines(), f"a/{visible(path)}", f"b/{visible(path)}", lineterm=""
    )
    return "\n".join([*map(visible, lines), ""])


def content(root: Node) -> str:
    """Return every value of a document on a line of its own, with the names that lead to it."""
    return "\n".join([*_values(Cursor("", root)), ""])


def _values(cursor: Cursor) -> Iterator[str]:
    match cursor.node:
        case Mapping(entries) if entries:
            for _, below in cursor.entries():
                yield from _values(below)
        case Sequence(items) if any(not isinstance(item, Scalar) for item in items):
            for below in cursor.items():
                yield f"{_path(cursor)}: {visible(below.words())}"
        case _:
            yield f"{_path(cursor)}: {visible(cursor.words())}"


def _path(cursor: Cursor) -> str:
    return visible(" / ".join(str(key) for key in cursor.route))
