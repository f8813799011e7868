"""The shipped ZITADEL contract, compiled, and short ways to write timelines for it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

from tests.evaluate.worlds import ZURICH, at
from validator.evaluate.book import Book, compile_book, zones_of
from validator.evaluate.decision import Decision, Refusal
from validator.evaluate.reference import decide
from validator.model.objective import EventPattern, Objective
from validator.model.policy import Policy
from validator.model.target import Promise
from validator.model.timeline import TicketEvent, Timeline
from validator.model.words import Actor, Event, Metric, Recurs
from validator.workspace.policies import load
from validator.workspace.zones import load_zone

ROOT = Path(__file__).parents[2]
POLICIES = load(ROOT / "policies")
ZITADEL = next(policy for policy in POLICIES.policies if policy.id == "zitadel")
EDITION = ZITADEL.editions["2024-01-10"]
LATER = at("2025-06-30 00:00")


def book(policy: Policy = ZITADEL) -> Book:
    """Compile a policy."""
    zones = {name: zone for name in zones_of([policy]) if (zone := load_zone(name)) is not None}
    return compile_book([policy], zones)


BOOK = book()


def with_objective(**changes: Any) -> Book:  # noqa: ANN401 -- any field of an objective
    """Compile the contract with its initial response changed."""
    objective = replace(EDITION.objectives["initial_response"], **changes)
    return with_edition(objectives={"initial_response": objective})


def with_edition(**changes: Any) -> Book:  # noqa: ANN401 -- any field of an edition
    """Compile the contract with parts of its edition changed."""
    return book(replace(ZITADEL, editions={"2024-01-10": replace(EDITION, **changes)}))


def with_clock(**changes: Any) -> Book:  # noqa: ANN401 -- any field of a clock
    """Compile the contract with the clock of its initial response changed."""
    return with_objective(clock=replace(EDITION.objectives["initial_response"].clock, **changes))


def further(name: str, recurs: Recurs, starts: EventPattern, targets: Mapping[str, Promise]) -> Book:
    """Compile the contract with a further objective that stops with an answer, alike for all service levels."""
    first = EDITION.objectives["initial_response"]
    clock = replace(first.clock, recurs=recurs, starts=starts)
    objective: Objective = replace(first, id=name, metric=Metric.NEXT_RESPONSE, clock=clock)
    levels = {
        level.id: replace(level, targets={**level.targets, name: targets})
        for level in EDITION.service_levels.values()
    }
    return with_edition(objectives={**EDITION.objectives, name: objective}, service_levels=levels)


def submitted(when: str, severity: str, agreement: str = "stickerei-2024", **more: Any) -> TicketEvent:  # noqa: ANN401
    """Submit a ticket by e-mail."""
    more.setdefault("channels", frozenset({"email"}))
    return TicketEvent(at(when), Event.SUBMITTED, agreement=agreement, severity=severity, **more)


def event(when: str, kind: Event, by: Actor | None = Actor.AGENT, **more: Any) -> TicketEvent:  # noqa: ANN401
    """Let something happen."""
    return TicketEvent(at(when), kind, by=by, **more)


def replied(when: str, by: Actor | None = Actor.AGENT, **more: Any) -> TicketEvent:  # noqa: ANN401
    """Let somebody reply."""
    return event(when, Event.REPLIED, by, **more)


def graded(when: str, severity: str, by: Actor | None = Actor.AGENT) -> TicketEvent:
    """Set the severity."""
    return event(when, Event.SEVERITY_SET, by, severity=severity)


def decided(*events: TicketEvent, under: Book = BOOK, as_of: int = LATER) -> tuple[Decision, ...]:
    """Decide a ticket that can be decided."""
    answer = decide(Timeline.of("T-1", list(events)), under, as_of)
    assert isinstance(answer, tuple), answer
    return answer


def refused(*events: TicketEvent, under: Book = BOOK, as_of: int = LATER) -> Refusal:
    """Decide a ticket that cannot be decided."""
    answer = decide(Timeline.of("T-1", list(events)), under, as_of)
    assert isinstance(answer, Refusal), answer
    return answer


def local(instant: int | None) -> str | None:
    """Write an instant as Swiss time."""
    return (
        None
        if instant is None
        else datetime.fromtimestamp(instant / 1_000_000, ZURICH).strftime("%Y-%m-%d %H:%M:%S")
    )
