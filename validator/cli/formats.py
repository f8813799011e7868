"""How findings are written: one format to the standard output, any number of them to files."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click

from validator.cli import colours
from validator.workspace.trouble import Trouble

if TYPE_CHECKING:
    from validator.render.findings import Report

FORMATS: Final = ("text", "concise", "json", "sarif", "github", "gitlab", "junit", "markdown")
READ_BY_PEOPLE: Final = ("text", "concise")
"""Formats that end with a closing line; in the others it goes to the standard error output."""

READ_BY_HOSTS: Final = frozenset({"sarif", "github", "gitlab"})
"""Formats that name files from the top of the repository: their readers know no other folder."""

COLOURS: Final = {"error": "red", "warning": "yellow", "note": "cyan", "caret": "red", "place": "blue"}
BOLD: Final = frozenset({"error", "warning", "heading"})


def format_options(
    formats: Sequence[str] = FORMATS, default: str | None = "text"
) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Give a command `--format` (as `kind`) and `--output` (as `outputs`)."""
    shown = click.option(
        "--format",
        "kind",
        type=click.Choice(formats),
        default=default,
        show_default=default is not None,
        help="How findings are written.",
    )
    written = click.option(
        "--output",
        "outputs",
        multiple=True,
        metavar="FORMAT=FILE",
        help="Write a format to a file as well; may be repeated.",
    )
    return lambda command: shown(written(command))


def targets(outputs: Sequence[str], formats: Sequence[str] = FORMATS) -> list[tuple[str, Path]]:
    """Understand what --output asks for; what cannot be meant is said before anything is done."""
    found: list[tuple[str, Path]] = []
    for output in outputs:
        kind, separator, file = output.partition("=")
        if not separator or kind not in formats or not file:
            raise Trouble(f"--output {output} is not FORMAT=FILE", f"The formats are {', '.join(formats)}.")
        path = Path(file)
        if not path.parent.is_dir():
            raise Trouble(f"{path} cannot be written: there is no folder {path.parent}", "Make it first.")
        if path.is_dir():
            raise Trouble(f"--output {output}: that is a folder", "Name a file.")
        if any(path.resolve() == other.resolve() for _, other in found):
            raise Trouble(f"--output {output}: that file is written already", "Name another file.")
        found.append((kind, path))
    return found


def rendered(report: Report, kind: str, *, styled: bool = True) -> str:
    """Return a report in a format, coloured where a person reads it on a terminal."""
    from validator.render import findings  # noqa: PLC0415 -- after --help

    if kind == "text" and styled and colours.wanted():
        return findings.text(report, style)
    if kind in READ_BY_HOSTS:
        from validator.workspace.from_the_top import from_the_top  # noqa: PLC0415 -- rarely needed

        report = from_the_top(report)
    if kind == "sarif":
        from importlib.metadata import version  # noqa: PLC0415 -- rarely needed

        from validator.workspace.rule_pages import every_page  # noqa: PLC0415 -- rarely needed

        return findings.sarif(report, every_page(), version("slawyer"))
    return findings.FORMATS[kind](report)


def write(texts: Mapping[Path, str]) -> None:
    """Write outputs, all of them or none."""
    from validator.workspace.outputs import replace_files  # noqa: PLC0415 -- after --help

    replace_files(texts)


def style(words: str, role: str) -> str:
    """Colour the parts of a finding by their role."""
    return click.style(words, fg=COLOURS.get(role), bold=role in BOLD)
