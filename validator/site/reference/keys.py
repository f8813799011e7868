"""The keys that a schema allows, each with all that is said of it, wherever the schemas say it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from validator.site.reference.conditions import allowed_if, always_read, needed_if

DEEPEST: Final = 8
NAME: Final = "<name>"
Node = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Key:
    """A key by its path (`plans.<name>.title`, `open[].days`), and its node with references followed.

    What stands in a list of plain values has a path as well (`days[]`); nothing but its values can be written there.
    `needed_if` are the cases in which a key that is not `required` must be written, `allowed_if` those outside of
    which it must not; `always_read` says whether its value needs a reading whatever it is.
    """

    path: str
    node: Node
    required: bool
    depth: int
    needed_if: tuple[str, ...] = ()
    allowed_if: tuple[str, ...] = ()
    always_read: bool = False

    @property
    def listed(self) -> bool:
        """Whether it is not a key but what stands in a list."""
        return self.path.endswith("[]")

    @property
    def readings(self) -> str:
        """The anchor of the readings beside the key."""
        return f"{self.anchor.rpartition('.')[0]}.readings".lstrip(".")

    @property
    def anchor(self) -> str:
        """The permanent name of the key on its page."""
        return self.path.replace("[]", ".item").replace(NAME, "NAME")


def keys(content: Node, common: Node) -> Iterator[Key]:
    """Yield every key of a schema in its order, what is nested after what holds it; `common` holds shared parts."""
    seen: set[str] = set()
    for key in _below(*_followed(content, content, common), common, "", 1):
        if key.path not in seen:  # a group of several forms says the same key for each of them
            seen.add(key.path)
            yield key


def _below(node: Node, home: Node, common: Node, path: str, depth: int) -> Iterator[Key]:
    """Yield the keys below a node; `home` is the schema that its references are looked up in."""
    if depth > DEEPEST:
        return
    for name, required, each in _named(node):
        place = f"{path}.{name}".lstrip(".")
        found, its_home = _followed(each, home, common)
        conditions = needed_if(node, name), allowed_if(node, name), always_read(node, name)
        yield Key(place, found, required, depth, *conditions)
        yield from _below(found, its_home, common, place, depth + 1)
    if isinstance(node.get("items"), Mapping):
        found, its_home = _followed(node["items"], home, common)
        if "description" in found and "properties" not in found:
            yield Key(f"{path}[]", found, required=False, depth=depth)
        yield from _below(found, its_home, common, f"{path}[]", depth + 1)


def _named(node: Node) -> Iterator[tuple[str, bool, Node]]:
    """Yield the keys of a group with whether they must be written; where names are free, one stands for all."""
    required = set(node.get("required", ()))
    for key, each in node.get("properties", {}).items():
        yield key, key in required, each
    free = [*node.get("patternProperties", {}).values(), node.get("additionalProperties")]
    yield from [(NAME, False, each) for each in free if isinstance(each, Mapping)][:1]


def _followed(node: Node, home: Node, common: Node) -> tuple[Node, Node]:
    """Return a node with what it refers to, and where that stands; what is written beside a reference prevails."""
    while "$ref" in node:
        file, _, pointer = node["$ref"].partition("#/")
        home = common if file else home
        target: Any = home
        for part in pointer.split("/"):
            target = target[part]
        beside = {key: each for key, each in node.items() if key != "$ref"}
        node = {**target, **beside}
    return node, home
