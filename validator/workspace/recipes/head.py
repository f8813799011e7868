"""The head of a recipe: the comment that says what it reads, what it makes of that, and what must be adapted.

    -- Title
    --
    -- Section
    --   name: what is said of it, which may
    --     go on in lines that are indented further

The sections are those of `Head`, in its order; `Columns of FILE` occurs once for each file of the export.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import takewhile
from typing import Final

COMMENT: Final = "--"
COLUMNS: Final = "Columns of "
ENTRY, MORE = "   ", "     "


@dataclass(frozen=True, slots=True)
class Head:
    """What the head of a recipe says; each part maps names to sentences.

    `export`: how a user gets each file; `columns`: for each file, its columns, with paths such as `events[].type`
    inside of JSON; `events`: how each event of a ticket log is found; `adapt`: the tables of words at the head of the
    query; `untold`: what the export does not tell; `sources`: addresses of public documentation.
    """

    title: str
    export: Mapping[str, str]
    columns: Mapping[str, Mapping[str, str]]
    events: Mapping[str, str]
    adapt: Mapping[str, str]
    untold: Mapping[str, str]
    sources: Mapping[str, str]


def read_head(query: str) -> Head:
    """Read the head of a recipe; `ValueError` or `KeyError` where it has another shape, which is a mistake of ours."""
    title, *lines = (
        line.removeprefix(COMMENT)
        for line in takewhile(lambda line: line.startswith(COMMENT), query.splitlines())
    )
    sections = dict(_sections(lines))
    return Head(
        title=title.strip(),
        export=sections.pop("Export"),
        columns={
            name.removeprefix(COLUMNS): sections.pop(name)
            for name in list(sections)
            if name.startswith(COLUMNS)
        },
        events=sections.pop("Events"),
        adapt=sections.pop("Adapt"),
        untold=sections.pop("Not told"),
        sources=sections.pop("Sources"),
    )


def _sections(lines: list[str]) -> Iterator[tuple[str, Mapping[str, str]]]:
    """Yield sections with their entries."""
    heading, entries, name = "", dict[str, str](), ""
    for line in lines:
        if line.startswith(MORE):
            entries[name] += f" {line.strip()}"
        elif line.startswith(ENTRY):
            name, separator, said = line.strip().partition(": ")
            if not separator or name in entries:
                raise ValueError(line)
            entries[name] = said
        elif line:
            if heading:
                yield heading, entries
            heading, entries = line.strip(), {}
    yield heading, entries
