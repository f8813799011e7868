"""An explanation, put together from the accounts of one ticket."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from validator.evaluate.reference import Account
from validator.render.drawing.lanes import Picture, picture
from validator.render.explanation import counted, entitled
from validator.render.explanation.counting_table import CountTable, count_table
from validator.render.explanation.proof import Proof
from validator.render.explanation.prose import answer, opening
from validator.render.explanation.step import Step
from validator.render.wording.language import Language
from validator.render.wording.telling import Telling


@dataclass(frozen=True, slots=True)
class Part:
    """One decision explained: the short answer, the steps, the counting table and the picture of the clock."""

    telling: Telling
    title: str
    answer: str
    steps: tuple[Step, ...]
    table: CountTable | None
    picture: Picture | None

    @property
    def account(self) -> Account:
        """What the decision was made of."""
        return self.telling.account


@dataclass(frozen=True, slots=True)
class Explanation:
    """A ticket explained: who asked and under what, then every decision, then how to repeat it."""

    language: Language
    ticket: str
    opening: str
    zone: str
    parts: tuple[Part, ...]
    proof: Proof | None


def explain(
    accounts: Sequence[Account], language: Language, proof: Proof | None = None, *, full: bool = False
) -> Explanation:
    """Explain the decisions of one ticket, at least one, as they began; `full` folds no counting table."""
    in_order = sorted(accounts, key=lambda account: account.start)
    parts = tuple(_part(Telling(account, language), full=full) for account in in_order)
    first = parts[0].telling
    return Explanation(
        language=language,
        ticket=first.account.ticket.name,
        opening=opening(first),
        zone=language.say(
            "times_are_local", zone=", ".join(dict.fromkeys(part.telling.schedule.zone for part in parts))
        ),
        parts=parts,
        proof=proof,
    )


def _part(telling: Telling, *, full: bool) -> Part:
    return Part(
        telling=telling,
        title=telling.title,
        answer=answer(telling),
        steps=(*entitled.steps(telling), *counted.steps(telling)),
        table=count_table(telling, folded=not full),
        picture=picture(telling),
    )


def answers(explanation: Explanation) -> tuple[str, ...]:
    """Return the short answers; of several, each begins with what it is about."""
    several = len(explanation.parts) > 1
    return tuple(f"{part.title}: {part.answer}" if several else part.answer for part in explanation.parts)
