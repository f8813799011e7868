"""Words as Markdown and HTML show them: as they are, whatever they are made of."""

from __future__ import annotations

import re
from collections.abc import Callable
from html import escape
from typing import Final

from validator.render.table import visible

SPECIAL: Final = re.compile(r"[\\`*_{}\[\]()#]")
"""What Markdown would read as more than a character; a dot or a dash within a sentence is none of it."""

LISTED: Final = re.compile(r"^(?:\d+(?=\.)|(?=[-+]))")
"""What is followed by a sign that begins a list, or draws a line, where a paragraph begins."""

ENTITIES: Final = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", "|": "&#124;", "~": "&#126;"})
"""Not every Markdown takes these as they are after a backslash; all know their names."""

LINKING: Final = re.compile(r"(?<=[@#!%&^~])(?=\w)|(?<=:)(?=//)|(?<=\bwww)(?=\.)", re.IGNORECASE)
"""Where code hosts would make a mention, a reference or a link of a text."""

APART: Final = "<!-- -->"

DOLLAR: Final = "<span>$</span>"
"""GitHub makes a formula of what stands between two of them, unless they are written so.

https://docs.github.com/get-started/writing-on-github/working-with-advanced-formatting/writing-mathematical-expressions
"""

LONGEST_RUN: Final = re.compile(r"`+")


def escaped(words: str) -> str:
    """Return words that Markdown shows as they are, in one line."""
    line = SPECIAL.sub(r"\\\g<0>", visible(" ".join(words.split())))
    return LISTED.sub(r"\g<0>\\", line).translate(ENTITIES)


def inline(words: str) -> str:
    """Return a sentence of ours for a code host: what it quotes in backticks as code, no link, no mention."""
    line = _quoting(words.strip(), lambda part: _apart(part, escaped_part), "`{}`".format)
    return LISTED.sub(r"\g<0>\\", line)


def escaped_part(words: str) -> str:
    """Return a part of a line that Markdown shows as it is, with the blanks around it."""
    return SPECIAL.sub(r"\\\g<0>", visible(words.replace("\n", " "))).translate(ENTITIES)


def html(words: str) -> str:
    """Return a sentence of ours as HTML: what it quotes in backticks as code, no link, no mention."""
    return _quoting(
        words,
        lambda part: _apart(part, lambda each: escape(visible(each))),
        lambda part: f"<code>{escape(visible(part))}</code>",
    )


def span(words: str) -> str:
    """Return words as code within a line, between more backticks than they hold."""
    line = visible(words.replace("\n", " "))
    longest = max((len(run) for run in LONGEST_RUN.findall(line)), default=0)
    fence = "`" * (longest + 1)
    pad = " " if not line.strip(" ") or line[0] in "` " or line[-1] in "` " else ""
    return f"{fence}{pad}{line}{pad}{fence}"


def code(words: str) -> str:
    """Return lines as a block of code, fenced by more backticks than they hold."""
    lines = "\n".join(visible(line) for line in words.split("\n"))
    longest = max((len(run) for run in LONGEST_RUN.findall(lines)), default=0)
    fence = "`" * max(longest + 1, 3)
    return f"{fence}text\n{lines}\n{fence}"


def _apart(part: str, shown: Callable[[str], str]) -> str:
    """Show what stands outside backticks so that a code host makes nothing of it."""
    return APART.join(shown(each) for each in LINKING.split(part)).replace("$", DOLLAR)


def _quoting(words: str, outside: Callable[[str], str], inside: Callable[[str], str]) -> str:
    """Treat what stands between backticks as code; of an odd number of them, none quotes."""
    parts = words.split("`")
    if len(parts) % 2 == 0:
        return outside(words)
    return "".join(
        (inside(visible(part)) if part else "``") if index % 2 else outside(part)
        for index, part in enumerate(parts)
    )
