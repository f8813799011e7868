"""An explanation as plain text."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.evaluate.contract import submitted
from tests.render.explanation.test_proof import PROOF
from tests.render.told import ENGLISH, TICKETS, accounts_of, place, shipped_told
from validator.render.explanation import explain
from validator.render.explanation.text import WIDEST, text

WHOLE = """\
Ticket Z-1005

Klinik am Bodensee has the plan Enterprise Cloud (agreement klinik-2024, edition of 10 January
2024). Ticket Z-1005 was submitted on Tuesday, 20 February 2024, 14:00 as Severity 2 - Core
functionality unavailable or severely degraded.

No promise holds: the ticket was submitted on Tuesday, 20 February 2024, 14:00, the agreement runs
from 1 March 2024 to 28 February 2025.

All times are local: Europe/Zurich.

Step by step
 1. The agreement of Klinik am Bodensee runs from 1 March 2024 to 28 February 2025.
    Term of the agreement (zitadel/agreements/klinik-2024.yaml:8)
 2. The ticket was submitted on Tuesday, 20 February 2024, 14:00 through eMail support.
 3. The agreement is pinned to the edition of 10 January 2024.
    Support service description for ZITADEL (zitadel/editions/2024-01-10/edition.yaml:2)
 4. The plan is Enterprise Cloud.
    Support in subscription plans (zitadel/editions/2024-01-10/plans.yaml:43)
 5. No promise holds: the ticket was submitted on Tuesday, 20 February 2024, 14:00, the agreement
    runs from 1 March 2024 to 28 February 2025.
    Term of the agreement (zitadel/agreements/klinik-2024.yaml:8)

How to repeat this
The same command on the same files gives the same answer on any machine, on any day:
  slawyer explain one.csv two.csv T-1 --as-of 2025-01-07T09:00:00Z
  decided as of 2025-01-07T09:00:00Z
  log one.csv: SHA-256 55ee
  log two.csv: SHA-256 66ff
  policy zitadel: SHA-256 11aa
  public holidays CH-SG: SHA-256 22bb
  public holidays CH-ZH: SHA-256 33cc
  time zone data 2026a: SHA-256 44dd
  slawyer 1.2.3
"""

TABLE = """\

The time counted
date           open            counted  left of the target  note
Th 2024-03-28  07:00-19:00      30 min              30 min  18:30 clock starts
Fr 2024-03-29  closed            0 min              30 min  Good Friday (CH-SG)
Sa 2024-03-30  closed            0 min              30 min
Su 2024-03-31  closed            0 min              30 min
Mo 2024-04-01  closed            0 min              30 min  Easter Monday (CH-SG)
Tu 2024-04-02  07:00-19:00      50 min         20 min late  07:30 deadline; 07:50 clock stops
total                       1 h 20 min

The clock over support hours
"""


def test_a_refused_ticket_is_written_whole() -> None:
    assert text(replace(shipped_told("Z-1005"), proof=PROOF), place) == WHOLE


def test_a_late_ticket_has_its_table_and_its_picture() -> None:
    written = text(shipped_told("Z-1012"), place)
    assert TABLE in written
    assert written.endswith("               ░░ open   ██ counted   ▓▓ counted past the deadline\n")
    assert "How to repeat this" not in written


def test_of_several_decisions_each_has_its_heading() -> None:
    lines = text(shipped_told("Z-1026", "de"), place).splitlines()
    assert [line for line in lines if line.endswith("Schritt für Schritt")] == [
        "Initial response time: Schritt für Schritt",
        "Escalation for non-urgent needs: Schritt für Schritt",
    ]


@pytest.mark.parametrize("language", ["en", "de"])
@pytest.mark.parametrize("ticket", TICKETS)
def test_sentences_are_wrapped_and_nothing_trails(ticket: str, language: str) -> None:
    explanation = shipped_told(ticket, language)
    drawn = {explanation.language.say("count"), explanation.language.say("drawing")}
    for block in text(explanation, place, trace=True).split("\n\n"):
        lines = block.splitlines()
        assert lines == [line.rstrip() for line in lines]
        if not drawn & set(lines):
            told = [
                line for line in lines if not line.startswith("    ") or not line.endswith(")")
            ]  # places are long
            assert max((len(line) for line in told if "░" not in line), default=0) <= WIDEST


def test_only_a_trace_tells_the_readings() -> None:
    plainly, traced = (text(shipped_told("Z-1012"), place, trace=trace) for trace in (False, True))
    assert "Is there a limit to the extension? -> none. The text names none." not in plainly
    assert "      Is there a limit to the extension? -> none. The text names none.\n" in traced
    assert [line for line in traced.splitlines() if line in plainly.splitlines()] == plainly.splitlines()


def test_styles_are_given_their_roles() -> None:
    roles = []

    def style(words: str, role: str) -> str:
        roles.append((role, words))
        return words

    assert text(shipped_told("Z-1012"), place, style) == text(shipped_told("Z-1012"), place)
    assert {role for role, _ in roles} >= {"heading", "place", "counted", "late", "open"}
    assert ("heading", "Ticket Z-1012") in roles
    assert ("place", "    Extended hours (zitadel/editions/2024-01-10/support-hours.yaml:20)") in roles


def test_control_characters_never_reach_a_terminal() -> None:
    found = accounts_of(submitted("2024-03-06 09:00", "severity_1"), ticket="T\x1b[31m\u202e-1")
    written = text(explain(found, ENGLISH), place)
    assert "\x1b" not in written
    assert "\u202e" not in written
    assert "Ticket T\\x1b[31m\\u202e-1" in written
