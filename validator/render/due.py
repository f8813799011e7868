"""Deadlines in words, with the clock drawn until they have come."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from textwrap import fill
from typing import TYPE_CHECKING, Any

from validator.evaluate.reference import Account
from validator.render.drawing import picture, terminal
from validator.render.explanation.counting_table import count_table
from validator.render.explanation.prose import opening_of_terms, refusal
from validator.render.explanation.text import counting
from validator.render.table import Styled, duration, plain, visible, wall_duration
from validator.render.wording.telling import Telling
from validator.timetable.local import rfc3339

if TYPE_CHECKING:
    from collections.abc import Iterator

    from validator.location import Address
    from validator.render.wording import Language

WIDEST = 100
VERSION = 1


@dataclass(frozen=True, slots=True)
class Answer:
    """What would be promised to a ticket: as it begins, once its deadline has come, and what is left to agree on.

    Time left is told from `since` on, microseconds, UTC.
    """

    begins: Account
    ends: Account | None
    left_open: str | None
    since: int

    def left(self) -> tuple[int, int] | None:
        """Return what is left until the deadline on the promise's clock and on the wall; negative once it is late."""
        shown = self.begins.shown
        if shown is None or shown.deadline is None:
            return None
        since = max(self.since, self.begins.start)
        if since <= shown.deadline:
            return shown.clock.counted(since, shown.deadline), shown.deadline - since
        return -shown.clock.counted(shown.deadline, since), shown.deadline - since


def text(
    answers: Sequence[Answer],
    language: Language,
    place: Callable[[Address], str],
    style: Styled = plain,
    *,
    counted: bool = False,
) -> str:
    """Return the answers as text; `place` writes an address as `file:line`, `counted` adds the counting tables."""
    first = Telling(answers[0].begins, language)
    blocks = [_wrapped(opening_of_terms(first))]
    for answer in answers:
        blocks += _answer(answer, language, place, style, counted=counted)
    blocks.append(_wrapped(language.say("times_are_local", zone=first.schedule.zone)))
    return "\n\n".join(blocks) + "\n"


def _answer(
    answer: Answer, language: Language, place: Callable[[Address], str], style: Styled, *, counted: bool
) -> Iterator[str]:
    telling = Telling(answer.begins, language)
    decision = answer.begins.decision
    named = telling.severity(decision.severity)
    heading = telling.title if answer.begins.obligation.is_escalation else f"{named}: {telling.title}"
    said = [style(visible(heading), "heading"), _wrapped(_sentence(answer, telling))]
    said.append(style(visible(f"{decision.clause} ({place(decision.rests_on)})"), "place"))
    yield "\n".join(said)
    if answer.ends is None:
        return
    ends = Telling(answer.ends, language)
    drawn = picture(ends)
    if drawn:
        yield terminal(drawn, style).rstrip("\n")
    table = count_table(ends)
    if counted and table:
        yield counting(table, style)


def _sentence(answer: Answer, telling: Telling) -> str:
    decision = answer.begins.decision
    if not decision.entitled:
        return refusal(telling)
    if answer.left_open:
        return telling.say("due_open", what=telling.what, target=answer.left_open)
    left = answer.left()
    if left is None or decision.target is None:
        return telling.say(decision.outcome.value, what=telling.what)
    said = {"what": telling.what, "target": decision.target, "deadline": telling.instant(decision.deadline)}
    sentence = telling.say("due", **said)
    if left[1] < 0:
        return f"{sentence} {telling.say('due_late', time=duration(-left[0]), wall=wall_duration(-left[1]))}"
    return f"{sentence} {telling.say('due_left', time=duration(left[0]), wall=wall_duration(left[1]))}"


def as_json(answers: Sequence[Answer], place: Callable[[Address], str]) -> str:
    """Return the answers as JSON with a version; instants are RFC 3339 in UTC, lengths of time microseconds."""
    record = {"version": VERSION, "answers": [_record(answer, place) for answer in answers]}
    return json.dumps(record, indent=2, ensure_ascii=False) + "\n"


def _record(answer: Answer, place: Callable[[Address], str]) -> dict[str, Any]:
    decision, left = answer.begins.decision, answer.left()
    return {
        "agreement": decision.agreement,
        "edition": decision.edition,
        "plan": decision.plan,
        "obligation": decision.obligation,
        "severity": decision.severity,
        "entitled": decision.entitled,
        "reason": decision.reason.value,
        "target": decision.target,
        "left_open": answer.left_open,
        "schedule": decision.schedule,
        "started_at": rfc3339(answer.begins.start),
        "deadline": None if decision.deadline is None else rfc3339(decision.deadline),
        "as_of": rfc3339(answer.since),
        "left": None if left is None else left[0],
        "left_by_the_clock": None if left is None else left[1],
        "place": place(decision.rests_on),
        "clause": decision.clause,
    }


def _wrapped(words: str) -> str:
    return fill(visible(words), WIDEST, break_long_words=False, break_on_hyphens=False)
