"""An explanation as Markdown: a letter that can be sent as it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from validator.render.drawing.terminal import terminal
from validator.render.explanation.explanation import answers
from validator.render.explanation.proof import lines
from validator.render.marking import code, escaped

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from validator.location import Address
    from validator.render.explanation.counting_table import CountTable
    from validator.render.explanation.explanation import Explanation, Part
    from validator.render.explanation.step import Step


def markdown(explanation: Explanation, place: Callable[[Address], str]) -> str:
    """Return an explanation as Markdown; `place` writes an address as `file:line`."""
    say = explanation.language.say
    blocks = [
        f"# {escaped(say('title', ticket=explanation.ticket))}",
        escaped(explanation.opening),
        *(escaped(answer) for answer in answers(explanation)),
        f"*{escaped(explanation.zone)}*",
    ]
    for part in explanation.parts:
        blocks += _part(explanation, part, place)
    if explanation.proof:
        blocks.append(f"## {say('proof')}")
        blocks.append(escaped(say("proof_command")))
        blocks.append(code(explanation.proof.command))
        blocks.append(
            "\n".join(f"- {escaped(line)}" for line in lines(explanation.proof, explanation.language))
        )
    return "\n\n".join(blocks) + "\n"


def _part(explanation: Explanation, part: Part, place: Callable[[Address], str]) -> Iterator[str]:
    say = explanation.language.say
    yield f"## {escaped(part.title)}"
    yield f"### {say('steps')}"
    yield "\n".join(_step(number, step, place) for number, step in enumerate(part.steps, 1))
    choices = dict.fromkeys(choice for step in part.steps for choice in step.choices)
    if choices:
        yield f"### {say('readings')}"
        told = (
            say("reading", question=choice.question, chosen=choice.chosen, because=choice.because)
            for choice in choices
        )
        yield "\n".join(f"- {escaped(reading)}" for reading in told)
    if part.table:
        yield f"### {say('count')}"
        yield counting(part.table)
    if part.picture:
        yield f"### {say('drawing')}"
        yield code(terminal(part.picture).rstrip("\n"))


def _step(number: int, step: Step, place: Callable[[Address], str]) -> str:
    rests = f" — {escaped(step.clause)}, `{place(step.at)}`" if step.at else ""
    return f"{number}. {escaped(step.text)}{rests}"


def counting(counted: CountTable) -> str:
    """Return a counting table as a Markdown table."""
    rows = [(row.date, row.open, row.counted, row.remaining, row.note) for row in counted.rows]
    lines_ = [counted.headings, ("---", "---", "--:", "--:", "---"), *(map(escaped, row) for row in rows)]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines_)
