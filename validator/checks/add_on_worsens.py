"""An add-on, which a customer pays for, takes something away."""

from __future__ import annotations

from collections.abc import Iterator

from validator.checks.comparing import is_worse
from validator.checks.rule import Facts, Rule
from validator.diagnostics import Diagnostic, Level, Related
from validator.model.edition import Edition
from validator.model.offer import Offer, offer
from validator.model.policy import Policy
from validator.model.words import Inclusion
from validator.timetable.week import open_minutes

RULE = Rule("add-on-worsens", Level.WARNING, "An add-on leaves a plan's customers worse off in some point.")

NEXT = "Correct the add-on, or leave the plan out of `available_for`."


def find(policy: Policy, _facts: Facts) -> Iterator[Diagnostic]:
    """Compare every plan with itself after each add-on that is available for it."""
    for edition in policy.editions.values():
        for add_on in edition.add_ons.values():
            for name in add_on.available_for:
                plan = edition.plans[name]
                before, after = offer(edition, plan), offer(edition, plan, [add_on])
                yield from _targets(before, after)
                yield from _features(before, after)
                yield from _hours(edition, before, after)


def _targets(before: Offer, after: Offer) -> Iterator[Diagnostic]:
    for objective, promises in after.targets.items():
        for severity, promise in promises.items():
            old = before.targets[objective].get(severity)
            if old is not None and is_worse(promise.target, old.target):
                add_on = after.add_ons[0]
                yield RULE.finding(
                    add_on.at.child("replaces", "service_level"),
                    f"With the add-on `{add_on.id}`, customers of the plan `{before.plan.id}` get "
                    f"`{promise.text}` instead "
                    f"of `{old.text}` for `{objective}` at `{severity}`.",
                    NEXT,
                    related=(Related(old.at, "without the add-on"), Related(promise.at, "with it")),
                )


def _features(before: Offer, after: Offer) -> Iterator[Diagnostic]:
    for feature, inclusion in after.features.items():
        if inclusion is Inclusion.NOT_INCLUDED and before.features[feature] is not Inclusion.NOT_INCLUDED:
            add_on = after.add_ons[0]
            yield RULE.finding(
                add_on.at.child("replaces", "features", feature),
                f"The add-on `{add_on.id}` takes `{feature}` away from customers of the plan `{before.plan.id}`.",
                NEXT,
                related=(Related(before.plan.at.child("features", feature), "without the add-on"),),
            )


def _hours(edition: Edition, before: Offer, after: Offer) -> Iterator[Diagnostic]:
    if before.support_hours == after.support_hours:
        return
    old, new = (edition.schedules[each.support_hours.schedule] for each in (before, after))
    if old.zone == new.zone and not open_minutes(old) <= open_minutes(new):
        yield RULE.finding(
            after.support_hours.at,
            f"With the add-on `{after.add_ons[0].id}`, customers of the plan `{before.plan.id}` get the "
            f"hours `{new.id}`, "
            f"which are closed at times when `{old.id}` are open.",
            NEXT,
            related=(Related(before.support_hours.at, "without the add-on"),),
        )
