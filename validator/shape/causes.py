"""One cause, one finding: which of several errors about the same mistake are told."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from jsonschema.exceptions import ValidationError

    from validator.location import Address
    from validator.shape.wording import Said

UNKNOWN: Final = ("additionalProperties", "unevaluatedProperties", "propertyNames")
_KEYS: Final = (*UNKNOWN, "required", "dependentRequired")
_TELLING: Final = ("type", "const", "enum", "pattern")  # of several about one value, the first says most


@dataclass(frozen=True, slots=True)
class Told:
    """What is to be told under a rule of a place."""

    rule: str
    at: Address
    said: Said


def leaves(error: ValidationError) -> Iterator[ValidationError]:
    """Yield an error, or the deepest ones of the branches it sums up: they say what it only says to be so."""
    depth = max((len(each.absolute_path) for each in error.context or ()), default=0)
    if error.validator in ("anyOf", "oneOf") and depth > len(error.absolute_path):
        for each in error.context:
            if len(each.absolute_path) == depth:
                yield from leaves(each)
        return
    yield error


def tells(error: ValidationError, errors: Sequence[ValidationError]) -> bool:
    """Whether an error of the validator says something that no other one says better."""
    route = list(error.absolute_path)
    if error.validator == "unevaluatedProperties":
        # Where a branch of a schema fails, keys that only this branch knows are reported as unevaluated as well.
        return not any(
            list(other.absolute_path)[: len(route)] == route and other.validator not in UNKNOWN
            for other in errors
        )
    if error.validator in _KEYS or error.schema is False:
        return True
    return not any(list(other.absolute_path) == route and _rank(other) < _rank(error) for other in errors)


def _rank(error: ValidationError) -> int:
    name = str(error.validator)
    if name in _KEYS:
        return len(_TELLING) + 1
    return _TELLING.index(name) if name in _TELLING else len(_TELLING)


def first_causes(found: Sequence[Told]) -> list[Told]:
    """Leave out what only follows from something else that is told.

    A key is missing because it is misspelt; a reading seems to be missing because the value it would explain is wrong.
    """
    misspelt = {(each.at.route[:-1], each.said.meant) for each in found if each.rule == "unknown-key"}
    wrong = [each.at.route for each in found if each.rule == "wrong-value"]
    return [
        each
        for each in found
        if not (each.rule == "missing-key" and (each.at.route, each.said.key) in misspelt)
        and not (each.rule == "missing-reading" and any(_lies_in(route, each.at.route) for route in wrong))
    ]


def _lies_in(route: tuple[str | int, ...], above: tuple[str | int, ...]) -> bool:
    return route[: len(above)] == above
