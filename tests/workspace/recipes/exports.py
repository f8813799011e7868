"""The exports of six help desks that tell one story, and the words with which a contract reads them.

The story, on Tuesday, 14 May 2024, in Zurich: an embroidery reports at 10:00 that nothing works, gets an automatic
answer, and at 10:45 one of a person; the case is solved, taken up again the day after, and solved again. An insurance
writes at 14:00 and is answered at 17:00. The embroidery asks something at 08:00 that is found to be urgent at 09:00 and
answered at 09:30. Then follow what must not be decided: a case without a severity or a customer, one with a severity
that the contract does not know, and one of a customer without an agreement; in Jira also one whose history was cut off.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Final

HERE: Final = Path(__file__).parent

Words = Mapping[str, Sequence[tuple[str | None, ...]]]
"""For each table of words at the head of a recipe, its rows."""

START: Final = "2024-01-10 00:00:00+01"
COMPANIES: Final = ("Stickerei Rorschach AG", "Ostschweizer Versicherung AG")


def words(
    customers: tuple[str, str], severities: Mapping[str, int], statuses: str, channels: str, people: str
) -> Words:
    """Return what the words of a help desk are in the ZITADEL contract, which knows no statuses.

    `people` are the manager and the user that answers by itself.
    """
    embroidery, insurance = customers
    manager, automatic = people.split()
    return {
        "agreements": [
            (embroidery, START, "stickerei-2024"),
            (insurance, "2023-01-10 00:00:00+01", "an-earlier-agreement"),
            (insurance, START, "versicherung-2024"),
        ],
        "severities": [(word, f"severity_{number}") for word, number in severities.items()],
        "statuses": [(word, None) for word in statuses.split("|")],
        "channels": [(word, "email") for word in channels.split("|")],
        "people": [(manager, "manager"), (automatic, "system")],
    }


WORDS: Final[Mapping[str, Words]] = {
    "zendesk": words(
        ("4001", "4002"),
        {"urgent": 1, "high": 2, "normal": 3},
        "new|open|pending|hold|solved|closed",
        "email|web",
        "502 -1",
    ),
    "jira": words(
        ("STICK", "VERS"),
        {"Highest": 1, "High": 2, "Medium": 3},
        "Open|In Progress|Waiting for customer|Resolved|Done|Closed",
        "STICK|VERS|OTHER",
        "acc-manager acc-app",
    ),
    "servicenow": words(
        COMPANIES, {"1": 1, "2": 2, "3": 3}, "1|2|3|6|7|8", "email|phone", "urs.keller system"
    ),
    "freshdesk": words(
        ("4001", "4002"),
        {"4": 1, "3": 2, "2": 3, "Urgent": 1, "High": 2, "Medium": 3},
        "2|3|4|5|Open|Pending|Resolved|Closed",
        "1|2",
        "502 599",
    ),
    "github": words(
        ("anna-graf", "beat-moser"),
        {"severity: critical": 1, "severity: high": 2, "severity: normal": 3},
        "open|closed",
        "example/support",
        "urs-keller support-bot[bot]",
    ),
    "zammad": words(
        COMPANIES,
        {"3 high": 1, "2 normal": 2, "1 low": 3},
        "new|open|pending reminder|pending close|closed|merged",
        "email|web",
        "52 1",
    ),
}
DECIDED: Final[Mapping[str, tuple[str, str, str]]] = {
    "zendesk": ("101", "102", "103"),
    "jira": ("STICK-1", "VERS-2", "STICK-3"),
    "servicenow": ("INC0000001", "INC0000002", "INC0000003"),
    "freshdesk": ("301", "302", "303"),
    "github": ("example/support#1", "example/support#2", "example/support#3"),
    "zammad": ("22001", "22002", "22003"),
}
"""The three tickets that can be decided, in the order of the story."""


def export(name: str) -> list[Path]:
    """Return the files of an export."""
    return sorted((HERE / name).glob("*.jsonl"))


def adapted(query: str, tables: Words) -> str:
    """Return a recipe with other rows in its tables of words, as a user would edit them."""
    for table, rows in tables.items():
        listed = ",\n".join(f"    ({', '.join(_literal(value) for value in row)})" for row in rows)
        block = rf"(\n{table}\([a-z, ]+\) AS \(\n    VALUES\n).*?(\n\),)"
        parts = re.split(block, query, flags=re.DOTALL)
        assert len(parts) == 4, table
        query = f"{parts[0]}{parts[1]}{listed}{parts[2]}{parts[3]}"
    return query


def _literal(value: str | None) -> str:
    if value is None:
        return "NULL"
    return f"TIMESTAMPTZ '{value}'" if value.endswith("+01") else f"'{value}'"
