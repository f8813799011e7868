"""Hours or a service level that no plan uses."""

from __future__ import annotations

from collections.abc import Iterator

from validator.checks.rule import Facts, Rule
from validator.diagnostics import Diagnostic, Level
from validator.model.offer import offers
from validator.model.policy import Policy

RULE = Rule("unused-definition", Level.WARNING, "Hours or a service level are defined that nothing uses.")


def find(policy: Policy, _facts: Facts) -> Iterator[Diagnostic]:
    """Gather what plans, add-ons, clocks and agreements use."""
    for edition in policy.editions.values():
        agreed = [agreement.agreed.support_hours for agreement in policy.agreements.values()]
        hours = {hours.schedule for hours in agreed if hours}
        hours |= {offer.support_hours.schedule for offer in offers(edition)}
        hours |= {objective.clock.counts or "" for objective in edition.objectives.values()}
        hours |= {escalation.counts or "" for escalation in edition.escalations.values()}
        levels = {offer.service_level for offer in offers(edition)}
        levels |= {plan.service_level for plan in edition.plans.values()}
        for kind, defined, used in (
            ("hours", edition.schedules, hours),
            ("service level", edition.service_levels, levels),
        ):
            for name in defined:
                if name not in used:
                    yield RULE.finding(
                        defined[name].at.key(),
                        f"the {kind} `{name}` are used by nothing"
                        if kind == "hours"
                        else f"the {kind} `{name}` is used by nothing",
                        "use it in a plan or an add-on, or remove it",
                    )
