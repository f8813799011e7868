"""What YAML 1.2's core schema makes of an unquoted value, as https://yaml.org/spec/1.2.2 §10.3 lists it."""

from __future__ import annotations

import re
from typing import Final

_NULL: Final = frozenset({"", "~", "null", "Null", "NULL"})
_BOOLEAN: Final = {"true": True, "True": True, "TRUE": True, "false": False, "False": False, "FALSE": False}
_DECIMAL: Final = re.compile(r"[-+]?[0-9]+")
_OCTAL: Final = re.compile(r"0o[0-7]+")
_HEXADECIMAL: Final = re.compile(r"0x[0-9a-fA-F]+")
_FLOAT: Final = re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?")
_NOT_FINITE: Final = re.compile(r"[-+]?\.(inf|Inf|INF)|\.(nan|NaN|NAN)")

_BEGINNINGS: Final = frozenset("-+.0123456789")
"""With what all numbers begin."""

_LONGEST_NUMBER: Final = 40  # characters; keeps the conversions below cheap
_LARGEST: Final = 2**63


class UncountableError(ValueError):
    """A number that cannot be counted with exactly: infinite, not a number, or beyond 64 bits."""


def resolve(text: str) -> str | int | float | bool | None:
    """Return the value of an unquoted scalar; raise `UncountableError` for numbers we cannot count with."""
    if text in _NULL:
        return None
    if text in _BOOLEAN:
        return _BOOLEAN[text]
    if text[0] not in _BEGINNINGS:
        return text
    for pattern, base in ((_DECIMAL, 10), (_OCTAL, 8), (_HEXADECIMAL, 16)):
        if pattern.fullmatch(text):
            return _integer(text, base)
    if _FLOAT.fullmatch(text):
        return _float(text)
    if _NOT_FINITE.fullmatch(text):
        raise UncountableError
    return text


def _integer(text: str, base: int) -> int:
    if len(text) > _LONGEST_NUMBER:
        raise UncountableError
    value = int(text, base)
    if not -_LARGEST <= value < _LARGEST:
        raise UncountableError
    return value


def _float(text: str) -> float:
    value = float(text)
    if len(text) > _LONGEST_NUMBER or abs(value) >= _LARGEST:
        raise UncountableError
    return value
