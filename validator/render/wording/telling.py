"""What every sentence about one account needs: the language, the zone, and the contract's own words for things."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, tzinfo
from decimal import Decimal

from validator.evaluate.reference import Account
from validator.model.edition import Edition
from validator.model.objective import EventPattern
from validator.model.policy import Agreement
from validator.model.schedule import Schedule
from validator.model.words import Actor, Event, Metric
from validator.render.wording.language import Language

ACTORS = tuple(Actor)


@dataclass(frozen=True, slots=True)
class Telling:
    """An account and the language it is told in; times are local in the zone of its support hours."""

    account: Account
    language: Language

    @property
    def edition(self) -> Edition:
        """The edition that governs the ticket."""
        return self.account.ticket.terms.edition

    @property
    def agreement(self) -> Agreement:
        """What the customer signed."""
        return self.account.ticket.terms.agreement

    @property
    def schedule(self) -> Schedule:
        """The support hours of the obligation."""
        return self.account.obligation.schedule

    @property
    def zone(self) -> tzinfo:
        """The zone of the support hours."""
        return self.account.ticket.book.zones[self.schedule.zone]

    def say(self, phrase: str, **values: str) -> str:
        """Return a phrase with its fields filled in."""
        return self.language.say(phrase, **values)

    def instant(self, instant: int | None) -> str:
        """Write an instant in local time."""
        if instant is None:
            raise TypeError(self.account.decision)
        return self.language.instant(instant, self.zone)

    def date(self, day: date) -> str:
        """Write a date."""
        return self.language.day(day)

    def duration(self, microseconds: int | None) -> str:
        """Write a length of time."""
        if microseconds is None:
            raise TypeError(self.account.decision)
        return self.language.duration(microseconds)

    def severity(self, name: str | None) -> str:
        """Return the contract's words for a severity."""
        known = self.edition.severities.severities.get(name or "")
        return known.title if known else name or ""

    def short_severity(self, name: str | None) -> str:
        """Name a severity where there is little room."""
        return (name or "").replace("_", " ")

    def channels(self, names: Iterable[str]) -> str:
        """Return the contract's words for channels, "no channel" where there are none."""
        titles = [self._channel(name) for name in sorted(names)]
        return self.language.listing(titles) or self.say("no_channel")

    def _channel(self, name: str) -> str:
        group = self.edition.channels.group_of(name) if self.edition.channels else None
        return group.channels[name].title if group else name

    def offer(self) -> str:
        """Name the plan with its add-ons."""
        add_ons = [self.edition.add_ons[name].title for name in self.agreement.add_ons]
        plan = self.account.ticket.terms.plan.title
        return " + ".join((plan, *add_ons))

    def credit(self, amount: Decimal, unit: str) -> str:
        """Write what a credit is worth."""
        if unit == "days":
            return self.say("extension", days=self.language.counted(amount, unit))
        if unit == "percent":
            credit = self.account.obligation.credit
            number = self.language.counted(amount, "").strip()
            return self.say("percent", number=number, of=(credit and credit.grant.of) or "")
        return self.language.counted(amount, unit)

    def actor(self, actor: Actor | None) -> str:
        """Name who did something."""
        return self.say(f"actor-{actor.value if actor else 'unknown'}")

    def event(self, pattern: EventPattern) -> str:
        """Say which events a pattern describes."""
        if pattern.event is Event.REPLIED:
            # in the order of the words, since a set has none
            named = [self.actor(actor) for actor in ACTORS if actor in pattern.by]
            public = {True: "publicly", False: "internally"}
            return self.say(
                "event-replied",
                by=self.say("or").join(named) or self.say("anybody"),
                public="" if pattern.public is None else self.say(public[pattern.public]),
            )
        if pattern.event is Event.STATUS_SET:
            known = self.edition.statuses
            titles = [known[name].title if name in known else name for name in sorted(pattern.statuses)]
            named_statuses = self.say("to_statuses", statuses=self.say("or").join(titles)) if titles else ""
            return self.say("event-status_set", statuses=named_statuses)
        return self.say(f"event-{pattern.event.value}")

    @property
    def title(self) -> str:
        """The contract's words for the obligation, with its number where it recurs."""
        name, number = self.account.obligation.id, self.account.decision.occurrence
        objective = self.edition.objectives.get(name)
        escalations = {each.obligation: each.title for each in self.edition.escalations.values()}
        title = objective.title if objective else escalations[name]
        return title if number == 1 else self.say("occurrence", title=title, number=str(number))

    @property
    def what(self) -> str:
        """What was promised, by what the obligation measures."""
        objective = self.edition.objectives.get(self.account.obligation.id)
        metric = objective.metric if objective else Metric.ESCALATION_RESPONSE
        return self.say(f"what-{metric.value}")
