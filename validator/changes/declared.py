"""What two texts declare otherwise, path by path."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from validator.changes.change import Change, Kind, Said
from validator.changes.directions import judge, judge_presence
from validator.changes.favours import Favours
from validator.document import Document, Sequence, plain
from validator.document import Mapping as Group
from validator.location import Address, Key, Route
from validator.reading.cursor import Cursor

if TYPE_CHECKING:
    from validator.document import Node
    from validator.shape.annotations import Annotations

KEYWORDS: Final = ("x-direction", "x-unit", "enum")
READINGS: Final = "readings"
CONTACTS: Final = frozenset({"contact", "contacts"})
WORDS: Final = frozenset({"title", "clause", "clauses", "term"})
"""What things are called, and where the source speaks of them."""

KINDS: Final[Mapping[str, Kind]] = {
    "edition.yaml": Kind.PROVISION,
    "support-hours.yaml": Kind.SUPPORT_HOURS,
    "severities.yaml": Kind.SEVERITY,
    "channels.yaml": Kind.CHANNEL,
    "scope.yaml": Kind.SCOPE,
    "service-levels.yaml": Kind.TARGET,
    "plans.yaml": Kind.PLAN,
    "objectives.yaml": Kind.OBJECTIVE,
    "escalation.yaml": Kind.ESCALATION,
    "credits.yaml": Kind.CREDIT,
    "services.yaml": Kind.SERVICE,
    "policy.yaml": Kind.POLICY,
}


@dataclass(frozen=True, slots=True)
class Text:
    """The files of one side by their name within the edition or policy (`plans.yaml`).

    `files` maps each to its document and to the name that addresses use for it. `missing` is the address at which
    something is shown whose file is not there.
    """

    files: Mapping[str, tuple[str, Document]]
    missing: Address


@dataclass(frozen=True, slots=True)
class Declared:
    """A difference before anybody knows what follows from it; `favours` is None where the value does not tell."""

    change: Change
    favours: Favours | None


def declared(old: Text, new: Text, schemas: Callable[[str], Annotations | None]) -> Iterator[Declared]:
    """Yield every difference between two texts, in the order of the new one, then of what is gone.

    `schemas` gives what the schema says of a file.
    """
    for file in dict.fromkeys((*new.files, *old.files)):
        annotations = schemas(file)
        if annotations is not None:
            yield from _File(file, old, new, annotations).differences()


@dataclass(frozen=True, slots=True)
class _File:
    """One file on both sides."""

    file: str
    old: Text
    new: Text
    annotations: Annotations

    def differences(self) -> Iterator[Declared]:
        """Yield what differs; a file that is missing says nothing."""
        old, new = (
            text.files[self.file][1].root if self.file in text.files else None
            for text in (self.old, self.new)
        )
        yield from self._walk(old, new, ())

    def _walk(self, old: Node | None, new: Node | None, route: Route) -> Iterator[Declared]:
        if old is not None and new is not None and plain(old) == plain(new):
            return
        part = self._part(route)
        if isinstance(old or new, Group) and self._descends(old, new, part, route):
            for key in _keys(new, old):
                yield from self._walk(_child(old, key), _child(new, key), (*route, key))
        elif isinstance(old, Sequence) and isinstance(new, Sequence) and "x-direction" not in part:
            yield from self._items(old, new, route)
        elif old is not None and new is not None:
            yield self._declared(route, old, new, judge(part, old, new))
        else:
            yield self._declared(route, old, new, judge_presence(part, added=old is None))

    def _descends(self, old: Node | None, new: Node | None, part: Mapping[str, Any], route: Route) -> bool:
        """Whether a group is compared key by key: it is on both sides, or is a mere list of named things."""
        if old is not None and new is not None:
            return isinstance(old, Group) and isinstance(new, Group) and "x-unit" not in part
        return not route or ("x-direction" not in part and self._is_collection(route))

    def _is_collection(self, route: Route) -> bool:
        return any("patternProperties" in part for part in self.annotations.of(route))

    def _items(self, old: Sequence, new: Sequence, route: Route) -> Iterator[Declared]:
        """Compare two lists of items that have no name: what is in one only; as many of each are changed ones."""
        gone = [index for index, item in enumerate(old.items) if not _holds(new, item)]
        come = [index for index, item in enumerate(new.items) if not _holds(old, item)]
        part = self._part((*route, 0))
        if len(gone) == len(come):
            for before, after in zip(gone, come, strict=True):
                verdict = Favours.NEUTRAL if part.get("x-direction") == "none" else None
                yield self._declared(
                    (*route, after), old.items[before], new.items[after], verdict, (*route, before)
                )
            if not gone:  # the same items in another order
                yield self._declared(route, old, new, Favours.NEUTRAL)
            return
        for index in gone:
            yield self._declared((*route, index), old.items[index], None, judge_presence(part, added=False))
        for index in come:
            yield self._declared((*route, index), None, new.items[index], judge_presence(part, added=True))

    def _part(self, route: Route) -> Mapping[str, Any]:
        """Return what the schema says of a place, with what it refers to."""
        parts = self.annotations.of(route)
        return {
            keyword: next(part[keyword] for part in parts if keyword in part)
            for keyword in KEYWORDS
            if any(keyword in part for part in parts)
        }

    def _declared(
        self,
        route: Route,
        old: Node | None,
        new: Node | None,
        verdict: Favours | None,
        before: Route | None = None,
    ) -> Declared:
        kind = self._kind(route, verdict)
        verdict = Favours.NEUTRAL if kind is Kind.READING else verdict
        change = Change(
            kind=kind,
            favours=Favours.INCOMPARABLE if verdict is None else verdict,
            file=self.file,
            route=route,
            old=self._said(self.old, old, before or route),
            new=self._said(self.new, new, route),
            at=self._at(route, old, new),
        )
        return Declared(change, verdict)

    def _said(self, text: Text, node: Node | None, route: Route) -> Said | None:
        if node is None:
            return None
        name, _ = text.files[self.file]
        return Said(Cursor(name, node, route).words(), Address(name, route))

    def _at(self, route: Route, old: Node | None, new: Node | None) -> Address:
        """Return where a change is shown in the new text; what is gone, at the nearest part that is left."""
        if self.file not in self.new.files:
            return self.new.missing
        name, document = self.new.files[self.file]
        if new is not None:
            return Address(name, (*route, *_first_difference(old, new)))
        kept = route[:-1]
        while kept and document.node_at(kept) is None:
            kept = kept[:-1]
        return Address(name, kept, on_key=bool(kept))

    def _kind(self, route: Route, verdict: Favours | None) -> Kind:
        if READINGS in route:
            return Kind.READING
        if CONTACTS & set(map(str, route)):
            return Kind.CONTACT
        if verdict is Favours.NEUTRAL and (route[-1] in WORDS or route[0] in WORDS):
            return Kind.WORDING
        return KINDS.get(self.file, Kind.AGREEMENT)


def _first_difference(old: Node | None, new: Node) -> Route:
    """Return the way from a changed value to the first part of it that the other side does not have."""
    parts: list[tuple[Key, Node | None, Node]]
    match old, new:
        case Group(), Group():
            parts = [(entry.key, _child(old, entry.key), entry.value) for entry in new.entries]
        case Sequence(), Sequence():
            olds = (*old.items, *([None] * len(new.items)))
            parts = [(index, olds[index], item) for index, item in enumerate(new.items)]
        case _:
            return ()
    for key, before, after in parts:
        if before is None:
            return (key,)
        if plain(before) != plain(after):
            return (key, *_first_difference(before, after))
    return ()  # something is gone from it


def _keys(*nodes: Node | None) -> list[str]:
    """Return the keys of groups, each once, in their order."""
    return list(
        dict.fromkeys(entry.key for node in nodes if isinstance(node, Group) for entry in node.entries)
    )


def _child(node: Node | None, key: str) -> Node | None:
    entry = node.entry(key) if isinstance(node, Group) else None
    return None if entry is None else entry.value


def _holds(sequence: Sequence, item: Node) -> bool:
    return any(plain(item) == plain(other) for other in sequence.items)
