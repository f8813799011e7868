"""The contract's own words for things, as sentences need them."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from tests.evaluate.contract import (
    BOOK,
    EDITION,
    event,
    replied,
    submitted,
    with_clock,
    with_edition,
    with_objective,
)
from tests.evaluate.worlds import at
from tests.render.told import ENGLISH, GERMAN, accounts_of, telling
from validator.model.credit import Grant
from validator.model.objective import EventPattern, Status
from validator.model.timeline import TicketEvent
from validator.model.words import Actor, Event, Metric, Recurs, Reopening
from validator.render.wording import Telling

SUBMITTED = submitted("2024-03-06 09:00", "severity_1")
ENGLISH_TOLD, GERMAN_TOLD = telling(SUBMITTED), telling(SUBMITTED, language=GERMAN)


@pytest.mark.parametrize(
    ("pattern", "english", "german"),
    [
        (EventPattern(Event.SUBMITTED), "the ticket is submitted", "das Ticket eingereicht wird"),
        (EventPattern(Event.RESOLVED), "the ticket is resolved", "das Ticket gelöst ist"),
        (
            EventPattern(Event.REPLIED, by=frozenset({Actor.MANAGER, Actor.AGENT}), public=True),
            "an agent or a manager replies in public",
            "ein Mitarbeiter oder ein Vorgesetzter öffentlich antwortet",
        ),
        (
            EventPattern(Event.REPLIED, by=frozenset({Actor.SYSTEM}), public=False),
            "the system replies internally",
            "das System intern antwortet",
        ),
        (EventPattern(Event.REPLIED), "anybody replies", "jemand antwortet"),
        (EventPattern(Event.STATUS_SET), "the status is set", "der Status gesetzt wird"),
        (
            EventPattern(Event.STATUS_SET, statuses=frozenset({"parked", "waiting"})),
            "the status is set to Parked or waiting",
            "der Status auf Parked oder waiting gesetzt wird",
        ),
    ],
)
def test_what_starts_and_stops_a_clock_is_said_as_a_clause(
    pattern: EventPattern, english: str, german: str
) -> None:
    known = with_edition(statuses={"parked": Status("parked", "Parked", EDITION.at)})
    assert telling(SUBMITTED, under=known).event(pattern) == english
    assert telling(SUBMITTED, under=known, language=GERMAN).event(pattern) == german


@pytest.mark.parametrize(
    ("actor", "english", "german"),
    [
        (Actor.CUSTOMER, "the customer", "der Kunde"),
        (Actor.AGENT, "an agent", "ein Mitarbeiter"),
        (Actor.MANAGER, "a manager", "ein Vorgesetzter"),
        (Actor.SYSTEM, "the system", "das System"),
        (None, "somebody", "jemand"),
    ],
)
def test_everybody_has_a_name(actor: Actor | None, english: str, german: str) -> None:
    assert ENGLISH_TOLD.actor(actor) == english
    assert GERMAN_TOLD.actor(actor) == german


def test_severities_and_channels_are_named_as_the_contract_names_them() -> None:
    assert ENGLISH_TOLD.severity("severity_4") == "Severity 4 - Non-urgent request"
    assert ENGLISH_TOLD.short_severity("severity_4") == "severity 4"
    assert ENGLISH_TOLD.channels(["phone", "email"]) == "eMail support and Phone support"
    assert ENGLISH_TOLD.channels([]) == "no channel"
    assert GERMAN_TOLD.channels([]) == "keinen Kanal"


def test_what_the_contract_does_not_name_keeps_its_own_name() -> None:
    assert ENGLISH_TOLD.severity("unheard_of") == "unheard_of"
    assert ENGLISH_TOLD.channels(["fax"]) == "fax"
    assert ENGLISH_TOLD.severity(None) == ENGLISH_TOLD.short_severity(None) == ""


def test_a_plan_is_named_with_its_add_ons() -> None:
    assert ENGLISH_TOLD.offer() == "Production + Extended support"
    assert telling(submitted("2024-03-06 09:00", "severity_1", "molkerei-2024")).offer() == "Production"


@pytest.mark.parametrize(
    ("grant", "amount", "english", "german"),
    [
        (Grant(Decimal(1), "days"), "1", "1 day of term extension", "1 Tag Verlängerung der Laufzeit"),
        (Grant(Decimal(1), "days"), "3", "3 days of term extension", "3 Tage Verlängerung der Laufzeit"),
        (Grant(Decimal(50), "CHF"), "1250.50", "1250.5 CHF", "1250.5 CHF"),
        (
            Grant(Decimal(5), "percent", "the monthly fee"),
            "15",
            "15 % of the monthly fee",
            "15 % von the monthly fee",
        ),
    ],
)
def test_credits_are_worth_days_money_or_a_share(
    grant: Grant, amount: str, english: str, german: str
) -> None:
    under = with_edition(credits={"late": replace(EDITION.credits["late_response"], grant=grant)})
    assert telling(SUBMITTED, under=under).credit(Decimal(amount), grant.unit) == english
    assert telling(SUBMITTED, under=under, language=GERMAN).credit(Decimal(amount), grant.unit) == german


def escalated(when: str) -> TicketEvent:
    return event(when, Event.ESCALATED, Actor.CUSTOMER, urgency="normal", channels=frozenset({"ticket"}))


def test_an_obligation_that_recurs_has_its_number() -> None:
    found = accounts_of(SUBMITTED, escalated("2024-03-07 09:00"), escalated("2024-03-08 09:00"))
    assert [Telling(account, ENGLISH).title for account in found] == [
        "Escalation for non-urgent needs",
        "Escalation for non-urgent needs (2)",
        "Initial response time",
    ]


def test_an_initial_response_that_starts_anew_has_its_number() -> None:
    again = [
        event("2024-03-06 10:00", Event.CLOSED),
        event("2024-03-07 09:00", Event.REOPENED, Actor.CUSTOMER),
        replied("2024-03-07 09:30"),
    ]
    found = accounts_of(
        SUBMITTED, *again, under=with_clock(reopening=Reopening.STARTS_ANEW, recurs=Recurs.ONCE)
    )
    assert [Telling(account, GERMAN).title for account in found] == [
        "Initial response time",
        "Initial response time (2)",
    ]


@pytest.mark.parametrize("metric", Metric)
def test_what_was_promised_is_named_by_what_is_measured(metric: Metric) -> None:
    account = accounts_of(SUBMITTED, under=with_objective(metric=metric))[0]
    said = {language.code: Telling(account, language).what for language in (ENGLISH, GERMAN)}
    assert said["en"] == ENGLISH.phrases[f"what-{metric.value}"]
    assert said["de"] == GERMAN.phrases[f"what-{metric.value}"]


def test_an_escalation_is_answered_however_the_first_answer_is_measured() -> None:
    found = accounts_of(SUBMITTED, escalated("2024-03-07 09:00"))
    assert Telling(found[0], ENGLISH).what == "An answer to this escalation"


def test_what_is_not_there_cannot_be_written() -> None:
    """A deadline that is missing would otherwise be written as 1970."""
    for write in (ENGLISH_TOLD.instant, ENGLISH_TOLD.duration):
        with pytest.raises(TypeError):
            write(None)


def test_times_are_local_where_the_support_hours_are() -> None:
    tokyo = replace(EDITION.schedules["extended_hours"], zone="Asia/Tokyo")
    account = accounts_of(
        SUBMITTED, under=with_edition(schedules={**EDITION.schedules, "extended_hours": tokyo})
    )[0]
    assert Telling(account, ENGLISH).instant(at("2024-03-06 09:00")) == "Wednesday, 6 March 2024, 17:00"
    assert Telling(account, ENGLISH).schedule.zone == "Asia/Tokyo"
    assert Telling(account, ENGLISH).instant(account.decision.deadline) == "Wednesday, 6 March 2024, 18:00"


def test_the_terms_are_those_of_the_ticket() -> None:
    assert ENGLISH_TOLD.edition is BOOK.policies["zitadel"].editions["2024-01-10"]
    assert ENGLISH_TOLD.agreement.customer == "Stickerei Rorschach AG"
