"""The short answer: who, what was promised, what was counted, what is owed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from validator.evaluate.counting import local_date
from validator.evaluate.reference.entitlement import stated_channels
from validator.model.target import ClockTime
from validator.model.words import Outcome, Reason

if TYPE_CHECKING:
    from validator.render.wording.telling import Telling


def opening_of_terms(telling: Telling) -> str:
    """Say who is the customer, and under what."""
    ticket, edition = telling.account.ticket, telling.edition
    add_ons = [edition.add_ons[name].title for name in telling.agreement.add_ons]
    return telling.say(
        "who_with_add_ons" if add_ons else "who",
        customer=telling.agreement.customer,
        plan=ticket.terms.plan.title,
        agreement=telling.agreement.id,
        edition=telling.date(edition.effective_from),
        **({"add_ons": telling.language.listing(add_ons)} if add_ons else {}),
    )


def opening(telling: Telling) -> str:
    """Say who asked, under what, and when."""
    ticket, who = telling.account.ticket, opening_of_terms(telling)
    severity = ticket.submission.severity or telling.edition.severities.when_not_stated
    submitted = {"ticket": ticket.name, "instant": telling.instant(ticket.submission.at)}
    if severity is None:
        return f"{who} {telling.say('submitted', **submitted)}"
    return f"{who} {telling.say('submitted_as', **submitted, severity=telling.severity(severity))}"


def answer(telling: Telling) -> str:
    """Say what was promised, what came of it and what is owed."""
    decision = telling.account.decision
    if not decision.entitled:
        return refusal(telling)
    if decision.outcome in {Outcome.BEST_EFFORT, Outcome.NOT_OFFERED}:
        return telling.say(decision.outcome.value, what=telling.what)
    sentences = [_promise(telling), _outcome(telling)]
    if decision.outcome in {Outcome.BREACHED, Outcome.OVERDUE}:
        sentences += [telling.say("added_up")] * (len(telling.account.pieces) > 1)
        sentences.append(owed(telling))
    return " ".join(sentences)


def term(telling: Telling) -> dict[str, str]:
    """Return the first and the last day of the term and, where credits extend it, the day until which they do."""
    ticket, signed = telling.account.ticket, telling.agreement.term
    said = {"first": telling.date(signed.first), "last": telling.date(signed.last)}
    extended = local_date(ticket.term_end - 1, ticket.book.zones[ticket.terms.policy.zone])
    return said | ({"extended": telling.date(extended)} if extended > signed.last else {})


def refusal(telling: Telling) -> str:
    """Say why nothing was promised."""
    account, decision = telling.account, telling.account.decision
    ticket, submission = account.ticket, account.ticket.submission
    terms = ticket.terms
    match decision.reason:
        case Reason.OUTSIDE_TERM:
            said = {"instant": telling.instant(submission.at), **term(telling)}
            return telling.say("outside-term-extended" if "extended" in said else "outside-term", **said)
        case Reason.SUPPORT_NOT_INCLUDED:
            return telling.say("support-not-included", plan=telling.offer())
        case Reason.CHANNEL_NOT_COVERED:
            return telling.say(
                "channel-not-covered",
                used=telling.channels(stated_channels(submission, terms)),
                covered=telling.channels(terms.covered_channels or ()),
            )
        case Reason.REQUEST_OUT_OF_SCOPE:
            return telling.say("request-out-of-scope", request=_request(telling))
        case Reason.FEATURE_NOT_COVERED:
            return telling.say("feature-not-covered", plan=telling.offer(), feature=_feature(telling))
        case _:
            return _incomplete(telling)


def _incomplete(telling: Telling) -> str:
    """Say which channels an escalation needs and which it came through."""
    obligation = telling.account.obligation
    escalated = telling.account.ticket.events[telling.account.run.start]
    default = obligation.channel_when_not_stated
    return telling.say(
        f"escalation-channels-missing-{'all' if obligation.all_channels else 'any'}",
        needed=telling.channels(obligation.channels),
        used=telling.channels(escalated.channels or ([default] if default else [])),
    )


def _request(telling: Telling) -> str:
    scope = telling.edition.scope
    name = telling.account.ticket.submission.request or (scope and scope.request_when_not_stated) or ""
    return scope.requests[name].title if scope and name in scope.requests else name


def _feature(telling: Telling) -> str:
    scope = telling.edition.scope
    name = telling.account.ticket.submission.feature or (scope and scope.feature_when_not_stated) or ""
    return scope.features[name].title if scope and name in scope.features else name


def _promise(telling: Telling) -> str:
    account, decision, shown = telling.account, telling.account.decision, telling.account.shown
    if shown is None:
        raise TypeError(decision)
    said = {"what": telling.what, "target": shown.promise.text, "start": telling.instant(shown.anchor)}
    if decision.outcome is Outcome.PAUSED:
        return telling.say("promised_paused", **said, hours=telling.schedule.title)
    deadline = telling.instant(decision.deadline)
    if isinstance(shown.promise.target, ClockTime):
        return telling.say("promised_wall", **said, deadline=deadline)
    return telling.say("promised", **said, hours=account.obligation.schedule.title, deadline=deadline)


def _outcome(telling: Telling) -> str:
    account, decision = telling.account, telling.account.decision
    said = {"elapsed": telling.duration(decision.elapsed)}
    if decision.overrun:
        said["overrun"] = telling.duration(decision.overrun)
    else:
        said["left"] = telling.duration(left(telling))
    if decision.stopped_at is None:
        return telling.say(decision.outcome.value, as_of=telling.instant(account.ticket.as_of), **said)
    closed = decision.outcome is Outcome.BREACHED and not account.run.answered
    phrase = "breached_by_closing" if closed else decision.outcome.value
    return telling.say(phrase, stopped=telling.instant(decision.stopped_at), **said)


def left(telling: Telling) -> int:
    """Return what is left of the target in force when counting ends; microseconds."""
    shown = telling.account.shown
    if shown is None or shown.amount is None:
        raise TypeError(telling.account.decision)
    return shown.amount - shown.clock.counted(shown.anchor, max(telling.account.until, shown.anchor))


def owed(telling: Telling) -> str:
    """Say what a delay earns."""
    decision = telling.account.decision
    if decision.credit is None or decision.credit_unit is None:
        return telling.say("no_credit_rule")
    if not decision.credit:
        return telling.say("nothing_owed")
    credit = telling.credit(decision.credit, decision.credit_unit)
    return telling.say("owed_so_far" if decision.provisional else "owed", credit=credit)
