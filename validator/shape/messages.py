"""What to say of a deviation: in the words of the schema, for the person who writes the file."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from jsonschema.exceptions import ValidationError

    from validator.location import Route

MOST_CHOICES = 8
KINDS = {
    "object": "a group of keys",
    "array": "a list",
    "string": "a text",
    "integer": "a whole number",
    "number": "a number",
    "boolean": "true or false",
    "null": "nothing",
}


@dataclass(frozen=True, slots=True)
class Said:
    """A message, what to do next, and what was probably meant."""

    message: str
    next_step: str
    meant: str | None = None


def surplus(instance: Mapping[str, Any], schema: Mapping[str, Any]) -> Iterator[tuple[str, Said]]:
    """Yield every key of a group that its schema does not know."""
    known = list(schema.get("properties", {}))
    patterns = list(schema.get("patternProperties", {}))
    for key in instance:
        if key in known or any(re.search(pattern, key) for pattern in patterns):
            continue
        if patterns and not known:
            yield key, Said(f"`{key}` is not a name that can be used here", _name_step(schema))
            continue
        close = get_close_matches(key, [name for name in known if name not in instance], n=1, cutoff=0.6)
        step = f"use {_listed(known)}" if known else "remove it"
        yield key, Said(f"`{key}` has no meaning here", step, close[0] if close else None)


def _name_step(schema: Mapping[str, Any]) -> str:
    pattern, below = next(iter(schema["patternProperties"].items()))
    said = schema.get("patternErrorMessage") or schema.get("errorMessage")
    if isinstance(said, str):
        return said
    title = below.get("title", "name") if isinstance(below, Mapping) else "name"
    if pattern == "^[a-z][a-z0-9_]*$":
        return f"name each {str(title).lower()} in small letters, digits and `_`, such as `extended_hours`"
    return f"write a name that matches {pattern}"


def without(
    instance: Mapping[str, Any], schema: Mapping[str, Any], route: Route
) -> Iterator[tuple[str, Said]]:
    """Yield every key that a group must have and has not."""
    for name in schema.get("required", ()):
        if name in instance:
            continue
        about = schema.get("properties", {}).get(name, {})
        description = about.get("description", "") if isinstance(about, Mapping) else ""
        first = description.split(". ")[0].rstrip(".")
        place = f"`{route[-1]}`" if route else "this file"
        purpose = f": {first[0].lower()}{first[1:]}" if first else ""
        yield name, Said(f"{place} does not say `{name}`", f"write `{name}:`{purpose}{_example(about)}")


def _example(schema: object) -> str:
    if not isinstance(schema, Mapping):
        return ""
    examples = schema.get("examples") or schema.get("enum") or []
    return f" (for example `{examples[0]}`)" if examples and isinstance(examples[0], str | int) else ""


def of_value(error: ValidationError, route: Route) -> Said:  # noqa: PLR0911 -- a table: one line per keyword
    """Return what is wrong with a single value."""
    schema = error.schema if isinstance(error.schema, Mapping) else {}
    shown = _shown(error.instance)
    meant = _meant(error.instance, schema)
    step = _step(error, schema)
    name = next((str(key) for key in reversed(route) if isinstance(key, str)), "this file")
    match error.validator:
        case "enum" | "const":
            return Said(f"`{name}` cannot be {shown}", step, meant)
        case "pattern" | "format":
            return Said(f"{shown} is not how `{name}` is written", step, meant)
        case "type":
            return Said(f"`{name}` is {_kind(error.instance)}, not {_kinds(schema['type'])}", step, meant)
        case "minItems" | "minProperties" | "minLength":
            return Said(f"`{name}` is empty or too short", step)
        case "maxItems" | "maxProperties" | "maxLength":
            return Said(f"`{name}` is too long", step)
        case "uniqueItems":
            return Said(f"`{name}` says something twice", "write each value once")
        case "minimum" | "exclusiveMinimum" | "maximum" | "exclusiveMaximum":
            return Said(f"{shown} is out of bounds for `{name}`", step)
        case _:
            return Said(f"{shown} cannot stand for `{name}`", step, meant)


def _step(error: ValidationError, schema: Mapping[str, Any]) -> str:
    for keyword in ("patternErrorMessage", "errorMessage"):
        said = schema.get(keyword)
        if isinstance(said, str) and (keyword == "errorMessage" or error.validator == "pattern"):
            return said
    if error.validator == "enum":
        return f"write {_listed([str(value) for value in schema['enum']])}"
    if (
        error.validator == "type"
        and isinstance(error.instance, int | float)
        and "string" in str(error.validator_value)
    ):
        return f'write it in quotes: "{error.instance}"'
    examples = schema.get("examples", [])
    listed = [str(example) for example in examples if isinstance(example, str | int)]
    if listed:
        return f"write it like {_listed(listed)}"
    limits = {"minimum": "at least", "maximum": "at most", "minItems": "at least", "maxItems": "at most"}
    if error.validator in limits:
        return f"write {limits[error.validator]} {error.validator_value}"
    description = str(schema.get("description", ""))
    return description or "see `slawyer schema` for what belongs here"


def _meant(instance: object, schema: Mapping[str, Any]) -> str | None:
    """Return the spelling that was probably meant: a known other one, or the nearest of the choices."""
    if not isinstance(instance, str):
        return None
    for spelling in schema.get("x-spellings", ()):
        if re.search(spelling["like"], instance, re.IGNORECASE):
            return re.sub(spelling["like"], spelling["write"], instance, count=1, flags=re.IGNORECASE)
    choices = [str(choice) for choice in schema.get("enum", ())]
    close = get_close_matches(instance.lower().replace("-", " "), choices, n=1, cutoff=0.6)
    return close[0] if close else None


def _listed(choices: Sequence[str]) -> str:
    shown = [f"`{choice}`" for choice in choices[:MOST_CHOICES]]
    more = f" or {len(choices) - MOST_CHOICES} others" if len(choices) > MOST_CHOICES else ""
    if len(shown) == 1 or more:
        return ", ".join(shown) + more
    return f"{', '.join(shown[:-1])} or {shown[-1]}"


def _shown(instance: object) -> str:
    match instance:
        case None:
            return "nothing"
        case str() | bool() | int() | float():
            return f"`{instance}`"
        case _:
            return _kind(instance)


def _kind(instance: object) -> str:
    match instance:
        case bool():
            return KINDS["boolean"]
        case str():
            return KINDS["string"]
        case int() | float():
            return KINDS["number"]
        case Mapping():
            return KINDS["object"]
        case None:
            return "empty"
        case _:
            return KINDS["array"]


def _kinds(names: str | Sequence[str]) -> str:
    listed = [names] if isinstance(names, str) else list(names)
    return " or ".join(KINDS[name] for name in listed)
