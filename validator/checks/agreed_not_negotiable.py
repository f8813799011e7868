"""An agreement changes a value that the policy does not leave to agreements."""

from __future__ import annotations

from collections.abc import Iterator

from validator.checks.rule import Facts, Rule
from validator.checks.signed import Signed, signed
from validator.diagnostics import Diagnostic, Level, Related
from validator.model.policy import Policy
from validator.model.target import Negotiable
from validator.model.words import Inclusion

RULE = Rule(
    "agreed-not-negotiable", Level.ERROR, "An agreement changes a value that its plan does not leave open."
)


def find(policy: Policy, _facts: Facts) -> Iterator[Diagnostic]:
    """Look up everything agreed in what the plan, with its add-ons, leaves open."""
    for each in signed(policy):
        yield from _hours(each)
        yield from _targets(each)
        yield from _features(each)


def _hours(each: Signed) -> Iterator[Diagnostic]:
    offered, agreed = each.offer.support_hours, each.agreement.agreed.support_hours
    if agreed is None or offered.negotiable or agreed.schedule == offered.schedule:
        return
    if not each.edition.schedules[offered.schedule].may_be_agreed_otherwise:
        yield RULE.finding(
            agreed.at,
            f"The plan `{each.agreement.plan}` has the support hours `{offered.schedule}`, and neither "
            "the plan nor these "
            "hours can be agreed otherwise.",
            "Remove `support_hours` from `agreed`, or choose a plan whose hours are negotiable.",
            related=(Related(offered.at, "the hours of the plan"),),
        )


def _targets(each: Signed) -> Iterator[Diagnostic]:
    for objective, promises in each.agreement.agreed.targets.items():
        for severity, agreed in promises.items():
            offered = each.offer.targets.get(objective, {}).get(severity)
            if offered is None or isinstance(offered.target, Negotiable) or offered.target == agreed.target:
                continue
            yield RULE.finding(
                agreed.at,
                f"`{agreed.text}` is agreed for `{objective}` at `{severity}`, but the plan "
                f"`{each.agreement.plan}` promises "
                f"`{offered.text}` there and leaves nothing open.",
                "Remove the agreed value, or choose a plan where it is negotiable.",
                clause=offered.clause,
                related=(Related(offered.at, "what the plan promises"),),
            )


def _features(each: Signed) -> Iterator[Diagnostic]:
    for feature in each.agreement.agreed.features:
        inclusion = each.offer.features.get(feature)
        if inclusion in (Inclusion.INCLUDED, Inclusion.NOT_INCLUDED):
            yield RULE.finding(
                each.agreement.agreed.at.child("features", feature).key(),
                f"`{feature}` is agreed, but in the plan `{each.agreement.plan}` it is "
                f"`{inclusion.value}`, not negotiable.",
                "Remove it from `agreed`, or choose a plan where it is negotiable.",
                related=(Related(each.offer.plan.at.child("features", feature), "what the plan says"),),
            )
