"""Regular expressions as the schemas mean them, for JSON Schema's keywords and for ours."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from jsonschema.exceptions import ValidationError

_DOLLAR: Final = re.compile(r"\\.|\[(?:\\.|[^\]\\])*\]|(\$)")


@cache
def compiled(pattern: str) -> re.Pattern[str]:
    r"""Return a pattern in which `$` is the very end, as in JSON Schema; Python's also matches before a final `\n`."""
    return re.compile(_DOLLAR.sub(lambda part: r"\Z" if part.group(1) else part.group(), pattern))


def matches(pattern: str, text: str) -> bool:
    """Whether a pattern is found in a text."""
    return compiled(pattern).search(text) is not None


def unknown_keys(instance: Mapping[str, Any], schema: Mapping[str, Any]) -> list[str]:
    """Return the keys of a group that neither `properties` nor `patternProperties` of its schema knows."""
    known, patterns = schema.get("properties", {}), schema.get("patternProperties", {})
    return [key for key in instance if key not in known and not any(matches(each, key) for each in patterns)]


@cache
def validator_class() -> Any:  # noqa: ANN401 -- jsonschema builds its classes at run time
    """Return JSON Schema's validator (2020-12) with patterns read as above."""
    from jsonschema import Draft202012Validator  # noqa: PLC0415 -- slow to import
    from jsonschema.validators import extend  # noqa: PLC0415 -- slow to import

    return extend(  # type: ignore[no-untyped-call]
        Draft202012Validator,
        {
            "pattern": _pattern,
            "properties": _properties,
            "patternProperties": _pattern_properties,
            "additionalProperties": _additional,
            "propertyNames": _names,
        },
    )


Errors = Iterator["ValidationError"]


def _pattern(_validator: object, pattern: str, instance: object, _schema: object) -> Errors:
    from jsonschema.exceptions import ValidationError  # noqa: PLC0415 -- slow to import

    if isinstance(instance, str) and not matches(pattern, instance):
        yield ValidationError(f"{instance!r} does not match {pattern!r}")


def _properties(validator: Any, properties: Mapping[str, Any], instance: object, _: object) -> Errors:  # noqa: ANN401
    from jsonschema.exceptions import ValidationError  # noqa: PLC0415 -- slow to import

    if isinstance(instance, Mapping):
        for key, below in properties.items():
            if key in instance and below is False:  # jsonschema itself would not tell the key
                yield ValidationError(
                    f"{key} is never allowed",
                    validator="properties",
                    instance=instance[key],
                    schema=below,
                    path=[key],
                )
            elif key in instance:
                yield from validator.descend(instance[key], below, path=key, schema_path=key)


def _names(validator: Any, names: object, instance: object, _: object) -> Errors:  # noqa: ANN401
    """Yield an error whose message is the key, for each key that is not named as it must be."""
    from jsonschema.exceptions import ValidationError  # noqa: PLC0415 -- slow to import

    if isinstance(instance, Mapping):
        for key in instance:
            if not validator.evolve(schema=names).is_valid(key):
                yield ValidationError(key)


def _pattern_properties(validator: Any, patterns: Mapping[str, Any], instance: object, _: object) -> Errors:  # noqa: ANN401
    if isinstance(instance, Mapping):
        for pattern, below in patterns.items():
            for key, value in instance.items():
                if matches(pattern, key):
                    yield from validator.descend(value, below, path=key, schema_path=pattern)


def _additional(validator: Any, below: object, instance: object, schema: Mapping[str, Any]) -> Errors:  # noqa: ANN401
    from jsonschema.exceptions import ValidationError  # noqa: PLC0415 -- slow to import

    extras = unknown_keys(instance, schema) if isinstance(instance, Mapping) else []
    if below is False and extras:
        yield ValidationError(f"unknown keys: {extras}")
    elif isinstance(instance, Mapping) and isinstance(below, Mapping):
        for key in extras:
            yield from validator.descend(instance[key], below, path=key)
