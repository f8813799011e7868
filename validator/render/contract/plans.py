"""Plans and add-ons: the tables that the source has for them, one for each heading."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from validator.model.offer import offer
from validator.render.contract.blocks import Block, Cell, Facts, Part, Row, Said, Table
from validator.render.contract.settled import settled

if TYPE_CHECKING:
    from validator.model.edition import Edition
    from validator.model.offer import Offer
    from validator.model.plan import AddOn, Plan, SupportHours
    from validator.model.target import Promise

AS_BEFORE = "as the plan has it"
NO_PROMISE = "no promise"


def plan_blocks(edition: Edition) -> Iterator[tuple[str, Block]]:
    """Yield a table for each heading with plans, then each plan's readings; then each add-on."""
    by_clause: dict[str, list[Plan]] = {}
    for plan in edition.plans.values():
        by_clause.setdefault(plan.clause, []).append(plan)
    for clause, plans in by_clause.items():
        yield clause, _plan_table(edition, plans)
        for plan in plans:
            if plan.readings:
                title = Said(f"How the words on {plan.title} are read", plan.at.child("readings"))
                yield clause, Part(title, tuple(settled(plan.readings)))
    for add_on in edition.add_ons.values():
        yield add_on.clause, _add_on(edition, add_on)


def _plan_table(edition: Edition, plans: list[Plan]) -> Table:
    every = [offer(edition, plan) for plan in plans]
    rows = [
        Row(Said("Support hours"), tuple(hours(edition, plan.support_hours) for plan in plans)),
        Row(Said("Service level"), tuple(_level(edition, plan) for plan in plans)),
        *(
            Row(
                _what(edition, objective, severity),
                tuple(target(each, objective, severity) for each in every),
            )
            for objective, severity in _own_targets(edition)
        ),
        *(
            Row(
                Said(feature.title, feature.at.child("title")),
                tuple(
                    (Said(plan.features[feature.id].value, plan.at.child("features", feature.id)),)
                    for plan in plans
                ),
            )
            for feature in edition.features.values()
        ),
    ]
    columns = tuple(Said(plan.title, plan.at) for plan in plans)
    return Table(f"What each plan includes: {plans[0].clause}", "Feature", columns, tuple(rows))


def _add_on(edition: Edition, add_on: AddOn) -> Part:
    replaces = add_on.at.child("replaces")
    level = add_on.service_level
    rows = [
        Row(
            Said("Support hours"),
            (hours(edition, add_on.support_hours) if add_on.support_hours else (Said(AS_BEFORE),),),
        ),
        Row(
            Said("Service level"),
            (
                (Said(edition.service_levels[level].title, replaces.child("service_level")),)
                if level
                else (Said(AS_BEFORE),),
            ),
        ),
    ]
    if level:
        targets = edition.service_levels[level].targets
        rows += [
            Row(_what(edition, objective, severity), (promised(targets.get(objective, {}), severity),))
            for objective, severity in _own_targets(edition)
        ]
    rows += [
        Row(
            Said(feature.title, feature.at.child("title")),
            (
                (Said(add_on.features[feature.id].value, replaces.child("features", feature.id)),)
                if feature.id in add_on.features
                else (Said(AS_BEFORE),),
            ),
        )
        for feature in edition.features.values()
    ]
    column = Said(add_on.title, add_on.at.child("title"))
    available = tuple(
        Said(edition.plans[plan].title, add_on.at.child("available_for", index))
        for index, plan in enumerate(add_on.available_for)
    )
    table = Table(f"What {add_on.title} replaces in the plan", "Feature", (column,), tuple(rows))
    facts = Facts((("Can be added to", available),))
    return Part(Said(add_on.title, add_on.at), (facts, table, *settled(add_on.readings)))


def hours(edition: Edition, value: SupportHours) -> Cell:
    """Return the support hours of a plan in the contract's names."""
    title = edition.schedules[value.schedule].title
    return (Said(f"as agreed, up to {title}" if value.negotiable else title, value.at),)


def target(offered: Offer, objective: str, severity: str) -> Cell:
    """Return what an offer promises."""
    return promised(offered.targets[objective], severity)


def promised(promises: Mapping[str, Promise], severity: str) -> Cell:
    """Return a promise as written."""
    found = promises.get(severity)
    return (Said(found.text, found.at) if found else Said(NO_PROMISE),)


def _level(edition: Edition, plan: Plan) -> Cell:
    return (Said(edition.service_levels[plan.service_level].title, plan.at.child("service_level")),)


def _what(edition: Edition, objective: str, severity: str) -> Said:
    titles = edition.objectives[objective].title, edition.severities.severities[severity].title
    return Said(": ".join(titles))


def _own_targets(edition: Edition) -> list[tuple[str, str]]:
    """Return the objectives and severities for which some plan has a target of its own."""
    own = {
        (objective, severity)
        for plan in edition.plans.values()
        for objective, promises in plan.overrides.items()
        for severity in promises
    }
    return [
        (objective, severity)
        for objective in edition.objectives
        for severity in edition.severities.severities
        if (objective, severity) in own
    ]
