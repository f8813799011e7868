"""Decisions, ledgers and rejected rows as people see them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from zoneinfo import ZoneInfo

from tests.evaluate.worlds import NOWHERE, ZURICH, at
from validator.evaluate.decision import Decision, LedgerLine
from validator.model.policy import Policy
from validator.model.words import Outcome, Reason
from validator.render.decisions import decisions_text, ledger_text, rejected_text
from validator.render.table import plain
from validator.workspace.policies import load

POLICIES = load(Path(__file__).parents[2] / "policies").policies

BREACHED = Decision(
    ticket="T-1",
    agreement="stickerei-2024",
    edition="2024-01-10",
    plan="production",
    obligation="initial_response",
    occurrence=1,
    entitled=True,
    reason=Reason.ENTITLED,
    severity="severity_2",
    target="2 business hours",
    schedule="extended_hours",
    started_at=at("2024-03-28 17:10"),
    deadline=at("2024-04-02 07:10"),
    stopped_at=at("2024-04-02 08:00"),
    outcome=Outcome.BREACHED,
    elapsed=10_200_000_000,
    overrun=3_000_000_000,
    credit=Decimal(3),
    credit_unit="days",
    provisional=False,
    eligible_at=None,
    rests_on=NOWHERE,
    clause="SLO - Initial response time",
)


def line(decision: Decision, policies: tuple[Policy, ...] = POLICIES) -> list[str]:
    shown = decisions_text([decision], policies, {policy.id: ZURICH for policy in policies}, {}, plain)
    return [cell.strip() for cell in shown.splitlines()[1].split("  ") if cell.strip()]


def test_a_breach_is_one_line() -> None:
    assert line(BREACHED) == [
        "T-1",
        "stickerei-2024",
        "initial response",
        "severity_2",
        "2 business hours",
        "Thu 2024-03-28 17:10",
        "Tue 2024-04-02 07:10",
        "Tue 2024-04-02 08:00",
        "breached",
        "50 min",
        "3 days",
    ]


def test_a_time_that_occurs_twice_names_its_zone() -> None:
    first = replace(BREACHED, deadline=at("2024-10-27 02:30", ZoneInfo("Etc/GMT-2")))
    second = replace(BREACHED, deadline=at("2024-10-27 02:30", ZoneInfo("Etc/GMT-1")))
    assert "Sun 2024-10-27 02:30 CEST" in line(first)
    assert "Sun 2024-10-27 02:30 CET" in line(second)


def test_further_occurrences_provisional_credits_and_refusals_are_said() -> None:
    again = replace(BREACHED, occurrence=2, provisional=True, credit=Decimal(1))
    assert "initial response (2)" in line(again)
    assert "1 day so far" in line(again)
    refused = replace(
        BREACHED,
        entitled=False,
        reason=Reason.OUTSIDE_TERM,
        outcome=Outcome.NOT_ENTITLED,
        target=None,
        credit=None,
    )
    assert line(refused)[-1] == "outside-term"


def test_the_ledger_names_what_is_provisional() -> None:
    entry = LedgerLine(
        "acme",
        date(2024, 1, 1),
        date(2024, 12, 31),
        Decimal("7.5000"),
        "CHF",
        Decimal(2),
        3,
        date(2024, 12, 31),
    )
    shown = ledger_text([entry], plain).splitlines()[1]
    assert shown.split() == [
        "acme",
        "2024-01-01",
        "to",
        "2024-12-31",
        "7.5",
        "CHF",
        "2",
        "CHF",
        "3",
        "2024-12-31",
    ]


@dataclass
class Row:
    file: str = "log.csv"
    line: int = 4
    ticket: str = ""
    message: str = "the row names no ticket"


def test_a_rejected_row_keeps_its_place() -> None:
    assert rejected_text([Row()], plain).splitlines()[1] == "log.csv:4     -       the row names no ticket"
