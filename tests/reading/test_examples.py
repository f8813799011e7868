"""Examples are read into values, and every mistake in them is told where it stands."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from tests.evaluate.worked import FILE, LATE, changed, document_of, example_of, read, without
from validator.location import Address
from validator.model.example import Money
from validator.model.words import Actor, Event, Outcome, Reason

if TYPE_CHECKING:
    from validator.diagnostics import Diagnostic

OWN = changed(
    LATE,
    (
        "agreement: stickerei-2024",
        "agreement: { customer: A bank, plan: production, add_ons: [extended_support] }",
    ),
)
RICH = """\
examples:
  - title: Everything that an example can say
    agreement:
      plan: enterprise_cloud
      add_ons: []
      term: { from: 2024-02-01, until: 2025-01-31 }
      agreed:
        support_hours: around_the_clock
        targets: { initial_response: { severity_1: 45 minutes } }
        features: { technical_account_management: 20 hours per term }
    extended_by: 7 days
    with: { credits.late_response.cap: 3, credits.late_response.counted: started }
    timeline:
      - { at: 2024-10-27 02:30 +01:00, event: submitted, severity: severity_1, channel: email+phone }
      - { at: 2024-10-27 04:00:05, event: replied, by: agent, public: false }
      - { at: 2024-10-27 04:30, event: status_set, status: anything }
      - { at: 2024-10-27 05:00, event: escalated, urgency: urgent, channel: phone+email }
    as_of: 2024-10-28 00:00
    expect:
      initial_response:
        outcome: overdue
        deadline: 2024-10-27 03:15
        elapsed: 1 hour 1 minute 1 second
        overrun: 2 hours 5 seconds
        credit: 12.50 CHF
        provisional: true
      escalation_urgent:
        - { outcome: not-entitled, reason: escalation-channels-missing, credit: none }
        - { outcome: overdue, deadline: 2024-10-27 07:00, overrun: 0 minutes, credit: 1 day }
    because: [agreed.targets, term, escalations.urgent]
"""


def mistakes(text: str) -> list[Diagnostic]:
    """Return the mistakes of a file; an example that has any is left out."""
    examples, found = read(text)
    routes = {one.at.route[:2] for one in found if isinstance(one.at, Address)}
    assert not routes & {example.route for example in examples}
    return list(found)


def where(text: str, one: Diagnostic) -> str:
    """Return line and column of a mistake, with the text that stands there."""
    assert isinstance(one.at, Address)
    span = document_of(text).place_of(one.at).span
    line = text.splitlines()[span.start.line - 1]
    return f"{span.start.line}:{span.start.column} {line[span.start.column - 1 : span.end.column - 1]}"


def spot(text: str, written: str) -> str:
    """Return line and column of a text that stands there once, with the text."""
    assert text.count(written) == 1, written
    start = text.index(written)
    return f"{text.count(chr(10), 0, start) + 1}:{start - text.rfind(chr(10), 0, start)} {written}"


# --- values ---


def test_an_example_is_read_with_all_that_it_says() -> None:
    example = example_of(RICH)
    assert (example.title, example.policy, example.edition) == (
        "Everything that an example can say",
        "zitadel",
        "2024-01-10",
    )
    assert (example.own, example.extended_by) == (True, 7)
    assert [(change.names.route[-1], change.text) for change in example.changes] == [
        ("cap", "3"),
        ("counted", "started"),
    ]
    assert [because.text for because in example.because] == ["agreed.targets", "term", "escalations.urgent"]
    assert (example.rejected, example.refused) == (None, None)
    assert example.as_of is not None
    assert example.as_of.moment.isoformat() == "2024-10-28T00:00:00"
    assert example.route == ("examples", 0)


def test_its_agreement_is_what_was_signed() -> None:
    agreement = example_of(RICH).agreement
    assert (agreement.id, agreement.customer, agreement.plan, agreement.add_ons) == (
        "cases-1",
        "ACME",
        "enterprise_cloud",
        (),
    )
    assert (agreement.edition, agreement.term.first, agreement.term.last) == (
        "2024-01-10",
        date(2024, 2, 1),
        date(2025, 1, 31),
    )
    assert agreement.agreed.support_hours is not None
    assert agreement.agreed.support_hours.schedule == "around_the_clock"
    assert agreement.agreed.targets["initial_response"]["severity_1"].text == "45 minutes"
    assert agreement.agreed.features == {"technical_account_management": "20 hours per term"}


def test_its_events_are_those_of_a_ticket_log() -> None:
    submitted, replied, parked, escalated = example_of(RICH).events
    assert submitted.stamp.moment.astimezone(UTC) == datetime(2024, 10, 27, 1, 30, tzinfo=UTC)
    assert (submitted.event, submitted.severity, submitted.by, submitted.public) == (
        Event.SUBMITTED,
        "severity_1",
        None,
        True,
    )
    assert submitted.channels == escalated.channels == {"email", "phone"}
    assert (replied.by, replied.public, replied.stamp.moment.second) == (Actor.AGENT, False, 5)
    assert (parked.status, parked.channels, escalated.urgency) == ("anything", frozenset(), "urgent")


def test_what_is_expected_is_read_with_its_places() -> None:
    first, second, third = example_of(RICH).expected
    assert (first.obligation, first.occurrence, first.outcome) == ("initial_response", 1, Outcome.OVERDUE)
    assert (first.elapsed, first.overrun) == (3_661_000_000, 7_205_000_000)
    assert (first.credit, first.provisional) == (Money(Decimal("12.50"), "CHF"), True)
    assert (first.reason, first.target, first.stopped) == (None, None, None)
    assert (second.occurrence, second.reason, second.credit) == (1, Reason.ESCALATION_CHANNELS_MISSING, None)
    assert "credit" in second.values, "that none is due is said"
    assert (third.occurrence, third.overrun, third.credit) == (2, 0, Money(Decimal(1), "days"))
    assert third.values["overrun"].route == ("examples", 0, "expect", "escalation_urgent", 1, "overrun")


@pytest.mark.parametrize(
    ("submitted", "first", "last"),
    [
        ("2024-09-02", date(2024, 1, 10), date(2024, 12, 31)),  # the edition takes effect on 10 January
        ("2025-09-02", date(2025, 1, 1), date(2025, 12, 31)),
    ],
)
def test_without_a_term_the_agreement_runs_for_the_year_of_the_submission(
    submitted: str, first: date, last: date
) -> None:
    term = example_of(OWN.replace("2024-09-02", submitted)).agreement.term
    assert (term.first, term.last) == (first, last)


def test_an_agreement_of_the_policy_is_taken_as_it_is() -> None:
    example = example_of(LATE)
    assert (example.own, example.agreement.id, example.agreement.edition) == (False, "stickerei-2024", None)


def test_each_own_agreement_has_a_name_of_its_own() -> None:
    examples, _ = read(OWN + OWN.removeprefix("examples:\n"))
    assert [(each.agreement.id, each.agreement.customer) for each in examples] == [
        ("cases-1", "A bank"),
        ("cases-2", "A bank"),
    ]


def test_the_calendar_year_that_is_written_nowhere_can_be_a_ground() -> None:
    example = example_of(changed(OWN, ("- credits.late_response", "- term")))
    assert example.because[1].names == example.agreement.term.at


def test_grounds_are_looked_up_in_agreement_and_edition() -> None:
    folder = "zitadel/editions/2024-01-10/"
    text = changed(
        LATE, ("- credits.late_response", "- plan\n      - add_ons.extended_support\n      - add_ons.0")
    )
    assert [because.names for because in example_of(text).because[1:]] == [
        Address("zitadel/agreements/stickerei-2024.yaml", ("plan",)),
        Address(f"{folder}plans.yaml", ("add_ons", "extended_support")),
        Address("zitadel/agreements/stickerei-2024.yaml", ("add_ons", 0)),
    ]
    own = example_of(changed(OWN, ("- credits.late_response", "- plan")))
    assert own.because[1].names == Address(FILE, ("examples", 0, "agreement", "plan"))


# --- names that nothing answers to ---

ESCALATION = "      - { at: 2024-09-02 12:00, event: escalated, urgency: urgent, channel: phone+email }\n"
NAMES = [
    ("stickerei-2024", "stikerei-2024", "agreement", "stikerei-2024", "stickerei-2024"),
    ("severity: severity_1, ", "severity: severity1, ", "severity", "severity1", "severity_1"),
    ("channel: ticket", "channel: phone+tiket", "channel", "phone+tiket", "ticket"),
    ("initial_response:", "initial_reponse:", "obligation", "initial_reponse", "initial_response"),
    ("severity: severity_1\n", "severity: seveity_1\n", "severity", "seveity_1", "severity_1"),
    ("schedule: extended_hours", "schedule: extend_hours", "schedule", "extend_hours", "extended_hours"),
    ("- credits.late_response", "- credits.late_reply", "path", "credits.late_reply", "late_response"),
    ("- credits.late_response", "- credis", "path", "credis", "credits"),
    ("- credits.late_response", "- agreed.targets", "path", "agreed.targets", None),
    ("- credits.late_response", "- add_ons.extended", "path", "add_ons.extended", "extended_support"),
]


@pytest.mark.parametrize(
    ("old", "new", "kind", "written", "meant"), NAMES, ids=[written for *_, written, _ in NAMES]
)
def test_an_unknown_name_is_told_with_what_was_meant(
    old: str, new: str, kind: str, written: str, meant: str | None
) -> None:
    text = changed(LATE, (old, new))
    [one] = mistakes(text)
    assert one.rule == "unknown-reference"
    assert one.message.startswith(f"There is no {kind} `")
    assert (where(text, one), one.meant) == (spot(text, written), meant)


TARGETS = "[], agreed: { targets: { initial_response: { severity_1: 1 hour } } } }"
SIGNED = [
    ("plan: production", "plan: produktion", "produktion", "production"),
    ("[extended_support]", "[extend_support]", "extend_support", "extended_support"),
    (
        "[extended_support] }",
        "[], agreed: { support_hours: extendedhours } }",
        "extendedhours",
        "extended_hours",
    ),
    (
        "[extended_support] }",
        TARGETS.replace("initial_response", "initial_respons"),
        "initial_respons:",
        "initial_response",
    ),
    ("[extended_support] }", TARGETS.replace("severity_1", "severity1"), "severity1", "severity_1"),
    (
        "[extended_support] }",
        "[], agreed: { features: { comunity_support: x } } }",
        "comunity_support",
        "community_support",
    ),
]


@pytest.mark.parametrize(
    ("old", "new", "written", "meant"), SIGNED, ids=[written for *_, written, _ in SIGNED]
)
def test_an_unknown_name_in_what_was_signed_is_told(old: str, new: str, written: str, meant: str) -> None:
    text = changed(OWN, (old, new))
    [one] = mistakes(text)
    assert (one.rule, one.meant) == ("unknown-reference", meant)
    assert where(text, one) == spot(text, written).rstrip(":")


EVENTS = [
    ("urgency: urgent", "urgency: urgnt", "urgnt", "urgent"),
    ("channel: phone+email", "channel: phone+mail", "phone+mail", "email"),
    (", urgency: urgent", ", request: eror", "eror", "error"),
    (", urgency: urgent", ", feature: general_available", "general_available", "generally_available"),
]


@pytest.mark.parametrize(("old", "new", "written", "meant"), EVENTS, ids=[case[2] for case in EVENTS])
def test_an_unknown_name_in_any_event_is_told(old: str, new: str, written: str, meant: str) -> None:
    text = changed(LATE, ("    expect:\n", ESCALATION + "    expect:\n"))
    text = changed(text, (old, new))
    [one] = mistakes(text)
    assert (where(text, one), one.meant) == (spot(text, written), meant)


def test_each_unknown_channel_is_told() -> None:
    found = mistakes(changed(LATE, ("channel: ticket", "channel: tiket+fone")))
    assert [(one.message, one.meant) for one in found] == [
        ("There is no channel `tiket`.", "ticket"),
        ("There is no channel `fone`.", "phone"),
    ]


def test_hours_that_a_customer_agreed_on_can_be_expected() -> None:
    assert mistakes(changed(LATE, ("schedule: extended_hours", "schedule: early_to_late"))) == []
    assert mistakes(changed(LATE, ("schedule: extended_hours", "schedule: wall_clock"))) == []


def test_a_ticket_that_is_to_be_rejected_may_use_any_name() -> None:
    text = changed(LATE.partition("    expect:")[0], ("severity_1", "severity_9"), ("ticket }", "fax }"))
    assert mistakes(text.replace("A severity_9", "A") + "    rejected: unknown-severity\n") == []


# --- an example says what must come out, in one way ---

REJECTED = "    rejected: not-submitted\n"
REFUSED = "    refused: agreed-out-of-bounds\n"
EXPECTED = LATE[LATE.index("    expect:") :]


@pytest.mark.parametrize(
    "answers",
    ["", EXPECTED + REJECTED, EXPECTED + REFUSED, REJECTED + REFUSED, EXPECTED + REJECTED + REFUSED],
)
def test_an_example_with_none_or_several_answers_is_told(answers: str) -> None:
    text = LATE.partition("    expect:")[0] + answers
    [one] = mistakes(text)
    assert (one.rule, one.message) == (
        "missing-key",
        "An example says what must come out, in exactly one way: `expect`, `rejected` or `refused`.",
    )
    assert where(text, one) == "2:12 A severity 1 request answered half an hour late"


@pytest.mark.parametrize(
    ("answer", "left_out", "missing"),
    [
        ("expect", "because", ["because"]),
        ("expect", "timeline", ["timeline"]),
        ("rejected", "timeline", ["timeline"]),
        ("refused", "timeline", []),
    ],
)
def test_what_an_answer_needs_is_told(answer: str, left_out: str, missing: list[str]) -> None:
    answers = {"expect": EXPECTED, "rejected": REJECTED, "refused": REFUSED}
    text = LATE.partition("    expect:")[0] + answers[answer]
    if left_out == "because":
        text = text[: text.index("    because:")]
    else:
        head, _, tail = text.partition("    timeline:\n")
        text = head + "".join(line for line in tail.splitlines(keepends=True) if "event:" not in line)
    assert [one.message for one in mistakes(text)] == [
        f"This example has `{answer}`, but no `{key}`." for key in missing
    ]


# --- values changed for one example ---


@pytest.mark.parametrize(
    ("path", "lost", "meant"),
    [
        ("credits.late_respons.counted", "late_respons", "late_response"),
        ("credits.late_response.count", "count", "counted"),
        ("credit.late_response.counted", "credit", "credits"),
        ("severities.most_urgent", "most_urgent", None),
        ("agreed.support_hours", "agreed", None),
    ],
)
def test_a_change_of_what_is_not_there_is_told_at_its_path(path: str, lost: str, meant: str | None) -> None:
    text = changed(LATE, ("    timeline:\n", f"    with: {{ {path}: started }}\n    timeline:\n"))
    [one] = mistakes(text)
    assert (one.message, one.meant) == (f"There is no path `{lost}`.", meant)
    assert where(text, one) == f"4:13 {path}"


def test_a_change_names_the_value_that_it_changes() -> None:
    text = changed(
        LATE, ("    timeline:\n", "    with: { readings.determined_by.because: x }\n    timeline:\n")
    )
    [change] = example_of(text).changes
    assert (change.names.file, change.text) == ("zitadel/editions/2024-01-10/severities.yaml", "x")


# --- moments and terms ---


@pytest.mark.parametrize(
    ("moment", "message"),
    [
        ("2024-02-30 10:00", "There is no moment `2024-02-30 10:00`."),
        ("2023-02-29 10:00", "There is no moment `2023-02-29 10:00`."),
        ("2024-13-01 10:00", "There is no moment `2024-13-01 10:00`."),
        ("0000-01-01 10:00", "There is no moment `0000-01-01 10:00`."),
        ("2024-02-01 10:00 +24:00", "There is no moment `2024-02-01 10:00 +24:00`."),
        (
            "0001-01-01 00:00",
            "`0001-01-01 00:00` lies outside the years 1970 to 2099, in which time is counted here.",
        ),
        (
            "9999-12-31 23:59 -12:00",
            "`9999-12-31 23:59 -12:00` lies outside the years 1970 to 2099, in which time is counted here.",
        ),
    ],
)
@pytest.mark.parametrize(
    ("old", "key"),
    [
        ("at: 2024-09-02 10:00", "at: "),
        ("stopped: 2024-09-02 11:30", "stopped: "),
        ("    because:\n", "    as_of: "),
    ],
)
def test_a_moment_that_cannot_be_is_told(old: str, key: str, moment: str, message: str) -> None:
    rest = "\n    because:\n" if "because" in old else ""
    text = changed(LATE, (old, f"{key}{moment}{rest}"))
    [one] = mistakes(text)
    assert (one.rule, one.message, where(text, one)) == ("impossible-date", message, spot(text, moment))


def test_a_term_that_cannot_be_is_told() -> None:
    term = "add_ons: [extended_support], term: { from: 2024-02-01, until: 2024-01-31 }"
    text = changed(OWN, ("add_ons: [extended_support]", term))
    [one] = mistakes(text)
    assert one.message == "The term ends on 2024-01-31, before it begins on 2024-02-01."


# --- several mistakes ---


def test_all_mistakes_of_a_file_are_told_at_once() -> None:
    bad = changed(
        OWN,
        ("plan: production", "plan: produktion"),
        ("event: submitted, severity: severity_1", "event: submitted, severity: severity_5"),
        ("at: 2024-09-02 10:00", "at: 2024-09-31 10:00"),
        ("deadline: 2024-09-02 11:00", "deadline: 2024-02-30 11:00"),
        ("- credits.late_response", "- credits.late"),
    )
    more = (
        LATE.removeprefix("examples:\n"),
        changed(LATE, ("stickerei-2024", "stickerei")).removeprefix("examples:\n"),
    )
    text = bad + "".join(more) + "    refused: agreed-out-of-bounds\n"
    examples, found = read(text)
    assert [example.route for example in examples] == [("examples", 1)]
    told = {one.message: one for one in found}
    assert set(told) == {
        "There is no moment `2024-09-31 10:00`.",
        "There is no severity `severity_5`.",
        "There is no plan `produktion`.",
        "There is no moment `2024-02-30 11:00`.",
        "There is no path `late`.",
        "There is no agreement `stickerei`.",
        "An example says what must come out, in exactly one way: `expect`, `rejected` or `refused`.",
    }
    assert len(found) == len(told)
    assert where(text, told["There is no path `late`."]).startswith("22:9 ")


def test_an_unknown_agreement_is_one_mistake() -> None:
    text = changed(LATE, ("stickerei-2024", "nobody"), ("- credits.late_response", "- plan"))
    assert [one.message for one in mistakes(text)] == ["There is no agreement `nobody`."]


def test_an_example_that_says_little_is_complete() -> None:
    text = without(LATE, "severity", "target", "schedule", "stopped", "claimable", "elapsed", "provisional")
    [expected] = example_of(text).expected
    assert set(expected.values) == {"outcome", "deadline", "overrun", "credit"}
