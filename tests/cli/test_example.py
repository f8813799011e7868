from __future__ import annotations

import json
from collections import Counter
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from tests.cli.command import EXAMPLE, ROOT, inside, rows

ZURICH = ZoneInfo("Europe/Zurich")


@pytest.fixture(scope="module")
def decided(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("example") / "out"
    done = inside("evaluate", EXAMPLE, "-o", folder)
    assert done.returncode == 1, done.stderr  # two rows are rejected
    return folder


@pytest.fixture(scope="module")
def decisions(decided: Path) -> dict[tuple[str, str], dict[str, str]]:
    return {(row["ticket"], row["obligation"]): row for row in rows(decided / "decisions.csv")}


def local(stamp: str) -> str:
    """Write an instant as the clocks in Zurich show it, without its offset."""
    return datetime.fromisoformat(stamp).astimezone(ZURICH).strftime("%Y-%m-%d %H:%M") if stamp else ""


# Worked out from the contract and a calendar of 2024: deadline in Zurich, outcome, minutes late, days of credit.
BY_HAND = {
    # Thursday before Easter, 16:10. Business hours: 50 minutes until 17:00; Friday and Monday are holidays; 70 minutes
    # from Tuesday 08:00 on. Extended hours: two hours are left on Thursday, and 18:10 itself is in time.
    "Z-1010": ("2024-04-02 09:10", "met", 0, None),
    "Z-1011": ("2024-03-28 18:10", "met", 0, None),
    # 18:30 to 19:00, and 30 minutes from Tuesday 07:00 on; answered at 07:50. One whole quarter of an hour.
    "Z-1012": ("2024-04-02 07:30", "breached", 20, 1),
    # Holy Saturday is no holiday: 20 minutes until 12:00. Sunday is closed, Monday a holiday, Tuesday opens at 06:00.
    "Z-1013": ("2024-04-02 06:40", "met", 0, None),
    # 01:30 and two hours, of which the clocks skip 02:00 to 03:00.
    "Z-1014": ("2024-03-31 04:30", "met", 0, None),
    "Z-1015": ("2024-03-31 03:20", "breached", 5, 0),
    # 48 hours in days of nine: Friday 2; Monday is Pentecost; Tuesday to Friday 36; Monday 9; one is left on Tuesday.
    "Z-1017": ("2024-05-28 09:00", "breached", 46, 3),
    # Raised at 15:00 to a target of two hours, which end long before the twelve would.
    "Z-1018": ("2024-06-03 17:00", "met", 0, None),
    # The customer raises it, the provider does not: twelve hours on days of twelve, begun two hours after opening.
    "Z-1019": ("2024-06-12 09:00", "met", 0, None),
    # 30 minutes end at 03:30; 35 minutes later it is lowered. What was late stays late.
    "Z-1021": ("2024-06-21 03:30", "breached", 35, 2),
    # An automatic reply after five seconds, a person after three hours.
    "Z-1022": ("2024-07-01 10:00", "breached", 60, 4),
    # The note at 10:15 is internal.
    "Z-1023": ("2024-07-03 11:00", "breached", 20, 1),
    # Friday night; answered on Saturday, before the clock has begun to run.
    "Z-1024": ("2024-07-08 09:00", "met", 0, None),
    # Minutes that are not business minutes run on a Saturday, too.
    "Z-1025": ("2024-07-13 14:45", "breached", 35, 2),
    # Closed without an answer: within the target, and after it.
    "Z-1030": ("2024-09-06 15:00", "withdrawn", 0, None),
    "Z-1031": ("2024-09-10 10:00", "breached", 31, 2),
    # 02:30 summer time and two hours: the clocks go through 02:00 to 03:00 twice.
    "Z-1033": ("2024-10-27 03:30", "breached", 10, 0),
    # 02:45 summer time and 30 minutes is 02:15 winter time.
    "Z-1034": ("2024-10-27 02:15", "met", 0, None),
    # All Saints' Day is a holiday in St. Gallen: an hour on Thursday, an hour on Monday.
    "Z-1035": ("2024-11-04 08:00", "met", 0, None),
    # 30 minutes on Christmas Eve, nine hours on Friday, two and a half on Monday. 14 min 59 s late.
    "Z-1039": ("2024-12-30 10:30", "breached", 14 + 59 / 60, 0),
    # The log ends at 10:00.
    "Z-1042": ("2025-01-07 09:10", "overdue", 50, 3),
    "Z-1043": ("2025-01-09 09:00", "running", 0, None),
}


@pytest.mark.parametrize("ticket", BY_HAND)
def test_initial_response_is_decided_as_worked_out_by_hand(
    ticket: str, decisions: dict[tuple[str, str], dict[str, str]]
) -> None:
    deadline, outcome, late, days = BY_HAND[ticket]
    row = decisions[ticket, "initial_response"]
    assert (local(row["deadline"]), row["outcome"]) == (deadline, outcome)
    assert float(row["overrun_seconds"]) == pytest.approx(late * 60)
    assert (float(row["credit"]) if row["credit"] else None) == days
    assert row["provisional"] == ("true" if outcome == "overdue" else "false")


@pytest.mark.parametrize(
    ("ticket", "obligation", "deadline", "outcome", "days"),
    [
        # One business day is twelve hours of extended support: four on Wednesday, eight on Thursday.
        ("Z-1026", "escalation_normal", "2024-07-11 15:00", "met", None),
        # National Day is no holiday for support around the clock. 45 minutes late.
        ("Z-1027", "escalation_urgent", "2024-08-01 12:00", "breached", 3),
        # Sixteen agreed hours: two on Thursday until 22:00, fourteen from 06:00 on. 80 minutes late.
        ("Z-1029", "escalation_normal", "2024-08-23 20:00", "breached", 5),
        ("Z-1028", "escalation_urgent", "", "not-entitled", None),  # by phone only
    ],
)
def test_escalations_are_decided_as_worked_out_by_hand(
    ticket: str,
    obligation: str,
    deadline: str,
    outcome: str,
    days: float | None,
    decisions: dict[tuple[str, str], dict[str, str]],
) -> None:
    row = decisions[ticket, obligation]
    assert (local(row["deadline"]), row["outcome"]) == (deadline, outcome)
    assert (float(row["credit"]) if row["credit"] else None) == days


def test_every_refusal_has_its_reason(decisions: dict[tuple[str, str], dict[str, str]]) -> None:
    refused = {ticket: row["reason"] for (ticket, _), row in decisions.items() if row["entitled"] == "false"}
    assert refused == {
        "Z-1001": "support-not-included",
        "Z-1002": "support-not-included",
        "Z-1005": "outside-term",
        "Z-1006": "channel-not-covered",
        "Z-1007": "request-out-of-scope",
        "Z-1008": "feature-not-covered",
        "Z-1028": "escalation-channels-missing",
        "Z-1038": "request-out-of-scope",
        "Z-1041": "outside-term",  # two days of credit reach until 2 January
    }


def test_credits_extend_terms(decided: Path, decisions: dict[tuple[str, str], dict[str, str]]) -> None:
    ledger = {row["agreement"]: row for row in rows(decided / "ledger.csv")}
    assert {name: (float(row["credit"]), row["extended_term_end"]) for name, row in ledger.items()} == {
        "alpenverein-2024": (0, "2024-12-31"),
        "bergbahn-2024": (1, "2025-02-01"),
        "kantonsarchiv-2024": (2, "2025-01-02"),
        "klinik-2024": (8, "2025-03-08"),
        "molkerei-2024": (3, "2025-01-17"),
        "stickerei-2024": (7, "2025-01-07"),
        "versicherung-2024": (5, "2025-01-05"),
    }
    assert float(ledger["klinik-2024"]["provisional_credit"]) == 3
    # Submitted on 3 January, after the last day of the term and inside the seven days that were credited.
    assert decisions["Z-1040", "initial_response"]["outcome"] == "met"


def test_exactly_two_rows_are_rejected(decided: Path) -> None:
    lines = (ROOT / EXAMPLE).read_text("utf-8").splitlines()
    rejected = rows(decided / "rejected.csv")
    assert [(row["ticket"], row["reason"]) for row in rejected] == [
        ("Z-1036", "no-offset"),
        ("Z-1037", "unknown-severity"),
    ]
    assert [row["row"] for row in rejected] == [lines[int(row["line"]) - 1] for row in rejected]


def test_every_row_and_ticket_is_accounted_for(decided: Path) -> None:
    lines = (ROOT / EXAMPLE).read_text("utf-8").splitlines()[1:]
    counts = json.loads((decided / "run.json").read_text("utf-8"))["counts"]
    assert counts["rows"] == len(lines)
    assert counts["rows"] == counts["rows_used"] + counts["rows_rejected"]
    assert counts["rows_duplicate"] == len(lines) - len(set(lines)) == 1
    assert counts["tickets"] == len({line.split(",")[0] for line in lines})
    assert counts["tickets"] == counts["tickets_decided"] + counts["tickets_rejected"]


def test_the_example_shows_what_the_contract_knows(decisions: dict[tuple[str, str], dict[str, str]]) -> None:
    shown = Counter(row["outcome"] for row in decisions.values())
    assert shown.keys() >= {
        "met",
        "breached",
        "running",
        "overdue",
        "withdrawn",
        "best-effort",
        "not-entitled",
    }
    assert {row["plan"] for row in decisions.values()} == {
        "free",
        "production",
        "enterprise_cloud",
        "enterprise_self_hostable",
    }
    assert {row["severity"] for row in decisions.values()} == {f"severity_{number}" for number in range(1, 5)}


def test_without_a_folder_the_example_is_shown_as_a_table() -> None:
    done = inside("evaluate", EXAMPLE, "--allow-rejects")
    assert done.returncode == 0
    assert "\x1b" not in done.stdout
    line = next(line for line in done.stdout.splitlines() if line.startswith("Z-1012"))
    assert line.split("  ")[-1] == "1 day"
    assert "44 = 42 decided + 2 rejected" in done.stdout
    assert "101 = 99 used + 2 rejected" in done.stdout
