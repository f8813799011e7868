"""An explanation as plain text, for terminals."""

from __future__ import annotations

from textwrap import fill
from typing import TYPE_CHECKING

from validator.render.drawing.terminal import terminal
from validator.render.explanation.explanation import answers
from validator.render.explanation.proof import lines
from validator.render.table import Styled, plain, table, visible

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from validator.location import Address
    from validator.render.explanation.counting_table import CountTable
    from validator.render.explanation.explanation import Explanation, Part
    from validator.render.explanation.step import Step

WIDEST = 100


def text(
    explanation: Explanation, place: Callable[[Address], str], style: Styled = plain, *, trace: bool = False
) -> str:
    """Return an explanation as text; `place` writes an address as `file:line`, `trace` tells the readings too."""
    say = explanation.language.say
    blocks = [
        style(visible(say("title", ticket=explanation.ticket)), "heading"),
        _wrapped(explanation.opening),
        *(_wrapped(answer) for answer in answers(explanation)),
        _wrapped(explanation.zone),
    ]
    for part in explanation.parts:
        blocks += _part(explanation, part, place, style, trace=trace)
    if explanation.proof:
        told = [say("proof_command"), f"  {explanation.proof.command}"]
        told += [f"  {line}" for line in lines(explanation.proof, explanation.language)]
        blocks.append("\n".join([style(say("proof"), "heading"), *map(visible, told)]))
    return "\n\n".join(blocks) + "\n"


def _part(
    explanation: Explanation, part: Part, place: Callable[[Address], str], style: Styled, *, trace: bool
) -> Iterator[str]:
    say = explanation.language.say
    heading = f"{part.title}: {say('steps')}" if len(explanation.parts) > 1 else say("steps")
    told = [
        line
        for number, step in enumerate(part.steps, 1)
        for line in _step(number, step, place, style, trace=trace)
    ]
    yield "\n".join([style(visible(heading), "heading"), *told])
    if part.table:
        yield "\n".join([style(say("count"), "heading"), counting(part.table, style)])
    if part.picture:
        yield "\n".join([style(say("drawing"), "heading"), terminal(part.picture, style).rstrip("\n")])


def _step(
    number: int, step: Step, place: Callable[[Address], str], style: Styled, *, trace: bool
) -> Iterator[str]:
    yield _wrapped(step.text, f"{number:>2}. ")
    if step.at:
        yield style(visible(f"    {step.clause} ({place(step.at)})"), "place")
    if trace:
        for choice in step.choices:
            yield _wrapped(f"{choice.question} -> {choice.chosen}. {choice.because}", "      ")


def counting(counted: CountTable, style: Styled = plain) -> str:
    """Return a counting table in aligned columns."""
    rows = [(row.date, row.open, row.counted, row.remaining, row.note) for row in counted.rows]
    return table(counted.headings, rows, right=frozenset(counted.headings[2:4]), style=style)


def _wrapped(words: str, first: str = "") -> str:
    return fill(
        visible(words),
        WIDEST,
        initial_indent=first,
        subsequent_indent=" " * len(first),
        break_long_words=False,
        break_on_hyphens=False,
    )
