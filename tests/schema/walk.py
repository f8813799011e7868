"""Walk through the schemas: every subschema with what its `$ref` adds."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote, urldefrag

from validator.workspace.schemas import COMMON, KINDS, schema

NAMES = (*KINDS, COMMON)
GROUPS = ("properties", "patternProperties", "$defs")
SINGLE = ("items", "if", "then", "else", "not")


@dataclass(frozen=True)
class Part:
    """A subschema: where it is, how it is written, what it means with its `$ref` followed, and what it is there for."""

    name: str
    pointer: tuple[str, ...]
    written: dict[str, Any]

    @property
    def whole(self) -> dict[str, Any]:
        if "$ref" not in self.written:
            return self.written
        return {**target(self.name, self.written["$ref"]).whole, **self.written}

    @property
    def is_value(self) -> bool:
        """Whether it describes a value of a file, rather than a condition or a shared definition."""
        return not {"if", "then", "else", "not", "allOf"} & set(self.pointer)

    @property
    def is_named(self) -> bool:
        return len(self.pointer) > 1 and self.pointer[-2] in GROUPS

    @property
    def is_scalar(self) -> bool:
        types = self.whole.get("type", ())
        listed = {types} if isinstance(types, str) else set(types)
        return bool(listed & {"string", "number", "integer"})

    @property
    def examples(self) -> list[Any]:
        return [*self.written.get("examples", ()), *self.written.get("x-examples", ())]

    @property
    def uri(self) -> str:
        escaped = (quote(key.replace("~", "~0").replace("/", "~1"), safe="") for key in self.pointer)
        return f"{self.name}.schema.json#" + "".join(f"/{key}" for key in escaped)

    def __str__(self) -> str:
        return f"{self.name}: {' / '.join(self.pointer)}"


def target(name: str, reference: str) -> Part:
    file, fragment = urldefrag(reference)
    found = Part(file.removesuffix(".schema.json") or name, (), {})
    content: Any = schema(found.name)
    pointer = tuple(fragment.strip("/").split("/"))
    for key in pointer:
        content = content[key]
    return Part(found.name, pointer, content)


def parts() -> Iterator[Part]:
    for name in NAMES:
        yield from _below(Part(name, (), dict(schema(name))))


def _below(part: Part) -> Iterator[Part]:
    yield part
    for keyword in GROUPS:
        for key, child in part.written.get(keyword, {}).items():
            yield from _below(Part(part.name, (*part.pointer, keyword, key), child))
    for keyword in SINGLE:
        if keyword in part.written:
            yield from _below(Part(part.name, (*part.pointer, keyword), part.written[keyword]))
    for index, child in enumerate(part.written.get("allOf", ())):
        yield from _below(Part(part.name, (*part.pointer, "allOf", str(index)), child))
