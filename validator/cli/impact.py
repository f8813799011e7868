"""The second question of `slawyer replay`: what a change of contract would have done to real tickets."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import ExitStack
from dataclasses import dataclass
from functools import reduce
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click

from validator.cli import colours, progress
from validator.cli.exit_codes import CLEAN, FINDINGS, NOTHING, TROUBLE
from validator.cli.formats import style, targets, write
from validator.cli.log_options import Asked
from validator.cli.options import policies_folder_of

if TYPE_CHECKING:
    from validator.changes.impact import Impact
    from validator.workspace.operands import Side

FORMATS: Final = ("text", "markdown", "json", "html")

OPTIONS: Final = (
    click.option("--base", metavar="OLD", help="Decide a log under this contract as well."),
    click.option(
        "--head", metavar="NEW", help="The contract to compare with OLD; by default the policies in use."
    ),
    click.option("--policy", metavar="NAME", help="Whose editions a day means."),
    click.option(
        "--top",
        type=click.IntRange(min=0),
        default=10,
        show_default=True,
        help="How many tickets with the largest change are shown.",
    ),
    click.option(
        "--fail-on",
        type=click.Choice(["adverse", "never"]),
        default="never",
        show_default=True,
        help="Exit with 1 when a ticket is worse off, or can no longer be decided.",
    ),
    click.option(
        "-o",
        "--output",
        "outputs",
        multiple=True,
        metavar="FORMAT=FILE",
        help="Write a format to a file as well; may be repeated.",
    ),
    click.option("--allow-rejects", is_flag=True, help="Exit with 0 even if neither side can use some rows."),
    click.option("--allow-empty", is_flag=True, help="Exit with 0 even if there is no ticket."),
)
READING: Final = ("query_file", "recipe_name", "time_zone", "ambiguous", "as_of", "memory_limit")


def impact_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command the options that ask for the impact of a change."""
    return reduce(lambda wrapped, option: option(wrapped), reversed(OPTIONS), command)


@dataclass(frozen=True, slots=True)
class Question:
    """Which logs are decided under which contracts, and what is done with the answer."""

    logs: tuple[str, ...]
    policies_folder: Path | None
    kind: str
    base: str
    head: str | None
    policy: str | None
    top: int
    fails_on_adverse: bool
    files: tuple[tuple[str, Path], ...]
    allow_rejects: bool
    allow_empty: bool
    reading: Asked

    @staticmethod
    def of(
        logs: tuple[str, ...], policies_folder: Path | None, kind: str, asked: Mapping[str, Any]
    ) -> Question:
        """Understand the options; what cannot be meant is said."""
        return Question(
            logs=logs,
            policies_folder=policies_folder,
            kind=kind,
            base=asked["base"],
            head=asked["head"],
            policy=asked["policy"],
            top=asked["top"],
            fails_on_adverse=asked["fail_on"] == "adverse",
            files=tuple(targets(asked["outputs"], FORMATS)),
            allow_rejects=asked["allow_rejects"],
            allow_empty=asked["allow_empty"],
            reading=Asked.of(**{name: asked[name] for name in READING}),
        )


def show_impact(question: Question) -> int:
    """Decide logs under both contracts, show and write what comes of it, and return the exit code."""
    from validator.workspace.impact import STAGES, impact  # noqa: PLC0415 -- heavy
    from validator.workspace.logs.read import files_of  # noqa: PLC0415 -- heavy
    from validator.workspace.operands import side  # noqa: PLC0415 -- heavy

    files = files_of(question.logs)
    home = policies_folder_of(question.policies_folder)
    with ExitStack() as sides:
        old = sides.enter_context(side(question.base, home, question.policy))
        new = sides.enter_context(side(question.head or str(home), home, question.policy))
        code = _faulty(old, new)
        if code is not None:
            return code
        asked = question.reading
        try:
            progress.show(STAGES, "reading")
            rows = asked.rows(files)
            found = impact(
                rows,
                old,
                new,
                asked.stamps,
                asked.as_of,
                top=question.top,
                told=lambda stage: progress.show(STAGES, stage),
            )
        finally:
            progress.show(STAGES, None)
    texts = {path: _rendered(found, kind) for kind, path in question.files}
    click.echo(_rendered(found, question.kind, styled=colours.wanted()), nl=False)
    write(texts)
    if rows.ignored:
        click.echo(f"slawyer: ignored columns: {', '.join(rows.ignored)}", err=True)
    return _code(found, question)


def _faulty(old: Side, new: Side) -> int | None:
    """Show what is wrong with a side; NEW is what is judged, and without OLD there is nothing to compare it with."""
    from validator.cli.check import show_errors  # noqa: PLC0415 -- heavy
    from validator.workspace.trouble import Trouble  # noqa: PLC0415 -- rarely needed

    for side, code in ((old, TROUBLE), (new, FINDINGS)):
        if show_errors(side.policies):
            click.echo(f"slawyer: {side.label} cannot decide tickets before this is mended", err=True)
            return code
        if not side.policies.policies:
            raise Trouble(
                f"there are no policies in {side.label}", "A policy is a folder with a file policy.yaml."
            )
    return None


def _code(found: Impact, question: Question) -> int:
    from validator.changes.favours import Favours  # noqa: PLC0415 -- heavy

    tickets = found.tickets
    if not tickets.total and not found.rows.rejected_both:
        click.echo("slawyer: the log holds no ticket", err=True)
        return CLEAN if question.allow_empty else NOTHING
    if found.rows.rejected_both and not question.allow_rejects:
        return FINDINGS
    worse = found.favours[Favours.ADVERSE] + found.favours[Favours.INCOMPARABLE] + tickets.only_old
    return FINDINGS if question.fails_on_adverse and worse else CLEAN


def _rendered(found: Impact, kind: str, *, styled: bool = False) -> str:
    from validator.render import impact  # noqa: PLC0415 -- heavy
    from validator.render.table import plain  # noqa: PLC0415 -- heavy

    match kind:
        case "markdown":
            return impact.markdown(found)
        case "json":
            return impact.as_json(found)
        case "html":
            return impact.page(found)
        case _:
            return impact.text(found, style if styled else plain)
