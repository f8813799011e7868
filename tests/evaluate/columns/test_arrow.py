"""The tables that users get: the promised columns, in order, exact."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal

import numpy as np
import pyarrow as pa

from tests.evaluate.columns.hand import CREDIT, book, edition, replied, submitted, ticket
from tests.evaluate.worlds import NOWHERE, at
from validator.evaluate.columns import EventTable, decide
from validator.evaluate.columns.arrays import NONE
from validator.evaluate.columns.arrow import ledger_table
from validator.evaluate.columns.table import DecisionTable
from validator.location import Address
from validator.model.credit import Grant
from validator.model.policy import Term

COLUMNS = [
    "ticket",
    "agreement",
    "edition",
    "plan",
    "obligation",
    "occurrence",
    "entitled",
    "reason",
    "severity",
    "target",
    "schedule",
    "started_at",
    "deadline",
    "stopped_at",
    "outcome",
    "elapsed_seconds",
    "overrun_seconds",
    "credit",
    "credit_unit",
    "provisional",
    "eligible_at",
    "clause",
]
ANSWER = replied("2024-04-02 08:50")
A_MICROSECOND_LATER = replace(ANSWER, at=ANSWER.at + 1)
LOG = (
    ticket(submitted("2024-03-28 16:30"), A_MICROSECOND_LATER, name="late"),
    ticket(submitted("2025-03-28 16:30"), name="after the term"),
    ticket(submitted("2024-04-02 09:00", "low"), name="without a time"),
)


def cite(at: Address, clause: str) -> str:
    return f"{at.file}: {at}: {clause}"


def decided(amount: str = "12.5") -> DecisionTable:
    rule = replace(CREDIT, grant=Grant(Decimal(amount), "CHF"))
    return decide(
        EventTable.from_timelines(LOG), book(edition(credit=rule)), at("2025-04-01 12:00")
    ).decisions


def instant(text: str) -> datetime:
    return datetime.fromisoformat(text).astimezone(UTC)


def test_decisions_have_the_promised_columns() -> None:
    table = decided().to_arrow(cite)
    assert table.column_names == COLUMNS
    assert table.column("ticket").to_pylist() == ["after the term", "late", "without a time"]


def test_a_breach_is_written_exactly() -> None:
    row = decided().to_arrow(cite).to_pylist()[1]
    assert row == {
        "ticket": "late",
        "agreement": "alpha",
        "edition": "2024-01-01",
        "plan": "plan",
        "obligation": "answer",
        "occurrence": 1,
        "entitled": True,
        "reason": "entitled",
        "severity": "high",
        "target": "SupportTime(microseconds=3600000000)",
        "schedule": "office",
        "started_at": instant("2024-03-28T16:30+01:00"),
        "deadline": instant("2024-04-02T08:30+02:00"),
        "stopped_at": instant("2024-04-02T08:50:00.000001+02:00"),
        "outcome": "breached",
        "elapsed_seconds": Decimal("4800.000001"),
        "overrun_seconds": Decimal("1200.000001"),
        "credit": Decimal("12.5"),
        "credit_unit": "CHF",
        "provisional": False,
        "eligible_at": instant("2024-04-02T08:50:00.000001+02:00"),
        "clause": "test.yaml: high: high",
    }


def test_a_refused_ticket_rests_on_what_refused_it() -> None:
    row = decided().to_arrow(cite).to_pylist()[0]
    assert (row["entitled"], row["reason"], row["outcome"]) == (False, "outside-term", "not-entitled")
    assert row["clause"] == "test.yaml: term: Term of the agreement"
    empty = ("target", "schedule", "deadline", "stopped_at", "elapsed_seconds", "overrun_seconds", "credit")
    assert [row[name] for name in (*empty, "credit_unit", "eligible_at")] == [None] * 9


def test_what_has_no_time_has_no_deadline() -> None:
    row = decided().to_arrow(cite).to_pylist()[2]
    assert (row["outcome"], row["deadline"], row["overrun_seconds"]) == ("best-effort", None, None)
    assert row["elapsed_seconds"] > 0


def test_the_finest_and_the_largest_credits_fit() -> None:
    for amount in ("0.000001", "9999999999.999999"):
        assert decided(amount).to_arrow(cite).column("credit").to_pylist()[1] == Decimal(amount)


def test_a_table_and_its_decisions_say_the_same() -> None:
    table = decided()
    rows = table.to_arrow(cite).to_pylist()
    for row, each in zip(rows, table.to_decisions(), strict=True):
        said = (
            each.ticket,
            each.occurrence,
            each.reason.value,
            each.severity,
            each.target,
            each.outcome.value,
        )
        assert said == tuple(
            row[name] for name in ("ticket", "occurrence", "reason", "severity", "target", "outcome")
        )
        assert (each.credit, each.provisional) == (row["credit"], row["provisional"])
        assert cite(each.rests_on, each.clause) == row["clause"]


def test_an_empty_table_keeps_its_columns_and_types() -> None:
    full = decided()
    empty = full.take(np.empty(0, dtype=np.int64))
    assert empty.to_arrow(cite).schema == full.to_arrow(cite).schema
    none = decide(EventTable.from_timelines([]), book(), 0).decisions.to_arrow(cite)
    assert none.schema == full.to_arrow(cite).schema


def test_part_of_a_table_keeps_what_its_numbers_stand_for() -> None:
    table = decided()
    assert table.first(2).to_decisions() == table.to_decisions()[:2]
    assert table.first(9) is table
    assert table.take(np.array([2, 1, 0])).to_decisions() == table.to_decisions()[::-1]


def test_no_credit_is_not_a_credit_of_nothing() -> None:
    assert decided().credit.tolist() == [NONE, 12_500_000, NONE]


def test_a_ledger_has_the_promised_columns() -> None:
    short = book(alpha=Term(date(2024, 1, 1), date(2024, 6, 30), NOWHERE))
    lines = decide(EventTable.from_timelines(LOG[:1]), short, at("2024-04-03 12:00")).ledger
    assert ledger_table(lines).to_pylist() == [
        {
            "agreement": "alpha",
            "term_start": date(2024, 1, 1),
            "term_end": date(2024, 6, 30),
            "credit": Decimal(1),
            "credit_unit": "days",
            "provisional_credit": Decimal(0),
            "credited_tickets": 1,
            "extended_term_end": date(2024, 7, 1),
        }
    ]
    assert ledger_table(()).schema.field("credit").type == pa.decimal128(19, 6)
