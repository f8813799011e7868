"""Every name is looked up, at the place where it stands."""

from __future__ import annotations

import pytest

from tests.reading.acme import acme, changed, mistakes, proven
from validator.location import Address


def test_the_policy_itself_is_without_fault() -> None:
    assert acme().id == "acme"


UNKNOWN = [
    ("bank-2024.yaml", "policy: acme", "policy: acne", "policy `acne`", "acme"),
    ("bank-2024.yaml", "plan: gold", "plan: golden", "plan `golden`", "gold"),
    ("bank-2024.yaml", "[longer_hours]", "[long_hours]", "add-on `long_hours`", "longer_hours"),
    ("bank-2024.yaml", "in force", "2024-01-02", "edition `2024-01-02`", "2024-01-01"),
    ("bank-2024.yaml", "support_hours: nights", "support_hours: night", "support hours `night`", "nights"),
    ("bank-2024.yaml", "{ severe: 45", "{ sever: 45", "severity `sever`", "severe"),
    ("bank-2024.yaml", "{ manager: 20", "{ managers: 20", "plan feature `managers`", "manager"),
    ("severities.yaml", "[severe, normal]", "[severe, normal, minor]", "severity `minor`", None),
    (
        "severities.yaml",
        "when_not_stated: none\nreadings:",
        "when_not_stated: norm\nreadings:\n  when_not_stated: { question: Which, because: B. }",
        "severity `norm`",
        "normal",
    ),
    ("severities.yaml", "to: normal", "to: low", "severity `low`", None),
    ("channels.yaml", "feature: helpdesk", "feature: help_desk", "plan feature `help_desk`", "helpdesk"),
    ("channels.yaml", "when_not_stated: ticket", "when_not_stated: tickets", "channel `tickets`", "ticket"),
    ("scope.yaml", "covered_by: helpdesk", "covered_by: desk", "plan feature `desk`", "helpdesk"),
    ("scope.yaml", "stated: error", "stated: errors", "kind of request `errors`", "error"),
    (
        "service-levels.yaml",
        "      initial_response: {",
        "      first_response: {",
        "objective `first_response`",
        "initial_response",
    ),
    ("service-levels.yaml", "normal: best effort", "norml: best effort", "severity `norml`", "normal"),
    ("plans.yaml", "support_hours: office", "support_hours: offices", "support hours `offices`", "office"),
    ("plans.yaml", "up_to: always", "up_to: all_ways", "support hours `all_ways`", "always"),
    ("plans.yaml", "service_level: basic", "service_level: base", "service level `base`", "basic"),
    ("plans.yaml", "[free, gold]", "[free, silver]", "plan `silver`", None),
    (
        "plans.yaml",
        "features: { helpdesk: included } }",
        "features: { helpdisk: included } }",
        "plan feature `helpdisk`",
        "helpdesk",
    ),
    ("objectives.yaml", "counts: office", "counts: officer", "support hours `officer`", "office"),
    ("objectives.yaml", "pauses: [waiting]", "pauses: [waited]", "status `waited`", "waiting"),
    (
        "objectives.yaml",
        "starts: { event: submitted }",
        "starts: { event: status_set, status: [wait] }",
        "status `wait`",
        "waiting",
    ),
    (
        "objectives.yaml",
        "starts: { event: submitted }",
        "starts: { event: escalated, urgency: urgently }",
        "escalation `urgently`",
        "urgent",
    ),
    ("escalation.yaml", "[phone, ticket]", "[phones, ticket]", "channel `phones`", "phone"),
    (
        "escalation.yaml",
        "channel_when_not_stated: none",
        "channel_when_not_stated: mail",
        "channel `mail`",
        None,
    ),
    ("escalation.yaml", "{ phone: +41", "{ fon: +41", "channel `fon`", None),
    (
        "credits.yaml",
        "escalation_urgent]",
        "escalation_urgnt]",
        "obligation `escalation_urgnt`",
        "escalation_urgent",
    ),
    ("services.yaml", "feature: manager", "feature: managr", "plan feature `managr`", "manager"),
    ("edition.yaml", "supersedes: none", "supersedes: 2023-01-01", "edition `2023-01-01`", None),
    ("policy.yaml", "[2024-01-01]", "[2024-01-01, 2025-01-01]", "edition folder `2025-01-01`", "2024-01-01"),
]


@pytest.mark.parametrize(("file", "old", "new", "name", "meant"), UNKNOWN, ids=[case[3] for case in UNKNOWN])
def test_an_unknown_name_is_found_where_it_stands(
    file: str, old: str, new: str, name: str, meant: str | None
) -> None:
    [one] = [one for one in mistakes((file, old, new)) if one.message == f"There is no {name}."]
    assert (one.rule, one.meant) == ("unknown-reference", meant)
    assert isinstance(one.at, Address)
    [document] = [each for path, each in proven(changed((file, old, new))).items() if path.endswith(file)]
    span = document.place_of(one.at).span
    assert document.line(span.start.line)[span.start.column - 1 : span.end.column - 1] == name.split("`")[1]


def test_the_next_step_lists_what_there_is() -> None:
    [one] = mistakes(("credits.yaml", "[initial_response,", "[first_answer,"))
    assert one.next_step == "Use one of `initial_response`, `escalation_urgent`."
    [one] = mistakes(("agreements/bank-2024.yaml", "in force", "2022-01-01"))
    assert one.next_step == "Use `2024-01-01`."


CITING = {
    "agreements/bank-2024.yaml": "clause: Hours",
    "edition.yaml": "clause: Hours",
    "support-hours.yaml": "title: Office hours\n    clause: Hours",
    "severities.yaml": "clause: Severities",
    "channels.yaml": "title: Help desk\n    clause: Answers",
    "scope.yaml": "title: Errors, clause: Answers",
    "service-levels.yaml": "title: Basic\n    clause: Answers",
    "plans.yaml": "title: Free\n    clause: Plans",
    "objectives.yaml": "title: First answer\n    metric: initial_response\n    clause: Answers",
    "escalation.yaml": "clause: Escalation",
    "credits.yaml": "clause: Credits",
    "services.yaml": "clause: Plans",
}


@pytest.mark.parametrize("file", CITING)
def test_a_clause_is_a_heading_of_the_source(file: str) -> None:
    [one] = mistakes((file, CITING[file], f"{CITING[file]}x"))
    assert one.rule == "unknown-clause"
    assert isinstance(one.at, Address)
    assert one.at.route[-1] == "clause"
    assert f"{one.meant}x" in one.message


def test_all_mistakes_are_told_at_once() -> None:
    found = mistakes(
        ("plans.yaml", "service_level: basic", "service_level: base"),
        ("credits.yaml", "clause: Credits", "clause: Credit"),
        ("agreements/bank-2024.yaml", "plan: gold", "plan: golden"),
        ("agreements/bank-2024.yaml", "until: 2024-12-31", "until: 2024-12-32"),
    )
    assert sorted(one.rule for one in found) == [
        "impossible-date",
        "unknown-clause",
        "unknown-reference",
        "unknown-reference",
    ]
