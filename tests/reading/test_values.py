"""Each kind of file becomes the values of the model."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from tests.reading.acme import acme, edition, read
from validator.location import Address
from validator.model.credit import Grant
from validator.model.holidays import Holiday
from validator.model.objective import EventPattern
from validator.model.reading import Reading
from validator.model.schedule import Opening
from validator.model.target import (
    BestEffort,
    BusinessDays,
    ClockTime,
    EndOfNextBusinessDay,
    Negotiable,
    NotOffered,
    SupportTime,
)
from validator.model.words import (
    Actor,
    Counted,
    DeterminedBy,
    EligibleOn,
    Event,
    Inclusion,
    MeasuredOn,
    Metric,
    Recurs,
    Reopening,
    SeverityChange,
)

MINUTE, HOUR = 60_000_000, 3_600_000_000
E = "acme/editions/2024-01-01/"


def test_a_policy() -> None:
    policy = acme()
    assert (policy.id, policy.title, policy.provider, policy.zone) == (
        "acme",
        "ACME support",
        "ACME AG",
        "Europe/Zurich",
    )
    assert list(policy.editions) == ["2024-01-01"]
    assert policy.at == Address("acme/policy.yaml")


def test_an_edition() -> None:
    found = edition()
    assert (found.id, found.effective_from, found.supersedes) == ("2024-01-01", date(2024, 1, 1), None)
    assert (found.source.document, found.source.revision) == ("terms.md", "none")
    assert (found.source.printed_date, found.source.licence) == (date(2023, 12, 24), None)
    assert found.clauses[:2] == ("Hours", "Severities")
    assert found.definitions["ticket"].means == "A request that was submitted."
    assert [(one.term, one.means) for one in found.provisions] == [("Hours", "Support has hours.")]


def test_openings_are_minutes_from_midnight() -> None:
    office = edition().schedules["office"]
    assert office.openings == (Opening((0, 1, 2, 3, 4), 480, 1020, ""), Opening((5,), 540, 720, ""))
    assert office.openings[0].text == "monday-friday, 08:00-17:00"
    assert (office.zone, office.always, office.business_day) == ("Europe/Zurich", False, 9 * HOUR)
    assert (office.holidays, office.closed_dates) == ("CH-SG", (date(2024, 12, 24),))
    assert office.may_be_agreed_otherwise


def test_an_opening_may_last_for_days() -> None:
    [week] = edition().schedules["week"].openings
    assert week == Opening((6,), 14 * 60, (5 * 24 + 17) * 60, "")


def test_an_opening_that_passes_midnight_closes_on_the_next_day() -> None:
    nights = acme().agreements["bank-2024"].schedules["nights"]
    assert nights.openings == (Opening((0, 1), 22 * 60, 30 * 60, ""),)
    assert nights.openings[0].text == "monday, tuesday, 22:00-06:00"


def test_always_has_no_openings() -> None:
    always = edition().schedules["always"]
    assert (always.always, always.openings, always.holidays, always.closed_dates) == (True, (), None, ())
    assert always.business_day is None
    assert not always.may_be_agreed_otherwise


@pytest.mark.parametrize(
    ("days", "numbers"),
    [
        ("monday-friday", (0, 1, 2, 3, 4)),
        ("friday-monday", (0, 4, 5, 6)),
        ("sunday", (6,)),
        ("monday-sunday", (0, 1, 2, 3, 4, 5, 6)),
        ("[friday, monday]", (4, 0)),
    ],
)
def test_days(days: str, numbers: tuple[int, ...]) -> None:
    policy = read(("support-hours.yaml", "days: monday-friday", f"days: {days}"))
    assert policy.editions["2024-01-01"].schedules["office"].openings[0].days == numbers


def test_severities_stand_in_their_order() -> None:
    scale = edition().severities
    assert [(one.id, one.rank) for one in scale.severities.values()] == [("severe", 0), ("normal", 1)]
    assert (scale.determined_by, scale.when_not_stated) == (DeterminedBy.PROVIDER, None)
    severe, normal = scale.severities.values()
    assert (severe.commitment, severe.lowered_when, severe.lowered_to) == (
        "Work without a break.",
        "something works again",
        "normal",
    )
    assert (normal.commitment, normal.lowered_when, normal.lowered_to) == (None, None, None)
    assert normal.examples == ("A question",)


def test_lowering_to_the_appropriate_level_names_no_severity() -> None:
    policy = read(("severities.yaml", "to: normal", "to: the appropriate level"))
    severe = policy.editions["2024-01-01"].severities.severities["severe"]
    assert (severe.lowered_when, severe.lowered_to) == ("something works again", None)


def test_channels() -> None:
    channels = edition().channels
    assert channels is not None
    group = channels.groups["helpdesk"]
    assert (group.feature, group.guarantees_response_times, group.languages) == (
        "helpdesk",
        True,
        ("English",),
    )
    assert {one.id: one.contact for one in group.channels.values()} == {
        "ticket": "portal",
        "phone": "+41 71 000 00 00",
    }
    assert channels.when_not_stated == "ticket"
    assert channels.contacts["billing"].contact == "bills@example.com"


def test_scope() -> None:
    scope = edition().scope
    assert scope is not None
    assert {one.id: one.covered for one in scope.requests.values()} == {"error": True, "consulting": False}
    assert (scope.request_when_not_stated, scope.feature_when_not_stated) == ("error", None)
    assert scope.features["core"].covered_by == "helpdesk"
    assert scope.assistance is not None
    assert scope.assistance.items == ("Answers",)
    assert scope.ticket_contains is None


def test_targets_keep_their_words_their_clause_and_their_place() -> None:
    promise = edition().service_levels["basic"].targets["initial_response"]["severe"]
    assert (promise.target, promise.text, promise.clause) == (SupportTime(HOUR), "1 business hour", "Answers")
    assert promise.at == Address(
        f"{E}service-levels.yaml", ("service_levels", "basic", "targets", "initial_response", "severe")
    )
    better = edition().service_levels["better"].targets["initial_response"]
    assert better["severe"].target == Negotiable(ClockTime(30 * MINUTE))
    assert better["severe"].text == "as agreed, no less than 30 minutes"
    assert edition().plans["free"].overrides["initial_response"]["severe"].clause == "Plans"


@pytest.mark.parametrize(
    ("words", "target"),
    [
        ("best effort", BestEffort()),
        ("not offered", NotOffered()),
        ("30 minutes", ClockTime(30 * MINUTE)),
        ("1 hour", ClockTime(HOUR)),
        ("45 business minutes", SupportTime(45 * MINUTE)),
        ("10000 business hours", SupportTime(10_000 * HOUR)),
        ("1 business day", BusinessDays(1)),
        ("30 business days", BusinessDays(30)),
        ("end of the next business day", EndOfNextBusinessDay()),
        ("{ negotiable: { no_less_than: 2 business hours } }", Negotiable(SupportTime(2 * HOUR))),
    ],
)
def test_targets(words: str, target: object) -> None:
    policy = read(("service-levels.yaml", "normal: 2 business days", f"normal: {words}"))
    found = policy.editions["2024-01-01"].service_levels["better"].targets["initial_response"]["normal"]
    assert found.target == target


def test_plans() -> None:
    free, gold = edition().plans.values()
    assert (free.support_hours.schedule, free.support_hours.negotiable, free.service_level) == (
        "office",
        False,
        "basic",
    )
    assert (gold.support_hours.schedule, gold.support_hours.negotiable) == ("always", True)
    assert gold.support_hours.text == "as agreed, up to always"
    assert gold.features == {"helpdesk": Inclusion.INCLUDED, "manager": Inclusion.NEGOTIABLE}
    assert gold.overrides == {}


def test_an_add_on_replaces_only_what_it_lists() -> None:
    add_on = edition().add_ons["longer_hours"]
    assert add_on.available_for == ("free", "gold")
    assert add_on.support_hours is not None
    assert (add_on.support_hours.schedule, add_on.service_level) == ("week", None)
    assert add_on.features == {"helpdesk": Inclusion.INCLUDED}


def test_objectives() -> None:
    objective = edition().objectives["initial_response"]
    clock = objective.clock
    assert (objective.metric, objective.severity_change) == (
        Metric.INITIAL_RESPONSE,
        SeverityChange.PROSPECTIVE,
    )
    assert clock.starts == EventPattern(Event.SUBMITTED)
    assert clock.stops == EventPattern(Event.REPLIED, by=frozenset({Actor.AGENT, Actor.MANAGER}), public=True)
    assert (clock.recurs, clock.counts, clock.reopening) == (Recurs.ONCE, "office", Reopening.STANDS)
    assert clock.pauses == {"waiting"}
    assert set(objective.readings) == {"counts", "reopening", "severity_change"}
    assert [one.id for one in edition().disclaimers] == ["resolution"]
    assert edition().statuses["waiting"].title == "Waiting for the customer"


@pytest.mark.parametrize(
    ("pattern", "expected"),
    [
        (
            "{ event: replied, by: [customer], public: public or not }",
            EventPattern(Event.REPLIED, frozenset({Actor.CUSTOMER})),
        ),
        (
            "{ event: status_set, status: [waiting] }",
            EventPattern(Event.STATUS_SET, statuses=frozenset({"waiting"})),
        ),
        ("{ event: escalated, urgency: urgent }", EventPattern(Event.ESCALATED, urgency="urgent")),
        ("{ event: resolved, by: [system] }", EventPattern(Event.RESOLVED, frozenset({Actor.SYSTEM}))),
    ],
)
def test_event_patterns(pattern: str, expected: EventPattern) -> None:
    policy = read(("objectives.yaml", "starts: { event: submitted }", f"starts: {pattern}"))
    assert policy.editions["2024-01-01"].objectives["initial_response"].clock.starts == expected


def test_a_clock_may_count_the_hours_of_the_plan() -> None:
    policy = read(("objectives.yaml", "counts: office", "counts: support hours of the plan"))
    assert policy.editions["2024-01-01"].objectives["initial_response"].clock.counts is None


def test_escalations() -> None:
    urgent = edition().escalations["urgent"]
    assert (urgent.channels, urgent.all_channels, urgent.when_not_stated) == (("phone", "ticket"), True, None)
    assert urgent.contacts == {"phone": "+41 71 000 00 01"}
    assert urgent.responders == {Actor.MANAGER}
    assert (urgent.promise.target, urgent.counts, urgent.obligation) == (
        BusinessDays(1),
        None,
        "escalation_urgent",
    )


def test_credits() -> None:
    credit = edition().credits["late"]
    assert credit.obligations == ("initial_response", "escalation_urgent")
    assert (credit.every, credit.counted, credit.measured_on) == (
        15 * MINUTE,
        Counted.STARTED,
        MeasuredOn.WALL_CLOCK,
    )
    assert credit.grant == Grant(Decimal("2.5"), "percent", "the monthly fee")
    assert (credit.cap, credit.eligible_on) == (Decimal(100), EligibleOn.DEADLINE)


@pytest.mark.parametrize(
    ("words", "grant"),
    [
        ("{ kind: term extension, days: 2 }", Grant(Decimal(2), "days")),
        ("{ kind: amount, amount: 19.99, currency: CHF }", Grant(Decimal("19.99"), "CHF")),
    ],
)
def test_grants_are_exact(words: str, grant: Grant) -> None:
    policy = read(("credits.yaml", "{ kind: percent, percent: 2.5, of: the monthly fee }", words))
    assert policy.editions["2024-01-01"].credits["late"].grant == grant


def test_no_cap_is_said() -> None:
    policy = read(("credits.yaml", "cap: 100", "cap: none"))
    assert policy.editions["2024-01-01"].credits["late"].cap is None


def test_services() -> None:
    service = edition().services["manager"]
    assert (service.feature, service.terms) == ("manager", ("Up to the agreed hours.",))
    assert [(one.id, one.items) for one in service.topics] == [("tasks", ("Calls",))]


def test_an_agreement() -> None:
    agreement = acme().agreements["bank-2024"]
    assert (agreement.customer, agreement.plan, agreement.add_ons) == ("A bank", "gold", ("longer_hours",))
    assert (agreement.edition, agreement.term.first, agreement.term.last) == (
        None,
        date(2024, 1, 1),
        date(2024, 12, 31),
    )
    assert agreement.agreed.support_hours is not None
    assert agreement.agreed.support_hours.schedule == "nights"
    assert agreement.agreed.targets["initial_response"]["severe"].target == ClockTime(45 * MINUTE)
    assert agreement.agreed.features == {"manager": "20 hours per term"}


def test_an_agreement_may_pin_its_edition() -> None:
    policy = read(("agreements/bank-2024.yaml", "in force", "2024-01-01"))
    assert policy.agreements["bank-2024"].edition == "2024-01-01"


def test_frozen_holidays() -> None:
    lock = acme().lock
    assert lock is not None
    calendar = lock.calendars["CH-SG"]
    assert (calendar.first_year, calendar.last_year, calendar.package_version) == (2024, 2025, "0.109")
    assert calendar.holidays[0] == Holiday(date(2024, 3, 29), "Good Friday")


def test_a_reading_shows_what_was_chosen() -> None:
    readings = edition().schedules["office"].readings
    assert readings["business_day"] == Reading("How long?", "9 hours", "One opening.", edition().at)
    assert readings["closed_on"].chosen == "public holidays: CH-SG; dates: 2024-12-24"
    assert readings["closed_on"].at.route == ("support_hours", "office", "readings", "closed_on")


def test_policies_that_say_the_same_are_equal() -> None:
    moved = read(
        (
            "plans.yaml",
            "  helpdesk: { title: Help desk }\n",
            "  # moved\n\n  helpdesk:\n    title: Help desk\n",
        )
    )
    assert moved == acme()
