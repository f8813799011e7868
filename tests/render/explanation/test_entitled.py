"""The first steps: who, under what, and whether the customer may ask."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.evaluate.contract import EDITION, event, submitted, with_edition
from tests.render.told import ENGLISH, GERMAN, accounts_of, place, shipped, telling
from validator.location import Address
from validator.model.words import Actor, Event, Reason
from validator.render.explanation import entitled
from validator.render.explanation.step import Step
from validator.render.wording import Telling

EDITION_FILES = "zitadel/editions/2024-01-10"


def steps(ticket: str) -> list[Step]:
    return list(entitled.steps(Telling(shipped(ticket)[0], ENGLISH)))


def said(told: Telling) -> list[str]:
    return [step.text for step in entitled.steps(told)]


def cited(step: Step) -> str:
    return place(step.at or Address("nowhere"))


def test_the_first_steps_of_a_customer_who_may_ask() -> None:
    assert [(step.text, step.clause, cited(step) if step.at else "") for step in steps("Z-1012")] == [
        (
            "The agreement of Stickerei Rorschach AG runs from 10 January 2024 to 31 December 2024.",
            "Term of the agreement",
            "zitadel/agreements/stickerei-2024.yaml:8",
        ),
        ("The ticket was submitted on Thursday, 28 March 2024, 18:30 through Phone support.", "", ""),
        (
            "The agreement follows the edition in force: on that day, the one of 10 January 2024.",
            "Support service description for ZITADEL",
            f"{EDITION_FILES}/edition.yaml:2",
        ),
        ("The plan is Production.", "Support in subscription plans", f"{EDITION_FILES}/plans.yaml:26"),
        (
            (
                "The add-on Extended support replaces the support hours, the service level and the "
                "features; everything "
                "else stays "
                "as the plan has it."
            ),
            "Extended support",
            f"{EDITION_FILES}/plans.yaml:66",
        ),
        (
            "Response times are guaranteed for Professional support; that includes Phone support.",
            "Professional support",
            f"{EDITION_FILES}/channels.yaml:20",
        ),
        (
            (
                "The request is covered: Errors or critical security-related issues in service, product or "
                "configuration "
                "as provided."
            ),
            "Support request",
            f"{EDITION_FILES}/scope.yaml:3",
        ),
        (
            "It is about Features covered by professional support, which the plan covers.",
            "Support in subscription plans",
            f"{EDITION_FILES}/scope.yaml:30",
        ),
    ]


REFUSALS = {
    "Z-1005": (Reason.OUTSIDE_TERM, 4),
    "Z-1001": (Reason.SUPPORT_NOT_INCLUDED, 4),
    "Z-1006": (Reason.CHANNEL_NOT_COVERED, 5),
    "Z-1007": (Reason.REQUEST_OUT_OF_SCOPE, 6),
    "Z-1008": (Reason.FEATURE_NOT_COVERED, 7),
}


@pytest.mark.parametrize("ticket", REFUSALS)
def test_a_refusal_is_the_last_step_after_what_was_passed(ticket: str) -> None:
    reason, passed = REFUSALS[ticket]
    decision, found = shipped(ticket)[0].decision, steps(ticket)
    assert decision.reason is reason
    assert len(found) == passed + 1
    assert found[-1].text.startswith("No promise holds: ")
    assert (found[-1].at, found[-1].clause) == (decision.rests_on, decision.clause)


def test_an_agreement_may_be_pinned_to_an_edition() -> None:
    assert steps("Z-1009")[2].text == "The agreement is pinned to the edition of 10 January 2024."


def test_credits_that_reach_the_ticket_are_told() -> None:
    assert steps("Z-1040")[0].text == (
        "The agreement of Stickerei Rorschach AG runs from 10 January 2024 to 31 December 2024; "
        "credits extend it to 7 January 2025."
    )
    assert said(Telling(shipped("Z-1041")[0], GERMAN))[0] == (
        "Der Vertrag von Kantonsarchiv St. Gallen läuft vom 10. Januar 2024 bis zum 31. Dezember 2024; "
        "Gutschriften verlängern ihn bis zum 2. Januar 2025."
    )


def test_all_channels_of_a_ticket_are_told_and_those_that_count_are_told_apart() -> None:
    asked = submitted("2024-03-06 09:00", "severity_1", channels=frozenset({"phone", "public_chat"}))
    told = said(telling(asked))
    assert told[1].endswith("through Phone support and Public chat.")
    assert told[5] == "Response times are guaranteed for Professional support; that includes Phone support."


def test_several_channels_that_count_are_told_together() -> None:
    assert steps("Z-1013")[4].text == (
        "Response times are guaranteed for Professional support; that includes eMail support and Phone support."
    )


def test_a_channel_that_stands_for_none_is_told_as_the_one_that_was_used() -> None:
    channels = EDITION.channels
    assert channels is not None
    silent = replace(submitted("2024-03-06 09:00", "severity_1"), channels=frozenset())
    told = said(telling(silent, under=with_edition(channels=replace(channels, when_not_stated="ticket"))))
    assert told[1] == "The ticket was submitted on Wednesday, 6 March 2024, 09:00 through Ticket."


def test_a_contract_without_channels_and_scope_says_nothing_of_them() -> None:
    silent = replace(submitted("2024-03-06 09:00", "severity_1"), channels=frozenset())
    told = said(telling(silent, under=with_edition(channels=None, scope=None)))
    assert len(told) == 5
    assert told[1] == "The ticket was submitted on Wednesday, 6 March 2024, 09:00."
    assert told[4].startswith("The add-on Extended support replaces")


def test_an_add_on_names_only_what_it_replaces() -> None:
    add_on = replace(EDITION.add_ons["extended_support"], service_level=None, support_hours=None)
    told = telling(
        submitted("2024-03-06 09:00", "severity_2"), under=with_edition(add_ons={"extended_support": add_on})
    )
    assert (
        said(told)[4]
        == "The add-on Extended support replaces the features; everything else stays as the plan has it."
    )


@pytest.mark.parametrize("stated", [False, True])
def test_a_reading_is_told_only_where_it_decides(*, stated: bool) -> None:
    asked = submitted("2024-03-06 09:00", "severity_1")
    if stated:
        asked = replace(asked, request="error", feature="generally_available")
    found = list(entitled.steps(telling(asked)))
    assert found[6].text.startswith("The request is covered")
    assert found[7].text.startswith("It is about")
    assert (not found[6].choices) == (not found[7].choices) == stated


# --- escalations ---

ASKED = submitted("2024-03-06 09:00", "severity_1")


def escalated(urgency: str, *channels: str) -> list[str]:
    asked = event(
        "2024-03-06 10:00", Event.ESCALATED, Actor.CUSTOMER, urgency=urgency, channels=frozenset(channels)
    )
    account = next(each for each in accounts_of(ASKED, asked) if each.obligation.is_escalation)
    return said(Telling(account, ENGLISH))


def test_an_escalation_is_told_with_its_channels() -> None:
    assert escalated("urgent", "phone", "email")[-1] == (
        "On Wednesday, 6 March 2024, 10:00 the customer escalated (Escalation for urgent needs) "
        "through eMail support and Phone support."
    )


def test_an_escalation_without_a_channel_came_as_the_contract_supposes() -> None:
    assert escalated("normal")[-1].endswith("(Escalation for non-urgent needs) through Ticket.")


def test_an_escalation_that_lacks_a_channel_is_told_and_then_refused() -> None:
    told = escalated("urgent", "phone")
    assert told[-2].endswith("through Phone support.")
    assert told[-1].startswith("No promise holds: this escalation has to come through")


def test_an_escalation_of_a_ticket_that_is_refused_anyway_is_not_told() -> None:
    asked = event(
        "2024-03-06 10:00", Event.ESCALATED, Actor.CUSTOMER, urgency="normal", channels=frozenset({"ticket"})
    )
    refused = replace(ASKED, channels=frozenset({"public_chat"}))
    for account in accounts_of(refused, asked):
        assert not any("escalated" in step for step in said(Telling(account, ENGLISH)))
