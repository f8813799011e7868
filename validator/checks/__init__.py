"""Rules on the meaning of policies: one module with its page for each rule; rules do not know each other."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from validator.checks import (
    add_on_not_available,
    add_on_worsens,
    agreed_not_negotiable,
    agreed_out_of_bounds,
    agreement_outside_edition,
    business_day_without_length,
    business_hour_around_the_clock,
    clause_without_place,
    credit_never_due,
    credit_twice,
    edition_out_of_order,
    escalation_by_community_channel,
    fixed_offset_zone,
    holiday_calendar_missing,
    holiday_year_missing,
    hours_meant_as_days,
    lock_drift,
    negotiable_not_agreed,
    one_promise_two_values,
    opening_overlap,
    plan_worsens,
    promise_without_channel,
    response_not_monotone,
    severity_raised_by_lowering,
    stop_by_internal_note,
    stop_by_system,
    target_missing,
    term_before_first_edition,
    unknown_time_zone,
    unused_definition,
)
from validator.checks.rule import Check, Facts, Rule
from validator.diagnostics import Diagnostic
from validator.model.policy import Policy

CHECKS: Final[tuple[Check, ...]] = (
    add_on_not_available,
    add_on_worsens,
    agreed_not_negotiable,
    agreed_out_of_bounds,
    agreement_outside_edition,
    business_day_without_length,
    business_hour_around_the_clock,
    clause_without_place,
    credit_never_due,
    credit_twice,
    edition_out_of_order,
    escalation_by_community_channel,
    fixed_offset_zone,
    holiday_calendar_missing,
    holiday_year_missing,
    hours_meant_as_days,
    lock_drift,
    negotiable_not_agreed,
    one_promise_two_values,
    opening_overlap,
    plan_worsens,
    promise_without_channel,
    response_not_monotone,
    severity_raised_by_lowering,
    stop_by_internal_note,
    stop_by_system,
    target_missing,
    term_before_first_edition,
    unknown_time_zone,
    unused_definition,
)
"""Every rule there is."""

RULES: Final[tuple[Rule, ...]] = tuple(each.RULE for each in CHECKS)


def check(policies: Iterable[Policy], facts: Facts) -> tuple[Diagnostic, ...]:
    """Return what all rules find in policies whose files could be read without any mistake."""
    return tuple(found for policy in policies for each in CHECKS for found in each.find(policy, facts))


__all__ = ["CHECKS", "RULES", "Check", "Facts", "Rule", "check"]
