"""What a schema says of a place in a file, wherever in the schema it says so."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from validator.shape.patterns import matches

if TYPE_CHECKING:
    from referencing import Registry
    from referencing._core import Resolver

    from validator.location import Key, Route

    Found = tuple[Mapping[str, Any], Resolver[Any]]


@dataclass(frozen=True, slots=True)
class Annotations:
    """A schema with the schemas it refers to; answers what is said of a route."""

    schema: Mapping[str, Any]
    registry: Registry[Any]

    @property
    def name(self) -> str:
        """Return the name under which `slawyer schema` shows the schema."""
        return str(self.schema.get("$id", "")).rsplit("/", 1)[-1].removesuffix(".schema.json")

    def of(self, route: Route) -> tuple[Mapping[str, Any], ...]:
        """Return all parts of the schema that may speak of a route, the plainest first; conditions are ignored."""
        from referencing.jsonschema import DRAFT202012  # noqa: PLC0415 -- slow to import

        resolver = self.registry.resolver_with_root(DRAFT202012.create_resource(self.schema))
        level = list(_spread(self.schema, resolver))
        for key in route:
            level = [
                found for part, at in level for below in _below(part, key) for found in _spread(below, at)
            ]
        return tuple(part for part, _ in level)

    def word(self, route: Route, keyword: str) -> Any:  # noqa: ANN401 -- whatever the keyword holds
        """Return what the first part that has a keyword says under it, None if none has."""
        return next((part[keyword] for part in self.of(route) if keyword in part), None)


def _spread(part: object, resolver: Resolver[Any]) -> Iterator[Found]:
    """Yield a part of a schema with all parts that apply to the same value."""
    if not isinstance(part, Mapping):
        return
    yield part, resolver
    if "$ref" in part:
        target = resolver.lookup(part["$ref"])
        yield from _spread(target.contents, target.resolver)
    for branch in (*part.get("allOf", ()), part.get("then"), part.get("else")):
        yield from _spread(branch, resolver)


def _below(part: Mapping[str, Any], key: Key) -> Iterator[object]:
    """Yield the parts that speak of the value under a key or an index."""
    if isinstance(key, int):
        yield part.get("items")
        return
    yield part.get("properties", {}).get(key)
    yield from (
        below for pattern, below in part.get("patternProperties", {}).items() if matches(pattern, key)
    )
    yield part.get("additionalProperties")
