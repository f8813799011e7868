"""Rules on the meaning of policies. A rule is a module and a page of the same name; rules do not know each other."""

from __future__ import annotations

from collections.abc import Iterable

from validator.checks import (
    add_on_not_available,
    agreed_values,
    business_day_without_length,
    clause_without_place,
    credit_never_due,
    credit_twice,
    escalation_by_community_channel,
    holiday_year_missing,
    lock_drift,
    one_promise_two_values,
    opening_overlap,
    response_not_monotone,
    severity_raised_by_lowering,
    stop_by_system,
    target_missing,
    term_before_first_edition,
    time_zone,
    unused_definition,
)
from validator.checks.rule import Facts, Rule
from validator.diagnostics import Diagnostic
from validator.model.policy import Policy

MODULES = (
    add_on_not_available,
    agreed_values,
    business_day_without_length,
    clause_without_place,
    credit_never_due,
    credit_twice,
    escalation_by_community_channel,
    holiday_year_missing,
    lock_drift,
    one_promise_two_values,
    opening_overlap,
    response_not_monotone,
    severity_raised_by_lowering,
    stop_by_system,
    target_missing,
    term_before_first_edition,
    time_zone,
    unused_definition,
)

RULES: tuple[Rule, ...] = tuple(module.RULE for module in MODULES)


def check(policies: Iterable[Policy], facts: Facts) -> tuple[Diagnostic, ...]:
    """Return what all rules find in policies whose files could be read whole."""
    return tuple(
        diagnostic for policy in policies for module in MODULES for diagnostic in module.find(policy, facts)
    )


__all__ = ["MODULES", "RULES", "Facts", "Rule", "check"]
