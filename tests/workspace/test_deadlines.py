"""What would be due when, before there is a ticket."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.evaluate.contract import EDITION, POLICIES, ZITADEL, local
from tests.evaluate.worlds import HOUR, MINUTE, at
from validator.evaluate.decision import Refusal
from validator.model.policy import Policy
from validator.model.words import Outcome, Reason
from validator.workspace.deadlines import Due, due, left_open, moment, question
from validator.workspace.trouble import Trouble

EVERY = POLICIES.policies


def answers(
    who: str, when: str, severity: str | None = "severity_1", escalation: str | None = None
) -> tuple[Due, ...]:
    found = due(question(EVERY, who, when), severity, escalation)
    assert isinstance(found, tuple), found
    return found


def only(policy: Policy, who: str, severity: str | None) -> Due:
    """Return the only answer under a varied contract."""
    found = due(question([policy], who, "2024-06-03 10:00"), severity)
    assert isinstance(found, tuple), found
    [answer] = found
    return answer


def deadline(
    who: str, when: str, severity: str | None = "severity_1", escalation: str | None = None
) -> str | None:
    """Return the only deadline, as Swiss time."""
    [answer] = answers(who, when, severity, escalation)
    return local(answer.begins.decision.deadline)


def trouble(
    who: str, when: str = "2024-06-03 10:00", *, policies: tuple[Policy, ...] = EVERY
) -> tuple[str, str]:
    """Return what cannot be answered, and what to do next."""
    with pytest.raises(Trouble) as raised:
        question(policies, who, when)
    return raised.value.message, raised.value.next_step


def varied(**changes: object) -> Policy:
    """Return the contract with parts of its edition changed."""
    return replace(ZITADEL, editions={EDITION.id: replace(EDITION, **changes)})  # type: ignore[arg-type]


# --- who asks ---


@pytest.mark.parametrize(
    ("who", "severity", "expected"),
    [
        ("stickerei-2024", "severity_2", "2024-04-02 08:10:00"),  # on extended hours, over Easter
        ("klinik-2024", "severity_1", "2024-03-28 18:40:00"),  # 30 minutes of the clock were agreed on
        ("klinik-2024", "severity_2", "2024-03-28 20:10:00"),
        ("kantonsarchiv-2024", "severity_1", "2024-03-28 18:55:00"),
        ("versicherung-2024", "severity_4", "2024-04-03 06:10:00"),  # on hours of its own, Saturday too
        ("production", "severity_1", "2024-04-09 11:00:00"),
        ("production+extended_support", "severity_1", "2024-04-02 07:10:00"),
        ("free+extended_support", "severity_3", "2024-04-02 18:10:00"),
    ],
)
def test_an_agreement_or_a_plan_with_add_ons_has_a_deadline(who: str, severity: str, expected: str) -> None:
    assert deadline(who, "2024-03-28 18:10", severity) == expected


def test_an_agreement_is_asked_under_its_own_terms() -> None:
    asked = question(EVERY, "klinik-2024", "2024-06-03 10:00")
    assert (asked.terms.agreement.id, asked.terms.edition.id, asked.at) == (
        "klinik-2024",
        "2024-01-10",
        at("2024-06-03 10:00"),
    )


def test_a_plan_can_be_bought_at_any_time() -> None:
    for when in ("2024-01-10 08:00", "2031-12-30 08:00"):
        [answer] = answers("production+extended_support", when)
        assert answer.begins.decision.reason is Reason.ENTITLED


@pytest.mark.parametrize(
    ("who", "message", "hint"),
    [
        ("klinik-2023", "there is no agreement and no plan `klinik-2023`", "Did you mean klinik-2024?"),
        ("productoin", "there is no agreement and no plan `productoin`", "Did you mean production?"),
        (
            "producton+extended_support",
            "there is no agreement and no plan `producton`",
            "Did you mean production?",
        ),
        (
            "production+extendet_support",
            "there is no add-on `extendet_support`",
            "Did you mean extended_support?",
        ),
        ("production+", "there is no add-on ``", "There are: extended_support."),
        (
            "enterprise_cloud",
            "Enterprise Cloud leaves its support hours to the agreement",
            "Name an agreement, such as klinik-2024.",
        ),
        (
            "enterprise_cloud+extended_support",
            "Extended support is not available for Enterprise Cloud",
            "It is for: free, production.",
        ),
    ],
)
def test_who_cannot_be_answered_is_told_what_helps(who: str, message: str, hint: str) -> None:
    assert trouble(who) == (message, hint)


def test_without_anything_alike_the_choices_are_told() -> None:
    _, hint = trouble("xyz")
    assert hint.startswith("There are: ")
    assert {"stickerei-2024", "free", "everyone"} <= set(
        hint.removeprefix("There are: ").strip(".").split(", ")
    )
    assert trouble("xyz", policies=()) == ("there is no agreement and no plan `xyz`", "There are: none.")


def test_a_plan_of_several_policies_is_no_answer() -> None:
    other = replace(ZITADEL, id="other", agreements={})
    message, hint = trouble("production", policies=(ZITADEL, other))
    assert message == "several policies have a plan production: zitadel, other"
    assert hint == "Name one: --policies policies/zitadel, for example."
    assert question((ZITADEL, other), "stickerei-2024", "2024-06-03 10:00").terms.policy is not other


def test_hours_that_nobody_has_agreed_on_need_an_agreement() -> None:
    alone = replace(ZITADEL, agreements={})
    assert trouble("enterprise_cloud", policies=(alone,))[1] == "Write an agreement first."


def test_an_add_on_may_settle_the_hours() -> None:
    add_on = replace(EDITION.add_ons["extended_support"], available_for=("enterprise_cloud",))
    policy = varied(add_ons={add_on.id: add_on})
    answer = only(policy, "enterprise_cloud+extended_support", "severity_1")
    assert local(answer.begins.decision.deadline) == "2024-06-03 11:00:00"


def test_before_the_first_edition_nothing_was_offered() -> None:
    for who in ("production", "stickerei-2024"):
        assert trouble(who, "2023-11-15 23:59") == (
            f"no edition in force at that moment offers {who}",
            "Ask for a later moment.",
        )
    question(EVERY, "production", "2023-11-16 00:00")


# --- when ---


@pytest.mark.parametrize(
    ("text", "instant"),
    [
        ("2024-06-03 10:00", at("2024-06-03 10:00")),
        ("2024-06-03T10:00", at("2024-06-03 10:00")),
        ("2024-06-03T08:00:00Z", at("2024-06-03 10:00")),
        ("2024-06-03 10:00+05:30", at("2024-06-03 06:30")),
        ("2024-06-03 10:00:30", at("2024-06-03 10:00") + 30_000_000),
        ("2024-06-03", at("2024-06-03 00:00")),
        ("2024-10-27 02:30+02:00", at("2024-10-27 02:30")),
        ("2024-10-27 02:30 +01:00", at("2024-10-27 02:30") + HOUR),  # as the message below writes it
    ],
)
def test_a_moment_is_local_time_unless_it_has_an_offset(text: str, instant: int) -> None:
    assert moment(text, ZITADEL) == instant
    assert question(EVERY, "stickerei-2024", text).at == instant


def test_an_instant_is_taken_as_it_is() -> None:
    assert question(EVERY, "stickerei-2024", at("2024-06-03 10:00")).at == at("2024-06-03 10:00")


OFFSET = "An offset says which moment is meant: '2024-10-27 02:30+02:00'."


@pytest.mark.parametrize(
    ("text", "message", "hint"),
    [
        (
            "2024-10-27 02:30",
            (
                "`2024-10-27 02:30` occurs twice: the clocks go back. "
                "Write which one is meant: `2024-10-27 02:30 +02:00`"
            ),
            OFFSET,
        ),
        ("2024-03-31 02:30", "`2024-03-31 02:30` does not exist: the clocks go forward", OFFSET),
        (
            "2024-02-30 10:00",
            "`2024-02-30 10:00` is no moment",
            "Write it like '2024-03-28 17:10', local time.",
        ),
        ("tomorrow", "`tomorrow` is no moment", "Write it like '2024-03-28 17:10', local time."),
        ("", "`` is no moment", "Write it like '2024-03-28 17:10', local time."),
        ("0001-01-01", "`0001-01-01` lies outside the years 1970 to 2099", "Ask for another moment."),
        (
            "9999-12-31 23:59",
            "`9999-12-31 23:59` lies outside the years 1970 to 2099",
            "Ask for another moment.",
        ),
    ],
)
def test_a_moment_that_cannot_be_meant_is_told(text: str, message: str, hint: str) -> None:
    assert trouble("stickerei-2024", text) == (message, hint)


# --- what ---


def test_the_answer_begins_with_the_ticket_and_ends_with_the_deadline() -> None:
    [answer] = answers("stickerei-2024", "2024-06-03 18:30")
    begins, ends = answer.begins.decision, answer.ends
    assert (begins.outcome, begins.elapsed, local(begins.deadline)) == (
        Outcome.RUNNING,
        0,
        "2024-06-04 07:30:00",
    )
    assert ends is not None
    assert (ends.decision.outcome, ends.decision.elapsed, ends.until) == (
        Outcome.RUNNING,
        60 * MINUTE,
        begins.deadline,
    )


AMOUNTS = {"severity_1": 60, "severity_2": 120, "severity_3": 720, "severity_4": 1440}


@settings(max_examples=25)
@given(st.integers(at("2024-01-10 00:00"), at("2024-12-31 00:00")), st.sampled_from(sorted(AMOUNTS)))
def test_at_every_deadline_exactly_what_was_promised_has_passed(instant: int, severity: str) -> None:
    found = due(question(EVERY, "stickerei-2024", instant), severity)
    assert isinstance(found, tuple)
    [answer] = found
    assert answer.ends is not None
    assert answer.ends.decision.elapsed == AMOUNTS[severity] * MINUTE
    assert answer.ends.decision.outcome is Outcome.RUNNING


@pytest.mark.parametrize(
    ("who", "when", "severity", "outcome"),
    [
        ("molkerei-2024", "2024-06-03 10:00", "severity_2", Outcome.BEST_EFFORT),
        ("production", "2024-06-03 10:00", "severity_4", Outcome.BEST_EFFORT),
        ("alpenverein-2024", "2024-06-03 10:00", "severity_1", Outcome.NOT_ENTITLED),
        ("free", "2024-06-03 10:00", "severity_1", Outcome.NOT_ENTITLED),
        ("stickerei-2024", "2025-01-02 10:00", "severity_1", Outcome.NOT_ENTITLED),
    ],
)
def test_without_a_promise_in_time_there_is_no_deadline(
    who: str, when: str, severity: str, outcome: Outcome
) -> None:
    [answer] = answers(who, when, severity)
    assert (answer.begins.decision.outcome, answer.begins.decision.deadline) == (outcome, None)
    assert answer.ends is None
    assert left_open(answer.begins) is None


def test_why_there_is_no_claim_is_told() -> None:
    [after] = answers("stickerei-2024", "2025-01-02 10:00")
    [free] = answers("free", "2024-06-03 10:00")
    assert after.begins.decision.reason is Reason.OUTSIDE_TERM
    assert free.begins.decision.reason is Reason.SUPPORT_NOT_INCLUDED


def test_a_target_that_is_left_to_the_agreement_is_told() -> None:
    cloud = EDITION.plans["enterprise_cloud"]
    fixed = replace(cloud, support_hours=replace(cloud.support_hours, negotiable=False))
    policy = varied(plans={**EDITION.plans, fixed.id: fixed})
    answer, other = (only(policy, "enterprise_cloud", severity) for severity in ("severity_1", "severity_2"))
    assert (left_open(answer.begins), answer.ends) == ("as agreed, no less than 30 minutes", None)
    assert (left_open(other.begins), other.ends is None) == (None, False)


@pytest.mark.parametrize(
    ("who", "when", "name", "expected"),
    [
        ("stickerei-2024", "2024-06-03 18:00", "urgent", "2024-06-04 08:00:00"),
        ("stickerei-2024", "2024-06-03 18:00", "normal", "2024-06-04 18:00:00"),
        ("klinik-2024", "2024-06-01 18:00", "normal", "2024-06-02 18:00:00"),
        ("production", "2024-06-03 16:00", "urgent", "2024-06-04 09:00:00"),
    ],
)
def test_an_escalation_has_a_deadline_of_its_own(who: str, when: str, name: str, expected: str) -> None:
    [answer] = answers(who, when, "severity_3", name)
    assert answer.begins.obligation.id == f"escalation_{name}"
    assert local(answer.begins.decision.deadline) == expected
    assert answer.ends is not None


def test_an_escalation_without_support_has_no_claim() -> None:
    [answer] = answers("alpenverein-2024", "2024-06-03 10:00", "severity_1", "urgent")
    assert (answer.begins.decision.reason, answer.ends) == (Reason.SUPPORT_NOT_INCLUDED, None)


@pytest.mark.parametrize(
    ("severity", "escalation", "message", "hint"),
    [
        ("severity1", None, "there is no severity `severity1`", "Did you mean severity_1?"),
        (
            "urgent",
            None,
            "there is no severity `urgent`",
            "There are: severity_1, severity_2, severity_3, severity_4.",
        ),
        ("severity_1", "urgnt", "there is no escalation `urgnt`", "Did you mean urgent?"),
        ("severity_1", "x", "there is no escalation `x`", "There are: normal, urgent."),
    ],
)
def test_an_unknown_severity_or_escalation_is_told(
    severity: str, escalation: str | None, message: str, hint: str
) -> None:
    asked = question(EVERY, "stickerei-2024", "2024-06-03 10:00")
    with pytest.raises(Trouble) as raised:
        due(asked, severity, escalation)
    assert (raised.value.message, raised.value.next_step) == (message, hint)


def test_without_a_severity_the_one_for_that_case_is_meant() -> None:
    found = due(question(EVERY, "stickerei-2024", "2024-06-03 10:00"), None)
    assert isinstance(found, Refusal)
    assert found.code == "missing-severity"
    policy = varied(severities=replace(EDITION.severities, when_not_stated="severity_2"))
    answer = only(policy, "stickerei-2024", None)
    assert answer.begins.decision.severity == "severity_2"


@pytest.mark.parametrize("when", ["2032-12-31 18:30", "2040-06-03 10:00"])
def test_what_reaches_beyond_the_frozen_holidays_is_refused(when: str) -> None:
    found = due(question(EVERY, "production+extended_support", when), "severity_1")
    assert isinstance(found, Refusal)
    assert found.code == "beyond-holiday-lock"
    assert "frozen for 2021 to 2032 only" in found.message


def test_a_ticket_is_taken_to_be_one_that_counts() -> None:
    """A channel with guaranteed response times, a request and a feature that are covered."""
    for who in ("stickerei-2024", "klinik-2024", "molkerei-2024"):
        [answer] = answers(who, "2024-06-03 10:00")
        assert answer.begins.decision.reason is Reason.ENTITLED
    scope = EDITION.scope
    assert scope is not None
    backwards = replace(
        scope,
        requests=dict(reversed(list(scope.requests.items()))),
        features=dict(reversed(list(scope.features.items()))),
        request_when_not_stated=None,
        feature_when_not_stated=None,
    )
    assert only(varied(scope=backwards), "stickerei-2024", "severity_1").begins.decision.entitled
    policy = varied(channels=None, scope=None)
    answer = only(policy, "stickerei-2024", "severity_1")
    assert local(answer.begins.decision.deadline) == "2024-06-03 11:00:00"
