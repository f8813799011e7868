"""The short answers, word for word in both languages: whoever changes a sentence reads it here as customers do."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.evaluate.contract import (
    EDITION,
    event,
    graded,
    replied,
    submitted,
    with_clock,
    with_edition,
)
from tests.evaluate.worlds import at
from tests.render.told import BOTH, ENGLISH, GERMAN, TICKETS, accounts_of, shipped, shipped_told, told
from validator.model.target import BestEffort, NotOffered, Target
from validator.model.timeline import TicketEvent
from validator.model.words import Actor, Event, Outcome
from validator.render.explanation import answers, explain
from validator.render.explanation.prose import left, opening, opening_of_terms, term
from validator.render.wording import Language, Telling

GOLDEN = {
    "Z-1010": (  # met over Easter
        """
        A first answer was promised within 2 business hours, counted in Business hours, from Thursday, 28
        March 2024, 16:10 on. That made it due on Tuesday, 2 April 2024, 09:10. It came on Tuesday, 2 April
        2024, 09:05, after 1 hour 55 minutes: in time, with 5 minutes to spare.
        """,
        """
        Eine erste Antwort war innert 2 business hours zugesagt, gezählt in Business hours, ab Donnerstag,
        28. März 2024, 16:10. Fällig war das am Dienstag, 2. April 2024, 09:10. Erfolgt am Dienstag, 2.
        April 2024, 09:05, nach 1 Stunde 55 Minuten: rechtzeitig, 5 Minuten vor Ablauf.
        """,
    ),
    "Z-1012": (  # late, with a credit
        """
        A first answer was promised within 1 business hour, counted in Extended hours, from Thursday, 28
        March 2024, 18:30 on. That made it due on Tuesday, 2 April 2024, 07:30. It came on Tuesday, 2 April
        2024, 07:50, after 1 hour 20 minutes: 20 minutes late. For this delay the customer is owed 1 day of
        term extension.
        """,
        """
        Eine erste Antwort war innert 1 business hour zugesagt, gezählt in Extended hours, ab Donnerstag,
        28. März 2024, 18:30. Fällig war das am Dienstag, 2. April 2024, 07:30. Erfolgt am Dienstag, 2.
        April 2024, 07:50, nach 1 Stunde 20 Minuten: 20 Minuten zu spät. Für diesen Verzug steht dem Kunden
        zu: 1 Tag Verlängerung der Laufzeit.
        """,
    ),
    "Z-1004": (  # best effort
        """
        A first answer is promised with best effort but without a time, so it has no deadline and cannot be
        late.
        """,
        """
        Eine erste Antwort ist nach bestem Bemühen zugesagt, aber ohne Zeit: es gibt keine Frist und keinen
        Verzug.
        """,
    ),
    "Z-1042": (  # overdue
        """
        A first answer was promised within 2 business hours, counted in 24x7, from Tuesday, 7 January 2025,
        07:10 on. That made it due on Tuesday, 7 January 2025, 09:10. As of Tuesday, 7 January 2025, 10:00
        it has not come yet, after 2 hours 50 minutes: 50 minutes late. For this delay the customer is owed
        3 days of term extension so far; it grows until the answer comes.
        """,
        """
        Eine erste Antwort war innert 2 business hours zugesagt, gezählt in 24x7, ab Dienstag, 7. Januar
        2025, 07:10. Fällig war das am Dienstag, 7. Januar 2025, 09:10. Stand Dienstag, 7. Januar 2025,
        10:00: noch nicht erfolgt, nach 2 Stunden 50 Minuten: 50 Minuten zu spät. Für diesen Verzug steht
        dem Kunden bisher zu: 3 Tage Verlängerung der Laufzeit; das wächst, bis die Antwort kommt.
        """,
    ),
    "Z-1043": (  # running
        """
        A first answer was promised within 24 business hours, counted in Extended hours, from Tuesday, 7
        January 2025, 09:00 on. That made it due on Thursday, 9 January 2025, 09:00. As of Tuesday, 7
        January 2025, 10:00 it has not come yet; counted so far: 1 hour, left: 23 hours.
        """,
        """
        Eine erste Antwort war innert 24 business hours zugesagt, gezählt in Extended hours, ab Dienstag, 7.
        Januar 2025, 09:00. Fällig war das am Donnerstag, 9. Januar 2025, 09:00. Stand Dienstag, 7. Januar
        2025, 10:00: noch nicht erfolgt; bisher gezählt: 1 Stunde, Rest: 23 Stunden.
        """,
    ),
    "Z-1030": (  # closed in time without an answer
        """
        A first answer was promised within 24 business hours, counted in Business hours, from Wednesday, 4
        September 2024, 09:00 on. That made it due on Friday, 6 September 2024, 15:00. The ticket was closed
        on Wednesday, 4 September 2024, 11:00 without it, after 2 hours: within the time promised, so
        nothing was missed.
        """,
        """
        Eine erste Antwort war innert 24 business hours zugesagt, gezählt in Business hours, ab Mittwoch, 4.
        September 2024, 09:00. Fällig war das am Freitag, 6. September 2024, 15:00. Das Ticket wurde ohne
        sie geschlossen, am Mittwoch, 4. September 2024, 11:00, nach 2 Stunden: innert der zugesagten Zeit,
        nichts wurde versäumt.
        """,
    ),
    "Z-1031": (  # closed late without an answer
        """
        A first answer was promised within 1 business hour, counted in Extended hours, from Tuesday, 10
        September 2024, 09:00 on. That made it due on Tuesday, 10 September 2024, 10:00. The ticket was
        closed on Tuesday, 10 September 2024, 10:31 without it, after 1 hour 31 minutes: 31 minutes late.
        For this delay the customer is owed 2 days of term extension.
        """,
        """
        Eine erste Antwort war innert 1 business hour zugesagt, gezählt in Extended hours, ab Dienstag, 10.
        September 2024, 09:00. Fällig war das am Dienstag, 10. September 2024, 10:00. Das Ticket wurde ohne
        sie geschlossen, am Dienstag, 10. September 2024, 10:31, nach 1 Stunde 31 Minuten: 31 Minuten zu
        spät. Für diesen Verzug steht dem Kunden zu: 2 Tage Verlängerung der Laufzeit.
        """,
    ),
    "Z-1039": (  # too short a delay for a credit
        """
        A first answer was promised within 12 business hours, counted in Business hours, from Tuesday, 24
        December 2024, 16:30 on. That made it due on Monday, 30 December 2024, 10:30. It came on Monday, 30
        December 2024, 10:44:59, after 12 hours 14 minutes 59 seconds: 14 minutes 59 seconds late. The delay
        is too short for a credit: nothing is owed.
        """,
        """
        Eine erste Antwort war innert 12 business hours zugesagt, gezählt in Business hours, ab Dienstag,
        24. Dezember 2024, 16:30. Fällig war das am Montag, 30. Dezember 2024, 10:30. Erfolgt am Montag, 30.
        Dezember 2024, 10:44:59, nach 12 Stunden 14 Minuten 59 Sekunden: 14 Minuten 59 Sekunden zu spät. Der
        Verzug ist zu kurz für eine Gutschrift: nichts ist geschuldet.
        """,
    ),
    "Z-1021": (  # lowered after it was late
        """
        A first answer was promised within 30 minutes by the clock, from Friday, 21 June 2024, 03:00 on.
        That made it due on Friday, 21 June 2024, 03:30. It came on Friday, 21 June 2024, 04:30, after 1
        hour 30 minutes: 35 minutes late. The severity changed meanwhile, so the delay is added up piece by
        piece. For this delay the customer is owed 2 days of term extension.
        """,
        """
        Eine erste Antwort war innert 30 minutes nach der Uhr zugesagt, ab Freitag, 21. Juni 2024, 03:00.
        Fällig war das am Freitag, 21. Juni 2024, 03:30. Erfolgt am Freitag, 21. Juni 2024, 04:30, nach 1
        Stunde 30 Minuten: 35 Minuten zu spät. Der Schweregrad änderte sich inzwischen; der Verzug wird
        Stück für Stück zusammengezählt. Für diesen Verzug steht dem Kunden zu: 2 Tage Verlängerung der
        Laufzeit.
        """,
    ),
    "Z-1018": (  # raised while the clock ran
        """
        A first answer was promised within 2 business hours, counted in Business hours, from Monday, 3 June
        2024, 15:00 on. That made it due on Monday, 3 June 2024, 17:00. It came on Monday, 3 June 2024,
        16:40, after 6 hours 40 minutes: in time, with 20 minutes to spare.
        """,
        """
        Eine erste Antwort war innert 2 business hours zugesagt, gezählt in Business hours, ab Montag, 3.
        Juni 2024, 15:00. Fällig war das am Montag, 3. Juni 2024, 17:00. Erfolgt am Montag, 3. Juni 2024,
        16:40, nach 6 Stunden 40 Minuten: rechtzeitig, 20 Minuten vor Ablauf.
        """,
    ),
    "Z-1028": (  # an urgent escalation by phone only
        """
        Initial response time: A first answer was promised within 2 business hours, counted in Extended
        hours, from Tuesday, 13 August 2024, 09:20 on. That made it due on Tuesday, 13 August 2024, 11:20.
        It came on Tuesday, 13 August 2024, 10:50, after 1 hour 30 minutes: in time, with 30 minutes to
        spare.
        Escalation for urgent needs: No promise holds: this escalation has to come through eMail support and
        Phone support together, and came through Phone support only.
        """,
        """
        Initial response time: Eine erste Antwort war innert 2 business hours zugesagt, gezählt in Extended
        hours, ab Dienstag, 13. August 2024, 09:20. Fällig war das am Dienstag, 13. August 2024, 11:20.
        Erfolgt am Dienstag, 13. August 2024, 10:50, nach 1 Stunde 30 Minuten: rechtzeitig, 30 Minuten vor
        Ablauf.
        Escalation for urgent needs: Keine Zusage gilt: diese Eskalation braucht eMail support und Phone
        support zusammen und kam nur über Phone support.
        """,
    ),
    "Z-1014": (  # the clocks go forward
        """
        A first answer was promised within 2 business hours, counted in 24x7, from Sunday, 31 March 2024,
        01:30 on. That made it due on Sunday, 31 March 2024, 04:30. It came on Sunday, 31 March 2024, 04:20,
        after 1 hour 50 minutes: in time, with 10 minutes to spare.
        """,
        """
        Eine erste Antwort war innert 2 business hours zugesagt, gezählt in 24x7, ab Sonntag, 31. März 2024,
        01:30. Fällig war das am Sonntag, 31. März 2024, 04:30. Erfolgt am Sonntag, 31. März 2024, 04:20,
        nach 1 Stunde 50 Minuten: rechtzeitig, 10 Minuten vor Ablauf.
        """,
    ),
    "Z-1033": (  # the clocks go back, within business hours around the clock
        """
        A first answer was promised within 2 business hours, counted in 24x7, from Sunday, 27 October 2024,
        02:30 CEST on. That made it due on Sunday, 27 October 2024, 03:30. It came on Sunday, 27 October
        2024, 03:40, after 2 hours 10 minutes: 10 minutes late. The delay is too short for a credit: nothing
        is owed.
        """,
        """
        Eine erste Antwort war innert 2 business hours zugesagt, gezählt in 24x7, ab Sonntag, 27. Oktober
        2024, 02:30 CEST. Fällig war das am Sonntag, 27. Oktober 2024, 03:30. Erfolgt am Sonntag, 27.
        Oktober 2024, 03:40, nach 2 Stunden 10 Minuten: 10 Minuten zu spät. Der Verzug ist zu kurz für eine
        Gutschrift: nichts ist geschuldet.
        """,
    ),
    "Z-1034": (  # the clocks go back, by the clock
        """
        A first answer was promised within 30 minutes by the clock, from Sunday, 27 October 2024, 02:45 CEST
        on. That made it due on Sunday, 27 October 2024, 02:15 CET. It came on Sunday, 27 October 2024,
        02:10 CET, after 25 minutes: in time, with 5 minutes to spare.
        """,
        """
        Eine erste Antwort war innert 30 minutes nach der Uhr zugesagt, ab Sonntag, 27. Oktober 2024, 02:45
        CEST. Fällig war das am Sonntag, 27. Oktober 2024, 02:15 CET. Erfolgt am Sonntag, 27. Oktober 2024,
        02:10 CET, nach 25 Minuten: rechtzeitig, 5 Minuten vor Ablauf.
        """,
    ),
    "Z-1040": (  # in a term extended by credits
        """
        A first answer was promised within 2 business hours, counted in Extended hours, from Friday, 3
        January 2025, 08:00 on. That made it due on Friday, 3 January 2025, 10:00. It came on Friday, 3
        January 2025, 09:15, after 1 hour 15 minutes: in time, with 45 minutes to spare.
        """,
        """
        Eine erste Antwort war innert 2 business hours zugesagt, gezählt in Extended hours, ab Freitag, 3.
        Januar 2025, 08:00. Fällig war das am Freitag, 3. Januar 2025, 10:00. Erfolgt am Freitag, 3. Januar
        2025, 09:15, nach 1 Stunde 15 Minuten: rechtzeitig, 45 Minuten vor Ablauf.
        """,
    ),
}
REFUSED = {
    "Z-1001": (
        """
        No promise holds: Free does not include support with guaranteed response times.
        """,
        """
        Keine Zusage gilt: Free enthält keinen Support mit garantierten Antwortzeiten.
        """,
    ),
    "Z-1005": (
        """
        No promise holds: the ticket was submitted on Tuesday, 20 February 2024, 14:00, the agreement runs
        from 1 March 2024 to 28 February 2025.
        """,
        """
        Keine Zusage gilt: eingereicht wurde am Dienstag, 20. Februar 2024, 14:00, der Vertrag läuft vom 1.
        März 2024 bis zum 28. Februar 2025.
        """,
    ),
    "Z-1006": (
        """
        No promise holds: the ticket came through Public chat; response times are guaranteed for Chat
        support, eMail support, Phone support and Ticket.
        """,
        """
        Keine Zusage gilt: das Ticket kam über Public chat; Antwortzeiten sind garantiert für Chat support,
        eMail support, Phone support und Ticket.
        """,
    ),
    "Z-1007": (
        """
        No promise holds: support does not cover requests of this kind: Broader consulting.
        """,
        """
        Keine Zusage gilt: der Support umfasst keine Anfragen dieser Art: Broader consulting.
        """,
    ),
    "Z-1008": (
        """
        No promise holds: Free + Extended support does not cover Enterprise supported features.
        """,
        """
        Keine Zusage gilt: Free + Extended support umfasst nicht Enterprise supported features.
        """,
    ),
    "Z-1041": (
        """
        No promise holds: the ticket was submitted on Monday, 6 January 2025, 08:30, the agreement runs from
        10 January 2024 to 31 December 2024; credits extend it to 2 January 2025.
        """,
        """
        Keine Zusage gilt: eingereicht wurde am Montag, 6. Januar 2025, 08:30, der Vertrag läuft vom 10.
        Januar 2024 bis zum 31. Dezember 2024; Gutschriften verlängern ihn bis zum 2. Januar 2025.
        """,
    ),
}


def words(text: str) -> list[str]:
    return text.split()


@pytest.mark.parametrize("ticket", [*GOLDEN, *REFUSED])
@pytest.mark.parametrize("language", ["en", "de"])
def test_answers_are_worded_as_written_here(ticket: str, language: str) -> None:
    english, german = (GOLDEN | REFUSED)[ticket]
    said = " ".join(answers(shipped_told(ticket, language)))
    assert words(said) == words(english if language == "en" else german)


# --- who asks ---


def test_the_opening_says_who_asked_under_what_and_when() -> None:
    assert shipped_told("Z-1003").opening == (
        "Molkerei Toggenburg GmbH has the plan Production (agreement molkerei-2024, edition of 10 January 2024). "
        "Ticket Z-1003 was submitted on Monday, 5 February 2024, 09:00 as Severity 1 - Critical / Service down."
    )
    assert shipped_told("Z-1012", "de").opening == (
        "Stickerei Rorschach AG hat den Plan Production mit Extended support (Vertrag stickerei-2024, Ausgabe vom "
        "10. Januar 2024). Das Ticket Z-1012 wurde als Severity 1 - Critical / Service down eingereicht: Donnerstag, "
        "28. März 2024, 18:30."
    )


def test_the_opening_names_the_severity_that_stands_for_none() -> None:
    scale = replace(EDITION.severities, when_not_stated="severity_3")
    silent = replace(submitted("2024-03-06 09:00", "severity_1"), severity=None)
    said = told(silent, under=with_edition(severities=scale)).opening
    assert said.endswith("as Severity 3 - Standard support request.")


def test_the_opening_names_no_severity_where_there_is_none() -> None:
    silent = replace(submitted("2024-03-06 09:00", "severity_1"), severity=None)
    account = accounts_of(submitted("2024-03-06 09:00", "severity_1"))[0]
    account = replace(account, ticket=replace(account.ticket, events=(silent,)))
    assert opening(Telling(account, ENGLISH)).endswith(
        "Ticket T-1 was submitted on Wednesday, 6 March 2024, 09:00."
    )
    assert opening(Telling(account, GERMAN)).endswith(
        "Das Ticket T-1 wurde eingereicht: Mittwoch, 6. März 2024, 09:00."
    )


def test_terms_can_be_told_before_there_is_a_ticket() -> None:
    telling = Telling(shipped("Z-1012")[0], GERMAN)
    assert opening(telling).startswith(opening_of_terms(telling) + " ")


# --- tickets that the log does not hold ---

PAUSING = with_clock(pauses=frozenset({"waiting"}))
WAITING = [
    submitted("2024-03-06 09:00", "severity_3"),
    event("2024-03-06 11:00", Event.STATUS_SET, status="waiting"),
]


def said(*events: TicketEvent, language: Language = ENGLISH) -> str:
    """Return the answer of a ticket whose clock pauses while it waits."""
    return "\n".join(answers(told(*events, under=PAUSING, as_of=at("2024-03-07 09:00"), language=language)))


def test_a_clock_that_stands_has_no_deadline() -> None:
    assert said(*WAITING) == (
        "A first answer was promised within 12 business hours, counted in Extended hours, from Wednesday, 6 March "
        "2024, 09:00 on. As of Thursday, 7 March 2024, 09:00 the clock stands still; counted so far: 2 hours, "
        "left: 10 hours."
    )
    assert said(*WAITING, language=GERMAN) == (
        "Eine erste Antwort war innert 12 business hours zugesagt, gezählt in Extended hours, ab Mittwoch, 6. März "
        "2024, 09:00. Stand Donnerstag, 7. März 2024, 09:00: die Uhr steht; bisher gezählt: 2 "
        "Stunden, Rest: 10 Stunden."
    )


def test_a_pause_moves_the_deadline() -> None:
    resumed = event("2024-03-06 12:30", Event.STATUS_SET, status="open")
    assert said(*WAITING, resumed) == (
        "A first answer was promised within 12 business hours, counted in Extended hours, from Wednesday, 6 March "
        "2024, 09:00 on. That made it due on Thursday, 7 March 2024, 10:30. As of Thursday, 7 March 2024, 09:00 it "
        "has not come yet; counted so far: 10 hours 30 minutes, left: 1 hour 30 minutes."
    )


NIGHT = [submitted("2024-03-06 15:00", "severity_2", "kantonsarchiv-2024")]  # business hours end at 17:00


def test_an_answer_at_night_is_in_time_if_nothing_was_counted_since_the_deadline() -> None:
    (answer,) = answers(told(*NIGHT, replied("2024-03-06 21:00")))
    assert answer.endswith(
        "That made it due on Wednesday, 6 March 2024, 17:00. It came on Wednesday, 6 March 2024, 21:00, after 2 hours: "
        "in time, with 0 minutes to spare."
    )


def test_a_ticket_closed_at_night_is_not_said_to_be_closed_before_the_deadline() -> None:
    closed = event("2024-03-06 21:00", Event.CLOSED, Actor.CUSTOMER)
    assert answers(told(*NIGHT, closed))[0].endswith(
        "That made it due on Wednesday, 6 March 2024, 17:00. The ticket was closed on Wednesday, 6 March 2024, 21:00 "
        "without it, after 2 hours: within the time promised, so nothing was missed."
    )
    assert answers(told(*NIGHT, closed, language=GERMAN))[0].endswith(
        "Das Ticket wurde ohne sie geschlossen, am Mittwoch, 6. März 2024, 21:00, nach 2 Stunden: innert der "
        "zugesagten Zeit, nichts wurde versäumt."
    )


def test_a_delay_for_which_nothing_is_promised_is_told_as_such() -> None:
    late = [submitted("2024-03-06 09:00", "severity_1"), replied("2024-03-06 11:00")]
    (english,) = answers(told(*late, under=with_edition(credits={})))
    (german,) = answers(told(*late, under=with_edition(credits={}), language=GERMAN))
    assert english.endswith("1 hour late. The contract names no credit for this delay.")
    assert german.endswith("1 Stunde zu spät. Der Vertrag nennt für diesen Verzug keine Gutschrift.")


@pytest.mark.parametrize(
    ("target", "english", "german"),
    [
        (
            BestEffort(),
            (
                "A first answer is promised with best effort but without a time, "
                "so it has no deadline and cannot be late."
            ),
            (
                "Eine erste Antwort ist nach bestem Bemühen zugesagt, aber ohne Zeit: "
                "es gibt keine Frist und keinen Verzug."
            ),
        ),
        (
            NotOffered(),
            "A first answer is not offered here, so it has no deadline and cannot be late.",
            "Eine erste Antwort wird hier nicht angeboten: es gibt keine Frist und keinen Verzug.",
        ),
    ],
)
def test_a_promise_without_a_time_says_so(target: Target, english: str, german: str) -> None:
    level = EDITION.service_levels["extended"]
    promises = level.targets["initial_response"]
    changed = {**promises, "severity_1": replace(promises["severity_1"], target=target)}
    under = with_edition(
        service_levels={
            **EDITION.service_levels,
            "extended": replace(level, targets={**level.targets, "initial_response": changed}),
        }
    )
    asked = submitted("2024-03-06 09:00", "severity_1")
    assert answers(told(asked, under=under)) == (english,)
    assert answers(told(asked, under=under, language=GERMAN)) == (german,)


def test_an_escalation_that_any_channel_will_do_for_names_them() -> None:
    asked = [
        submitted("2024-03-06 09:00", "severity_1"),
        event(
            "2024-03-06 10:00",
            Event.ESCALATED,
            Actor.CUSTOMER,
            urgency="normal",
            channels=frozenset({"public_chat"}),
        ),
    ]
    assert answers(told(*asked))[1] == (
        "Escalation for non-urgent needs: No promise holds: this escalation has to come through Ticket, "
        "and came through Public chat."
    )
    assert answers(told(*asked, language=GERMAN))[1].endswith(
        "muss über Ticket kommen und kam über Public chat."
    )


def test_an_urgent_escalation_without_any_channel_came_through_none() -> None:
    asked = [
        submitted("2024-03-06 09:00", "severity_1"),
        event("2024-03-06 10:00", Event.ESCALATED, Actor.CUSTOMER, urgency="urgent"),
    ]
    assert answers(told(*asked))[1].endswith("together, and came through no channel only.")


# --- laws over every ticket of the log ---


@pytest.mark.parametrize("language", BOTH, ids=lambda language: language.code)
@pytest.mark.parametrize("ticket", TICKETS)
def test_the_answer_holds_everything_that_was_decided(ticket: str, language: Language) -> None:
    untimed = {Outcome.NOT_ENTITLED, Outcome.BEST_EFFORT, Outcome.NOT_OFFERED}
    for part in explain(shipped(ticket), language).parts:
        decision, telling = part.account.decision, part.telling
        if decision.outcome in untimed:
            continue
        assert telling.instant(decision.deadline) in part.answer
        assert telling.duration(decision.elapsed) in part.answer
        if decision.stopped_at is not None:
            assert telling.instant(decision.stopped_at) in part.answer
        if decision.overrun:
            assert telling.duration(decision.overrun) in part.answer
        elif decision.outcome is not Outcome.WITHDRAWN:
            assert telling.duration(left(telling)) in part.answer
        if decision.credit and decision.credit_unit:
            assert telling.credit(decision.credit, decision.credit_unit) in part.answer


@pytest.mark.parametrize("ticket", ["Z-1040", "Z-1041"])
def test_a_term_that_credits_extend_is_told_with_both_its_ends(ticket: str) -> None:
    assert set(term(Telling(shipped(ticket)[0], ENGLISH))) == {"first", "last", "extended"}


def test_a_term_that_nothing_extends_has_one_end() -> None:
    assert term(Telling(shipped("Z-1039")[0], ENGLISH)) == {
        "first": "10 January 2024",
        "last": "31 December 2024",
    }


def test_a_lowering_that_came_in_time_needs_no_adding_up() -> None:
    lowered = [
        submitted("2024-03-06 09:00", "severity_1"),
        graded("2024-03-06 09:30", "severity_3"),
        replied("2024-03-06 10:30"),
    ]
    assert "piece by piece" not in answers(told(*lowered))[0]
