"""A document against its schema: all deviations, each at its place."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any, Final

from validator.diagnostics import Diagnostic, Level
from validator.location import Address
from validator.shape.messages import Said, of_value, surplus, without

if TYPE_CHECKING:
    from jsonschema.exceptions import ValidationError
    from referencing import Registry

    from validator.document import Document

RULES: Final[Mapping[str, str]] = {
    "missing-key": "A key that must be written is missing.",
    "unknown-key": "A key is written that has no meaning here.",
    "wrong-value": "A value is not written as it must be.",
}

SURPLUS: Final = ("additionalProperties", "unevaluatedProperties")


def validate(
    document: Document, schema: Mapping[str, Any], registry: Registry[Any], file: str
) -> tuple[Diagnostic, ...]:
    """Return every deviation of a document from its schema; `file` is what addresses call the document."""
    from jsonschema import Draft202012Validator  # noqa: PLC0415 -- slow to import

    validator = Draft202012Validator(schema, registry=registry)
    errors = list(validator.iter_errors(document.plain()))
    found = [
        diagnostic for error in errors if _tells(error, errors) for diagnostic in _told(error, document, file)
    ]
    return tuple(dict.fromkeys(found))


def _tells(error: ValidationError, errors: list[ValidationError]) -> bool:
    """Whether an error tells something of its own.

    Where a branch of a schema fails, keys that only this branch knows are reported as unevaluated as well.
    """
    if error.validator != "unevaluatedProperties":
        return True
    path = list(error.absolute_path)
    return not any(
        other is not error
        and list(other.absolute_path)[: len(path)] == path
        and other.validator not in SURPLUS
        for other in errors
    )


def _told(error: ValidationError, document: Document, file: str) -> Iterator[Diagnostic]:
    route = tuple(error.absolute_path)
    at = Address(file, route)
    schema = error.schema if isinstance(error.schema, Mapping) else {}
    instance = error.instance if isinstance(error.instance, Mapping) else {}
    if error.validator in SURPLUS:
        for key, said in surplus(instance, schema):
            yield _diagnostic("unknown-key", said, at.child(key).key(), document)
    elif error.validator == "required":
        for name, said in without(instance, schema, route):
            if f"'{name}'" in error.message:
                yield _diagnostic("missing-key", said, at.key(), document)
    else:
        yield _diagnostic("wrong-value", of_value(error, route), at, document)


def _diagnostic(rule: str, said: Said, at: Address, document: Document) -> Diagnostic:
    clause = document.clause_at(at.route)
    return Diagnostic(rule, Level.ERROR, said.message, at, said.next_step, clause=clause, meant=said.meant)
