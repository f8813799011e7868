"""Several plans that refer to one service level; a service level that nothing refers to."""

from __future__ import annotations

from tests.checks.varied import policy, said

RULE = "target-missing"
CELL = ("service-levels", "        normal: 8 business hours\n", "")


def test_one_empty_cell_is_told_once_for_all_its_plans() -> None:
    second = """\
  second:
    title: Second
    clause: Plans
    support_hours: office
    service_level: standard
    features: { forum: included, helpdesk: included }
  custom:
"""
    assert said(RULE, policy(CELL, ("plans", "  custom:\n", second))) == [
        (
            "The service level `standard` has no target for `initial_response` at `normal`, nor have the plans `basic` "
            "and `second` that refer to it."
        )
    ]


def test_what_the_plan_promises_itself_is_not_missing() -> None:
    basic = "    service_level: standard\n"
    own = f"{basic}    overrides: {{ initial_response: {{ normal: best effort }} }}\n"
    assert said(RULE, policy(CELL, ("plans", basic, own))) == []
