"""Day by day, everything that was counted is shown, and it adds up to what was decided."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from itertools import pairwise
from zoneinfo import ZoneInfo

from hypothesis import HealthCheck, given, settings

from tests.evaluate.contract import (
    BOOK,
    EDITION,
    LATER,
    ZITADEL,
    book,
    event,
    graded,
    local,
    replied,
    submitted,
    with_clock,
    with_edition,
)
from tests.evaluate.worlds import HOUR, MINUTE, ZURICH, World, at, worlds
from validator.evaluate.book import Book
from validator.evaluate.counting import Count, Day, Stretch, count, local_date, overlaps
from validator.evaluate.reference import Account, accounts
from validator.model.policy import Term
from validator.model.schedule import Opening
from validator.model.timeline import TicketEvent, Timeline
from validator.model.words import Event


def within(inner: tuple[Stretch, ...], outer: tuple[Stretch, ...]) -> bool:
    """Whether stretches lie in others, each in one of them."""
    return all(any(since <= a and b <= to for since, to in outer) for a, b in inner)


def account_of(*events: TicketEvent, under: Book = BOOK, as_of: int = LATER) -> Account:
    """Decide the initial response of a ticket."""
    found = accounts(Timeline.of("T-1", list(events)), under, as_of)
    assert isinstance(found, tuple), found
    return next(each for each in found if each.obligation.id == "initial_response")


def counted(*events: TicketEvent, under: Book = BOOK, as_of: int = LATER) -> Count:
    """Count the time of the initial response of a ticket, which must be what was decided."""
    account = account_of(*events, under=under, as_of=as_of)
    found = count(account)
    assert found is not None
    assert found.elapsed == account.decision.elapsed
    return found


def row(day: Day) -> tuple[str, int, int | None]:
    """Return date, amount and remainder of a day, in minutes."""
    left = None if day.remaining is None else day.remaining // MINUTE
    return day.date.isoformat(), day.amount // MINUTE, left


def clock(stretches: tuple[Stretch, ...]) -> list[str]:
    """Write stretches as Swiss time, without their dates."""
    return [f"{(local(since) or '')[11:16]}-{(local(to) or '')[11:16]}" for since, to in stretches]


# --- what holds of every count ---


def holds(account: Account, found: Count) -> None:
    """Assert what holds of every count."""
    days = found.days
    assert found.elapsed == account.decision.elapsed
    assert days[0].date == local_date(account.start, ZURICH)
    assert days[-1].begins < account.until or len(days) == 1
    assert days[-1].ends >= account.until
    for before, after in pairwise(days):
        assert (after.date - before.date).days == 1
        assert before.ends == after.begins
    for day in days:
        span = ((max(day.begins, account.start), min(day.ends, account.until)),)
        assert within(day.counted, span)
        assert within(day.counted, span if found.wall else day.open)
        assert within(day.open, ((day.begins, day.ends),))
        assert within(day.paused, account.pauses)
        assert not overlaps(day.counted, account.pauses)
        assert all(left[1] < right[0] for left, right in pairwise(day.counted))
        assert day.amount == sum(to - since for since, to in day.counted)
    if len(account.pieces) == 1:  # one promise, counted from the start: what is left goes down with the count
        amount, elapsed = account.pieces[0].governing.amount, 0
        for day in days:
            elapsed += day.amount
            assert day.remaining == (None if amount is None else amount - elapsed)


@settings(max_examples=60, suppress_health_check=list(HealthCheck))
@given(worlds())
def test_the_days_add_up_to_what_was_decided(world: World) -> None:
    for timeline in world.log:
        found = accounts(timeline, world.book, world.as_of)
        for account in found if isinstance(found, tuple) else ():
            counted_days = count(account)
            assert (counted_days is None) == (account.shown is None)
            if counted_days is not None:
                holds(account, counted_days)


# --- worked out by hand: Extended support, 07:00 to 19:00 ---


def test_easter_is_shown_with_the_names_of_its_holidays() -> None:
    days = counted(submitted("2024-03-28 18:10", "severity_2"), replied("2024-04-02 08:10")).days
    assert [row(day) for day in days] == [
        ("2024-03-28", 50, 70),
        ("2024-03-29", 0, 70),
        ("2024-03-30", 0, 70),
        ("2024-03-31", 0, 70),
        ("2024-04-01", 0, 70),
        ("2024-04-02", 70, 0),
    ]
    assert [day.holiday and day.holiday.name for day in days] == [
        None,
        "Good Friday",
        None,
        None,
        "Easter Monday",
        None,
    ]
    assert [clock(day.open) for day in days] == [["07:00-19:00"], [], [], [], [], ["07:00-19:00"]]
    assert [clock(day.counted) for day in days] == [["18:10-19:00"], [], [], [], [], ["07:00-08:10"]]


def test_on_the_wall_clock_a_closed_day_counts_and_its_holiday_is_named_all_the_same() -> None:
    wall = counted(  # business hours, but 45 minutes on the wall clock
        submitted("2024-03-28 23:45", "severity_1", "kantonsarchiv-2024"), replied("2024-03-29 01:00")
    )
    assert wall.wall
    assert [row(day) for day in wall.days] == [("2024-03-28", 15, 30), ("2024-03-29", 60, -30)]
    assert [clock(day.open) for day in wall.days] == [["08:00-17:00"], []]
    assert wall.days[1].holiday is not None


def test_the_days_of_the_clock_changes_have_23_and_25_hours() -> None:
    spring = counted(submitted("2024-03-30 12:00", "severity_4", "klinik-2024"), replied("2024-04-01 00:00"))
    autumn = counted(submitted("2024-10-26 12:00", "severity_4", "klinik-2024"), replied("2024-10-28 00:00"))
    assert (spring.zone, spring.wall) == ("Europe/Zurich", False)
    assert [row(day) for day in spring.days] == [("2024-03-30", 720, 720), ("2024-03-31", 1380, -660)]
    assert [row(day) for day in autumn.days] == [("2024-10-26", 720, 720), ("2024-10-27", 1500, -780)]
    assert {day.holiday for day in (*spring.days, *autumn.days)} == {None}, "around the clock, none closes"


def test_a_count_that_ends_at_midnight_has_no_row_for_the_day_that_begins() -> None:
    [day] = counted(
        submitted("2024-06-03 22:00", "severity_2", "klinik-2024"), replied("2024-06-04 00:00")
    ).days
    assert row(day) == ("2024-06-03", 120, 0)
    assert day.ends == at("2024-06-04 00:00")


def test_a_count_that_begins_at_midnight_has_no_row_for_the_day_that_ends() -> None:
    [day] = counted(
        submitted("2024-06-04 00:00", "severity_2", "klinik-2024"), replied("2024-06-04 00:30")
    ).days
    assert row(day) == ("2024-06-04", 30, 90)


def test_what_has_just_begun_has_one_row_on_which_nothing_is_counted() -> None:
    for moment in ("2024-06-03 10:00", "2024-06-03 00:00", "2024-06-01 10:00"):
        [day] = counted(submitted(moment, "severity_1"), as_of=at(moment)).days
        assert row(day) == (moment[:10], 0, 60)
        assert day.counted == day.paused == ()


def test_a_pause_is_shown_and_not_counted() -> None:
    days = counted(
        submitted("2024-06-03 16:00", "severity_3"),
        event("2024-06-03 18:00", Event.STATUS_SET, status="waiting"),
        event("2024-06-04 09:30", Event.STATUS_SET, status="open"),
        event("2024-06-04 10:00", Event.STATUS_SET, status="waiting"),
        event("2024-06-04 11:00", Event.STATUS_SET, status="open"),
        replied("2024-06-04 12:00"),
        under=with_clock(pauses=frozenset({"waiting"})),
    ).days
    assert [row(day) for day in days] == [("2024-06-03", 120, 600), ("2024-06-04", 90, 510)]
    assert [clock(day.paused) for day in days] == [["18:00-19:00"], ["07:00-09:30", "10:00-11:00"]]
    assert [clock(day.counted) for day in days] == [["16:00-18:00"], ["09:30-10:00", "11:00-12:00"]]


def test_what_is_left_is_left_of_the_target_then_in_force() -> None:
    days = counted(
        submitted("2024-06-03 13:00", "severity_3"),
        graded("2024-06-04 08:00", "severity_1"),  # from here one hour
        as_of=at("2024-06-04 10:00"),
    ).days
    assert [row(day) for day in days] == [("2024-06-03", 360, 360), ("2024-06-04", 180, -60)]


def test_a_change_at_midnight_governs_the_day_that_begins() -> None:
    days = counted(
        submitted("2024-06-03 22:00", "severity_4", "klinik-2024"),
        graded("2024-06-04 00:00", "severity_2"),
        replied("2024-06-04 01:00"),
    ).days
    assert [row(day) for day in days] == [("2024-06-03", 120, 22 * 60), ("2024-06-04", 60, 60)]


def test_where_no_time_is_promised_support_time_is_counted_and_nothing_is_left() -> None:
    days = counted(
        submitted("2024-06-03 16:00", "severity_2", "molkerei-2024"), replied("2024-06-04 09:00")
    ).days
    assert [row(day) for day in days] == [("2024-06-03", 60, None), ("2024-06-04", 60, None)]


def test_a_window_past_midnight_shows_on_both_dates() -> None:
    night = replace(EDITION.schedules["extended_hours"], openings=(Opening((0,), 22 * 60, 30 * 60, ""),))
    days = counted(
        submitted("2024-06-03 23:00", "severity_3"),
        replied("2024-06-04 12:00"),
        under=with_edition(schedules={**EDITION.schedules, night.id: night}),
    ).days
    assert [row(day) for day in days] == [("2024-06-03", 60, 660), ("2024-06-04", 360, 300)]
    assert [clock(day.open) for day in days] == [["22:00-00:00"], ["00:00-06:00"]]


def test_a_count_may_end_at_another_instant() -> None:
    account = account_of(submitted("2024-06-03 18:30", "severity_1"), as_of=at("2024-06-03 18:30"))
    found = count(account, account.decision.deadline)
    assert found is not None
    assert [row(day) for day in found.days] == [("2024-06-03", 30, 30), ("2024-06-04", 30, 0)]


def test_without_a_claim_nothing_is_counted() -> None:
    assert count(account_of(submitted("2024-06-03 10:00", "severity_1", "alpenverein-2024"))) is None


# --- zones whose midnights are odd ---


def around_the_clock(zone: str, year: int) -> Book:
    """Compile the contract with a clinic elsewhere, in another year."""
    hours = replace(EDITION.schedules["around_the_clock"], zone=zone)
    edition = replace(EDITION, schedules={**EDITION.schedules, hours.id: hours})
    clinic = ZITADEL.agreements["klinik-2024"]
    term = Term(date(year, 1, 1), date(year, 12, 31), clinic.at)
    agreements = {clinic.id: replace(clinic, term=term)}
    return book(replace(ZITADEL, editions={edition.id: edition}, agreements=agreements))


def clinic(zone: str, since: str, until: str, *, second: bool = False) -> Count:
    """Count a ticket of the clinic from one local time to another; the start may be the second of two."""
    there = ZoneInfo(zone)
    start = at(since, there) + second * HOUR
    return counted(
        replace(submitted("2024-01-01 00:00", "severity_4", "klinik-2024"), at=start),
        replace(replied("2024-01-01 00:00"), at=at(until, there)),
        under=around_the_clock(zone, int(since[:4])),
    )


def test_clocks_put_back_just_after_midnight_still_add_up() -> None:
    """At 00:01 of 2010-11-07 the clocks of St. John's showed 23:01 of the 6th again."""
    found = clinic("America/St_Johns", "2010-11-06 12:00", "2010-11-07 12:00")
    assert [row(day) for day in found.days] == [("2010-11-06", 720, 720), ("2010-11-07", 780, -60)]
    again = clinic("America/St_Johns", "2010-11-06 23:30", "2010-11-07 01:00", second=True)
    assert [row(day) for day in again.days] == [("2010-11-06", 0, 1440), ("2010-11-07", 90, 1350)]


def test_a_day_that_begins_at_one_adds_up() -> None:
    """On 2018-11-04 the clocks of São Paulo went from 00:00 to 01:00."""
    found = clinic("America/Sao_Paulo", "2018-11-03 22:00", "2018-11-05 00:00")
    assert [row(day) for day in found.days] == [("2018-11-03", 120, 1320), ("2018-11-04", 1380, -60)]


def test_a_date_that_a_zone_left_out_has_no_length() -> None:
    """After 2011-12-29 Samoa went on with the 31st."""
    found = clinic("Pacific/Apia", "2011-12-29 12:00", "2011-12-31 12:00")
    assert [(day.amount, day.ends - day.begins) for day in found.days] == [
        (12 * HOUR, 24 * HOUR),
        (0, 0),
        (12 * HOUR, 24 * HOUR),
    ]
