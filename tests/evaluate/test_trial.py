"""An example holds only if everything comes out as it says, and says what would make it hold."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from tests.evaluate.contract import EDITION, POLICIES, ZITADEL, book
from tests.evaluate.worked import LATE, changed, example_of, only, read, said, tried, without
from validator.evaluate.trial import try_example
from validator.location import Address
from validator.workspace.trials import try_examples

PROMISE = Address(
    "zitadel/editions/2024-01-10/service-levels.yaml",
    ("service_levels", "extended", "targets", "initial_response", "severity_1"),
)
BASE = ("examples", 0)
ANSWER = (*BASE, "expect", "initial_response")

OUTSIDE = """\
examples:
  - title: A request after the end of the term
    agreement: stickerei-2024
    timeline: [{ at: 2025-01-02 10:00, event: submitted, severity: severity_1, channel: ticket }]
    expect: { initial_response: { outcome: not-entitled, reason: outside-term } }
    because: [term]
"""
REJECTED = """\
examples:
  - title: A request of a severity that nobody knows
    agreement: stickerei-2024
    timeline: [{ at: 2024-09-02 10:00, event: submitted, severity: severity_9, channel: ticket }]
    rejected: unknown-severity
"""
REFUSED = """\
examples:
  - title: Nobody may agree on 10 minutes
    agreement:
      plan: enterprise_cloud
      add_ons: []
      agreed: { support_hours: business_hours, targets: { initial_response: { severity_1: 10 minutes } } }
    timeline: [{ at: 2024-09-02 10:00, event: submitted, severity: severity_1, channel: ticket }]
    refused: agreed-out-of-bounds
"""
ESCALATED = """\
examples:
  - title: A request escalated twice, the second time without a call
    agreement: { plan: production, add_ons: [extended_support] }
    timeline:
      - { at: 2024-09-02 10:00, event: submitted, severity: severity_3, channel: ticket }
      - { at: 2024-09-02 11:00, event: escalated, urgency: urgent, channel: phone+email }
      - { at: 2024-09-02 12:00, event: escalated, urgency: urgent, channel: email }
    as_of: 2024-09-02 13:15
    expect:
      initial_response: { outcome: running, deadline: 2024-09-03 10:00 }
      escalation_urgent:
        - { outcome: overdue, deadline: 2024-09-02 13:00, overrun: 15 minutes, credit: 1 day, provisional: true }
        - { outcome: not-entitled, reason: escalation-channels-missing }
    because: [service_levels.extended, escalations.urgent, credits.late_escalation]
"""
BEST_EFFORT = """\
examples:
  - title: Severity 2 of the plan Production is best effort
    agreement: molkerei-2024
    timeline: [{ at: 2024-09-02 10:00, event: submitted, severity: severity_2, channel: ticket }]
    as_of: 2024-09-05 10:00
    expect: { initial_response: { outcome: best-effort, target: best effort, credit: none } }
    because: [service_levels.default.targets.initial_response.severity_2]
"""
EXTENDED = changed(
    OUTSIDE,
    ("    agreement: stickerei-2024\n", "    agreement: stickerei-2024\n    extended_by: 2 days\n"),
    ("outcome: not-entitled, reason: outside-term", "outcome: running, deadline: 2025-01-02 11:00"),
    ("[term]", "[term, service_levels.extended]"),
)


@pytest.mark.parametrize(
    "text",
    [LATE, OUTSIDE, REJECTED, REFUSED, ESCALATED, BEST_EFFORT, EXTENDED],
    ids=["late", "outside", "rejected", "refused", "escalated", "best effort", "extended"],
)
def test_an_example_of_each_kind_holds(text: str) -> None:
    trial = tried(text)
    assert said(trial) == []
    assert trial.holds


def test_a_trial_tells_what_was_decided() -> None:
    assert [account.decision.outcome.value for account in tried(ESCALATED).accounts] == [
        "overdue",
        "not-entitled",
        "running",
    ]
    assert [tried(text).accounts for text in (REJECTED, REFUSED)] == [(), ()]


# --- values ---

WRONG = [
    ("outcome", "breached", "met"),
    ("severity", "severity_1", "severity_2"),
    ("target", "1 business hour", "2 business hours"),
    ("schedule", "extended_hours", "wall_clock"),
    ("deadline", "2024-09-02 11:00", "2024-09-02 10:59:59"),
    ("stopped", "2024-09-02 11:30", "2024-09-02 11:30:01"),
    ("claimable", "2024-09-02 11:30", "2024-09-02 11:30 +00:00"),
    ("elapsed", "1 hour 30 minutes", "30 minutes"),
    ("overrun", "30 minutes", "29 minutes 59 seconds"),
    ("credit", "2 days", "2 CHF"),
    ("credit", "2 days", "none"),
    ("provisional", "false", "true"),
]


@pytest.mark.parametrize(("key", "true", "wrong"), WRONG, ids=[f"{key} {wrong}" for key, _, wrong in WRONG])
def test_a_wrong_value_is_told_with_the_literal_that_makes_the_example_hold(
    key: str, true: str, wrong: str
) -> None:
    text = changed(LATE, (f"        {key}: {true}\n", f"        {key}: {wrong}\n"))
    trial = tried(text)
    mismatch = only(trial)
    shown = "2024-09-02 13:30" if "+" in wrong else wrong
    assert mismatch.message == f"`{key}` is expected to be `{shown}`, and comes out as `{true}`."
    assert (mismatch.at.route, mismatch.rests_on) == ((*ANSWER, key), PROMISE)
    assert not trial.holds
    assert changed(text, (f"{key}: {wrong}\n", f"{key}: {mismatch.instead}\n")) == LATE


def test_every_wrong_value_is_told() -> None:
    text, once = LATE, {key: (true, wrong) for key, true, wrong in WRONG}
    for key, (true, wrong) in once.items():
        text = changed(text, (f"        {key}: {true}\n", f"        {key}: {wrong}\n"))
    assert [each.at.route[-1] for each in tried(text).mismatches] == list(once)


def test_a_wrong_reason_is_told() -> None:
    mismatch = only(tried(changed(OUTSIDE, ("reason: outside-term", "reason: channel-not-covered"))))
    assert mismatch.at.route == (*ANSWER, "reason")
    assert mismatch.instead == "outside-term"


def test_each_of_several_decisions_is_compared_with_its_own() -> None:
    text = changed(ESCALATED, ("overrun: 15 minutes", "overrun: 1 minute"))
    mismatch = only(tried(text))
    assert mismatch.at.route == (*BASE, "expect", "escalation_urgent", 0, "overrun")
    assert mismatch.instead == "15 minutes"


def test_where_nothing_comes_out_no_literal_mends_it() -> None:
    text = changed(
        BEST_EFFORT,
        (
            "outcome: best-effort, ",
            "outcome: running, deadline: 2024-09-02 12:00, stopped: 2024-09-02 12:00, ",
        ),
        ("credit: none", "overrun: 1 hour, credit: 4 days, claimable: 2024-09-02 12:00"),
    )
    assert said(tried(text)) == [
        ("`outcome` is expected to be `running`, and comes out as `best-effort`.", "best-effort"),
        ("`deadline` is expected to be `2024-09-02 12:00`, and comes out as `none`.", None),
        ("`stopped` is expected to be `2024-09-02 12:00`, and comes out as `none`.", None),
        ("`overrun` is expected to be `1 hour`, and comes out as `none`.", None),
        ("`credit` is expected to be `4 days`, and comes out as `none`.", "none"),
        ("`claimable` is expected to be `2024-09-02 12:00`, and comes out as `none`.", None),
    ]


def test_of_a_ticket_that_is_entitled_no_reason_can_be_written() -> None:
    text = changed(LATE, ("outcome: breached", "outcome: not-entitled\n        reason: outside-term"))
    assert said(tried(text)) == [
        ("`outcome` is expected to be `not-entitled`, and comes out as `breached`.", "breached"),
        ("`reason` is expected to be `outside-term`, and comes out as `entitled`.", None),
    ]


@pytest.mark.parametrize(
    ("keys", "outcome", "instead"),
    [
        ("outcome: met, deadline: 2024-09-02 11:00", "breached", None),
        (
            "outcome: met, deadline: 2024-09-02 11:00, overrun: 30 minutes, credit: 2 days",
            "breached",
            "breached",
        ),
        ("outcome: best-effort", "breached", None),
        ("outcome: not-offered, deadline: 2024-09-02 11:00", "breached", None),
    ],
)
def test_an_outcome_is_offered_only_where_the_example_says_all_that_belongs_to_it(
    keys: str, outcome: str, instead: str | None
) -> None:
    """Otherwise the file would no longer be one of examples."""
    head, _, tail = LATE.partition("      initial_response:\n")
    text = f"{head}      initial_response: {{ {keys} }}\n" + tail[tail.index("    because") :]
    mismatch = only(tried(text))
    assert mismatch.message.endswith(f"comes out as `{outcome}`.")
    assert mismatch.instead == instead


# --- decisions ---


def test_a_decision_that_is_missing_is_told() -> None:
    text = changed(
        LATE,
        (
            "    because:\n",
            "      escalation_urgent: { outcome: running, deadline: 2024-09-02 12:00 }\n    because:\n",
        ),
    )
    mismatch = only(tried(text))
    assert mismatch.message == "Nothing is decided of `escalation_urgent`: its clock never starts."
    assert (mismatch.at.route, mismatch.instead) == ((*BASE, "expect", "escalation_urgent"), None)


def test_one_of_several_decisions_that_is_missing_is_told_with_its_number() -> None:
    second = "        - { outcome: not-entitled, reason: escalation-channels-missing }\n"
    mismatch = only(tried(changed(ESCALATED, (second, second * 2))))
    assert mismatch.message == "Nothing is decided of `escalation_urgent` number 3: its clock never starts."
    assert mismatch.at.route == (*BASE, "expect", "escalation_urgent", 2)


def test_a_decision_too_many_is_told() -> None:
    text = changed(
        ESCALATED, ("        - { outcome: not-entitled, reason: escalation-channels-missing }\n", "")
    )
    mismatch = only(tried(text))
    assert mismatch.message == "`escalation_urgent` number 2 is decided too (not-entitled), and not expected."
    assert mismatch.at == Address(example_of(text).at.file, (*BASE, "expect"), on_key=True)
    assert mismatch.rests_on is not None
    assert mismatch.rests_on.route == ("escalations", "urgent")


def test_another_edition_decides() -> None:
    later = replace(EDITION, id="2024-07-01", effective_from=date(2024, 7, 1))
    two = replace(ZITADEL, editions={EDITION.id: EDITION, later.id: later})
    mismatch = only(try_example(example_of(LATE), book(two)))
    assert mismatch.message == (
        "The ticket is decided under the edition 2024-07-01, in whose folder this example belongs."
    )
    assert mismatch.at.route == (*BASE, "agreement")


# --- tickets that are not decided, agreements that are not made ---


def test_another_rejection_is_told_with_its_code() -> None:
    text = changed(REJECTED, ("rejected: unknown-severity", "rejected: not-submitted"))
    mismatch = only(tried(text))
    assert mismatch.message == (
        "The ticket cannot be decided (unknown-severity): the edition in force has no severity `severity_9`."
    )
    assert (mismatch.at.route, mismatch.instead) == ((*BASE, "rejected"), "unknown-severity")


def test_a_ticket_decided_though_it_should_be_rejected_is_told() -> None:
    mismatch = only(tried(changed(REJECTED, ("severity_9", "severity_1"))))
    assert mismatch.message == "The ticket is decided, though it should be rejected."
    assert (mismatch.at.route, mismatch.instead) == ((*BASE, "rejected"), None)


def test_a_ticket_rejected_though_it_should_be_decided_is_told() -> None:
    mismatch = only(tried(changed(LATE, ("event: submitted", "event: reopened"))))
    assert mismatch.message.startswith("The ticket cannot be decided (not-submitted): ")
    assert (mismatch.at.route, mismatch.instead) == ((*BASE, "title"), None)


@pytest.mark.parametrize(
    ("code", "changes"),
    [
        ("no-edition-in-force", [("2024-09-02", "2023-11-15"), ("severity_9", "severity_1")]),
        (
            "beyond-holiday-lock",
            [("    rejected", "    as_of: 2090-01-01 00:00\n    rejected"), ("severity_9", "severity_1")],
        ),
        ("missing-channel", [(", channel: ticket", ""), ("severity_9", "severity_1")]),
        ("before-submission", [("timeline: [", "timeline: [{ at: 2024-01-01 00:00, event: closed }, ")]),
        ("not-submitted", [("event: submitted", "event: closed")]),
    ],
)
def test_every_rejection_can_be_expected(code: str, changes: list[tuple[str, str]]) -> None:
    text = changed(REJECTED, ("unknown-severity", code), *changes)
    assert said(tried(text)) == []


def test_an_agreement_that_is_not_refused_is_told() -> None:
    mismatch = only(tried(changed(REFUSED, ("10 minutes }", "30 minutes }"))))
    assert mismatch.message == "`agreed-out-of-bounds` does not refuse this agreement: nothing refuses it."
    assert (mismatch.at.route, mismatch.instead) == ((*BASE, "refused"), None)


def test_an_agreement_refused_by_another_rule_is_told_with_its_name() -> None:
    text = changed(REFUSED, ("refused: agreed-out-of-bounds", "refused: negotiable-not-agreed"))
    mismatch = only(tried(text))
    assert mismatch.message == (
        "`negotiable-not-agreed` does not refuse this agreement: it is refused by `agreed-out-of-bounds`."
    )
    assert changed(text, ("negotiable-not-agreed", str(mismatch.instead))) == REFUSED


def test_a_ticket_is_not_decided_under_an_agreement_that_is_refused() -> None:
    text = changed(
        REFUSED,
        ("    refused: agreed-out-of-bounds\n", "    rejected: unknown-severity\n"),
    )
    mismatch = only(tried(text))
    assert mismatch.message.endswith("(agreed-out-of-bounds)")
    assert mismatch.at.route == (*BASE, "agreement")


def test_an_agreement_that_is_refused_does_not_trouble_other_examples() -> None:
    own = changed(
        LATE, ("agreement: stickerei-2024", "agreement: { plan: free, add_ons: [extended_support] }")
    )
    examples, _ = read(REFUSED + own.removeprefix("examples:\n") + REFUSED.removeprefix("examples:\n"))
    assert [trial.holds for trial in try_examples(examples, POLICIES)] == [True, True, True]


# --- moments ---


@pytest.mark.parametrize(
    ("key", "route"),
    [
        ("at: 2024-09-02 11:30", ("timeline", 1, "at")),
        ("deadline: 2024-09-02 11:00", ("expect", "initial_response", "deadline")),
        ("stopped: 2024-09-02 11:30", ("expect", "initial_response", "stopped")),
        ("claimable: 2024-09-02 11:30", ("expect", "initial_response", "claimable")),
    ],
)
@pytest.mark.parametrize(
    ("moment", "message"),
    [
        ("2024-03-31 02:30", "`2024-03-31 02:30` does not exist: the clocks go forward."),
        (
            "2024-10-27 02:30",
            (
                "`2024-10-27 02:30` occurs twice: the clocks go back. "
                "Write which one is meant: `2024-10-27 02:30 +02:00`."
            ),
        ),
    ],
)
def test_a_moment_that_is_none_is_told_where_it_stands(
    key: str, route: tuple[str | int, ...], moment: str, message: str
) -> None:
    trial = tried(changed(LATE, (key, f"{key.partition(':')[0]}: {moment}")))
    mismatch = only(trial)
    assert (mismatch.message, mismatch.at.route) == (message, (*BASE, *route))
    assert (mismatch.instead, trial.accounts) == (None, ())


def test_all_moments_that_are_none_are_told() -> None:
    text = changed(ESCALATED, ("at: 2024-09-02 11:00", "at: 2024-03-31 02:10"))
    text = changed(text, ("as_of: 2024-09-02 13:15", "as_of: 2024-03-31 02:20"))
    assert [each.at.route[1:] for each in tried(text).mismatches] == [(0, "timeline", 1, "at"), (0, "as_of")]


def test_the_second_of_two_moments_can_be_meant() -> None:
    text = changed(
        without(LATE, "outcome", "stopped", "claimable", "elapsed", "overrun", "credit", "provisional"),
        ("initial_response:\n", "initial_response:\n        outcome: running\n"),
        ("agreement: stickerei-2024", "agreement: klinik-2024"),
        (
            "- { at: 2024-09-02 11:30, event: replied, by: agent }",
            "- { at: 2024-10-27 02:30 +01:00, event: resolved }",
        ),
        ("severity: severity_1, channel", "severity: severity_2, channel"),
        ("at: 2024-09-02 10:00", "at: 2024-10-27 02:30 +02:00"),
        ("        severity: severity_1\n", ""),
        ("target: 1 business hour", "target: 2 business hours"),
        ("schedule: extended_hours", "schedule: around_the_clock"),
        ("deadline: 2024-09-02 11:00", "deadline: 2024-10-27 03:30\n        elapsed: 1 hour"),
        ("extended.targets.initial_response.severity_1", "custom.targets.initial_response.severity_2"),
        ("      - credits.late_response\n", ""),
    )
    assert said(tried(text)) == []


def test_before_its_submission_a_ticket_is_not_decided() -> None:
    mismatch = only(tried(changed(ESCALATED, ("as_of: 2024-09-02 13:15", "as_of: 2024-09-02 09:59"))))
    assert mismatch.message == "Until then the ticket has not been submitted."
    assert mismatch.at.route == (*BASE, "as_of")


def test_what_happens_after_the_moment_of_deciding_has_not_happened_yet() -> None:
    text = changed(
        BEST_EFFORT,
        ("channel: ticket }]", "channel: ticket }, { at: 2024-09-06 10:00, event: closed }]"),
        ("target: best effort", "elapsed: 27 hours"),
    )
    assert said(tried(text)) == []


def test_without_a_moment_of_deciding_the_last_event_is_it() -> None:
    text = changed(
        without(BEST_EFFORT, "as_of"),
        ("channel: ticket }]", "channel: ticket }, { at: 2024-09-02 12:00, event: resolved }]"),
        ("target: best effort", "elapsed: 2 hours"),
    )
    assert said(tried(text)) == []


# --- grounds ---


@pytest.mark.parametrize(
    "unused",
    [
        "service_levels.extended.targets.initial_response.severity_2",
        "service_levels.default",
        "plans.production.overrides.initial_response.severity_1",  # Extended support replaces it
        "plans.production.service_level",
        "plans.free",
        "channel_groups.professional.channels.phone",
        "channel_groups.community",
        "requests.consulting",
        "escalations.urgent",
        "credits.late_escalation",
        "support_hours.business_hours",
        "readings.effective_from",
        "clauses",
        "severities.severity_1",
    ],
)
def test_a_ground_that_decides_nothing_is_told(unused: str) -> None:
    mismatch = only(tried(LATE + f"      - {unused}\n"))
    assert mismatch.message == f"No decision of this example rests on `{unused}`."
    assert mismatch.at.route == (*BASE, "because", 2)


@pytest.mark.parametrize(
    "used",
    [
        "plan",
        "add_ons",
        "add_ons.0",
        "add_ons.extended_support",
        "term",
        "term.until",
        "plans.production",
        "plans.production.features.professional_support",
        "support_hours.extended_hours.open",
        "channel_groups.professional",
        "channel_groups.professional.channels.ticket",
        "channel_groups.professional.response_times",
        "requests.error",
        "features.generally_available",
        "objectives.initial_response.clock.stops",
    ],
)
def test_a_ground_that_decides_may_be_named(used: str) -> None:
    assert said(tried(LATE + f"      - {used}\n")) == []


def test_a_promise_that_is_missing_among_the_grounds_is_told() -> None:
    text = changed(LATE, ("service_levels.extended.targets.initial_response.severity_1", "plans.production"))
    mismatch = only(tried(text))
    assert mismatch.message == (
        "`initial_response` rests on `service_levels.extended.targets.initial_response.severity_1`, "
        "which is not among these."
    )
    assert mismatch.at == Address(example_of(text).at.file, (*BASE, "because"), on_key=True)
    assert mismatch.rests_on == PROMISE


def test_the_refusal_of_every_decision_must_be_among_the_grounds() -> None:
    text = changed(ESCALATED, ("escalations.urgent, credits.late_escalation", "credits.late_escalation"))
    assert [message for message, _ in said(tried(text))] == [
        "`escalation_urgent` rests on `escalations.urgent.response`, which is not among these.",
        "`escalation_urgent` number 2 rests on `escalations.urgent`, which is not among these.",
    ]
