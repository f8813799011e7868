"""A small schema with everything that the real ones use, and a text that fits it."""

from __future__ import annotations

from typing import Any

from referencing import Registry, Resource

from tests.document.reading import FILE
from validator.diagnostics import Diagnostic
from validator.document import parse
from validator.location import Address
from validator.shape import validate

NAME = "^[a-z][a-z0-9_]*$"
COMMON: dict[str, Any] = {
    "$schema": "https://json-schema.org/draft/2020-12/schema",
    "$id": "common.schema.json",
    "$defs": {
        "target": {
            "type": "string",
            "description": "The time promised.",
            "pattern": "^([1-9][0-9]* hours|1 hour|best effort)$",
            "patternErrorMessage": "Write hours: `1 hour`, `2 hours`; or `best effort`.",
            "examples": ["2 hours", "best effort"],
            "x-spellings": [
                {"like": "^0*1 ?h$", "write": "1 hour"},
                {"like": "^([0-9]+) ?h$", "write": r"\1 hours"},
            ],
        },
        "readings": {
            "type": "object",
            "description": "What was settled.",
            "patternProperties": {NAME: {"type": "object"}},
            "additionalProperties": False,
        },
    },
}
PLAN: dict[str, Any] = {
    "type": "object",
    "properties": {
        "title": {
            "type": "string",
            "description": "The name as printed. Shown to customers.",
            "minLength": 1,
            "examples": ["Free"],
        },
        "clause": {"type": "string", "description": "the heading of the source"},
        "metric": {
            "enum": ["initial response", "next response", "resolution"],
            "description": "What is measured.",
        },
        "target": {"$ref": "common.schema.json#/$defs/target"},
        "counted": {
            "enum": ["completed", "started"],
            "x-reading": {"question": "Does a step count when it begins?", "alternatives": {}},
        },
        "steps": {"type": "integer", "minimum": 1, "maximum": 9},
        "share": {"type": "number", "exclusiveMinimum": 0, "errorMessage": "Write a number above 0."},
        "days": {
            "type": "array",
            "items": {"enum": ["monday", "friday"]},
            "minItems": 1,
            "uniqueItems": True,
        },
        "kind": {"enum": ["days", "money"]},
        "amount": {"type": "number", "description": "The money that one step earns.", "examples": [50]},
        "old": False,
        "fixed": {"const": "yes"},
        "readings": {"$ref": "common.schema.json#/$defs/readings"},
    },
    "required": ["title"],
    "additionalProperties": False,
    "allOf": [
        {
            "if": {"properties": {"kind": {"const": "money"}}, "required": ["kind"]},
            "then": {"required": ["amount"]},
            "else": {"properties": {"amount": {"type": "null", "errorMessage": "Remove `amount`."}}},
        },
        {
            "if": {"required": ["counted"]},
            "then": {"required": ["readings"], "properties": {"readings": {"required": ["counted"]}}},
        },
    ],
}
SCHEMA: dict[str, Any] = {
    "$schema": "https://json-schema.org/draft/2020-12/schema",
    "$id": "plans.schema.json",
    "type": "object",
    "properties": {
        "plans": {
            "type": "object",
            "description": "Every plan, by name.",
            "patternProperties": {NAME: PLAN},
            "additionalProperties": False,
            "minProperties": 1,
            "errorMessage": "Write names in small letters: `basic`.",
        }
    },
    "required": ["plans"],
    "additionalProperties": False,
}


def registry() -> Registry[Any]:
    common: Registry[Any] = Registry().with_resource("common.schema.json", Resource.from_contents(COMMON))
    return common


def told(text: str, schema: dict[str, Any] = SCHEMA) -> tuple[Diagnostic, ...]:
    """Return what is wrong with the shape of a text."""
    document, found = parse(text.encode(), FILE)
    assert found == ()
    assert document is not None
    return validate(document, schema, registry(), FILE)


def plan(lines: str) -> str:
    """Return a file with one plan of these keys, separated by semicolons; it begins on line 2, column 3."""
    return "plans:\n  basic:\n    " + "\n    ".join(
        ["title: Basic", *(line.strip() for line in lines.split(";"))]
    )


def where(diagnostic: Diagnostic, text: str) -> tuple[int, int, int]:
    """Return line, column and end column of a finding."""
    document, _ = parse(text.encode(), FILE)
    assert document is not None
    assert isinstance(diagnostic.at, Address)
    span = document.place_of(diagnostic.at).span
    return span.start.line, span.start.column, span.end.column
