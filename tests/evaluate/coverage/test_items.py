"""Every item of an edition can be exercised, and what no ticket can reach is none."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings

from tests.evaluate.contract import EDITION as ZITADEL
from tests.evaluate.coverage.small import EDITION, Ticket, contract, edition_of, filed, named, then
from tests.evaluate.worlds import World, worlds
from tests.workspace.worked import shipped
from validator.evaluate.coverage import coverage
from validator.evaluate.coverage.items import items_of
from validator.evaluate.reference import accounts
from validator.model.credit import Grant
from validator.model.objective import Escalation, EventPattern
from validator.model.policy import Policy
from validator.model.target import BestEffort
from validator.model.timeline import TicketEvent
from validator.model.words import Actor, Counted, Event, Inclusion, Outcome, Reopening, SeverityChange

CLOCK = EDITION.objectives["initial_response"].clock
DAY = "2024-06-03 "  # a Monday
PHONE = frozenset({"phone"})
BOTH = frozenset({"phone", "ticket"})


def ticket(*events: TicketEvent, as_of: str = "2024-06-03 12:00", extended_by: int = 0) -> Ticket:
    return Ticket(events, as_of, extended_by)


def severe(customer: str = "office", when: str = "2024-06-03 10:00", **more: Any) -> TicketEvent:  # noqa: ANN401
    return filed(customer, when, "severe", **more)


def normal(customer: str = "office", when: str = "2024-06-03 10:00") -> TicketEvent:
    return filed(customer, when, "normal")


def answered(when: str) -> TicketEvent:
    return then(DAY + when, Event.REPLIED)


def escalated(channels: frozenset[str] = BOTH) -> TicketEvent:
    return then(DAY + "10:00", Event.ESCALATED, Actor.CUSTOMER, urgency="urgent", channels=channels)


def graded(severity: str) -> TicketEvent:
    return then(DAY + "10:15", Event.SEVERITY_SET, severity=severity)


def managed(day: str) -> TicketEvent:
    return then(f"2024-06-{day} 16:00", Event.REPLIED, Actor.MANAGER)


LONG = "2024-07-01 12:00"
TICKETS: dict[str, Ticket] = {
    "plans free: bought": ticket(severe("free")),
    "plans free: keeps out": ticket(severe("free")),
    "plans gold: bought": ticket(severe()),
    "add_ons longer_hours: bought": ticket(severe("longer")),
    "support_hours office: counted on": ticket(severe()),
    "support_hours week: counted on": ticket(severe("week"), escalated()),
    "support_hours always: counted on": ticket(severe("always"), escalated()),
    "plans free overrides initial_response severe: not-offered": ticket(severe("longer")),
    "service_levels basic targets initial_response normal: best-effort": ticket(normal("longer")),
    "service_levels better targets initial_response severe: in time": ticket(severe(), answered("10:45")),
    "service_levels better targets initial_response severe: late": ticket(severe(), answered("10:46")),
    "service_levels better targets initial_response normal: in time": ticket(normal(), answered("16:00")),
    "service_levels better targets initial_response normal: late": ticket(normal(), as_of=LONG),
    "channel_groups helpdesk channels ticket: lets in": ticket(severe()),
    "channel_groups helpdesk channels phone: lets in": ticket(severe(channels=PHONE)),
    "requests error: lets in": ticket(severe()),
    "requests consulting: keeps out": ticket(severe(request="consulting")),
    "features core: lets in": ticket(severe(feature="core")),
    "escalations urgent response: in time": ticket(severe(), escalated(), managed("03"), as_of=LONG),
    "escalations urgent response: late": ticket(severe(), escalated(), managed("05"), as_of=LONG),
    "escalations urgent: keeps out": ticket(severe(), escalated(PHONE)),
    "credits late: owed": ticket(severe(), answered("10:46")),
    "objectives initial_response: severity raised": ticket(normal(), graded("severe")),
    "objectives initial_response: severity lowered": ticket(severe(), graded("normal")),
    "edition: met": ticket(severe(), answered("10:45")),
    "edition: breached": ticket(severe(), answered("10:46")),
    "edition: running": ticket(severe(), as_of=DAY + "10:45"),
    "edition: overdue": ticket(severe(), as_of=DAY + "10:46"),
    "edition: withdrawn": ticket(severe(), then(DAY + "10:30", Event.CLOSED)),
    "edition: paused": ticket(severe(), then(DAY + "10:30", Event.STATUS_SET, status="waiting")),
    "edition: best-effort": ticket(normal("longer")),
    "edition: not-offered": ticket(severe("longer")),
    "edition: not-entitled": ticket(severe("free")),
    "edition: before the term": ticket(severe(when="2023-12-31 23:59")),
    "edition: after the term": ticket(severe(when="2025-01-01 00:00"), as_of="2025-01-01 00:00"),
}
"""For every item a ticket that exercises it."""


def items(policy: Policy) -> list[str]:
    return [named(item) for item in dict.fromkeys(items_of(edition_of(policy)))]


def hit(policy: Policy, *tickets: Ticket) -> set[str]:
    every = [account for each in tickets for account in each.accounts(policy)]
    return {named(item) for item in coverage(edition_of(policy), every).hit}


def test_a_ticket_is_known_for_every_item_of_the_small_contract() -> None:
    assert sorted(items(contract())) == sorted(TICKETS)
    assert len(items(contract())) == len(set(items(contract())))


@pytest.mark.parametrize("item", TICKETS)
def test_an_item_is_missed_until_a_ticket_exercises_it(item: str) -> None:
    before, after = coverage(EDITION, []), coverage(EDITION, TICKETS[item].accounts())
    assert item in {named(each) for each in before.missed}
    assert item not in {named(each) for each in after.missed}
    assert before.percent == 0 < after.percent


LET_IN = {
    "plans gold: bought",
    "support_hours office: counted on",
    "channel_groups helpdesk channels ticket: lets in",
    "requests error: lets in",
    "features core: lets in",
}
SEVERE = "service_levels better targets initial_response severe"
EXACTLY: dict[str, set[str]] = {
    "edition: met": {*LET_IN, "edition: met", f"{SEVERE}: in time"},
    "edition: breached": {*LET_IN, "edition: breached", f"{SEVERE}: late", "credits late: owed"},
    "edition: not-entitled": {"plans free: bought", "plans free: keeps out", "edition: not-entitled"},
    "edition: before the term": {"plans gold: bought", "edition: before the term", "edition: not-entitled"},
    "requests consulting: keeps out": {
        "plans gold: bought",
        "requests consulting: keeps out",
        "edition: not-entitled",
    },
    "edition: best-effort": {
        *(LET_IN - {"plans gold: bought"}),
        "plans free: bought",
        "add_ons longer_hours: bought",
        "service_levels basic targets initial_response normal: best-effort",
        "edition: best-effort",
    },
}


@pytest.mark.parametrize("name", EXACTLY)
def test_a_ticket_exercises_what_decides_it_and_nothing_else(name: str) -> None:
    assert hit(contract(), TICKETS[name]) == EXACTLY[name]


def test_everything_can_be_exercised() -> None:
    found = coverage(EDITION, [account for each in TICKETS.values() for account in each.accounts()])
    assert (found.missed, found.percent) == ((), 100.0)


def test_everything_in_the_shipped_contract_is_exercised() -> None:
    found = [
        account
        for trial in shipped().trials
        if trial.example.policy == "zitadel"
        for account in trial.accounts
    ]
    covered = coverage(ZITADEL, found)
    assert (covered.missed, len(covered.items)) == ((), 66)


def with_clock(**changes: Any) -> Policy:  # noqa: ANN401 -- any field of a clock
    objective = EDITION.objectives["initial_response"]
    clock = replace(CLOCK, **changes)
    return contract(objectives={objective.id: replace(objective, clock=clock)})


def with_credit(**changes: Any) -> Policy:  # noqa: ANN401 -- any field of a credit rule
    return contract(credits={"late": replace(EDITION.credits["late"], **changes)})


# --- what other contracts have ---


def test_a_credit_for_whole_steps_may_be_nothing() -> None:
    policy = with_credit(counted=Counted.COMPLETED)
    assert "credits late: nothing owed" in items(policy)
    assert hit(policy, TICKETS["edition: breached"]) >= {"credits late: nothing owed"}
    assert "credits late: nothing owed" not in items(contract()), "a step that has begun is owed at once"


def test_credits_in_days_extend_the_term() -> None:
    policy = with_credit(grant=Grant(Decimal(1), "days"))
    assert "edition: in an extended term" in items(policy)
    for when, days, item in [
        ("2025-01-01 00:00", 1, "edition: in an extended term"),
        ("2025-01-03 23:59", 3, "edition: in an extended term"),
        ("2025-01-03 00:00", 2, "edition: after the term"),
    ]:
        assert item in hit(policy, ticket(severe(when=when), as_of=when, extended_by=days))
    assert "edition: in an extended term" not in items(contract()), "the credits are per cent of the fee"


@pytest.mark.parametrize("when", ["2024-01-01 00:00", "2024-12-31 23:59"])
def test_within_the_term_none_of_its_sides_is_exercised(when: str) -> None:
    assert not any("term" in item for item in hit(contract(), ticket(severe(when=when), as_of=when)))


@pytest.mark.parametrize("change", [SeverityChange.INITIAL, SeverityChange.RETROACTIVE])
def test_where_the_direction_of_a_change_makes_no_difference_there_is_one_item(
    change: SeverityChange,
) -> None:
    objective = replace(EDITION.objectives["initial_response"], severity_change=change)
    policy = contract(objectives={objective.id: objective})
    assert [item for item in items(policy) if item.startswith("objectives")] == [
        "objectives initial_response: severity changed"
    ]
    for each in ("raised", "lowered"):
        changed = TICKETS[f"objectives initial_response: severity {each}"]
        assert "objectives initial_response: severity changed" in hit(policy, changed)


def test_a_severity_that_stays_or_is_changed_by_somebody_else_is_no_change() -> None:
    by_customer = then(DAY + "10:15", Event.SEVERITY_SET, Actor.CUSTOMER, severity="normal")
    answered_before = ticket(severe(), answered("10:10"), graded("normal"))
    for each in (ticket(severe(), graded("severe")), ticket(severe(), by_customer), answered_before):
        assert not any("severity" in item for item in hit(contract(), each))


def test_one_severity_cannot_change() -> None:
    scale = EDITION.severities
    policy = contract(severities=replace(scale, severities={"severe": scale.severities["severe"]}))
    assert not any(item.startswith("objectives") for item in items(policy))


def test_a_feature_that_some_plans_lack_has_two_sides() -> None:
    assert EDITION.scope is not None
    core = replace(EDITION.scope.features["core"], covered_by="manager")
    policy = contract(scope=replace(EDITION.scope, features={"core": core}))
    assert [item for item in items(policy) if item.startswith("features")] == [
        "features core: lets in",
        "features core: keeps out",
    ]
    assert "features core: keeps out" in hit(policy, ticket(severe()))
    gold = policy.agreements["office"]
    agreed = replace(gold, agreed=replace(gold.agreed, features={"manager": "20 hours per term"}))
    assert "features core: lets in" in hit(replace(policy, agreements={"office": agreed}), ticket(severe()))


def test_a_feature_that_no_plan_has_lets_nobody_in() -> None:
    assert EDITION.scope is not None
    core = replace(EDITION.scope.features["core"], covered_by="manager")
    lacking = {
        name: replace(plan, features={**plan.features, "manager": Inclusion.NOT_INCLUDED})
        for name, plan in EDITION.plans.items()
    }
    policy = contract(scope=replace(EDITION.scope, features={"core": core}), plans=lacking)
    assert [item for item in items(policy) if item.startswith("features")] == ["features core: keeps out"]


def with_groups(*silent: str) -> Policy:
    """Return the contract with further groups of channels, on which no answer is promised."""
    assert EDITION.channels is not None
    helpdesk = EDITION.channels.groups["helpdesk"]
    groups = {"helpdesk": helpdesk}
    for name in silent:
        at = helpdesk.at.child("..", name)
        channels = {f"{name}_post": replace(helpdesk.channels["ticket"], id=f"{name}_post", at=at)}
        groups[name] = replace(helpdesk, id=name, guarantees_response_times=False, channels=channels, at=at)
    return contract(channels=replace(EDITION.channels, groups=groups))


def test_every_group_without_promise_keeps_out() -> None:
    policy = with_groups("forum", "wiki")
    for name in ("forum", "wiki"):
        item = f"channel_groups helpdesk .. {name}: keeps out"
        assert item in items(policy)
        assert item in hit(policy, ticket(severe(channels=frozenset({f"{name}_post"}))))
        assert item not in hit(policy, ticket(severe()))


def test_a_channel_whose_group_no_supported_plan_has_lets_nobody_in() -> None:
    assert EDITION.channels is not None
    group = EDITION.channels.groups["helpdesk"]
    manager = replace(group, id="manager", feature="nobody", channels={}, at=group.at.child("manager"))
    phone = group.channels["phone"]
    manager = replace(manager, channels={"line": replace(phone, id="line", at=phone.at.child("line"))})
    channels = replace(EDITION.channels, groups={"helpdesk": group, "manager": manager})
    plans = {
        name: replace(plan, features={**plan.features, "nobody": Inclusion.NOT_INCLUDED})
        for name, plan in EDITION.plans.items()
    }
    assert not any("line" in item for item in items(contract(channels=channels, plans=plans)))


def test_without_channels_every_plan_comes_with_support() -> None:
    policy = contract(channels=None, scope=None)
    assert not any(item.startswith(("channel", "requests", "features")) for item in items(policy))
    assert "plans free: keeps out" not in items(policy)
    assert "plans free overrides initial_response severe: not-offered" in hit(policy, ticket(severe("free")))


# --- what no ticket can reach ---


def test_hours_that_no_clock_counts_on_are_no_item() -> None:
    policy = contract(escalations={})  # the objective counts on office hours, whatever a plan has
    assert [item for item in items(policy) if item.startswith("support_hours")] == [
        "support_hours office: counted on"
    ]


def test_hours_that_only_a_clock_names_are_an_item() -> None:
    always = replace(EDITION.plans["gold"].support_hours, schedule="always", negotiable=False)
    plans = {**EDITION.plans, "gold": replace(EDITION.plans["gold"], support_hours=always)}
    policy = contract(plans=plans)
    assert [item for item in items(policy) if item.startswith("support_hours")] == [
        "support_hours office: counted on",
        "support_hours always: counted on",
        "support_hours week: counted on",
    ]


REOPENED = (
    then(DAY + "10:10", Event.CLOSED),
    then(DAY + "10:20", Event.REOPENED, Actor.CUSTOMER),
    then(DAY + "10:30", Event.CLOSED),
)


def test_without_statuses_that_pause_nothing_is_ever_found_paused() -> None:
    policy = with_clock(pauses=frozenset(), reopening=Reopening.CONTINUES)
    assert "edition: paused" not in items(policy)
    for minute in range(40):
        each = ticket(severe(), *REOPENED, as_of=f"{DAY}10:{minute:02}")
        assert Outcome.PAUSED not in {account.decision.outcome for account in each.accounts(policy)}


def test_what_is_not_timed_is_never_paused() -> None:
    best = {
        name: replace(
            level,
            targets={
                key: {each: replace(promise, target=BestEffort()) for each, promise in promises.items()}
                for key, promises in level.targets.items()
            },
        )
        for name, level in EDITION.service_levels.items()
    }
    policy = contract(service_levels=best, escalations={})
    outcomes = {item.removeprefix("edition: ") for item in items(policy) if item.startswith("edition: ")}
    assert outcomes & {each.value for each in Outcome} == {"best-effort", "not-offered", "not-entitled"}


@pytest.mark.parametrize(
    ("stops", "escalations", "reachable"),
    [
        (EventPattern(Event.CLOSED), {}, False),
        (EventPattern(Event.CLOSED, frozenset({Actor.AGENT})), {}, True),
        (EventPattern(Event.RESOLVED), {}, True),
        (EventPattern(Event.CLOSED), EDITION.escalations, True),
    ],
)
def test_where_every_closing_is_the_answer_nothing_is_withdrawn(
    stops: EventPattern, escalations: dict[str, Escalation], *, reachable: bool
) -> None:
    objective = EDITION.objectives["initial_response"]
    stopped = replace(objective, clock=replace(objective.clock, stops=stops))
    policy = contract(objectives={objective.id: stopped}, escalations=escalations)
    assert ("edition: withdrawn" in items(policy)) is reachable
    closed = ticket(
        severe(),
        escalated(),
        then(DAY + "10:30", Event.CLOSED, Actor.CUSTOMER),
    )
    wanted = ticket(*[each for each in closed.events if escalations or each.event is not Event.ESCALATED])
    assert ("edition: withdrawn" in hit(policy, wanted)) is reachable


def test_of_the_other_shipped_policies_nothing_unreachable_is_asked() -> None:
    """Incidents stop with being closed, and nothing in them pauses."""
    [incidents] = [each for each in shipped().policies.policies if each.id == "it-incidents"]
    [edition] = incidents.editions.values()
    sides = {item.side for item in items_of(edition)}
    assert {"withdrawn", "paused", "nothing owed", "in an extended term"}.isdisjoint(sides)


@settings(max_examples=30, suppress_health_check=list(HealthCheck))
@given(worlds())
def test_in_no_world_is_anything_reached_that_is_taken_to_be_out_of_reach(world: World) -> None:
    for timeline in world.log:
        found = accounts(timeline, world.book, world.as_of)
        for account in found if isinstance(found, tuple) else ():
            decision, obligation = account.decision, account.obligation
            if decision.outcome is Outcome.PAUSED:
                assert obligation.pauses
            if decision.outcome is Outcome.WITHDRAWN:
                assert obligation.stops != EventPattern(Event.CLOSED)
            if decision.credit == 0:
                assert obligation.credit is not None
                assert obligation.credit.counted is Counted.COMPLETED
