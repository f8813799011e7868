"""Coverage on the policy's own text: every line that can decide, and whether an example makes it decide."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from validator.render.coverage.text import name_of
from validator.render.html import templates

if TYPE_CHECKING:
    from validator.document import Document, Source
    from validator.evaluate.coverage import Coverage, Item


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a file: `state` is `hit`, `part`, `missed` or empty, `note` says what is missing."""

    number: int
    text: str
    state: str
    note: str


@dataclass(frozen=True, slots=True)
class File:
    """One file with its lines, and how many of its items are exercised."""

    name: str
    lines: tuple[Line, ...]
    hit: int
    total: int


def page(covered: Coverage, subject: str, documents: Mapping[str, Document | Source]) -> str:
    """Return the coverage of an edition as a page that needs nothing beside itself."""
    by_file: dict[str, dict[int, list[Item]]] = defaultdict(lambda: defaultdict(list))
    for item in covered.items:
        by_file[item.at.file][documents[item.at.file].place_of(item.at).span.start.line].append(item)
    files = tuple(_file(documents[name], items, covered) for name, items in by_file.items())
    template = templates("validator.render.coverage").get_template("coverage.html.jinja")
    return template.render(covered=covered, subject=subject, files=files)


def _file(document: Document | Source, items: Mapping[int, Sequence[Item]], covered: Coverage) -> File:
    source = document if not hasattr(document, "source") else document.source
    count = len(source.starts)
    return File(
        name=document.file,
        lines=tuple(
            _line(number, document.line(number), items.get(number, ()), covered) for number in range(1, count)
        ),
        hit=sum(item in covered.hit for found in items.values() for item in found),
        total=sum(len(found) for found in items.values()),
    )


def _line(number: int, text: str, items: Sequence[Item], covered: Coverage) -> Line:
    missed = [item for item in items if item not in covered.hit]
    if not items:
        return Line(number, text, "", "")
    state = "hit" if not missed else "missed" if len(missed) == len(items) else "part"
    return Line(number, text, state, "; ".join(name_of(item) for item in missed))
