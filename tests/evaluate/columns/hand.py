"""One small, fixed policy and its book: office hours from Monday to Friday, 08:00 to 17:00, Easter closed."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

from tests.evaluate.worlds import ANSWER, CALENDAR, MINUTE, NOWHERE, SEVERITIES, ZURICH, at, promise, schedule
from validator.evaluate.book import Book, compile_book
from validator.model.credit import Credit, Grant
from validator.model.edition import Edition, Source
from validator.model.holidays import HolidayLock
from validator.model.objective import Clock, EventPattern, Objective, Status
from validator.model.plan import Plan, ServiceLevel, SupportHours
from validator.model.policy import Agreed, Agreement, Policy, Term
from validator.model.severity import Severity, SeverityScale
from validator.model.target import BestEffort, ClockTime, SupportTime
from validator.model.timeline import TicketEvent, Timeline
from validator.model.words import (
    Actor,
    Counted,
    DeterminedBy,
    EligibleOn,
    Event,
    MeasuredOn,
    Metric,
    Recurs,
    Reopening,
    SeverityChange,
)

HOUR = 60 * MINUTE
CLOCK = Clock(
    EventPattern(Event.SUBMITTED), ANSWER, Recurs.ONCE, "office", frozenset({"waiting"}), Reopening.STANDS
)
OBJECTIVE = Objective(
    "answer",
    "",
    Metric.INITIAL_RESPONSE,
    "Answers",
    CLOCK,
    SeverityChange.PROSPECTIVE,
    {},
    NOWHERE.child("answer"),
)
CREDIT = Credit(
    "late",
    "",
    "Credits",
    ("answer",),
    15 * MINUTE,
    Counted.COMPLETED,
    MeasuredOn.OBJECTIVE_CLOCK,
    Grant(Decimal(1), "days"),
    None,
    EligibleOn.STOP,
    {},
    NOWHERE,
)
TARGETS = {
    "high": promise(SupportTime(HOUR), "high"),
    "middle": promise(SupportTime(9 * HOUR), "middle"),
    "low": promise(BestEffort(), "low"),
}
ON_THE_WALL = {**TARGETS, "high": promise(ClockTime(HOUR), "high")}
SCALE = SeverityScale(
    "severities",
    {
        name: Severity(name, rank, name, "", (), None, None, None, NOWHERE)
        for rank, name in enumerate(SEVERITIES)
    },
    DeterminedBy.PROVIDER,
    None,
    {},
    NOWHERE,
)
EDITION = Edition(
    id="2024-01-01",
    title="",
    effective_from=date(2024, 1, 1),
    supersedes=None,
    source=Source("", "", None, None),
    clauses=(),
    definitions={},
    provisions=(),
    schedules={"office": schedule("office")},
    severities=SCALE,
    channels=None,
    scope=None,
    service_levels={"basic": ServiceLevel("basic", "", "", {"answer": TARGETS}, {}, NOWHERE)},
    features={},
    plans={
        "plan": Plan(
            "plan", "", "Plans", SupportHours("office", False, "", NOWHERE), "basic", {}, {}, {}, NOWHERE
        )
    },
    add_ons={},
    statuses={name: Status(name, "", NOWHERE) for name in ("open", "waiting")},
    objectives={"answer": OBJECTIVE},
    disclaimers=(),
    escalations={},
    credits={"late": CREDIT},
    services={},
    readings={},
    at=NOWHERE,
)
TERM = Term(date(2024, 1, 1), date(2024, 12, 31), NOWHERE.child("term"))


def edition(*, credit: Credit = CREDIT, targets: dict[str, object] | None = None, **clock: object) -> Edition:
    """Return the edition with another credit, other targets or another clock."""
    level = ServiceLevel("basic", "", "", {"answer": targets or TARGETS}, {}, NOWHERE)  # type: ignore[dict-item]
    return replace(
        EDITION,
        credits={"late": credit},
        service_levels={"basic": level},
        objectives={"answer": replace(OBJECTIVE, clock=replace(CLOCK, **clock))},  # type: ignore[arg-type]
    )


def book(*editions: Edition, **terms: Term) -> Book:
    """Return a book of one policy; agreements by name with their terms, by default `alpha` for the year 2024."""
    agreements = {
        name: Agreement(
            name, name, "test", "plan", (), None, term, {}, Agreed(None, {}, {}, NOWHERE), NOWHERE.child(name)
        )
        for name, term in (terms or {"alpha": TERM}).items()
    }
    lock = HolidayLock({"CH-SG": CALENDAR}, NOWHERE)
    known = {each.id: each for each in editions or (EDITION,)}
    policy = Policy("test", "", "", "Europe/Zurich", known, agreements, lock, NOWHERE)
    return compile_book([policy], {"Europe/Zurich": ZURICH})


def submitted(when: str, severity: str | None = "high", agreement: str | None = "alpha") -> TicketEvent:
    """Return a submission at a local time."""
    return TicketEvent(at(when), Event.SUBMITTED, agreement=agreement, severity=severity)


def replied(when: str, by: Actor | None = Actor.AGENT, *, public: bool = True) -> TicketEvent:
    """Return a reply at a local time."""
    return TicketEvent(at(when), Event.REPLIED, by=by, public=public)


def status(when: str, name: str) -> TicketEvent:
    """Return a change of the status at a local time."""
    return TicketEvent(at(when), Event.STATUS_SET, status=name)


def severity(when: str, name: str, by: Actor | None = None) -> TicketEvent:
    """Return a change of the severity at a local time."""
    return TicketEvent(at(when), Event.SEVERITY_SET, severity=name, by=by)


def happened(when: str, event: Event) -> TicketEvent:
    """Return any other event at a local time."""
    return TicketEvent(at(when), event)


def ticket(*events: TicketEvent, name: str = "t") -> Timeline:
    """Return a timeline."""
    return Timeline.of(name, list(events))
