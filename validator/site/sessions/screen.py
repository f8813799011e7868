"""What a terminal shows, as HTML: its colours become classes of the style sheet."""

from __future__ import annotations

import re
from typing import Final

from markupsafe import Markup, escape

SGR: Final = re.compile(r"\x1b\[([\d;]*)m")
"""Select Graphic Rendition (ECMA-48, 8.3.117): the only sequence that our commands write."""

CLASSES: Final = {
    "1": "bold",
    "2": "dim",
    "31": "red",
    "32": "green",
    "33": "yellow",
    "34": "blue",
    "35": "magenta",
    "36": "cyan",
    "90": "dim",
}


def coloured(text: str) -> Markup:
    """Return a text with spans for its colours."""
    parts: list[Markup] = []
    names: list[str] = []
    last = 0
    for found in SGR.finditer(text):
        parts.append(_span(text[last : found.start()], names))
        last = found.end()
        for code in found[1].split(";"):
            names = _after(names, code)
    return Markup("").join([*parts, _span(text[last:], names)])


def _after(names: list[str], code: str) -> list[str]:
    """Return what is in force after a code: 0 ends all, 22 what is bold or dim."""
    if code in {"", "0"}:
        return []
    if code == "22":
        return [name for name in names if name not in {"bold", "dim"}]
    return [*names, CLASSES[code]]


def _span(text: str, names: list[str]) -> Markup:
    if not names or not text:
        return escape(text)
    return Markup('<span class="{}">{}</span>').format(" ".join(names), text)
