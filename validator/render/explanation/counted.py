"""The further steps: the clock, the target, what was counted, what came of it and what is owed."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from validator.evaluate.citations import lies_in
from validator.evaluate.reference.governing import counts, severity_at
from validator.model.credit import Credit
from validator.model.target import BusinessDays, ClockTime, EndOfNextBusinessDay
from validator.model.words import Event, MeasuredOn, Outcome
from validator.render.explanation.step import Choice, Step, choices

if TYPE_CHECKING:
    from collections.abc import Iterator

    from validator.evaluate.reference.governing import Governing, Piece
    from validator.model.reading import Readings
    from validator.model.timeline import TicketEvent
    from validator.render.wording.telling import Telling


def steps(telling: Telling) -> Iterator[Step]:
    """Yield the steps from the clock to the decision; none where nothing was promised to begin with."""
    shown = telling.account.shown
    if shown is None:
        return
    yield _clock(telling)
    yield from _severities(telling)
    yield _target(telling, shown)
    if shown.amount is not None:
        yield from _time(telling, shown)
    yield from _overrun(telling)
    outcome = telling.say(f"outcome-{telling.account.decision.outcome.value}")
    yield Step(telling.say("step_decision", outcome=outcome))


def _readings(telling: Telling) -> Readings:
    """Return the readings of the objective or escalation."""
    name = telling.account.obligation.id
    escalations = {each.obligation: each.readings for each in telling.edition.escalations.values()}
    objective = telling.edition.objectives.get(name)
    return objective.readings if objective else escalations[name]


def _clock(telling: Telling) -> Step:
    obligation = telling.account.obligation
    text = telling.say(
        "step_clock",
        title=telling.title,
        starts=telling.event(obligation.starts),
        stops=telling.event(obligation.stops),
    )
    return Step(text, obligation.at, obligation.clause, choices(_readings(telling), "asked"))


def _severities(telling: Telling) -> Iterator[Step]:
    """Tell the severity at the start and every change while the clock ran, those in vain too."""
    account = telling.account
    events, run, scale = account.ticket.events, account.run, telling.edition.severities
    if None in account.obligation.promises:  # the same is promised for all
        return
    first = severity_at(events, run.start, account.ticket.terms)
    yield Step(telling.say("step_severity", severity=telling.severity(first)), scale.at, scale.clause)
    end = len(events) if run.end is None else run.end
    changes = [event for event in events[run.start + 1 : end] if event.event is Event.SEVERITY_SET]
    for event in changes:
        yield _change(telling, event)
    if any(counts(event, account.ticket.terms) for event in changes):
        change = account.obligation.severity_change
        yield Step(
            telling.say(f"severity_change-{change.value}"),
            account.obligation.at,
            account.obligation.clause,
            choices(_readings(telling), "severity_change"),
        )
    if len(account.pieces) > 1:
        yield from (_piece(telling, piece) for piece in account.pieces)


def _piece(telling: Telling, piece: Piece) -> Step:
    """Tell which promise held in a stretch of the clock's run, and how much of the stretch was late."""
    promise, deadline = piece.governing.promise, piece.governing.deadline
    said = {
        "since": telling.instant(piece.start),
        "until": telling.instant(piece.end),
        "severity": telling.severity(piece.governing.severity),
        "target": promise.text,
    }
    if deadline is None:
        return Step(telling.say("step_piece_untimed", **said), promise.at, promise.clause)
    said["deadline"] = telling.instant(deadline)
    late = piece.governing.overrun(piece.start, piece.end)
    if late:
        text = telling.say("step_piece_late", **said, overrun=telling.duration(late))
        return Step(text, promise.at, promise.clause)
    return Step(telling.say("step_piece", **said), promise.at, promise.clause)


def _change(telling: Telling, event: TicketEvent) -> Step:
    said = {
        "instant": telling.instant(event.at),
        "actor": telling.actor(event.by),
        "severity": telling.severity(event.severity),
    }
    if counts(event, telling.account.ticket.terms):
        return Step(telling.say("step_regraded", **said))
    scale = telling.edition.severities
    determined = telling.say(f"determined-{scale.determined_by.value}")
    text = telling.say("step_regraded_in_vain", **said, determined=determined)
    return Step(text, scale.at, scale.clause, choices(scale.readings, "determined_by"))


def _target(telling: Telling, shown: Governing) -> Step:
    promise = shown.promise
    agreed = promise.at.file == telling.agreement.at.file
    phrase = "step_target_agreed" if agreed else "step_target"
    if None in telling.account.obligation.promises:
        text = telling.say("step_target_any", target=promise.text)
    else:
        text = telling.say(phrase, severity=telling.severity(shown.severity), target=promise.text)
    return Step(text, promise.at, promise.clause, _choices_of_target(telling, shown))


def _choices_of_target(telling: Telling, shown: Governing) -> tuple[Choice, ...]:
    """Return the readings that stand with what holds the promise: a plan, a service level, an escalation."""
    at, edition = shown.promise.at, telling.edition
    plans = [(plan.at, plan.readings) for plan in edition.plans.values()]
    levels = [(level.at, level.readings) for level in edition.service_levels.values()]
    for holder, readings in (*plans, *levels):
        if lies_in(at, holder):
            return choices(readings, "overrides", "targets")
    return choices(_readings(telling), "response")


def _time(telling: Telling, shown: Governing) -> Iterator[Step]:
    """Tell the hours, the pauses, what was counted and the deadline."""
    account, schedule = telling.account, telling.schedule
    if isinstance(shown.promise.target, ClockTime):
        yield Step(telling.say("step_wall"), shown.promise.at, shown.promise.clause)
    else:
        yield _hours(telling)
        if isinstance(shown.promise.target, BusinessDays) and schedule.business_day:
            length = telling.duration(schedule.business_day)
            text = telling.say("step_business_day", length=length)
            yield Step(text, schedule.at, schedule.clause, choices(schedule.readings, "business_day"))
    for since, until in account.pauses:
        begins = max(since, account.start)
        if until > begins:
            amount = shown.clock.timetable.between(begins, until)
            said = {"since": telling.instant(begins), "until": telling.instant(until)}
            yield Step(telling.say("step_pause", **said, amount=telling.duration(amount)))
    if account.decision.deadline is not None:
        yield _deadline(telling, shown)
    elapsed = telling.duration(account.decision.elapsed)
    said = {"start": telling.instant(account.start), "until": telling.instant(account.until)}
    yield Step(telling.say("step_counted", **said, elapsed=elapsed))


def _hours(telling: Telling) -> Step:
    schedule = telling.schedule
    bearing = choices(schedule.readings, "closed_on") + choices(_readings(telling), "counts")
    if schedule.always:
        text = telling.say("step_hours_always", hours=schedule.title)
        return Step(text, schedule.at, schedule.clause, bearing)
    closed = [telling.say("public_holidays", calendar=schedule.holidays)] if schedule.holidays else []
    closed += [telling.date(day) for day in schedule.closed_dates]
    text = telling.say(
        "step_hours",
        hours=schedule.title,
        openings="; ".join(opening.text for opening in schedule.openings),
        closed=telling.language.listing(closed) or telling.say("never"),
        zone=schedule.zone,
    )
    return Step(text, schedule.at, schedule.clause, bearing)


def _deadline(telling: Telling, shown: Governing) -> Step:
    if shown.amount is None or shown.deadline is None:
        return Step(telling.say("step_never_due"))
    text = telling.say(
        "step_deadline",
        amount=shown.promise.text
        if isinstance(shown.promise.target, EndOfNextBusinessDay)
        else telling.duration(shown.amount),
        anchor=telling.instant(shown.anchor),
        deadline=telling.instant(shown.deadline),
    )
    return Step(text)


def _overrun(telling: Telling) -> Iterator[Step]:
    """Tell how late it was and what that earns."""
    account, decision = telling.account, telling.account.decision
    if decision.outcome not in {Outcome.BREACHED, Outcome.OVERDUE} or decision.overrun is None:
        return
    credit = account.obligation.credit
    overrun = telling.duration(decision.overrun)
    wall = credit is not None and credit.measured_on is MeasuredOn.WALL_CLOCK
    yield Step(telling.say("step_overrun_wall" if wall else "step_overrun", overrun=overrun))
    if credit is None or decision.credit is None:
        yield Step(telling.say("no_credit_rule"))
        return
    yield _credit(telling, credit, decision.overrun)
    if decision.eligible_at is not None:
        text = telling.say("step_eligible", instant=telling.instant(decision.eligible_at))
        yield Step(text, credit.at, credit.clause, choices(credit.readings, "eligible_on"))


def _credit(telling: Telling, credit: Credit, overrun: int) -> Step:
    decision = telling.account.decision
    said = {
        "title": credit.title,
        "every": telling.duration(credit.every),
        "counted": telling.say(f"counted-{credit.counted.value}"),
        "grant": telling.credit(credit.grant.amount, credit.grant.unit),
        "overrun": telling.duration(overrun),
        "steps": telling.language.counted(credit.steps(overrun), "step"),
        "credit": telling.credit(decision.credit or Decimal(0), credit.grant.unit),
    }
    bearing = choices(credit.readings, "counted", "measured_on", "cap")
    if credit.cap is not None:
        cap = telling.credit(credit.cap, credit.grant.unit)
        return Step(telling.say("step_credit_cap", **said, cap=cap), credit.at, credit.clause, bearing)
    return Step(telling.say("step_credit", **said), credit.at, credit.clause, bearing)
