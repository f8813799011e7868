"""What to say of a single value that is not as its schema wants it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Final

from validator.document import Scalar
from validator.shape.patterns import matches
from validator.shape.spelling import meant_value
from validator.shape.wording import Said, called, kind, kinds, listed, quoted, sentence_start

if TYPE_CHECKING:
    from jsonschema.exceptions import ValidationError

    from validator.document import Node
    from validator.location import Route

_BOUNDS: Final = {
    "minimum": "at least {}",
    "exclusiveMinimum": "more than {}",
    "maximum": "at most {}",
    "exclusiveMaximum": "less than {}",
}
_COUNTS: Final = {"minItems": "item", "minProperties": "key", "minLength": "character"}
_COLON_WITHOUT_SPACE: Final = re.compile(r"[A-Za-z_][^\s:]*:\S")


def wrong(error: ValidationError, route: Route, node: Node | None, name: str) -> Said:
    """Say what is wrong with a value; `node` is how it is written, `name` the schema's name."""
    schema: Mapping[str, Any] = error.schema if isinstance(error.schema, Mapping) else {}
    text = node.text if isinstance(node, Scalar) else None
    keyword = str(error.validator)
    if keyword == "type":
        return _wrong_type(error.instance, schema, route, text, name)
    message = f"{sentence_start(called(route))} {_deviation(keyword, error)}."
    meant = meant_value(text, schema) if text is not None else None
    return Said(message, _step(keyword, error.validator_value, schema, name), meant)


def _deviation(keyword: str, error: ValidationError) -> str:
    """Return what the value does, as the rest of a sentence."""
    if keyword in _COUNTS:
        least = f"{error.validator_value} {_COUNTS[keyword]}{'' if error.validator_value == 1 else 's'}"
        return f"needs at least {least}" if error.instance else "is empty"
    if keyword == "uniqueItems":
        return f"lists {_repeated(error.instance)} twice"
    if isinstance(error.instance, Mapping | list):
        return "cannot be written like this"
    return f"cannot be {quoted(_written(error.instance))}"


def _wrong_type(
    instance: object, schema: Mapping[str, Any], route: Route, text: str | None, name: str
) -> Said:
    wanted = schema["type"]
    place = sentence_start(called(route))
    if instance is None and not text:
        return Said(f"{place} has no value.", _step("type", wanted, schema, name))
    message = f"{place} must be {kinds(wanted)}, not {kind(instance)}."
    if isinstance(instance, str) and wanted == "object" and _COLON_WITHOUT_SPACE.match(instance):
        return Said(f"A space is missing after the colon in {quoted(instance)}.", "Add the space.")
    if text is not None and "string" in wanted:
        meant = meant_value(text, schema)
        if meant is None and matches(schema.get("pattern", ""), text) and "enum" not in schema:
            step = "Write it in quotes, so that it is read as a text."
            return Said(message, step, f'"{text}"')
        return Said(message, _step("pattern", wanted, schema, name), meant)
    return Said(message, _step("type", wanted, schema, name))


def _step(keyword: str, wanted: Any, schema: Mapping[str, Any], name: str) -> str:  # noqa: ANN401
    said = schema.get("patternErrorMessage") if keyword in ("pattern", "type") else None
    # On a group of named things, `errorMessage` tells how names are written, which is not what is wrong here.
    said = said or (None if "patternProperties" in schema else schema.get("errorMessage"))
    if isinstance(said, str):
        return said
    choices = schema.get("enum", (schema["const"],) if "const" in schema else ())
    if choices:
        return f"Write {listed([_written(choice) for choice in choices])}."
    if keyword in _BOUNDS:
        return f"Write {_BOUNDS[keyword].format(wanted)}."
    if keyword == "uniqueItems":
        return "Write each value once."
    examples = [
        _written(example) for example in schema.get("examples", ()) if not isinstance(example, Mapping | list)
    ]
    if examples:
        return f"Write it like {listed(examples)}."
    see = f"`slawyer schema {name}` shows what belongs here."
    description = schema.get("description")
    return f"{description} {see}" if description else see


def _written(value: object) -> str:
    """Return a value as it stands in a file."""
    if value is None or isinstance(value, bool):
        return {None: "null", True: "true", False: "false"}[value]
    return str(value)


def _repeated(items: Any) -> str:  # noqa: ANN401 -- jsonschema does not type the instance
    for index, item in enumerate(items):
        if item in items[:index]:
            return quoted(_written(item)) if not isinstance(item, Mapping | list) else f"item {index + 1}"
    return "a value"
