"""Setting aside what a comment in a file asks to ignore, and saying which comments do nothing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Final

from validator.diagnostics import Diagnostic, Level

if TYPE_CHECKING:
    from validator.document import Document, Source, Suppression
    from validator.render.findings.lookup import Lookup

UNUSED: Final = "unused-suppression"
RULES: Final[Mapping[str, str]] = {
    UNUSED: "A comment asks to ignore what is not found there, or cannot be ignored."
}

Key = tuple[str, int, str]  # file as shown, line, rule


def set_aside(
    diagnostics: Sequence[Diagnostic],
    documents: Iterable[Document | Source],
    lookup: Lookup,
    *,
    judged: bool = True,
) -> tuple[list[Diagnostic], int]:
    """Return what is left to show, and how much was set aside; `judged` says that the rules have been asked.

    Errors are never set aside: a policy that is wrong decides wrongly, whoever knows of it. As long as there are
    any, rules that build on sound files have not been asked, so that no comment is called useless for lack of findings.
    """
    asked = {(each.at.file, each.line, each.rule): each for file in documents for each in file.suppressions}
    left: list[Diagnostic] = []
    suppressed = 0
    used: set[Key] = set()
    refused: set[Key] = set()
    for each in diagnostics:
        place = lookup.place(each.at)
        key = place.file, place.span.start.line, each.rule
        if key in asked and each.level is not Level.ERROR:
            used.add(key)
            suppressed += 1
            continue
        left.append(each)
        if key in asked:
            refused.add(key)
    judged = judged and not any(each.level is Level.ERROR for each in diagnostics)
    left += [_refused(asked[key]) for key in sorted(refused)]
    left += [_unused(asked[key]) for key in sorted(asked.keys() - used - refused) if judged]
    return left, suppressed


def _refused(suppression: Suppression) -> Diagnostic:
    message = f"`{suppression.rule}` is an error here, and errors cannot be ignored."
    return Diagnostic(
        UNUSED, Level.WARNING, message, suppression.at, "Mend the error and remove the comment."
    )


def _unused(suppression: Suppression) -> Diagnostic:
    message = f"`{suppression.rule}` finds nothing on line {suppression.line}, so there is nothing to ignore."
    return Diagnostic(UNUSED, Level.WARNING, message, suppression.at, "Remove the comment.")
