"""The reference of the library: the public names of the package, as their own texts describe them."""

from __future__ import annotations

import inspect
from contextlib import redirect_stdout
from io import StringIO
from typing import Final

import validator
from validator.site.page import Page
from validator.site.reference.table import example

EXAMPLE: Final = """\
import validator
from validator.timetable import always

policies = validator.load("policies/zitadel")
print(len(validator.check(policies)), "findings")

wall = always()
half_an_hour = 30 * 60 * 1_000_000
print(wall.advance(0, half_an_hour) == half_an_hour)
"""

INTRODUCTION: Final = """# Library

The package is called `validator`. What it offers to programs is imported when it is asked for, so that `import
validator` costs nothing. All instants and lengths of time are whole microseconds, UTC.

## For example

This was run when the page was made:
"""


def library_page() -> Page:
    """Return the page of all public names, with an example that was run."""
    parts = [INTRODUCTION, example(EXAMPLE), "It prints", example(_run(EXAMPLE))]
    for name in validator.__all__:
        thing = getattr(validator, name)
        parts += [f"## validator.{name} {{#{name}}}", _described(name, thing)]
        if inspect.isclass(thing):
            for method, each in _methods(thing):
                parts += [f"### {name}.{method} {{#{name}-{method}}}", _described(f"{name}.{method}", each)]
    return Page("reference/library.md", "\n\n".join(parts) + "\n", ("Reference", "Library"))


def _described(name: str, thing: object) -> str:
    """Return the signature and the docstring of something; a property has no signature."""
    signature = f"{name}{inspect.signature(thing)}" if callable(thing) else name
    return f"{example(signature)}\n\n{inspect.getdoc(thing) or ''}"


def _methods(thing: type) -> list[tuple[str, object]]:
    return [
        (name, each)
        for name, each in vars(thing).items()
        if not name.startswith("_") and (inspect.isfunction(each) or isinstance(each, property))
    ]


def _run(code: str) -> str:
    shown = StringIO()
    with redirect_stdout(shown):
        exec(compile(code, "example", "exec"), {})  # noqa: S102 -- our own example, above
    return shown.getvalue()
