"""Policy text is data: what looks like HTML, Markdown or a template in it appears as text."""

from __future__ import annotations

import re

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup, escape

MARKDOWN_SPECIAL = re.compile(r"([\\`*_{}\[\]()#+\-.!])")


def heading_text(text: str) -> Markup:
    """Escape text for a Markdown heading: HTML first, then every character that Markdown reads."""
    one_line = " ".join(text.split())
    entities = re.split(r"(&[#\w]+;)", str(escape(one_line)))
    return Markup("").join(
        Markup(part) if part.startswith("&") else Markup(MARKDOWN_SPECIAL.sub(r"\\\1", part))  # noqa: S704 -- escaped above
        for part in entities
    )


def environment() -> Environment:
    """Return the template environment: every value is escaped for HTML, an unknown name is an error."""
    made = Environment(
        loader=PackageLoader("validator.render.pages"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        comment_start_string="<!--#",  # `{#id}` is how Markdown names a heading
        comment_end_string="#-->",
    )
    made.filters["heading"] = heading_text
    return made
