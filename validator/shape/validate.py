"""A document against its schema: all deviations, each at its place."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any, Final

from validator.diagnostics import Diagnostic, Level
from validator.location import Address, Route
from validator.shape.annotations import Annotations
from validator.shape.causes import UNKNOWN, Told, first_causes, leaves, tells
from validator.shape.keys import badly_named, missing, out_of_place, unknown
from validator.shape.patterns import unknown_keys, validator_class
from validator.shape.values import wrong

if TYPE_CHECKING:
    from jsonschema.exceptions import ValidationError
    from referencing import Registry

    from validator.document import Document

RULES: Final[Mapping[str, str]] = {
    "missing-key": "A key that must be written is missing.",
    "missing-reading": "What the words leave open is settled without saying why.",
    "unknown-key": "A key is written that has no meaning here.",
    "wrong-value": "A value is not written as it must be.",
}


def validate(
    document: Document, schema: Mapping[str, Any], registry: Registry[Any], file: str
) -> tuple[Diagnostic, ...]:
    """Return every deviation of a document from its schema, in the order of the text.

    `registry` holds the schemas that the schema refers to; `file` is what addresses call the document.
    """
    validator = validator_class()(schema, registry=registry)
    errors = [error for whole in validator.iter_errors(document.plain()) for error in leaves(whole)]
    telling = [error for error in errors if tells(error, errors)]
    annotations = Annotations(schema, registry)
    told = [each for error in telling for each in _told(error, document, Address(file), annotations)]
    found = {_diagnostic(each, document): None for each in first_causes(told)}
    return tuple(sorted(found, key=lambda each: _order(each, document)))


def _told(
    error: ValidationError, document: Document, file: Address, annotations: Annotations
) -> Iterator[Told]:
    route: Route = tuple(error.absolute_path)
    at = file.child(*route)
    schema = error.schema if isinstance(error.schema, Mapping) else {}
    instance = error.instance if isinstance(error.instance, Mapping) else {}
    if error.validator == "propertyNames":
        names: Any = error.validator_value
        yield Told("unknown-key", at.child(error.message).key(), badly_named(error.message, names))
    elif error.validator in UNKNOWN:
        keys = _unknown_keys(error, instance, schema)
        for key, said in unknown(keys, instance, schema, annotations):
            yield Told("unknown-key", at.child(key).key(), said)
    elif error.validator in ("required", "dependentRequired"):
        for place, said in missing(_wanted(error, instance), instance, schema, route, annotations):
            rule = "missing-key" if said.key else "missing-reading"
            yield Told(rule, file.child(*place).key(), said)
    elif error.schema is False or (error.validator == "type" and error.validator_value == "null"):
        yield Told("unknown-key", at.key(), out_of_place(route, schema.get("errorMessage")))
    else:
        said = wrong(error, route, document.node_at(route), annotations.name)
        yield Told("wrong-value", at, said)


def _unknown_keys(
    error: ValidationError, instance: Mapping[str, Any], schema: Mapping[str, Any]
) -> list[str]:
    """Return the keys an error complains of; of unevaluated ones only its message tells the names."""
    if error.validator == "unevaluatedProperties":
        return [key for key in instance if repr(key) in error.message]
    return unknown_keys(instance, schema)


def _wanted(error: ValidationError, instance: Mapping[str, Any]) -> list[str]:
    """Return the keys that must be written, given those that are."""
    value: Any = error.validator_value
    if error.validator == "required":
        return list(value)
    return [name for key, names in value.items() if key in instance for name in names]


def _diagnostic(told: Told, document: Document) -> Diagnostic:
    said, clause = told.said, document.clause_at(told.at.route)
    return Diagnostic(told.rule, Level.ERROR, said.message, told.at, said.next_step, clause, said.meant)


def _order(diagnostic: Diagnostic, document: Document) -> tuple[object, ...]:
    at = diagnostic.at
    place = document.place_of(at) if isinstance(at, Address) else at
    return place.span, diagnostic.rule, diagnostic.message
