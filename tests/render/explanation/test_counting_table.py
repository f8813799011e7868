"""The counting table: a row for each date, a total, and what happened."""

from __future__ import annotations

from tests.evaluate.contract import event, graded, replied, submitted, with_clock
from tests.evaluate.worlds import at
from tests.render.told import ENGLISH, GERMAN, shipped, telling
from validator.model.words import Actor, Event
from validator.render.explanation.counting_table import CountTable, count_table
from validator.render.wording import Language, Telling

PAUSING = with_clock(pauses=frozenset({"waiting"}))


def of_shipped(ticket: str, language: Language = ENGLISH) -> CountTable:
    return table(Telling(shipped(ticket)[0], language))


def table(told: Telling, *, folded: bool = True) -> CountTable:
    found = count_table(told, folded=folded)
    assert found is not None
    return found


def cells(found: CountTable) -> list[tuple[str, str, str, str, str]]:
    return [(row.date, row.open, row.counted, row.remaining, row.note) for row in found.rows]


def test_a_late_answer_over_easter_can_be_added_up() -> None:
    found = of_shipped("Z-1012")
    assert found.headings == ("date", "open", "counted", "left of the target", "note")
    assert cells(found) == [
        ("Th 2024-03-28", "07:00-19:00", "30 min", "30 min", "18:30 clock starts"),
        ("Fr 2024-03-29", "closed", "0 min", "30 min", "Good Friday (CH-SG)"),
        ("Sa 2024-03-30", "closed", "0 min", "30 min", ""),
        ("Su 2024-03-31", "closed", "0 min", "30 min", ""),
        ("Mo 2024-04-01", "closed", "0 min", "30 min", "Easter Monday (CH-SG)"),
        ("Tu 2024-04-02", "07:00-19:00", "50 min", "20 min late", "07:30 deadline; 07:50 clock stops"),
        ("total", "", "1 h 20 min", "", ""),
    ]


def test_the_same_table_in_german() -> None:
    found = of_shipped("Z-1012", GERMAN)
    assert found.headings == ("Datum", "offen", "gezählt", "Rest der Frist", "Anmerkung")
    assert cells(found)[1] == ("Fr 2024-03-29", "geschlossen", "0 min", "30 min", "Good Friday (CH-SG)")
    assert cells(found)[-2:] == [
        ("Di 2024-04-02", "07:00-19:00", "50 min", "20 min zu spät", "07:30 Frist; 07:50 Uhr hält"),
        ("Summe", "", "1 h 20 min", "", ""),
    ]


def test_seconds_are_kept() -> None:
    assert cells(of_shipped("Z-1039"))[-2:] == [
        (
            "Mo 2024-12-30",
            "08:00-17:00",
            "2 h 44 min 59 s",
            "14 min 59 s late",
            "10:30 deadline; 10:44:59 clock stops",
        ),
        ("total", "", "12 h 14 min 59 s", "", ""),
    ]


def test_by_the_clock_every_date_is_open_all_day() -> None:
    assert cells(of_shipped("Z-1025"))[0] == (
        "Sa 2024-07-13",
        "all day",
        "1 h 20 min",
        "35 min late",
        "14:00 clock starts; 14:45 deadline; 15:20 clock stops",
    )


def test_days_on_which_the_clocks_change_count_what_really_passed() -> None:
    spring, autumn = of_shipped("Z-1014").rows[0], of_shipped("Z-1034").rows[0]
    assert (spring.counted, spring.note) == (
        "1 h 50 min",
        "01:30 clock starts; 04:20 clock stops; 04:30 deadline",
    )
    assert (autumn.counted, autumn.note) == (
        "25 min",
        "02:45 CEST clock starts; 02:10 CET clock stops; 02:15 CET deadline",
    )


def test_best_effort_leaves_nothing_of_a_target() -> None:
    found = of_shipped("Z-1004")
    assert [row.remaining for row in found.rows] == ["", "", "", ""]
    assert found.rows[-1].counted == "23 h 25 min"


def test_a_pause_is_noted_with_its_times_on_each_date() -> None:
    told = telling(
        submitted("2024-03-06 09:00", "severity_3"),
        event("2024-03-06 11:00", Event.STATUS_SET, status="waiting"),
        event("2024-03-07 10:30", Event.STATUS_SET, status="open"),
        replied("2024-03-07 11:00"),
        under=PAUSING,
    )
    assert cells(table(told)) == [
        ("We 2024-03-06", "07:00-19:00", "2 h", "10 h", "09:00 clock starts; paused 11:00-19:00"),
        ("Th 2024-03-07", "07:00-19:00", "30 min", "9 h 30 min", "paused 07:00-10:30; 11:00 clock stops"),
        ("total", "", "2 h 30 min", "", ""),
    ]


def test_a_pause_until_midnight_ends_at_24() -> None:
    told = telling(
        submitted("2024-03-06 20:00", "severity_2", "klinik-2024"),
        event("2024-03-06 21:00", Event.STATUS_SET, status="waiting"),
        event("2024-03-07 01:00", Event.STATUS_SET, status="open"),
        replied("2024-03-07 01:30"),
        under=PAUSING,
    )
    notes = [row.note for row in table(told).rows]
    assert notes[:2] == [
        "20:00 clock starts; paused 21:00-24:00",
        "paused 00:00-01:00; 01:30 clock stops; 02:00 deadline",
    ]
    assert [row.open for row in table(told).rows[:2]] == ["00:00-24:00"] * 2


def test_changes_of_the_severity_are_noted_while_the_clock_runs() -> None:
    told = telling(
        submitted("2024-03-06 09:00", "severity_3"),
        graded("2024-03-06 10:00", "severity_2"),
        replied("2024-03-06 10:30"),
        graded("2024-03-06 11:00", "severity_4"),
    )
    assert table(told).rows[0].note == (
        "09:00 clock starts; 10:00 severity 2; 10:30 clock stops; 12:00 deadline"
    )


def test_a_running_clock_is_noted_where_it_was_looked_at() -> None:
    told = telling(submitted("2024-03-06 09:00", "severity_2"), as_of=at("2024-03-06 10:00"))
    assert table(told).rows[0].note == "09:00 clock starts; 10:00 as of; 11:00 deadline"


def test_a_clock_looked_at_when_it_is_due_says_so_once() -> None:
    told = telling(submitted("2024-03-06 09:00", "severity_2"), as_of=at("2024-03-06 11:00"))
    assert table(told).rows[0].note == "09:00 clock starts; 11:00 deadline"


def test_a_late_closing_stops_the_clock() -> None:
    told = telling(
        submitted("2024-03-06 09:00", "severity_2"), event("2024-03-06 12:00", Event.CLOSED, Actor.CUSTOMER)
    )
    assert table(told).rows[0].note == "09:00 clock starts; 11:00 deadline; 12:00 clock stops"


def test_nothing_is_counted_where_nothing_is_promised() -> None:
    assert count_table(Telling(shipped("Z-1001")[0], ENGLISH)) is None


# --- long tables ---

LONG = submitted("2024-03-06 09:00", "severity_4")


def test_a_month_is_told_day_by_day() -> None:
    found = table(telling(LONG, as_of=at("2024-04-04 12:00")))
    assert len(found.rows) == 30 + 1
    assert all(row.date[2] == " " for row in found.rows[:-1])


def test_of_more_dates_uneventful_ones_are_gathered_with_their_sum() -> None:
    found = table(telling(LONG, as_of=at("2024-04-20 09:00")))
    assert cells(found) == [
        ("We 2024-03-06", "07:00-19:00", "10 h", "14 h", "09:00 clock starts"),
        ("Th 2024-03-07", "07:00-19:00", "12 h", "2 h", ""),
        ("Fr 2024-03-08", "07:00-19:00", "12 h", "10 h late", "09:00 deadline"),
        (
            "2024-03-09 to 2024-04-19",
            "28 days open, 14 closed",
            "336 h",
            "346 h late",
            "Good Friday (CH-SG); Easter Monday (CH-SG)",
        ),
        ("Sa 2024-04-20", "closed", "0 min", "346 h late", "09:00 as of"),
        ("total", "", "370 h", "", ""),
    ]


def test_gathered_dates_are_told_in_german_too() -> None:
    found = table(telling(LONG, as_of=at("2024-04-20 09:00"), language=GERMAN))
    assert cells(found)[3][:2] == ("2024-03-09 bis 2024-04-19", "28 Tage offen, 14 geschlossen")


def test_a_full_table_gathers_nothing() -> None:
    told = telling(LONG, as_of=at("2024-04-20 09:00"))
    assert len(table(told, folded=False).rows) == 46 + 1
    assert table(told, folded=False).rows[-1] == table(told).rows[-1]


def test_pauses_are_gathered_apart_from_what_counts() -> None:
    told = telling(
        submitted("2024-05-06 09:00", "severity_4"),
        event("2024-05-07 12:00", Event.STATUS_SET, status="waiting"),
        event("2024-06-12 12:00", Event.STATUS_SET, status="open"),
        replied("2024-06-12 13:00"),
        under=PAUSING,
    )
    found = table(told)
    gathered = next(row for row in found.rows if row.date == "2024-05-08 to 2024-06-11")
    assert (gathered.open, gathered.counted) == ("23 days open, 12 closed", "0 min")
    assert gathered.note.startswith("paused; ")
    assert found.rows[-1].counted == "16 h"


def test_what_happened_on_a_date_keeps_it_from_being_gathered() -> None:
    told = telling(LONG, graded("2024-03-27 10:00", "severity_3"), as_of=at("2024-04-20 09:00"))
    notes = {row.date: row.note for row in table(told).rows}
    assert notes["We 2024-03-27"] == "10:00 severity 3"
