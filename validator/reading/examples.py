"""Worked examples: tickets with the decisions they must get."""

from __future__ import annotations

import re
from datetime import date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Final

from validator.document import Mapping as Group
from validator.location import Address
from validator.model.example import Because, Change, Example, ExampleEvent, Expected, Money, Stamp
from validator.model.policy import Agreed, Agreement, Term
from validator.model.words import Actor, Event, Outcome, Reason
from validator.reading.agreement import agreed_values, names_of, read_term
from validator.reading.amounts import FIRST_YEAR, LAST_YEAR
from validator.reading.findings import Findings
from validator.reading.paths import below, keys_of, named, of_the_agreement

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from validator.diagnostics import Diagnostic
    from validator.document import Document
    from validator.model.edition import Edition
    from validator.model.policy import Policy
    from validator.reading.cursor import Cursor

MICROSECONDS: Final = {"hour": 3_600_000_000, "minute": 60_000_000, "second": 1_000_000}
LENGTH: Final = re.compile(r"([0-9]+) (hour|minute|second)s?")
SOMEBODY: Final = "ACME"
STAND_IN: Final = datetime(2024, 1, 1)  # noqa: DTZ001 -- for a moment that cannot be, local as all others


def read_examples(
    cursor: Cursor, policy: Policy, edition: Edition, documents: Mapping[str, Document]
) -> tuple[tuple[Example, ...], tuple[Diagnostic, ...]]:
    """Return the examples of one file of an edition with every mistake in them; a faulty example is left out.

    `documents` are those of the whole policy, in which paths are looked up.
    """
    every: list[Diagnostic] = []
    examples = []
    for each in cursor["examples"].items():
        findings = Findings()
        example = _Reader(policy, edition, documents, findings).example(each)
        every += findings.all
        if not findings.all:
            examples.append(example)
    return tuple(examples), tuple(every)


class _Reader:
    """Reads the examples of one edition."""

    def __init__(
        self, policy: Policy, edition: Edition, documents: Mapping[str, Document], findings: Findings
    ) -> None:
        self.policy = policy
        self.edition = edition
        self.documents = documents
        self.findings = findings

    def example(self, cursor: Cursor) -> Example:
        signed = cursor["agreement"]
        timeline = cursor.get("timeline")
        events = tuple(self._event(each) for each in timeline.items()) if timeline else ()
        if timeline and not cursor.get("rejected"):
            for each in timeline.items():
                self._known(each)
        agreement = self._named(signed) if signed.is_text else self._own(cursor, signed, events)
        extended = cursor.get("extended_by")
        self._one_answer(cursor)
        return Example(
            title=cursor["title"].text,
            policy=self.policy.id,
            edition=self.edition.id,
            agreement=agreement,
            own=not signed.is_text,
            extended_by=int(extended.text.split()[0]) if extended else 0,
            changes=tuple(self._change(name, each) for name, each in cursor.entries_of("with")),
            events=events,
            as_of=self._stamp(cursor.get("as_of")),
            expected=tuple(self._all_expected(cursor)),
            because=tuple(self._because(each, agreement, signed) for each in _items(cursor, "because")),
            rejected=_text(cursor, "rejected"),
            refused=_text(cursor, "refused"),
            at=cursor.at,
        )

    def _one_answer(self, cursor: Cursor) -> None:
        """Demand one thing that must come out: an example without any would always hold."""
        answers = [key for key in ("expect", "rejected", "refused") if cursor.get(key)]
        if len(answers) != 1:
            self.findings.error(
                "missing-key",
                cursor["title"].at,
                "An example says what must come out, in exactly one way: `expect`, `rejected` or `refused`.",
                "Write `expect:` with the decisions, or `rejected:` with why the ticket cannot be decided, or "
                "`refused:` with the rule that does not let this be agreed on.",
            )
        needed = {"expect": ("timeline", "because"), "rejected": ("timeline",), "refused": ()}
        for key in needed[answers[0]] if answers else ():
            if cursor.get(key) is None:
                self.findings.error(
                    "missing-key",
                    cursor["title"].at,
                    f"This example has `{answers[0]}`, but no `{key}`.",
                    f"Write `{key}:`; `slawyer schema examples` says what belongs into it.",
                )

    def _named(self, cursor: Cursor) -> Agreement:
        name = self.findings.reference("agreement", cursor, self.policy.agreements)
        found = self.policy.agreements.get(name)
        return found or self._signed("", cursor, self._term(cursor, (), None))

    def _own(self, cursor: Cursor, signed: Cursor, events: tuple[ExampleEvent, ...]) -> Agreement:
        term = signed.get("term")
        stem = cursor.file.rpartition("/")[2].removesuffix(".yaml")
        name = f"{stem}-{int(cursor.route[-1]) + 1}"
        return self._signed(name, signed, self._term(signed, events, term))

    def _signed(self, name: str, signed: Cursor, term: Term) -> Agreement:
        names = names_of([self.edition])
        agreed = signed.get("agreed")
        plan = signed.get("plan")
        return Agreement(
            id=name,
            customer=_text(signed, "customer") or SOMEBODY,
            policy=self.policy.id,
            plan=self.findings.reference("plan", plan, names.plans) if plan else "",
            add_ons=tuple(
                self.findings.reference("add-on", each, names.add_ons) for each in _items(signed, "add_ons")
            ),
            edition=self.edition.id,
            term=term,
            schedules={},
            agreed=agreed_values(agreed, names, {}, self.findings)
            if agreed
            else Agreed(None, {}, {}, signed.at),
            at=signed.at,
        )

    def _term(self, signed: Cursor, events: tuple[ExampleEvent, ...], term: Cursor | None) -> Term:
        """Return the term as written, or the calendar year of the submission as far as the edition is in force."""
        if term is not None:
            return read_term(term, self.findings)
        begins = [each.stamp.moment.date() for each in events if each.event is Event.SUBMITTED]
        year = min(begins, default=self.edition.effective_from).year
        return Term(max(date(year, 1, 1), self.edition.effective_from), date(year, 12, 31), signed.at)

    def _known(self, cursor: Cursor) -> None:
        """Look up the names of an event; an example of a ticket that is rejected may use any."""
        edition = self.edition
        groups = edition.channels.groups.values() if edition.channels else ()
        for key, known in (
            ("severity", edition.severities.severities),
            ("status", edition.statuses),
            ("urgency", edition.escalations),
            ("request", edition.scope.requests if edition.scope else {}),
            ("feature", edition.scope.features if edition.scope else {}),
            ("channel", [channel for group in groups for channel in group.channels]),
        ):
            written = cursor.get(key)
            if written and known:
                for name in written.text.split("+"):
                    self.findings.name(key, name, written.at, known)

    def _event(self, cursor: Cursor) -> ExampleEvent:
        by, public = cursor.get("by"), cursor.get("public")
        channel = _text(cursor, "channel")
        stamp = self._stamp(cursor["at"])
        if stamp is None:
            raise TypeError(cursor.at)
        return ExampleEvent(
            stamp=stamp,
            event=Event(cursor["event"].text),
            by=Actor(by.text) if by else None,
            public=public is None or public.text == "true",
            severity=_text(cursor, "severity"),
            status=_text(cursor, "status"),
            channels=frozenset(channel.split("+")) if channel else frozenset(),
            urgency=_text(cursor, "urgency"),
            request=_text(cursor, "request"),
            feature=_text(cursor, "feature"),
        )

    def _stamp(self, cursor: Cursor | None) -> Stamp | None:
        if cursor is None:
            return None
        day, time, *offset = cursor.text.split()
        try:
            moment = datetime.fromisoformat(f"{day}T{time}{''.join(offset)}")
        except ValueError:
            self.findings.error(
                "impossible-date",
                cursor.at,
                f"There is no moment `{cursor.text}`.",
                "Write a day of the calendar and a time of the day: `2024-02-29 17:10`.",
            )
            moment = STAND_IN
        if not FIRST_YEAR <= moment.year <= LAST_YEAR:
            self.findings.error(
                "impossible-date",
                cursor.at,
                f"`{cursor.text}` lies outside the years {FIRST_YEAR} to {LAST_YEAR}, in which time is counted here.",
                "Write a moment of these years.",
            )
            moment = STAND_IN
        return Stamp(cursor.text, moment, cursor.at)

    def _all_expected(self, cursor: Cursor) -> Iterator[Expected]:
        obligations = (
            *self.edition.objectives,
            *(each.obligation for each in self.edition.escalations.values()),
        )
        for name, each in cursor.entries_of("expect"):
            self.findings.name("obligation", name, each.at.key(), obligations)
            if isinstance(each.node, Group):
                yield self._expected(name, 1, each)
                continue
            for number, item in enumerate(each.items(), start=1):
                yield self._expected(name, number, item)

    def _expected(self, obligation: str, number: int, cursor: Cursor) -> Expected:
        for key, choices in (
            ("severity", self.edition.severities.severities),
            ("schedule", (*self.edition.schedules, *self._agreed_hours(), "wall_clock")),
        ):
            written = cursor.get(key)
            if written:
                self.findings.reference(key, written, choices)
        reason, provisional = _text(cursor, "reason"), _text(cursor, "provisional")
        return Expected(
            obligation=obligation,
            occurrence=number,
            outcome=Outcome(cursor["outcome"].text),
            reason=Reason(reason) if reason else None,
            severity=_text(cursor, "severity"),
            target=_text(cursor, "target"),
            schedule=_text(cursor, "schedule"),
            deadline=self._stamp(cursor.get("deadline")),
            stopped=self._stamp(cursor.get("stopped")),
            claimable=self._stamp(cursor.get("claimable")),
            elapsed=_length(cursor.get("elapsed")),
            overrun=_length(cursor.get("overrun")),
            credit=_money(cursor.get("credit")),
            provisional=None if provisional is None else provisional == "true",
            values={key: each.at for key, each in cursor.entries()},
            at=cursor.at,
        )

    def _agreed_hours(self) -> Iterator[str]:
        for agreement in self.policy.agreements.values():
            yield from agreement.schedules

    def _because(self, cursor: Cursor, agreement: Agreement, signed: Cursor) -> Because:
        keys = keys_of(cursor.text)
        if not of_the_agreement(keys):
            return Because(cursor.text, self._place(cursor.text, cursor.at), cursor.at)
        if keys == ("term",) and not signed.is_text and signed.get("term") is None:
            return Because(cursor.text, agreement.term.at, cursor.at)  # the calendar year, written nowhere
        document = self.documents.get(agreement.at.file)
        node = document.root if document else None if signed.is_text else signed.node
        return Because(cursor.text, below(agreement.at, keys, node, cursor.at, self.findings), cursor.at)

    def _change(self, name: str, cursor: Cursor) -> Change:
        return Change(self._place(name, cursor.at.key()), cursor.text, cursor.at)

    def _place(self, path: str, at: Address) -> Address:
        folder = f"{self.policy.id}/editions/{self.edition.id}/"
        return named(path, at, folder, self.documents, self.findings)


def _text(cursor: Cursor, key: str) -> str | None:
    found = cursor.get(key)
    return None if found is None else found.text


def _items(cursor: Cursor, key: str) -> Iterator[Cursor]:
    found = cursor.get(key)
    if found is not None:
        yield from found.items()


def _length(cursor: Cursor | None) -> int | None:
    if cursor is None:
        return None
    return sum(int(found[1]) * MICROSECONDS[found[2]] for found in LENGTH.finditer(cursor.text))


def _money(cursor: Cursor | None) -> Money | None:
    """Return a credit as written; None where none is due."""
    if cursor is None or cursor.text == "none":
        return None
    amount, unit = cursor.text.split()
    return Money(Decimal(amount), "days" if unit in {"day", "days"} else unit)
