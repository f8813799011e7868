"""An explanation as JSON; the shape is promised by `schema/explanation.schema.json`."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import TYPE_CHECKING, Any, Final

from validator.evaluate.counting import count
from validator.timetable.local import rfc3339

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from decimal import Decimal

    from validator.evaluate.counting import Count, Day
    from validator.evaluate.decision import Decision
    from validator.location import Address
    from validator.render.explanation.explanation import Explanation, Part
    from validator.render.explanation.step import Step

VERSION: Final = 1


def as_json(explanation: Explanation, place: Callable[[Address], str]) -> str:
    """Return an explanation as JSON; instants are RFC 3339 in UTC, lengths of time are microseconds."""
    record = {
        "version": VERSION,
        "language": explanation.language.code,
        "ticket": explanation.ticket,
        "opening": explanation.opening,
        "decisions": [_part(part, place) for part in explanation.parts],
        "proof": None if explanation.proof is None else asdict(explanation.proof),
    }
    return json.dumps(record, indent=2, ensure_ascii=False) + "\n"


def _part(part: Part, place: Callable[[Address], str]) -> dict[str, Any]:
    found = count(part.account)
    return {
        "decision": _decision(part.account.decision, place),
        "title": part.title,
        "answer": part.answer,
        "steps": [_step(step, place) for step in part.steps],
        "count": None if found is None else _count(found),
    }


def _decision(decision: Decision, place: Callable[[Address], str]) -> dict[str, Any]:
    return {
        "agreement": decision.agreement,
        "edition": decision.edition,
        "plan": decision.plan,
        "obligation": decision.obligation,
        "occurrence": decision.occurrence,
        "entitled": decision.entitled,
        "reason": decision.reason.value,
        "severity": decision.severity,
        "target": decision.target,
        "schedule": decision.schedule,
        "started_at": _instant(decision.started_at),
        "deadline": _instant(decision.deadline),
        "stopped_at": _instant(decision.stopped_at),
        "outcome": decision.outcome.value,
        "elapsed": decision.elapsed,
        "overrun": decision.overrun,
        "credit": _amount(decision.credit),
        "credit_unit": decision.credit_unit,
        "provisional": decision.provisional,
        "eligible_at": _instant(decision.eligible_at),
        "place": place(decision.rests_on),
        "clause": decision.clause,
    }


def _step(step: Step, place: Callable[[Address], str]) -> dict[str, Any]:
    return {
        "text": step.text,
        "place": place(step.at) if step.at else None,
        "clause": step.clause or None,
        "readings": [asdict(choice) for choice in step.choices],
    }


def _count(found: Count) -> dict[str, Any]:
    return {
        "zone": found.zone,
        "clock": "wall" if found.wall else "support hours",
        "elapsed": found.elapsed,
        "days": [_day(day) for day in found.days],
    }


def _day(day: Day) -> dict[str, Any]:
    return {
        "date": day.date.isoformat(),
        "open": _stretches(day.open),
        "counted": _stretches(day.counted),
        "paused": _stretches(day.paused),
        "amount": day.amount,
        "remaining": day.remaining,
        "holiday": day.holiday.name if day.holiday else None,
    }


def _stretches(stretches: Sequence[tuple[int, int]]) -> list[list[str | None]]:
    return [[_instant(since), _instant(until)] for since, until in stretches]


def _instant(instant: int | None) -> str | None:
    return None if instant is None else rfc3339(instant)


def _amount(amount: Decimal | None) -> str | None:
    return None if amount is None else f"{amount.normalize():f}" if amount else "0"
