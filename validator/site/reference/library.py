"""The reference of the library: the public names of the package, as their own texts describe them."""

from __future__ import annotations

import inspect
import re
from contextlib import chdir, redirect_stdout
from io import StringIO
from pathlib import Path
from typing import Final

from markupsafe import Markup

import validator
from validator.site.page import Page
from validator.site.reference.table import example, text

CHECKING: Final = """\
import validator

policies = validator.load("policies")
for finding in validator.check(policies):
    print(f"{finding.rule}: {finding.message}")
"""
DECIDING: Final = """
from pyarrow import csv

run = validator.decide(policies, csv.read_csv({log!r}))
print(run.tally.tickets_decided, "tickets decided")
print(run.tally.rows_rejected, "rows rejected")
"""
LOGS: Final = "*/example-log.csv"

QUOTED: Final = re.compile(r"(: |-> )'([^']*)'")
"""An annotation as Python keeps it where it is not evaluated."""
WIDEST: Final = 80  # characters that a block of code shows without being scrolled

INTRODUCTION: Final = """# Library

The package is called `validator`. What it offers to programs is imported when it is asked for, so that `import
validator` costs nothing. All instants and lengths of time are whole microseconds, UTC.

## For example

This was run when the page was made:
"""


def library_page(policies: Path) -> Page:
    """Return the page of all public names, with an example that was run on these policies."""
    written = _example(policies)
    parts = [INTRODUCTION, example(written), "It prints", example(_run(written, policies.parent))]
    for name in validator.__all__:
        thing = getattr(validator, name)
        parts += [f"## validator.{name} {{#{name}}}", _described(name, thing)]
        if inspect.isclass(thing):
            for method, each in _methods(thing):
                parts += [f"### {name}.{method} {{#{name}-{method}}}", _described(f"{name}.{method}", each)]
    return Page("reference/library.md", "\n\n".join(parts) + "\n", ("Reference", "Library"))


def _described(name: str, thing: object) -> str:
    """Return the signature and the docstring of something; a property has no signature."""
    shown = signature(name, inspect.signature(thing)) if callable(thing) else name
    paragraphs = (inspect.getdoc(thing) or "").split("\n\n")
    return "\n\n".join([example(shown), *(Markup("<p>{}</p>").format(text(each)) for each in paragraphs)])


def signature(name: str, made: inspect.Signature) -> str:
    """Return how something is called: annotations without quotes, a line for each parameter if one is too long."""
    one_line = f"{name}{_unquoted(str(made))}"
    if len(one_line) <= WIDEST:
        return one_line
    result = one_line.rpartition(" -> ")[2]
    lines = "".join(f"    {_unquoted(str(each))},\n" for each in made.parameters.values())
    return f"{name}(\n{lines}) -> {result}"


def _unquoted(words: str) -> str:
    return QUOTED.sub(r"\1\2", words)


def _methods(thing: type) -> list[tuple[str, object]]:
    return [
        (name, each)
        for name, each in vars(thing).items()
        if not name.startswith("_") and (inspect.isfunction(each) or isinstance(each, property))
    ]


def _example(policies: Path) -> str:
    """Return a program over a folder of policies; it decides the first log that lies there."""
    logs = sorted(policies.glob(LOGS))
    return CHECKING + "".join(
        DECIDING.format(log=log.relative_to(policies.parent).as_posix()) for log in logs[:1]
    )


def _run(code: str, root: Path) -> str:
    shown = StringIO()
    with chdir(root), redirect_stdout(shown):
        exec(compile(code, "example", "exec"), {})  # noqa: S102 -- our own example, from above
    return shown.getvalue()
