"""A finding: a diagnostic with its lines looked up, in a fixed order, with what was suppressed set aside."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Final

from validator.diagnostics import Diagnostic, Level
from validator.document import Document, Source
from validator.location import Address, Place, Position, Span

UNUSED: Final = "unused-suppression"
RULES: Final[Mapping[str, str]] = {UNUSED: "A finding is to be ignored that is not there."}

BEGINNING = Span(Position(1, 1), Position(1, 1))


@dataclass(frozen=True, slots=True)
class Noted:
    """A place with its quoted line, and what is to be said of it."""

    place: Place
    quoted: str
    message: str


@dataclass(frozen=True, slots=True)
class Finding:
    """A diagnostic as it is shown. `fingerprint` stays when lines move; `route` is the symbolic place."""

    rule: str
    level: Level
    message: str
    place: Place
    quoted: str
    route: str
    clause: str | None
    meant: str | None
    next_step: str
    related: tuple[Noted, ...]
    fingerprint: str


@dataclass(frozen=True, slots=True)
class Report:
    """All findings of a run with the words that sum it up; `suppressed` counts what a comment sets aside."""

    findings: tuple[Finding, ...]
    suppressed: int
    subject: str = ""

    def count(self, level: Level) -> int:
        """Return how many findings have a level."""
        return sum(finding.level is level for finding in self.findings)

    @property
    def fails(self) -> bool:
        """Whether anything was found that must be mended."""
        return any(finding.level is not Level.NOTE for finding in self.findings)


def resolve(
    diagnostics: Iterable[Diagnostic], documents: Mapping[str, Document | Source], subject: str = ""
) -> Report:
    """Look up the places of diagnostics, drop repetitions, sort, and apply the suppressions written in the files."""
    ordered = sorted(set(diagnostics), key=lambda each: _order(each, documents))
    suppressions = {
        (document.file, each.line, each.rule): each
        for document in documents.values()
        for each in document.suppressions
    }
    used = set()
    shown: list[Diagnostic] = []
    for each in ordered:
        place = place_of(each.at, documents)
        key = place.file, place.span.start.line, each.rule
        if key in suppressions:
            used.add(key)
        else:
            shown.append(each)
    suppressed = len(ordered) - len(shown)
    unused = [
        Diagnostic(
            UNUSED,
            Level.WARNING,
            f"nothing here is found by `{each.rule}`, so there is nothing to ignore",
            each.at,
            "remove the comment",
        )
        for key, each in suppressions.items()
        if key not in used
    ]
    every = sorted((*shown, *unused), key=lambda each: _order(each, documents))
    repeats: Counter[tuple[str, ...]] = Counter()
    return Report(tuple(_finding(each, documents, repeats) for each in every), suppressed, subject)


def place_of(at: Address | Place, documents: Mapping[str, Document | Source]) -> Place:
    """Return where a diagnostic points."""
    if isinstance(at, Place):
        return at
    if at.file not in documents:
        return Place(at.file, BEGINNING)
    document = documents[at.file]
    return document.place_of(at) if isinstance(document, Document) else Place(document.file, BEGINNING)


def _order(each: Diagnostic, documents: Mapping[str, Document | Source]) -> tuple[Place, str, str]:
    return place_of(each.at, documents), each.rule, each.message


def _quoted(place: Place, documents: Mapping[str, Document | Source]) -> str:
    document = next((each for each in documents.values() if each.file == place.file), None)
    return "" if document is None else document.line(place.span.start.line)


def _finding(
    each: Diagnostic, documents: Mapping[str, Document | Source], repeats: Counter[tuple[str, ...]]
) -> Finding:
    place = place_of(each.at, documents)
    route = str(each.at) if isinstance(each.at, Address) else ""
    key = each.rule, place.file, route, each.message
    repeats[key] += 1
    clause = each.clause
    if clause is None and isinstance(each.at, Address):
        document = documents.get(each.at.file)
        clause = document.clause_at(each.at.route) if isinstance(document, Document) else None
    return Finding(
        rule=each.rule,
        level=each.level,
        message=each.message,
        place=place,
        quoted=_quoted(place, documents),
        route=route,
        clause=clause,
        meant=each.meant,
        next_step=each.next_step,
        related=_related(each, documents),
        fingerprint=sha256("\0".join((*key, str(repeats[key]))).encode()).hexdigest()[:32],
    )


def _related(each: Diagnostic, documents: Mapping[str, Document | Source]) -> tuple[Noted, ...]:
    places: Sequence[tuple[Place, str]] = [(place_of(one.at, documents), one.message) for one in each.related]
    return tuple(Noted(place, _quoted(place, documents), message) for place, message in places)
