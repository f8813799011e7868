"""Short words for tests that read a text."""

from __future__ import annotations

from validator.diagnostics import Diagnostic
from validator.document import Document, Plain, parse
from validator.location import Place

FILE = "plans.yaml"


def document(text: str | bytes) -> Document:
    """Read a text in which nothing is wrong."""
    read, found = parse(text if isinstance(text, bytes) else text.encode(), FILE)
    assert found == ()
    assert read is not None
    return read


def plain(text: str) -> Plain:
    return document(text).plain()


def found(text: str | bytes) -> tuple[Diagnostic, ...]:
    return parse(text if isinstance(text, bytes) else text.encode(), FILE)[1]


def where(diagnostic: Diagnostic) -> tuple[int, int, int]:
    """Return line, column and end column of a finding on one line."""
    assert isinstance(diagnostic.at, Place)
    span = diagnostic.at.span
    assert diagnostic.at.file == FILE
    assert span.start.line == span.end.line
    return span.start.line, span.start.column, span.end.column


def places(text: str | bytes) -> list[tuple[str, tuple[int, int, int]]]:
    """Return rule and place of each finding."""
    return [(each.rule, where(each)) for each in found(text)]
