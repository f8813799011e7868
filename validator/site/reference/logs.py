"""The reference of ticket logs and of what is decided of them: columns, and why rows are rejected."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from validator.evaluate.refusals import MESSAGES
from validator.model.words import Outcome
from validator.site.page import Page
from validator.site.reference.table import code, table, text

LOG: Final[Mapping[str, tuple[str, str]]] = {
    "ticket": ("every row", "The ticket's id."),
    "at": ("every row", "The instant, RFC 3339 with an offset, or local time with `--time-zone`."),
    "event": (
        "every row",
        "`submitted`, `replied`, `severity_set`, `status_set`, `escalated`, `resolved`, `closed` or `reopened`.",
    ),
    "agreement": ("`submitted`", "The customer's agreement."),
    "by": ("`replied`; others if known", "`customer`, `agent`, `manager` or `system`."),
    "public": ("`replied`", "`false` for an internal note; by default `true`."),
    "severity": ("`submitted`, `severity_set`", "The severity's name in the policy."),
    "status": ("`status_set`", "The status's name in the policy."),
    "channel": ("`submitted`, `escalated`", "The channel's name; several joined with `+`."),
    "urgency": ("`escalated`", "The escalation's name in the policy, such as `urgent`."),
    "request": ("`submitted`", "The kind of request, as the policy's scope names it."),
    "feature": ("`submitted`", "The feature that it is about, where the policy distinguishes."),
}
DECISIONS: Final[Mapping[str, str]] = {
    "ticket": "The ticket's id.",
    "agreement": "The customer's agreement.",
    "edition": "The edition that governs.",
    "plan": "The plan.",
    "obligation": "The objective, or `escalation_` and the escalation's name.",
    "occurrence": "1, 2, … where it can recur.",
    "entitled": "Whether there is a claim to an answer in time.",
    "reason": "Why, or why not.",
    "severity": "The severity that governs.",
    "target": "The target as written.",
    "schedule": "The support hours it counts on.",
    "started_at": "When the clock started.",
    "deadline": "When it was due.",
    "stopped_at": "When the clock stopped.",
    "outcome": ", ".join(f"`{outcome.value}`" for outcome in Outcome) + ".",
    "elapsed_seconds": "Time on the objective's clock.",
    "overrun_seconds": "Time past the deadline, on the clock that the credit counts in.",
    "credit": "What is owed, an exact decimal.",
    "credit_unit": "`days`, a currency, or `percent`.",
    "provisional": "Whether more may accrue: the ticket is still open.",
    "eligible_at": "From when on the credit can be claimed.",
    "clause": "The file, line and heading that it rests on.",
}
LEDGER: Final[Mapping[str, str]] = {
    "agreement": "The customer's agreement.",
    "term_start": "The first day of the term.",
    "term_end": "Its last day, as signed.",
    "credit": "What was earned in all.",
    "credit_unit": "In which unit.",
    "provisional_credit": "How much of it is provisional.",
    "credited_tickets": "How many tickets earned it.",
    "extended_term_end": "The last day of the term, with credits in days.",
}
INTRODUCTION: Final = """# Logs and decisions

A log has one row for each thing that happened to a ticket, in any order; CSV, JSON Lines and Parquet are
read, compressed or not. Instants of decisions are RFC 3339 in UTC. What cannot be used is kept in `rejected`, with
file, line, ticket, reason and the row as it came.
"""


def log_page() -> Page:
    """Return the page of logs and decisions."""
    rejected = [(code(name), text(message.replace("{value}", "…"))) for name, message in MESSAGES.items()]
    log = [(code(name), text(on), text(says)) for name, (on, says) in LOG.items()]
    parts = (
        INTRODUCTION,
        "## Columns of a log {#log}",
        table("Columns of a log", ("Column", "On", "Meaning"), log),
        "## Columns of decisions {#decisions}",
        _columns("Columns of decisions", DECISIONS),
        "## Columns of the ledger {#ledger}",
        _columns("Columns of the ledger", LEDGER),
        "## Why rows are rejected {#rejected}",
        table("Reasons of rejected rows", ("Reason", "What it says"), rejected),
    )
    return Page("reference/logs.md", "\n\n".join(parts) + "\n", ("Reference", "Logs and decisions"))


def _columns(caption: str, columns: Mapping[str, str]) -> str:
    return table(caption, ("Column", "Meaning"), [(code(name), text(says)) for name, says in columns.items()])
