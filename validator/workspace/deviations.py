"""What deviates in a policy file from the schema of its kind."""

from __future__ import annotations

from typing import TYPE_CHECKING

from validator.workspace.schemas import judge, registry, schema

if TYPE_CHECKING:
    from validator.diagnostics import Diagnostic
    from validator.document import Document


def deviations(document: Document, kind: str, file: str) -> tuple[Diagnostic, ...]:
    """Return every deviation of a document, in the order of the text; `file` is what addresses call it."""
    if judge(kind).fits(document.plain()):
        return ()
    from validator.shape import validate  # noqa: PLC0415 -- slow, and for mistakes only

    return validate(document, schema(kind), registry(), file)
