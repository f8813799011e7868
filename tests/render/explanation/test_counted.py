"""The steps from the clock to the decision, word for word."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from tests.evaluate.contract import (
    EDITION,
    event,
    graded,
    replied,
    submitted,
    with_clock,
    with_edition,
    with_objective,
)
from tests.evaluate.worlds import at
from tests.render.told import BOTH, ENGLISH, GERMAN, place, shipped, telling
from validator.evaluate.book import Book
from validator.location import Address
from validator.model.credit import Grant
from validator.model.objective import EventPattern
from validator.model.target import BusinessDays, EndOfNextBusinessDay, Promise, SupportTime, Target
from validator.model.words import Actor, Counted, EligibleOn, Event, MeasuredOn, Recurs, SeverityChange
from validator.render.explanation import counted
from validator.render.explanation.step import Step
from validator.render.wording import Language, Telling

ASKED = submitted("2024-03-06 09:00", "severity_1")
LATE = [ASKED, replied("2024-03-06 10:40")]
"""Due at 10:00, answered 40 minutes later."""

NOWHERE = Address("test.yaml")


def steps(told: Telling) -> list[Step]:
    return list(counted.steps(told))


def said(told: Telling) -> list[str]:
    return [step.text for step in steps(told)]


def crediting(**changes: Any) -> Book:  # noqa: ANN401 -- any field of a credit
    return with_edition(credits={"late": replace(EDITION.credits["late_response"], **changes)})


def promising(target: Target, text: str) -> Book:
    """Promise something else to everybody with extended support."""
    level = EDITION.service_levels["extended"]
    promises = dict.fromkeys(
        EDITION.severities.severities, Promise(target, text, "SLO - Initial response time", NOWHERE)
    )
    changed = replace(level, targets={**level.targets, "initial_response": promises})
    return with_edition(service_levels={**EDITION.service_levels, "extended": changed})


# --- whole runs ---


def test_the_steps_of_a_late_answer() -> None:
    assert said(Telling(shipped("Z-1012")[0], ENGLISH)) == [
        (
            "Initial response time: the clock starts when the ticket is submitted and stops when an agent or a manager "
            "replies in public."
        ),
        "At the start of the clock the ticket was Severity 1 - Critical / Service down.",
        "For Severity 1 - Critical / Service down the promise is: 1 business hour.",
        (
            "Time counts within Extended hours: monday-friday, 07:00-19:00, closed on public holidays of "
            "CH-SG; Europe/Zurich."
        ),
        "1 hour, counted from Thursday, 28 March 2024, 18:30 on: the deadline is Tuesday, 2 April 2024, 07:30.",
        "Counted from Thursday, 28 March 2024, 18:30 to Tuesday, 2 April 2024, 07:50: 1 hour 20 minutes.",
        "Counted past the deadline: 20 minutes.",
        (
            "Term extension for a late initial response: for every 15 minutes (completed) 1 day of term extension; "
            "a delay of 20 minutes gives 1 step, so 1 day of term extension."
        ),
        "It can be claimed from Tuesday, 2 April 2024, 07:50 on.",
        "The decision is therefore: too late.",
    ]


def test_the_steps_of_a_late_answer_in_german() -> None:
    assert said(Telling(shipped("Z-1012")[0], GERMAN)) == [
        (
            "Initial response time: die Uhr startet, wenn das Ticket eingereicht wird, und hält, wenn "
            "ein Mitarbeiter oder "
            "ein Vorgesetzter öffentlich antwortet."
        ),
        "Beim Start der Uhr war das Ticket Severity 1 - Critical / Service down.",
        "Für Severity 1 - Critical / Service down ist zugesagt: 1 business hour.",
        (
            "Zeit zählt in Extended hours: monday-friday, 07:00-19:00, geschlossen an Feiertagen von "
            "CH-SG; Europe/Zurich."
        ),
        "1 Stunde, gezählt ab Donnerstag, 28. März 2024, 18:30: die Frist ist Dienstag, 2. April 2024, 07:30.",
        "Gezählt von Donnerstag, 28. März 2024, 18:30 bis Dienstag, 2. April 2024, 07:50: 1 Stunde 20 Minuten.",
        "Nach Ablauf der Frist gezählt: 20 Minuten.",
        (
            "Term extension for a late initial response: für je 15 Minuten (vollendet) 1 Tag Verlängerung "
            "der Laufzeit; "
            "ein Verzug von 20 Minuten gibt 1 Schritt, also 1 Tag Verlängerung der Laufzeit."
        ),
        "Das kann ab Dienstag, 2. April 2024, 07:50 verlangt werden.",
        "Die Entscheidung lautet daher: zu spät.",
    ]


def test_pieces_that_add_up_when_the_severity_is_lowered_after_it_was_late() -> None:
    told = Telling(shipped("Z-1021")[0], ENGLISH)
    assert said(told)[2:6] == [
        (
            "On Friday, 21 June 2024, 04:05 a manager set it to Severity 2 - Core functionality "
            "unavailable or severely "
            "degraded."
        ),
        (
            "A change of severity works from the moment it is made: a raise gives the earlier of the old "
            "deadline and the "
            "new target counted from the change; a lowering gives the new target counted from the start."
        ),
        (
            "From Friday, 21 June 2024, 03:00 to Friday, 21 June 2024, 04:05 the promise for Severity 1 - Critical / "
            "Service down held: 30 minutes, due Friday, 21 June 2024, 03:30; 35 minutes of it late."
        ),
        (
            "From Friday, 21 June 2024, 04:05 to Friday, 21 June 2024, 04:30 the promise for Severity 2 - Core "
            "functionality unavailable or severely degraded held: 2 business hours, due Friday, 21 June 2024, 05:00."
        ),
    ]
    late = [piece.governing.overrun(piece.start, piece.end) for piece in told.account.pieces]
    assert sum(late) == told.account.decision.overrun == late[0]


def test_every_piece_that_was_late_says_by_how_much_and_they_add_up() -> None:
    told = telling(
        submitted("2024-03-06 09:00", "severity_2"),
        graded("2024-03-06 11:30", "severity_3"),
        graded("2024-03-06 12:00", "severity_1"),
        replied("2024-03-06 13:20"),
    )
    late = [step for step in said(told) if "of it late." in step]
    assert [step.rpartition("; ")[2] for step in late] == ["30 minutes of it late.", "20 minutes of it late."]
    assert "Counted past the deadline: 50 minutes." in said(told)


# --- severities ---


def test_a_change_that_does_not_count_says_whose_word_does() -> None:
    step = next(
        step for step in steps(Telling(shipped("Z-1019")[0], ENGLISH)) if "does not count" in step.text
    )
    assert step.text == (
        "On Tuesday, 11 June 2024, 09:30 the customer asked for Severity 1 - Critical / Service down, which does not "
        "count: the provider determines the severity."
    )
    assert place(step.at or NOWHERE) == "zitadel/editions/2024-01-10/severities.yaml:2"
    assert [choice.question[:29] for choice in step.choices] == ["The customer states an initia"]


@pytest.mark.parametrize(
    ("change", "sentence", "target"),
    [
        (
            SeverityChange.INITIAL,
            "The severity at the start of the clock governs, whatever it is changed to.",
            "12",
        ),
        (
            SeverityChange.RETROACTIVE,
            "The last severity before the clock stopped governs from the start.",
            "1",
        ),
    ],
)
def test_the_reading_of_a_change_is_told_with_the_promise_it_leads_to(
    change: SeverityChange, sentence: str, target: str
) -> None:
    raised = [
        submitted("2024-03-06 09:00", "severity_3"),
        graded("2024-03-06 10:00", "severity_1"),
        replied("2024-03-06 10:40"),
    ]
    told = said(telling(*raised, under=with_objective(severity_change=change)))
    assert sentence in told
    assert any(f"the promise is: {target} business hour" in step for step in told)


def test_a_stretch_without_a_time_has_no_deadline() -> None:
    told = telling(
        submitted("2024-03-06 09:00", "severity_1", "molkerei-2024"),
        graded("2024-03-06 10:00", "severity_2"),
        replied("2024-03-06 11:00"),
    )
    assert said(told)[-3].endswith("held: best effort, without a deadline.")
    assert said(told)[-2:] == [
        "For Severity 2 - Core functionality unavailable or severely degraded the promise is: best effort.",
        "The decision is therefore: best effort.",
    ]


def test_changes_before_the_clock_starts_and_after_it_stops_are_not_told() -> None:
    told = telling(*LATE, graded("2024-03-06 11:00", "severity_4"))
    assert not any("set it to" in step for step in said(told))


def test_an_escalation_promises_the_same_whatever_the_severity() -> None:
    told = said(Telling(shipped("Z-1029")[0], ENGLISH))
    assert told[1] == "The promise is: 1 business day."
    assert not any("Severity" in step for step in told)


# --- targets and hours ---


def test_what_the_customer_agreed_on_is_told_as_such() -> None:
    told = steps(Telling(shipped("Z-1025")[0], ENGLISH))
    agreed = next(step for step in told if "agreed on" in step.text)
    assert agreed.text == "For Severity 1 - Critical / Service down the customer agreed on: 45 minutes."
    assert agreed.clause == "Agreed with the customer"
    assert "The target names no business hours, so every minute counts." in [step.text for step in told]


def test_a_business_day_is_explained_by_its_length() -> None:
    told = said(telling(*LATE, under=promising(BusinessDays(2), "2 business days")))
    assert "One business day is 12 hours of this time." in told
    assert (
        "24 hours, counted from Wednesday, 6 March 2024, 09:00 on: the deadline is Friday, 8 March 2024, 09:00."
        in told
    )
    german = said(telling(*LATE, under=promising(BusinessDays(2), "2 business days"), language=GERMAN))
    assert "Ein Geschäftstag umfasst 12 Stunden dieser Zeit." in german


def test_the_end_of_the_next_business_day_is_told_as_the_contract_says_it() -> None:
    text = "end of the next business day"
    told = said(telling(*LATE, under=promising(EndOfNextBusinessDay(), text)))
    expected = f"{text}, counted from Wednesday, 6 March 2024, 09:00 on: the deadline is Thursday, 7 March 2024, 19:00."
    assert expected in told


def test_hours_around_the_clock_have_no_openings() -> None:
    assert "Time counts within 24x7: around the clock." in said(Telling(shipped("Z-1014")[0], ENGLISH))


def test_hours_name_every_day_on_which_they_are_closed() -> None:
    hours = EDITION.schedules["extended_hours"]

    def told(**changes: Any) -> str:  # noqa: ANN401 -- any field of a schedule
        changed = with_edition(schedules={**EDITION.schedules, "extended_hours": replace(hours, **changes)})
        return next(step for step in said(telling(*LATE, under=changed)) if step.startswith("Time counts"))

    founding = date(2024, 9, 1), date(2024, 12, 24)
    assert "closed on public holidays of CH-SG, 1 September 2024 and 24 December 2024;" in told(
        closed_dates=founding
    )
    assert "closed on no day;" in told(holidays=None)


def test_several_openings_are_told_in_turn() -> None:
    assert (
        "Time counts within Early to late: monday-friday, 06:00-22:00; saturday, 08:00-12:00, closed "
        "on public holidays "
        "of CH-SG; Europe/Zurich."
    ) in said(Telling(shipped("Z-1009")[0], ENGLISH))


# --- pauses ---

PAUSING = with_clock(pauses=frozenset({"waiting"}))


def test_each_pause_says_how_much_it_keeps_from_counting() -> None:
    told = telling(
        submitted("2024-03-06 09:00", "severity_3"),
        event("2024-03-06 11:00", Event.STATUS_SET, status="waiting"),
        event("2024-03-06 12:30", Event.STATUS_SET, status="open"),
        event("2024-03-06 18:00", Event.STATUS_SET, status="waiting"),
        event("2024-03-07 08:00", Event.STATUS_SET, status="open"),
        replied("2024-03-07 09:00"),
        under=PAUSING,
    )
    assert [step for step in said(told) if "stood still" in step] == [
        (
            "From Wednesday, 6 March 2024, 11:00 to Wednesday, 6 March 2024, 12:30 the clock stood still; not counted: "
            "1 hour 30 minutes."
        ),
        (
            "From Wednesday, 6 March 2024, 18:00 to Thursday, 7 March 2024, 08:00 the clock stood still; "
            "not counted: 2 hours."
        ),
    ]
    assert (
        "Counted from Wednesday, 6 March 2024, 09:00 to Thursday, 7 March 2024, 09:00: 8 hours 30 minutes."
        in said(told)
    )


def test_a_clock_that_stands_has_no_deadline_to_tell() -> None:
    told = telling(
        ASKED,
        event("2024-03-06 09:30", Event.STATUS_SET, status="waiting"),
        under=PAUSING,
        as_of=at("2024-03-06 12:00"),
    )
    assert not any("deadline" in step for step in said(told))
    assert said(told)[-1] == "The decision is therefore: paused."


def test_a_pause_from_before_the_clock_is_told_only_as_far_as_it_matters() -> None:
    messages = with_clock(
        recurs=Recurs.OLDEST_UNANSWERED,
        starts=EventPattern(Event.REPLIED, by=frozenset({Actor.CUSTOMER})),
        pauses=frozenset({"waiting"}),
    )
    told = telling(
        ASKED,
        replied("2024-03-06 09:20"),
        event("2024-03-06 09:25", Event.STATUS_SET, status="waiting"),
        event("2024-03-06 09:30", Event.STATUS_SET, status="open"),
        event("2024-03-06 09:40", Event.STATUS_SET, status="waiting"),
        replied("2024-03-06 10:00", Actor.CUSTOMER),
        event("2024-03-06 11:00", Event.STATUS_SET, status="open"),
        replied("2024-03-06 12:00"),
        under=messages,
    )
    assert said(told)[0].startswith("Initial response time: the clock starts when the customer replies")
    assert [step for step in said(told) if "stood still" in step] == [
        (
            "From Wednesday, 6 March 2024, 10:00 to Wednesday, 6 March 2024, 11:00 the clock stood "
            "still; not counted: 1 hour."
        )
    ]
    assert "Counted from Wednesday, 6 March 2024, 10:00 to Wednesday, 6 March 2024, 12:00: 1 hour." in said(
        told
    )


# --- credits ---


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        (
            {},
            (
                "for every 15 minutes (completed) 1 day of term extension; a delay of 40 minutes gives 2 steps, "
                "so 2 days of term extension."
            ),
        ),
        (
            {"counted": Counted.STARTED},
            (
                "for every 15 minutes (started) 1 day of term extension; a delay of 40 minutes gives 3 steps, "
                "so 3 days of term extension."
            ),
        ),
        (
            {"cap": Decimal(1)},
            (
                "for every 15 minutes (completed) 1 day of term extension; a delay of 40 minutes gives 2 steps, "
                "at most 1 day of term extension: 1 day of term extension."
            ),
        ),
        (
            {"grant": Grant(Decimal(50), "CHF")},
            "for every 15 minutes (completed) 50 CHF; a delay of 40 minutes gives 2 steps, so 100 CHF.",
        ),
        (
            {"grant": Grant(Decimal("2.5"), "percent", "the monthly fee")},
            (
                "for every 15 minutes (completed) 2.5 % of the monthly fee; a delay of 40 minutes gives 2 steps, "
                "so 5 % of the monthly fee."
            ),
        ),
        (
            {"every": 3_600_000_000},
            (
                "for every 1 hour (completed) 1 day of term extension; a delay of 40 minutes gives 0 steps, "
                "so 0 days of term extension."
            ),
        ),
    ],
)
def test_a_credit_is_worked_out_in_the_sentence(changes: dict[str, Any], sentence: str) -> None:
    told = said(telling(*LATE, under=crediting(**changes)))
    assert f"Term extension for a late initial response: {sentence}" in told


def test_what_is_owed_can_be_claimed_from_the_answer_or_from_the_deadline() -> None:
    assert said(telling(*LATE))[-2] == "It can be claimed from Wednesday, 6 March 2024, 10:40 on."
    early = crediting(eligible_on=EligibleOn.DEADLINE)
    assert (
        said(telling(*LATE, under=early))[-2] == "It can be claimed from Wednesday, 6 March 2024, 10:00 on."
    )


def test_what_cannot_be_claimed_yet_has_no_day() -> None:
    told = said(telling(ASKED, as_of=at("2024-03-06 11:00")))
    assert not any("claimed" in step for step in told)
    assert told[-1] == "The decision is therefore: overdue."


def test_a_delay_by_the_clock_is_told_as_such() -> None:
    night = [submitted("2024-03-06 18:00", "severity_1"), replied("2024-03-07 07:30")]  # due at 19:00
    assert "Counted past the deadline: 30 minutes." in said(telling(*night))
    wall = crediting(measured_on=MeasuredOn.WALL_CLOCK)
    assert "Past the deadline by the clock: 12 hours 30 minutes." in said(telling(*night, under=wall))


def test_a_delay_without_a_credit_says_so() -> None:
    assert (
        said(telling(*LATE, under=with_edition(credits={})))[-2]
        == "The contract names no credit for this delay."
    )


# --- the readings that bear on a step ---


def test_readings_stand_with_the_steps_that_they_decide() -> None:
    told = telling(*LATE, graded("2024-03-06 10:45", "severity_2"))
    bearing = {step.text[:30]: [choice.question[:40] for choice in step.choices] for step in steps(told)}
    assert bearing["Time counts within Extended ho"] == [
        'Are "public holidays in Switzerland / Ca',
        "Business hours are defined as 08:00 to 1",
    ]
    assert [question[:20] for question in bearing["Term extension for a late init"]] == [
        "Does a quarter of an",
        "Are the 15 minutes m",
        "Is there a limit to ",
    ]
    assert [question[:20] for question in bearing["It can be claimed from Wednesd"]] == [
        "From which day can t"
    ]


def test_a_plan_that_promises_less_says_how_it_was_read() -> None:
    promise = next(
        step for step in steps(Telling(shipped("Z-1003")[0], ENGLISH)) if "48 business hours" in step.text
    )
    assert place(promise.at or NOWHERE) == "zitadel/editions/2024-01-10/plans.yaml:37"
    assert len(promise.choices) == 1


@pytest.mark.parametrize("language", BOTH, ids=lambda language: language.code)
def test_nothing_is_counted_where_nothing_is_promised(language: Language) -> None:
    assert steps(Telling(shipped("Z-1001")[0], language)) == []


def test_a_target_that_takes_no_time_is_due_at_once() -> None:
    told = said(
        telling(ASKED, replied("2024-03-06 09:00"), under=promising(SupportTime(0), "0 business minutes"))
    )
    assert (
        "0 minutes, counted from Wednesday, 6 March 2024, 09:00 on: the deadline is Wednesday, 6 March 2024, 09:00."
        in told
    )
    assert told[-1] == "The decision is therefore: in time."
