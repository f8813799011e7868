"""Comments that ask for a finding to be ignored: `# slawyer: ignore[rule] reason`."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from validator.document.rules import finding, quoted

if TYPE_CHECKING:
    from collections.abc import Iterable

    from validator.diagnostics import Diagnostic
    from validator.document.source import Source
    from validator.location import Place

_ADDRESSED: Final = re.compile(r"#+\s*slawyer\b", re.IGNORECASE)
_WRITTEN: Final = re.compile(r"#+ *slawyer: *ignore\[([a-z0-9-]+)\](?:\s+(.*?))?\s*")


@dataclass(frozen=True, slots=True)
class Suppression:
    """A finding of `rule` on `line` is known and wanted, because of `reason`; `at` is the comment."""

    line: int
    rule: str
    reason: str
    at: Place


def read_suppressions(
    source: Source, comments: Iterable[tuple[int, int]]
) -> tuple[tuple[Suppression, ...], tuple[Diagnostic, ...]]:
    """Read the comments addressed to us, given by their offsets.

    A comment speaks of its own line; if it stands alone, of the next line that says something.
    """
    spans = tuple(comments)
    alone = {source.position(start).line for start, _ in spans if _stands_alone(source, start)}
    read: list[Suppression] = []
    found: list[Diagnostic] = []
    for start, end in spans:
        text = source.text[start:end]
        if not _ADDRESSED.match(text):
            continue
        at = source.place(start, end)
        match = _WRITTEN.fullmatch(text)
        if match is None:
            found.append(_unreadable(text, at))
        elif not match.group(2):
            found.append(_without_reason(match.group(1), at))
        else:
            line = _line_meant(source, at.span.start.line, alone)
            read.append(Suppression(line, match.group(1), match.group(2), at))
    return tuple(read), tuple(found)


def _stands_alone(source: Source, start: int) -> bool:
    position = source.position(start)
    return not source.line(position.line)[: position.column - 1].strip()


def _line_meant(source: Source, line: int, alone: set[int]) -> int:
    while line in alone or not (source.line(line).strip() or line > len(source.starts)):
        line += 1
    return line


def _unreadable(text: str, at: Place) -> Diagnostic:
    message = f"The comment {quoted(text)} is addressed to slawyer but cannot be read."
    next_step = "Write `# slawyer: ignore[rule] reason`, with the name of one rule in the brackets."
    return finding("suppression-unreadable", at, message, next_step)


def _without_reason(rule: str, at: Place) -> Diagnostic:
    message = f"`{rule}` is to be ignored here, but no reason is given; it is not ignored."
    next_step = f"Say why: `# slawyer: ignore[{rule}] because …`."
    return finding("suppression-without-reason", at, message, next_step)
