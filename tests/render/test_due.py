"""Deadlines before there is a ticket, in words, as pictures and as JSON."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tests.evaluate.contract import POLICIES
from tests.evaluate.worlds import HOUR, MINUTE, at
from tests.render.told import ENGLISH, GERMAN, place
from validator.render.due import Answer, as_json, text
from validator.workspace.deadlines import due, left_open, question

EASTER = "2024-03-28 16:10"


def answers(
    who: str = "stickerei-2024",
    severity: str | None = "severity_2",
    when: str = EASTER,
    since: str = EASTER,
    escalation: str | None = None,
) -> tuple[Answer, ...]:
    asked = question(POLICIES.policies, who, when)
    found = due(asked, severity, escalation)
    assert isinstance(found, tuple), found
    return tuple(Answer(each.begins, each.ends, left_open(each.begins), at(since)) for each in found)


def one(**asked: Any) -> Answer:  # noqa: ANN401 -- what `answers` takes
    (found,) = answers(**asked)
    return found


def record(*found: Answer) -> dict[str, Any]:
    written: dict[str, Any] = json.loads(as_json(found, place))
    return written


def sentence(**asked: Any) -> str:  # noqa: ANN401 -- what `answers` takes
    """Return the sentence of the only answer in one line."""
    return " ".join(text(answers(**asked), ENGLISH, place).split("\n\n")[1].split())


WHOLE = """\
Stickerei Rorschach AG has the plan Production with Extended support (agreement stickerei-2024,
edition of 10 January 2024).

Severity 2 - Core functionality unavailable or severely degraded: Initial response time
A first answer is due within 2 business hours: on Tuesday, 2 April 2024, 07:10. Time left until
then: 2 h; by the clock, 4 d 13 h.
SLO - Initial response time (zitadel/editions/2024-01-10/service-levels.yaml:19)

               0           6           12          18          24
Th 2024-03-28  ··············░░░░░░░░░░░░░░░░░░░░████··········  17:10 start
Fr 2024-03-29  ················································  Good Friday
Sa 2024-03-30  ················································
Su 2024-03-31  ················································
Mo 2024-04-01  ················································  Easter Monday
Tu 2024-04-02  ··············█░░░░░░░░░░░░░░░░░░░░░░░··········  07:10 due

               ░░ open   ██ counted

date           open            counted  left of the target  note
Th 2024-03-28  07:00-19:00  1 h 50 min              10 min  17:10 clock starts
Fr 2024-03-29  closed            0 min              10 min  Good Friday (CH-SG)
Sa 2024-03-30  closed            0 min              10 min
Su 2024-03-31  closed            0 min              10 min
Mo 2024-04-01  closed            0 min              10 min  Easter Monday (CH-SG)
Tu 2024-04-02  07:00-19:00      10 min               0 min  07:10 deadline
total                              2 h

All times are local: Europe/Zurich.
"""


def test_a_deadline_over_easter_is_told_drawn_and_counted() -> None:
    found = answers(when="2024-03-28 17:10", since="2024-03-28 17:10")
    assert text(found, ENGLISH, place, counted=True) == WHOLE


def test_the_counting_table_is_shown_only_if_it_is_wanted() -> None:
    assert "left of the target" not in text(answers(), ENGLISH, place)


def test_the_same_in_german() -> None:
    found = text(answers(), GERMAN, place)
    assert " ".join(found.split("\n\n")[1].split()).startswith(
        "Severity 2 - Core functionality unavailable or severely degraded: Initial response time "
        "Eine erste Antwort ist "
        "innert 2 business hours fällig: am Donnerstag, 28. März 2024, 18:10. Zeit bis dahin: 2 h; nach der Uhr 2 h."
    )


# --- what is left ---


def test_before_the_ticket_is_filed_all_of_the_time_is_left() -> None:
    assert one(since="2024-01-01 00:00").left() == (2 * HOUR, 2 * HOUR)


def test_while_the_clock_runs_the_rest_is_left() -> None:
    assert one(since="2024-03-28 17:00").left() == (70 * MINUTE, 70 * MINUTE)
    night = one(when="2024-03-28 18:30", since="2024-03-28 23:00")
    assert night.left() == (90 * MINUTE, at("2024-04-02 08:30") - at("2024-03-28 23:00"))


def test_at_the_deadline_nothing_is_left_and_nothing_is_late() -> None:
    assert one(since="2024-03-28 18:10").left() == (0, 0)
    assert "Time left until then: 0 s; by the clock, 0 s." in sentence(since="2024-03-28 18:10")


def test_after_the_deadline_it_is_told_how_long_ago_it_was() -> None:
    assert one(since="2024-04-02 07:30").left() == (-80 * MINUTE, -(4 * 24 * HOUR + 12 * HOUR + 20 * MINUTE))
    assert "That was 1 h 20 min ago; by the clock, 4 d 12 h 20 min." in sentence(since="2024-04-02 07:30")


def test_a_deadline_that_passed_at_night_is_late_by_the_clock_first() -> None:
    late = one(when="2024-03-28 17:00", since="2024-03-28 22:00")
    assert late.left() == (0, -3 * HOUR)


def test_what_is_never_due_leaves_nothing() -> None:
    assert one(who="molkerei-2024").left() is None
    assert one(who="alpenverein-2024").left() is None


# --- what is promised otherwise ---


def test_best_effort_has_neither_deadline_nor_picture() -> None:
    written = text(answers(who="molkerei-2024"), ENGLISH, place)
    assert "A first answer is promised with best effort but without a time" in written
    assert "░" not in written


def test_who_is_not_entitled_is_told_why() -> None:
    assert "No promise holds: Free does not include support" in sentence(who="alpenverein-2024")
    assert "No promise holds: the ticket was submitted on" in sentence(when="2026-03-28 16:10")


def test_a_target_that_is_left_to_the_agreement_is_told_as_it_is_written() -> None:
    open_ = [
        Answer(each.begins, None, "negotiable, no less than 30 minutes", each.since)
        for each in answers(who="molkerei-2024")
    ]
    assert "A first answer is due within a time that is negotiable, no less than 30 minutes." in " ".join(
        text(open_, ENGLISH, place).split()
    )
    assert record(*open_)["answers"][0]["left_open"] == "negotiable, no less than 30 minutes"


def test_an_escalation_is_named_by_what_it_is_and_not_by_a_severity() -> None:
    found = text(answers(who="klinik-2024", escalation="urgent"), ENGLISH, place)
    assert (
        "\nEscalation for urgent needs\nAn answer to this escalation is due within 2 business hours" in found
    )


def test_several_answers_share_their_opening() -> None:
    both = [*answers(severity="severity_1"), *answers(severity="severity_3")]
    written = text(both, ENGLISH, place)
    assert written.count("Stickerei Rorschach AG has the plan") == 1
    assert written.count("All times are local: Europe/Zurich.") == 1
    assert written.count(": Initial response time\n") == 2


def test_lines_are_wrapped_and_styled() -> None:
    roles = set()

    def style(words: str, role: str) -> str:
        roles.add(role)
        return words

    written = text(answers(), ENGLISH, place, style, counted=True)
    assert roles >= {"heading", "place", "counted", "open"}
    assert all(line == line.rstrip() and len(line) <= 115 for line in written.splitlines())


# --- JSON ---


def test_a_record_of_an_answer() -> None:
    found = record(one(since="2024-03-28 17:00"))
    assert found == {
        "version": 1,
        "answers": [
            {
                "agreement": "stickerei-2024",
                "edition": "2024-01-10",
                "plan": "production",
                "obligation": "initial_response",
                "severity": "severity_2",
                "entitled": True,
                "reason": "entitled",
                "target": "2 business hours",
                "left_open": None,
                "schedule": "extended_hours",
                "started_at": "2024-03-28T15:10:00Z",
                "deadline": "2024-03-28T17:10:00Z",
                "as_of": "2024-03-28T16:00:00Z",
                "left": 70 * MINUTE,
                "left_by_the_clock": 70 * MINUTE,
                "place": "zitadel/editions/2024-01-10/service-levels.yaml:19",
                "clause": "SLO - Initial response time",
            }
        ],
    }


@pytest.mark.parametrize(
    ("who", "reason"), [("molkerei-2024", "entitled"), ("alpenverein-2024", "support-not-included")]
)
def test_what_is_never_due_is_null(who: str, reason: str) -> None:
    (found,) = record(*answers(who=who))["answers"]
    assert (found["deadline"], found["left"], found["left_by_the_clock"], found["reason"]) == (
        None,
        None,
        None,
        reason,
    )
