"""The first steps: agreement, edition, plan, and whether the customer may ask."""

from __future__ import annotations

from typing import TYPE_CHECKING

from validator.evaluate.reference.entitlement import TERM_CLAUSE, stated_channels
from validator.model.words import Event, Reason
from validator.render.explanation.prose import refusal, term
from validator.render.explanation.step import Step, choices

if TYPE_CHECKING:
    from collections.abc import Iterator

    from validator.model.plan import AddOn
    from validator.render.wording.telling import Telling

CHECKED = tuple(Reason)[1:]
"""The refusals in the order in which they are looked for."""


def steps(telling: Telling) -> Iterator[Step]:
    """Yield the steps until the clock; the last one is the refusal, if there is one."""
    decision = telling.account.decision
    yield _agreement(telling)
    yield _submission(telling)
    yield _edition(telling)
    yield from _plan(telling)
    passed = CHECKED if decision.entitled else CHECKED[: CHECKED.index(decision.reason)]
    if Reason.CHANNEL_NOT_COVERED in passed:
        yield from _channel(telling)
    if Reason.REQUEST_OUT_OF_SCOPE in passed:
        yield from _request(telling)
    if Reason.FEATURE_NOT_COVERED in passed:
        yield from _feature(telling)
    yield from _escalated(telling)
    if not decision.entitled:
        yield Step(refusal(telling), decision.rests_on, decision.clause)


def _agreement(telling: Telling) -> Step:
    said = {"customer": telling.agreement.customer, **term(telling)}
    text = telling.say("step_agreement_extended" if "extended" in said else "step_agreement", **said)
    return Step(text, telling.agreement.term.at, TERM_CLAUSE)


def _submission(telling: Telling) -> Step:
    submission = telling.account.ticket.submission
    channels = stated_channels(submission, telling.account.ticket.terms)
    through = telling.say("through", channels=telling.channels(channels)) if channels else ""
    return Step(telling.say("step_submitted", instant=telling.instant(submission.at), through=through))


def _edition(telling: Telling) -> Step:
    edition = telling.edition
    pinned = telling.agreement.edition is not None
    text = telling.say(
        "step_edition_pinned" if pinned else "step_edition_in_force",
        edition=telling.date(edition.effective_from),
    )
    return Step(text, edition.at, edition.title, choices(edition.readings))


def _plan(telling: Telling) -> Iterator[Step]:
    plan = telling.account.ticket.terms.plan
    yield Step(telling.say("step_plan", plan=plan.title), plan.at, plan.clause)
    for name in telling.agreement.add_ons:
        add_on = telling.edition.add_ons[name]
        replaced = telling.language.listing([telling.say(phrase) for phrase in _replaced(add_on)])
        text = telling.say("step_add_on", add_on=add_on.title, replaced=replaced)
        yield Step(text, add_on.at, add_on.clause, choices(add_on.readings))


def _replaced(add_on: AddOn) -> Iterator[str]:
    if add_on.support_hours:
        yield "replaced_hours"
    if add_on.service_level:
        yield "replaced_level"
    if add_on.features:
        yield "replaced_features"


def _channel(telling: Telling) -> Iterator[Step]:
    terms, channels = telling.account.ticket.terms, telling.edition.channels
    if channels is None or terms.covered_channels is None:
        return
    used = stated_channels(telling.account.ticket.submission, terms) & terms.covered_channels
    group = channels.group_of(min(used))
    if group is not None:
        text = telling.say("step_channel", channel=telling.channels(used), group=group.title)
        yield Step(text, group.at, group.clause, choices(group.readings))


def _request(telling: Telling) -> Iterator[Step]:
    scope, said = telling.edition.scope, telling.account.ticket.submission.request
    kind = scope.requests.get(said or scope.request_when_not_stated or "") if scope else None
    if scope and kind:
        bearing = () if said else choices(scope.readings, "request_when_not_stated")
        yield Step(telling.say("step_request", request=kind.title), kind.at, kind.clause, bearing)


def _feature(telling: Telling) -> Iterator[Step]:
    scope, said = telling.edition.scope, telling.account.ticket.submission.feature
    area = scope.features.get(said or scope.feature_when_not_stated or "") if scope else None
    if scope and area:
        bearing = () if said else choices(scope.readings, "feature_when_not_stated")
        yield Step(telling.say("step_feature", feature=area.title), area.at, area.clause, bearing)


def _escalated(telling: Telling) -> Iterator[Step]:
    event = telling.account.ticket.events[telling.account.run.start]
    obligation = telling.account.obligation
    if event.event is not Event.ESCALATED or telling.account.decision.reason in CHECKED[:-1]:
        return
    default = obligation.channel_when_not_stated
    text = telling.say(
        "step_escalated",
        instant=telling.instant(event.at),
        title=telling.title,
        channels=telling.channels(event.channels or ([default] if default else [])),
    )
    yield Step(text, obligation.at, obligation.clause)
