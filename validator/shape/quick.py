"""Whether a document fits its schema, told at once; what is wrong with one that does not, `validate` tells.

The schemas of policy files are read alike by jsonschema, which is the law, and by jsonschema-rs, which is compiled:
their patterns use no classes of characters but ASCII ones, and `$` stands for the very end.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from validator.document import Plain


class Judge:
    """Knows one schema."""

    def __init__(self, schema: Mapping[str, Any], others: Iterable[tuple[str, Mapping[str, Any]]]) -> None:
        """Understand a schema; `others` are those that it may refer to, by the names with which it does."""
        from jsonschema_rs import Draft202012Validator, Registry  # noqa: PLC0415 -- only where files are read

        registry = Registry((name, dict(other)) for name, other in others)
        self._validator = Draft202012Validator(dict(schema), registry=registry)

    def fits(self, content: Plain) -> bool:
        """Return whether content fits; False as well where it cannot be told."""
        try:
            return self._validator.is_valid(content)
        except ValueError:  # a text with half a character, which an escape can write
            return False
