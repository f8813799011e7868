"""Templates of HTML pages that need nothing beside themselves."""

from __future__ import annotations

from functools import cache

from jinja2 import Environment, PackageLoader, StrictUndefined


@cache
def templates(package: str) -> Environment:
    """Return the templates of a package: every value is escaped for HTML, an unknown name is an error.

    One for all: a site shows hundreds of explanations, and templates are compiled once.
    """
    return Environment(
        loader=PackageLoader(package),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
