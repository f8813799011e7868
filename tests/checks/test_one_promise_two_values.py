"""A plan against its service level; the examples show two add-ons."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.checks.varied import policy, said
from validator.model.policy import Policy

RULE = "one-promise-two-values"
BASIC = "    service_level: standard\n"


def with_own_target(target: str) -> Policy:
    return policy(("plans", BASIC, f"{BASIC}    overrides: {{ initial_response: {{ severe: {target} }} }}\n"))


def test_a_plan_and_its_service_level_disagree_and_nothing_settles_it() -> None:
    assert said(RULE, with_own_target("48 business hours")) == [
        (
            "For `initial_response` at `severe`, the plan `basic` promises `48 business hours`, but its service level "
            "`standard` promises `4 business hours`."
        )
    ]


def test_the_same_value_twice_is_no_dispute() -> None:
    assert said(RULE, with_own_target("4 business hours")) == []


def test_a_reading_settles_it() -> None:
    reading = "    readings: { overrides: { question: 'Which holds?', because: 'The special term.' } }\n"
    own = f"{BASIC}    overrides: {{ initial_response: {{ severe: best effort }} }}\n{reading}"
    assert said(RULE, policy(("plans", BASIC, own))) == []


def test_what_the_service_level_leaves_out_is_no_dispute() -> None:
    loose = with_own_target("48 business hours")
    edition = loose.editions["2024-01-01"]
    level = edition.service_levels["standard"]
    silent = replace(
        level, targets={"initial_response": {"normal": level.targets["initial_response"]["normal"]}}
    )
    levels = {**edition.service_levels, "standard": silent}
    quiet = replace(loose, editions={edition.id: replace(edition, service_levels=levels)})
    assert said(RULE, quiet) == []


@pytest.mark.parametrize(
    ("replaces", "twice"),
    [
        ("service_level: standard", "service level"),
        ("support_hours: office, service_level: standard", "support hours and the service level"),
        ("features: { forum: included }", None),
        ("service_level: fast", None),
    ],
)
def test_two_add_ons_of_one_customer_disagree(replaces: str, twice: str | None) -> None:
    second = f"""\
  other:
    title: Other
    clause: Plans
    available_for: [basic]
    replaces: {{ {replaces} }}
"""
    faster = "replaces: { support_hours: longer, service_level: fast }\n"
    found = policy(("plans", faster, faster + second), ("bakery-2024", "[faster]", "[faster, other]"))
    expected = (
        []
        if twice is None
        else [f"The add-ons `faster` and `other` give this customer different values for the {twice}."]
    )
    assert said(RULE, found) == expected
