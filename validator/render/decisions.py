"""Decisions, ledgers and rejected rows as tables for people."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import timedelta, tzinfo
from decimal import Decimal
from typing import TYPE_CHECKING, Protocol

from validator.render.table import Styled, duration, table
from validator.timetable.local import EPOCH

if TYPE_CHECKING:
    from validator.evaluate.decision import Decision, LedgerLine
    from validator.model.policy import Policy

DECISION_HEADINGS = (
    "ticket",
    "agreement",
    "obligation",
    "severity",
    "target",
    "started",
    "deadline",
    "stopped",
)
NONE = "-"


class RejectedRow(Protocol):
    """A row that is not used."""

    @property
    def file(self) -> str:
        """The file it stands in."""

    @property
    def line(self) -> int:
        """Its line."""

    @property
    def ticket(self) -> str:
        """The ticket it speaks of."""

    @property
    def message(self) -> str:
        """Why it is not used."""


def decisions_text(
    decisions: Sequence[Decision],
    policies: Sequence[Policy],
    zones: Mapping[str, tzinfo],
    roles: Mapping[str, str],
    style: Styled,
) -> str:
    """Return decisions as a table; instants in local time, with the letters of the zone where one occurs twice."""
    policy_of = {agreement: policy.id for policy in policies for agreement in policy.agreements}

    def local(decision: Decision, instant: int | None) -> str:
        if instant is None:
            return NONE
        moment = (EPOCH + timedelta(microseconds=instant)).astimezone(zones[policy_of[decision.agreement]])
        twice = moment.replace(fold=1 - moment.fold).utcoffset() != moment.utcoffset()
        return moment.strftime("%a %Y-%m-%d %H:%M %Z" if twice else "%a %Y-%m-%d %H:%M")

    rows = [
        (
            decision.ticket,
            decision.agreement,
            _obligation(decision),
            decision.severity or NONE,
            decision.target or NONE,
            local(decision, decision.started_at),
            local(decision, decision.deadline),
            local(decision, decision.stopped_at),
            decision.outcome.value,
            duration(decision.overrun) if decision.overrun else "",
            _credit(decision.credit, decision.credit_unit, provisional=decision.provisional),
            "" if decision.entitled else decision.reason.value,
        )
        for decision in decisions
    ]
    headings = (*DECISION_HEADINGS, "outcome", "overrun", "credit", "reason")
    return table(headings, rows, right=frozenset({"overrun", "credit"}), roles=roles, style=style)


def ledger_text(ledger: Sequence[LedgerLine], style: Styled) -> str:
    """Return the ledger as a table."""
    rows = [
        (
            line.agreement,
            f"{line.term_start} to {line.term_end}",
            _credit(line.credit, line.unit, provisional=False),
            _credit(line.provisional_credit, line.unit, provisional=False) if line.provisional_credit else "",
            str(line.credited_tickets),
            line.extended_term_end.isoformat(),
        )
        for line in ledger
    ]
    headings = ("agreement", "term", "credit", "of it provisional", "tickets", "extended to")
    return table(headings, rows, right=frozenset({"credit", "of it provisional", "tickets"}), style=style)


def rejected_text(rejected: Sequence[RejectedRow], style: Styled) -> str:
    """Return rejected rows as a table."""
    rows = [(f"{row.file}:{row.line}", row.ticket or NONE, row.message) for row in rejected]
    return table(("rejected row", "ticket", "why"), rows, style=style)


def _obligation(decision: Decision) -> str:
    name = decision.obligation.replace("_", " ")
    return name if decision.occurrence == 1 else f"{name} ({decision.occurrence})"


def _credit(amount: Decimal | None, unit: str | None, *, provisional: bool) -> str:
    if amount is None:
        return ""
    number = f"{amount.normalize():f}" if amount else "0"
    shown = "day" if unit == "days" and amount == 1 else unit
    return f"{number} {shown}" + (" so far" if provisional else "")
