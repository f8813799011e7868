"""What is drawn of a clock: every minute that counts, and nothing else."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from tests.evaluate.contract import event, graded, replied, submitted, with_clock
from tests.evaluate.worlds import HOUR, MINUTE, at
from tests.render.told import BOTH, GERMAN, TICKETS, shipped, telling
from validator.model.words import Event
from validator.render.drawing import picture
from validator.render.drawing.lanes import Lane, Mark, Picture
from validator.render.wording import Language, Telling

SEVERITIES = ("severity_1", "severity_2", "severity_3", "severity_4")
PAUSING = with_clock(pauses=frozenset({"waiting"}))


def drawn(told: Telling) -> Picture:
    found = picture(told)
    assert found is not None
    return found


def minutes(lanes: tuple[Lane, ...], kind: str) -> float:
    return sum(bar.until - bar.since for lane in lanes for bar in lane.bars if bar.kind == kind)


def marks(found: Picture) -> list[Mark]:
    return [mark for lane in found.lanes for mark in lane.marks]


def of_shipped(ticket: str) -> Picture:
    return drawn(Telling(shipped(ticket)[0], BOTH[0]))


# --- the bars ---


def test_open_counted_and_late_stretches_of_a_known_ticket() -> None:
    easter = of_shipped("Z-1012").lanes
    assert [(lane.weekday, lane.label, lane.note) for lane in easter] == [
        ("Th", "2024-03-28", ""),
        ("Fr", "2024-03-29", "Good Friday"),
        ("Sa", "2024-03-30", ""),
        ("Su", "2024-03-31", ""),
        ("Mo", "2024-04-01", "Easter Monday"),
        ("Tu", "2024-04-02", ""),
    ]
    assert [(bar.kind, bar.since, bar.until) for bar in easter[0].bars] == [
        ("open", 7 * 60, 19 * 60),
        ("counted", 18 * 60 + 30, 19 * 60),
    ]
    assert [lane.bars for lane in easter[1:5]] == [()] * 4
    assert [(bar.kind, bar.since, bar.until) for bar in easter[5].bars] == [
        ("open", 7 * 60, 19 * 60),
        ("counted", 7 * 60, 7 * 60 + 50),
        ("late", 7 * 60 + 30, 7 * 60 + 50),
    ]


CLOCK_CHANGES = [
    (at("2024-03-31 00:00"), at("2024-04-01 00:00")),
    (at("2024-10-27 00:00"), at("2024-10-28 00:00")),
]


@given(
    st.sampled_from(["stickerei-2024", "kantonsarchiv-2024", "klinik-2024", "versicherung-2024"]),
    st.sampled_from(SEVERITIES),
    st.integers(0, 360 * 24 * 60),
    st.integers(0, 18 * 24 * 60),
)
def test_what_is_drawn_as_counted_is_the_time_elapsed(
    agreement: str, severity: str, submitted_after: int, answered_after: int
) -> None:
    start = at("2024-03-01 00:00") + submitted_after * MINUTE
    stop = start + answered_after * MINUTE
    assume(all(stop < begins or ends <= start for begins, ends in CLOCK_CHANGES))
    asked = replace(submitted("2024-03-01 00:00", severity, agreement), at=start)
    told = telling(asked, replace(replied("2024-03-01 00:00"), at=stop))
    assume(told.account.decision.entitled)
    decision, found = told.account.decision, drawn(told)
    assert decision.elapsed is not None
    assert minutes(found.lanes, "counted") * MINUTE == decision.elapsed
    assert minutes(found.lanes, "late") * MINUTE == decision.overrun
    for bar in (bar for lane in found.lanes for bar in lane.bars):
        assert 0 <= bar.since <= bar.until <= 24 * 60


@pytest.mark.parametrize("language", BOTH, ids=lambda language: language.code)
@pytest.mark.parametrize("ticket", TICKETS)
def test_every_ticket_of_the_log_is_drawn_if_its_time_is_counted(ticket: str, language: Language) -> None:
    for account in shipped(ticket):
        found = picture(Telling(account, language))
        assert (found is None) == (not account.decision.entitled)
        for bar in (bar for lane in (found.lanes if found else ()) for bar in lane.bars):
            assert 0 <= bar.since <= bar.until <= 24 * 60


def test_the_deadline_is_drawn_though_the_answer_came_days_before() -> None:
    found = of_shipped("Z-1003")
    assert found.lanes[-1].label == "2024-02-12"
    assert [mark.kind for mark in found.lanes[-1].marks] == ["deadline"]
    assert minutes(found.lanes, "counted") == 37 * 60
    assert minutes(found.lanes, "late") == 0


def test_a_pause_is_drawn_where_it_took_support_time() -> None:
    waiting = [
        submitted("2024-03-06 09:00", "severity_3"),
        event("2024-03-06 11:00", Event.STATUS_SET, status="waiting"),
        event("2024-03-07 10:30", Event.STATUS_SET, status="open"),
        replied("2024-03-07 11:00"),
    ]
    found = drawn(telling(*waiting, under=PAUSING))
    paused = [
        (lane.label, bar.since, bar.until)
        for lane in found.lanes
        for bar in lane.bars
        if bar.kind == "paused"
    ]
    assert paused == [("2024-03-06", 11 * 60, 19 * 60), ("2024-03-07", 7 * 60, 10 * 60 + 30)]
    assert minutes(found.lanes, "counted") == 2 * 60 + 30


def test_what_was_late_stays_late_when_the_severity_is_lowered() -> None:
    lanes = of_shipped("Z-1021").lanes  # late from 03:30 on, lowered at 04:05, answered at 04:30
    assert [(bar.since, bar.until) for bar in lanes[0].bars if bar.kind == "late"] == [(210, 245)]


# --- the days on which the clocks change ---


@pytest.mark.parametrize("ticket", ["Z-1014", "Z-1015", "Z-1033", "Z-1034"])
def test_bars_never_run_backwards_when_the_clocks_do(ticket: str) -> None:
    assert all(bar.since <= bar.until for lane in of_shipped(ticket).lanes for bar in lane.bars)


def test_marks_stand_where_the_clock_on_the_wall_stands() -> None:
    assert [(mark.kind, mark.at, mark.time) for mark in marks(of_shipped("Z-1034"))] == [
        ("start", 165, "02:45 CEST"),
        ("stop", 130, "02:10 CET"),
        ("deadline", 135, "02:15 CET"),
    ]


# --- marks ---


def test_marks_tell_what_happened_in_order() -> None:
    found = marks(of_shipped("Z-1018"))
    assert [(mark.kind, mark.time, mark.word) for mark in found] == [
        ("start", "10:00", "start"),
        ("severity", "15:00", "severity 2"),
        ("stop", "16:40", "stop"),
        ("deadline", "17:00", "due"),
    ]


def test_a_clock_that_runs_is_marked_where_it_was_looked_at() -> None:
    told = telling(submitted("2024-03-06 09:00", "severity_2"), as_of=at("2024-03-06 10:00"), language=GERMAN)
    assert [(mark.kind, mark.word) for mark in marks(drawn(told))] == [
        ("start", "Start"),
        ("as_of", "Stand"),
        ("deadline", "fällig"),
    ]


def test_a_clock_looked_at_when_it_is_due_says_so_once() -> None:
    told = telling(submitted("2024-03-06 09:00", "severity_2"), as_of=at("2024-03-06 11:00"))
    assert [mark.kind for mark in marks(drawn(told))] == ["start", "deadline"]


def test_an_answer_at_the_very_deadline_is_marked_as_both() -> None:
    told = telling(submitted("2024-03-06 09:00", "severity_2"), replied("2024-03-06 11:00"))
    assert sorted(mark.kind for mark in marks(drawn(told))) == ["deadline", "start", "stop"]


def test_changes_of_the_severity_after_the_answer_are_not_marked() -> None:
    told = telling(
        submitted("2024-03-06 09:00", "severity_3"),
        graded("2024-03-06 10:00", "severity_2"),
        replied("2024-03-06 10:30"),
        graded("2024-03-06 11:00", "severity_4"),
    )
    assert [mark.word for mark in marks(drawn(told)) if mark.kind == "severity"] == ["severity 2"]


def test_midnight_belongs_to_the_day_it_begins() -> None:
    told = telling(submitted("2024-03-05 23:00", "severity_2", "klinik-2024"), replied("2024-03-06 00:00"))
    lanes = drawn(told).lanes
    assert [(lane.label, [mark.kind for mark in lane.marks]) for lane in lanes] == [
        ("2024-03-05", ["start"]),
        ("2024-03-06", ["stop", "deadline"]),
    ]
    assert [(bar.since, bar.until) for bar in lanes[0].bars if bar.kind == "counted"] == [(23 * 60, 24 * 60)]


# --- long clocks ---

LONG = [submitted("2024-03-06 09:00", "severity_4")]


def test_three_weeks_are_drawn_whole() -> None:
    lanes = drawn(telling(*LONG, as_of=at("2024-03-26 12:00"))).lanes
    assert len(lanes) == 21
    assert all(lane.weekday for lane in lanes)


def test_of_longer_clocks_uneventful_dates_are_told_instead_of_drawn() -> None:
    told = telling(*LONG, as_of=at("2024-04-20 09:00"))
    lanes = drawn(told).lanes
    assert [(lane.weekday, lane.label, lane.note) for lane in lanes] == [
        ("We", "2024-03-06", ""),
        ("", "…", "1 day not drawn, 12 h counted"),
        ("Fr", "2024-03-08", ""),
        ("", "…", "42 days not drawn, 336 h counted"),
        ("Sa", "2024-04-20", ""),
    ]
    assert told.account.decision.elapsed is not None
    assert minutes(lanes, "counted") * MINUTE + (12 + 336) * HOUR == told.account.decision.elapsed


def test_what_is_not_drawn_of_the_time_after_the_answer_is_not_told_as_counted() -> None:
    """The picture reaches to the deadline, counting only to the answer."""
    told = telling(
        submitted("2024-04-02 09:00", "severity_4"),
        event("2024-04-02 12:00", Event.STATUS_SET, status="waiting"),
        event("2024-05-06 12:00", Event.STATUS_SET, status="open"),
        replied("2024-05-06 13:00"),
        under=PAUSING,
    )
    lanes = drawn(told).lanes
    folded = [lane.note for lane in lanes if not lane.weekday]
    assert folded == ["33 days not drawn, 0 s counted", "1 day not drawn, 0 s counted"]
    assert minutes(lanes, "counted") == 4 * 60


def test_a_date_with_an_event_is_drawn_however_long_the_clock() -> None:
    told = telling(*LONG, graded("2024-03-27 10:00", "severity_3"), as_of=at("2024-04-20 09:00"))
    assert "2024-03-27" in [lane.label for lane in drawn(told).lanes]


# --- words ---


def test_a_picture_has_a_title_and_tells_everything_in_words() -> None:
    found = of_shipped("Z-1012")
    assert found.title == "Initial response time: too late"
    assert found.description == (
        "6 days from 28 March 2024 to 2 April 2024. Open time is shaded, counted time is solid. "
        "start: Thursday, 28 March 2024, 18:30. due: Tuesday, 2 April 2024, 07:30. "
        "stop: Tuesday, 2 April 2024, 07:50."
    )


@pytest.mark.parametrize("language", BOTH, ids=lambda language: language.code)
@pytest.mark.parametrize("ticket", TICKETS)
def test_every_description_names_start_deadline_and_stop(ticket: str, language: Language) -> None:
    for account in shipped(ticket):
        told = Telling(account, language)
        found, decision = picture(told), account.decision
        for instant in (decision.started_at, decision.deadline, decision.stopped_at):
            if found is not None and instant is not None:
                assert told.instant(instant) in found.description


def test_the_legend_explains_what_is_drawn_and_nothing_else() -> None:
    assert of_shipped("Z-1012").legend == (
        ("open", "open"),
        ("counted", "counted"),
        ("late", "counted past the deadline"),
    )
    assert of_shipped("Z-1025").legend[0] == (
        "counted",
        "counted",
    )  # a Saturday: closed, and counted by the clock
    waiting = [
        submitted("2024-03-06 09:00", "severity_3"),
        event("2024-03-06 11:00", Event.STATUS_SET, status="waiting"),
    ]
    told = telling(*waiting, under=PAUSING, as_of=at("2024-03-06 12:00"), language=GERMAN)
    assert drawn(told).legend[-1] == ("paused", "angehalten")


def test_nothing_is_drawn_where_nothing_is_promised() -> None:
    assert picture(Telling(shipped("Z-1001")[0], BOTH[0])) is None
