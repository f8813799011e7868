"""What every offer promises, resolved as for somebody who bought it and agreed on nothing else."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any

from validator.evaluate.terms import resolve
from validator.model.offer import offers
from validator.model.policy import Agreed, Agreement, Term
from validator.model.target import (
    BestEffort,
    BusinessDays,
    ClockTime,
    EndOfNextBusinessDay,
    Negotiable,
    NotOffered,
    SupportTime,
    Target,
)
from validator.model.words import Event
from validator.render.calculator.encoding import seconds
from validator.render.contract.wording import offer_title
from validator.timetable.week import open_minutes

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from validator.evaluate.terms import Terms
    from validator.model.edition import Edition
    from validator.model.offer import Offer
    from validator.model.policy import Policy
    from validator.model.target import Promise

ANYBODY = "anybody"
NO_SEVERITY = ""
"""The key of a promise that is the same for all severities."""

WITHOUT_LENGTH: Mapping[type, str] = {
    EndOfNextBusinessDay: "end of next business day",
    BestEffort: "best effort",
    NotOffered: "not offered",
}


@dataclass(frozen=True, slots=True)
class Question:
    """Something that can be asked for.

    `hours` is the schedule that it counts on whatever the plan, None for the plan's. `graded` says that the promise
    depends on the severity.
    """

    id: str
    title: str
    hours: str | None
    graded: bool


@dataclass(frozen=True, slots=True)
class Pool:
    """Promises as records, each kept once."""

    records: list[dict[str, Any]] = field(default_factory=list)

    def index(self, promise: Promise) -> int:
        """Return where a promise is kept; keep it if it is new."""
        record = {**_target(promise.target), "text": promise.text, "clause": promise.clause}
        if record not in self.records:
            self.records.append(record)
        return self.records.index(record)


def questions(edition: Edition) -> tuple[Question, ...]:
    """Return what can be asked for: what begins with the submission, and the escalations."""
    asked = [
        Question(each.id, each.title, each.clock.counts, graded=True)
        for each in edition.objectives.values()
        if each.clock.starts.event is Event.SUBMITTED
    ]
    escalated = [
        Question(each.obligation, each.title, each.counts, graded=False)
        for each in edition.escalations.values()
    ]
    return (*asked, *escalated)


def offer_records(
    policy: Policy, edition: Edition, asked: Sequence[Question], pool: Pool
) -> Iterator[dict[str, Any]]:
    """Yield a record for each plan, alone and with each add-on; promises are places in the pool.

    `refused` is the clause for which nothing is promised at all, None where support is included.
    """
    for each in offers(edition):
        terms = resolve(policy, _anybody(policy, edition, each), edition)
        yield {
            "title": offer_title(each),
            "hours": list(_hours(edition, each)),
            "refused": None if terms.support else terms.support_refuser.clause,
            "promises": {question.id: _promises(terms, question, pool) for question in asked},
        }


def _promises(terms: Terms, question: Question, pool: Pool) -> dict[str, int]:
    obligation = next(each for each in terms.obligations if each.id == question.id)
    return {severity or NO_SEVERITY: pool.index(promise) for severity, promise in obligation.promises.items()}


def _anybody(policy: Policy, edition: Edition, offered: Offer) -> Agreement:
    day = edition.effective_from
    return Agreement(
        id=ANYBODY,
        customer=ANYBODY,
        policy=policy.id,
        plan=offered.plan.id,
        add_ons=tuple(add_on.id for add_on in offered.add_ons),
        edition=edition.id,
        term=Term(day, date(day.year, 12, 31), edition.at),
        schedules={},
        agreed=Agreed(None, {}, {}, edition.at),
        at=edition.at,
    )


def _hours(edition: Edition, offered: Offer) -> Iterator[str]:
    """Yield the schedules to choose from: the offer's own, and where they can be agreed on those within it."""
    own = edition.schedules[offered.support_hours.schedule]
    yield own.id
    if offered.support_hours.negotiable:
        widest = open_minutes(own)
        for each in edition.schedules.values():
            if each.id != own.id and each.zone == own.zone and open_minutes(each) <= widest:
                yield each.id


def _target(target: Target) -> dict[str, Any]:
    match target:
        case SupportTime(microseconds):
            return {"kind": "support time", "seconds": seconds(microseconds)}
        case ClockTime(microseconds):
            return {"kind": "clock time", "seconds": seconds(microseconds)}
        case BusinessDays(days):
            return {"kind": "business days", "days": days}
        case Negotiable(bound):
            return {"kind": "negotiable", "bound": _target(bound)}
        case EndOfNextBusinessDay() | BestEffort() | NotOffered():
            return {"kind": WITHOUT_LENGTH[type(target)]}
