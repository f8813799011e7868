"""A plan leaves a value to the agreement, and the agreement does not say it."""

from __future__ import annotations

from collections.abc import Iterator

from validator.checks.rule import Facts, Rule
from validator.checks.signed import Signed, signed
from validator.diagnostics import Diagnostic, Level, Related
from validator.model.policy import Policy
from validator.model.target import Negotiable

RULE = Rule(
    "negotiable-not-agreed", Level.ERROR, "A plan leaves a value to the agreement, which does not fill it in."
)


def find(policy: Policy, _facts: Facts) -> Iterator[Diagnostic]:
    """Look up every negotiable value of the plan in the agreement. A negotiable feature need not be agreed."""
    for each in signed(policy):
        yield from _hours(each)
        yield from _targets(each)


def _hours(each: Signed) -> Iterator[Diagnostic]:
    hours = each.offer.support_hours
    if hours.negotiable and each.agreement.agreed.support_hours is None:
        yield RULE.finding(
            each.agreement.agreed.at.key(),
            f"The plan `{each.agreement.plan}` leaves the support hours to this agreement, but they are not agreed.",
            f"Write `support_hours:` under `agreed`, with hours up to `{hours.schedule}`.",
            clause=each.offer.plan.clause,
            related=(Related(hours.at, "what the plan leaves open"),),
        )


def _targets(each: Signed) -> Iterator[Diagnostic]:
    for objective, promises in each.offer.targets.items():
        agreed = each.agreement.agreed.targets.get(objective, {})
        for severity, promise in promises.items():
            if isinstance(promise.target, Negotiable) and severity not in agreed:
                bound = promise.text.removeprefix("as agreed, ")
                yield RULE.finding(
                    each.agreement.agreed.at.key(),
                    f"The plan `{each.agreement.plan}` leaves `{objective}` at `{severity}` to this "
                    "agreement, but no time is "
                    "agreed.",
                    f"Write `targets: {{ {objective}: {{ {severity}: … }} }}` under `agreed`, with {bound}.",
                    clause=promise.clause,
                    related=(Related(promise.at, "what the plan leaves open"),),
                )
