"""Tables and texts of reference pages, as HTML that Markdown leaves alone."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Final

from markupsafe import Markup, escape

CODE: Final = re.compile(r"`([^`]+)`")


def text(words: str) -> Markup:
    """Return a sentence in one line; what stands between back quotes is code."""
    parts = CODE.split(" ".join(words.split()))
    return Markup("").join(
        Markup("<code>{}</code>").format(part) if index % 2 else escape(part)
        for index, part in enumerate(parts)
    )


def code(words: str) -> Markup:
    """Return words as code."""
    return Markup("<code>{}</code>").format(words)


def table(caption: str, columns: Sequence[str], rows: Iterable[Sequence[Markup | str]]) -> Markup:
    """Return a table whose first column heads its rows."""
    head = Markup("").join(Markup('<th scope="col">{}</th>').format(column) for column in columns)
    body = Markup("\n").join(
        Markup('<tr><th scope="row">{}</th>{}</tr>').format(
            first, Markup("").join(Markup("<td>{}</td>").format(cell) for cell in rest)
        )
        for first, *rest in rows
    )
    return Markup(
        '<div class="table" tabindex="0" role="region" aria-label="{0}">\n<table>\n<caption>{0}</caption>\n'
        "<thead><tr>{1}</tr></thead>\n<tbody>\n{2}\n</tbody>\n</table>\n</div>"
    ).format(caption, head, body)


def facts(rows: Iterable[tuple[str, Markup | str]]) -> Markup:
    """Return names with what is said of them."""
    found = Markup("\n").join(
        Markup("<dt>{}</dt><dd>{}</dd>").format(label, said) for label, said in rows if said
    )
    return Markup("<dl>\n{}\n</dl>").format(found) if found else Markup("")


def listing(items: Iterable[Markup | str]) -> Markup:
    """Return a list."""
    return Markup("<ul>{}</ul>").format(Markup("").join(Markup("<li>{}</li>").format(item) for item in items))


def example(words: str) -> Markup:
    """Return lines as they are typed or printed."""
    shown = str(Markup('<pre tabindex="0"><code>{}</code></pre>').format(words.rstrip("\n")))
    return Markup(shown.replace("\n", "&#10;"))  # noqa: S704 -- escaped above; Markdown would end it at a blank line
