"""Timelines that cannot be decided, each with its code and its words."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from tests.evaluate.contract import (
    EDITION,
    LATER,
    ZITADEL,
    book,
    event,
    graded,
    refused,
    replied,
    submitted,
    with_edition,
)
from tests.evaluate.worlds import at
from validator.evaluate import columns
from validator.evaluate.decision import Refusal
from validator.evaluate.reference import decide
from validator.model.timeline import TicketEvent, Timeline
from validator.model.words import Actor, Event

FILED = submitted("2024-03-05 10:00", "severity_1")


@pytest.mark.parametrize(
    ("events", "code", "said"),
    [
        ((replied("2024-03-05 10:00"),), "not-submitted", "no `submitted` event"),
        ((FILED, replace(FILED, at=FILED.at + 1)), "submitted-twice", "two different"),
        ((FILED, replied("2024-03-05 09:59")), "before-submission", "before the submission"),
        ((replace(FILED, agreement=None),), "missing-agreement", "names no agreement"),
        ((replace(FILED, agreement="acme"),), "unknown-agreement", "`acme`"),
        ((replace(FILED, at=at("2023-11-15 10:00")),), "no-edition-in-force", "no edition"),
        ((replace(FILED, severity=None),), "missing-severity", "no severity"),
        ((replace(FILED, severity="urgent"),), "unknown-severity", "`urgent`"),
        ((replace(FILED, channels=frozenset()),), "missing-channel", "no channel"),
        ((replace(FILED, channels=frozenset({"email", "fax"})),), "unknown-channel", "`fax`"),
        ((replace(FILED, request="party"),), "unknown-request", "`party`"),
        ((replace(FILED, feature="party"),), "unknown-feature", "`party`"),
        ((FILED, graded("2024-03-05 10:30", "urgent")), "unknown-severity", "`urgent`"),
        ((FILED, replied("2024-03-05 10:30", None)), "missing-by", "who replied"),
        ((FILED, event("2024-03-05 10:30", Event.ESCALATED)), "missing-urgency", "how urgent"),
        ((FILED, event("2024-03-05 10:30", Event.ESCALATED, urgency="mad")), "unknown-urgency", "`mad`"),
        (
            (
                FILED,
                event("2024-03-05 10:30", Event.ESCALATED, urgency="urgent", channels=frozenset({"fax"})),
            ),
            "unknown-channel",
            "`fax`",
        ),
    ],
)
def test_refusals(events: tuple[TicketEvent, ...], code: str, said: str) -> None:
    refusal = refused(*events)
    assert refusal.code == code
    assert said in refusal.message


def test_a_list_that_the_edition_has_not_is_not_asked_about() -> None:
    under = with_edition(scope=None, channels=None, escalations={})
    odd = replace(FILED, request="party", feature="party", channels=frozenset({"fax"}))
    mad = event("2024-03-05 10:30", Event.ESCALATED, Actor.CUSTOMER, urgency="mad")
    with pytest.raises(AssertionError, match="initial_response"):
        refused(odd, mad, event("2024-03-05 10:40", Event.STATUS_SET, status="any"), under=under)


def test_a_year_that_no_lock_reaches_is_refused_with_its_years() -> None:
    agreement = ZITADEL.agreements["stickerei-2024"]
    long = replace(agreement, term=replace(agreement.term, last=agreement.term.last.replace(year=2040)))
    policy = replace(ZITADEL, agreements={**ZITADEL.agreements, long.id: long})
    refusal = refused(
        submitted("2033-03-05 10:00", "severity_1"), under=book(policy), as_of=at("2033-04-01 00:00")
    )
    assert refusal.code == "beyond-holiday-lock"
    assert "2021 to 2032" in refusal.message
    assert EDITION.schedules["extended_hours"].id in refusal.message


def test_an_edition_that_no_longer_offers_the_plan_is_not_guessed_around() -> None:
    plans = {name: plan for name, plan in EDITION.plans.items() if name != "production"}
    later = replace(EDITION, id="2024-06-01", effective_from=date(2024, 6, 1), plans=plans, add_ons={})
    under = book(replace(ZITADEL, editions={**ZITADEL.editions, later.id: later}))
    for number, when in enumerate(("2024-05-31 23:59", "2024-06-01 00:00")):
        timeline = Timeline.of("T-1", [submitted(when, "severity_1")])
        answer = decide(timeline, under, LATER)
        result = columns.decide(columns.EventTable.from_timelines([timeline]), under, LATER)
        if number:
            assert isinstance(answer, Refusal)
            assert answer.code == "no-edition-in-force"
            assert result.refusals == (answer,)
        else:
            assert result.decisions.to_decisions() == answer
