"""A decision cites every place that it rests on, and no other."""

from __future__ import annotations

import pytest

from tests.evaluate.contract import BOOK, EDITION, LATER, event, graded, replied, submitted
from validator.evaluate.citations import citations, covers, lies_in, rests_on
from validator.evaluate.reference import Account, accounts
from validator.location import Address
from validator.model.timeline import TicketEvent, Timeline
from validator.model.words import Actor, Event

FOLDER = "zitadel/editions/2024-01-10/"
GENERAL = [
    "agreement.yaml",
    "agreement.yaml plan",
    "agreement.yaml add_ons",
    "agreement.yaml term",
    "edition.yaml",
]
PRODUCTION = ["plans.yaml plans production", "plans.yaml plans production features"]
TICKET = [
    "channels.yaml channel_groups professional channels ticket",
    "channels.yaml channel_groups professional",
    "channels.yaml channel_groups professional feature",
    "channels.yaml channel_groups professional response_times",
    "scope.yaml requests error",
    "scope.yaml features generally_available",
]
LEVEL = "service-levels.yaml service_levels extended targets initial_response"


def account_of(*events: TicketEvent, obligation: str = "initial_response") -> Account:
    found = accounts(Timeline.of("T-1", list(events)), BOOK, LATER)
    assert isinstance(found, tuple), found
    return next(each for each in found if each.obligation.id == obligation)


def cited(account: Account) -> list[str]:
    """Return what an account cites as file and keys; whose agreement it is does not matter."""
    return [
        " ".join(
            [
                "agreement.yaml" if "/agreements/" in at.file else at.file.removeprefix(FOLDER),
                *map(str, at.route),
            ]
        )
        for at in citations(account)
    ]


def filed(
    agreement: str = "stickerei-2024", severity: str = "severity_1", way: str = "ticket"
) -> TicketEvent:
    return submitted("2024-09-02 10:00", severity, agreement, channels=frozenset({way}))


def test_a_claim_is_cited_from_the_agreement_to_the_credit() -> None:
    assert cited(account_of(filed(), replied("2024-09-02 11:30"))) == [
        *GENERAL,
        *PRODUCTION,
        "plans.yaml add_ons extended_support",
        f"{LEVEL} severity_1",
        *TICKET,
        "objectives.yaml objectives initial_response",
        "support-hours.yaml support_hours extended_hours",
        "credits.yaml credits late_response",
    ]


def test_without_an_add_on_the_plan_gives_hours_and_targets() -> None:
    assert cited(account_of(filed("molkerei-2024"))) == [
        *GENERAL,
        *PRODUCTION,
        "plans.yaml plans production support_hours",
        "plans.yaml plans production service_level",
        "plans.yaml plans production overrides initial_response severity_1",
        *TICKET,
        "objectives.yaml objectives initial_response",
        "support-hours.yaml support_hours business_hours",
        "credits.yaml credits late_response",
    ]


def test_what_was_agreed_on_is_cited() -> None:
    found = cited(account_of(filed("klinik-2024"), replied("2024-09-02 10:10")))
    assert found[-3:] == [
        "objectives.yaml objectives initial_response",
        "support-hours.yaml support_hours around_the_clock",
        "agreement.yaml agreed support_hours",
    ]
    assert "agreement.yaml agreed targets initial_response severity_1" in found


def test_a_refusal_cites_what_refuses_and_nothing_that_would_come_after() -> None:
    found = cited(account_of(filed("molkerei-2024", way="github")))
    assert found == [
        *GENERAL,
        *PRODUCTION,
        "plans.yaml plans production support_hours",
        "plans.yaml plans production service_level",
        "channels.yaml channel_groups community",
    ]


def test_a_refused_escalation_of_an_entitled_ticket_cites_what_let_the_ticket_in() -> None:
    escalated = event(
        "2024-09-02 10:10",
        Event.ESCALATED,
        Actor.CUSTOMER,
        urgency="urgent",
        channels=frozenset({"phone"}),
    )
    found = cited(account_of(filed(), escalated, obligation="escalation_urgent"))
    assert found == [
        *GENERAL,
        *PRODUCTION,
        "plans.yaml add_ons extended_support",
        "escalation.yaml escalations urgent",
        *TICKET,
    ]


def test_a_change_of_severity_cites_every_promise_that_governed_and_the_scale() -> None:
    regraded = [
        filed(severity="severity_3"),
        graded("2024-09-02 10:30", "severity_1"),
        replied("2024-09-02 11:00"),
    ]
    found = cited(account_of(*regraded))
    assert {f"{LEVEL} severity_3", f"{LEVEL} severity_1", "severities.yaml"} <= set(found)
    after = [
        filed(severity="severity_3"),
        replied("2024-09-02 11:00"),
        graded("2024-09-02 12:00", "severity_1"),
    ]
    assert {f"{LEVEL} severity_1", "severities.yaml"}.isdisjoint(cited(account_of(*after)))


def test_nothing_is_cited_twice() -> None:
    places = citations(account_of(filed(), replied("2024-09-02 11:30")))
    assert len(set(places)) == len(places)


OUTER = Address("a.yaml", ("plans", "basic"))
INNER = OUTER.child("features")


@pytest.mark.parametrize(
    ("one", "other", "inside"),
    [
        (OUTER, OUTER, True),
        (INNER, OUTER, True),
        (OUTER, INNER, False),
        (Address("b.yaml", INNER.route), OUTER, False),
        (Address("a.yaml", ("plans", "better")), OUTER, False),
        (INNER, Address("a.yaml"), True),
    ],
)
def test_a_place_lies_in_another_of_its_file(one: Address, other: Address, inside: bool) -> None:  # noqa: FBT001
    assert lies_in(one, other) is inside


def test_places_cover_each_other_if_one_lies_in_the_other() -> None:
    assert covers(OUTER, INNER)
    assert covers(INNER, OUTER)
    assert not covers(INNER, OUTER.child("title"))


def test_a_plan_that_refuses_does_so_with_all_that_stands_in_it() -> None:
    refused = account_of(filed("alpenverein-2024"))
    granted = account_of(filed("molkerei-2024"))
    for account in (refused, granted):
        plan = account.ticket.terms.plan
        assert rests_on(account, plan.at)
        assert rests_on(account, EDITION.at)
        assert rests_on(account, Address(plan.at.file, ("plans",)))
    assert rests_on(refused, refused.ticket.terms.plan.at.child("title"))
    assert not rests_on(granted, granted.ticket.terms.plan.at.child("title"))
