"""The rules that a text must keep before anything can be made of it. None of them can be suppressed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from validator.diagnostics import Diagnostic, Level, Related

if TYPE_CHECKING:
    from collections.abc import Mapping

    from validator.location import Place

RULES: Final[Mapping[str, str]] = {
    "duplicate-key": "A key stands twice in the same group of keys.",
    "empty-file": "The file holds nothing but blank lines and comments.",
    "not-text": "The file is not UTF-8 text or holds characters that cannot be seen.",
    "suppression-unreadable": "A `# slawyer:` comment is not written as `# slawyer: ignore[rule] reason`.",
    "suppression-without-reason": "A finding is to be ignored, but nobody says why.",
    "too-deep": "Values are nested more than 64 deep.",
    "too-large": "The file is larger than 1 MiB.",
    "yaml-anchor": "A value is borrowed from another place (anchor, alias or `<<`) instead of written out.",
    "yaml-directive": "The file starts with a `%` directive, which changes how values are read.",
    "yaml-document": "The file holds a second document after a line `---`.",
    "yaml-key": "A key is missing, or is a list or a group instead of a word.",
    "yaml-number": "A number is not one that can be counted with exactly.",
    "yaml-syntax": "The text cannot be read as YAML.",
    "yaml-tag": "A value is marked with a `!` tag.",
}


def finding(rule: str, at: Place, message: str, next_step: str, *related: Related) -> Diagnostic:
    """Return an error of the text at a place."""
    return Diagnostic(rule, Level.ERROR, message, at, next_step, related=related)


def quoted(text: str, limit: int = 50) -> str:
    """Return a piece of the text in backticks, shortened to its first line and `limit` characters."""
    first = text.splitlines()[0] if text.strip() else text
    shown = first if first == text and len(first) <= limit else f"{first[:limit].rstrip()}…"
    return f"“{shown}”" if "`" in shown else f"`{shown}`"
