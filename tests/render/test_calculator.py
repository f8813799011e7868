"""The calculator carries what the model says, whole and as text."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from datetime import date, timedelta
from functools import cache
from html.parser import HTMLParser
from itertools import accumulate, pairwise
from typing import Any

import pytest
from markdown import markdown

from tests.evaluate.contract import BOOK, EDITION, ZITADEL
from tests.render.hostile import MARKUP, SCRIPT, hostile_book
from validator.model.edition import Edition
from validator.model.offer import offers
from validator.model.policy import Policy
from validator.model.target import BusinessDays, EndOfNextBusinessDay, Promise
from validator.render.calculator import calculator
from validator.render.calculator.encoding import clock_changes, closings, seconds, windows
from validator.render.calculator.promises import Pool
from validator.timetable import Timetable, build
from validator.timetable.local import EPOCH, midnight, offset_at
from validator.workspace.zones import load_zone

SECOND = 1_000_000
ZONES = {name: zone for name in BOOK.zones if (zone := load_zone(name))}
ZURICH = ZONES["Europe/Zurich"]


@cache
def written(policy: Policy = ZITADEL, edition: Edition = EDITION) -> str:
    return str(calculator(policy, edition, ZONES))


def carried(text: str) -> Any:  # noqa: ANN401 -- JSON
    """Return the record in a page."""
    found = re.search(
        r'<script type="application/json" class="calculator-data">(.*?)</script>', text, re.DOTALL
    )
    assert found
    return json.loads(found[1])


def built(name: str) -> Timetable:
    schedule = EDITION.schedules[name]
    assert ZITADEL.lock
    calendar = ZITADEL.lock.calendars[schedule.holidays] if schedule.holidays else None
    return build(schedule, ZURICH, calendar, (2021, 2032))


@pytest.mark.parametrize("name", EDITION.schedules)
def test_the_windows_are_those_of_the_timetable(name: str) -> None:
    record, timetable = carried(written())["schedules"][name], built(name)
    bounds = list(
        accumulate((each * record["unit"] for each in record["lengths"]), initial=record["begins"])
    )[1:]
    assert [bound * SECOND for bound in bounds[::2]] == list(timetable.opens)
    assert [bound * SECOND for bound in bounds[1::2]] == list(timetable.closes)
    assert record["ends"] * SECOND == timetable.ends


def test_a_schedule_that_never_opens_has_no_windows() -> None:
    never = replace(EDITION.schedules["business_hours"], openings=(), holidays=None)
    assert windows(build(never, ZURICH, None, (2024, 2024)))["lengths"] == []


def test_the_clock_changes_are_the_zones_own() -> None:
    begin, end = midnight(date(2020, 1, 1), ZURICH), midnight(date(2035, 1, 1), ZURICH)
    record = clock_changes(ZURICH, begin, end)
    assert len(record["changes"]) == 2 * 2 * 15
    at = record["from"]
    assert record["offset"] * SECOND == offset_at(begin, ZURICH)
    for gap, offset in zip(record["changes"][::2], record["changes"][1::2], strict=True):
        at += gap
        assert offset_at(at * SECOND, ZURICH) == offset * SECOND
        assert offset_at(at * SECOND - 1, ZURICH) != offset * SECOND


def test_the_zones_reach_beyond_every_window() -> None:
    record = carried(written())
    for schedule in record["schedules"].values():
        zone = record["zones"][schedule["zone"]]
        assert zone["from"] < schedule["begins"]
        assert schedule["ends"] < zone["until"]


def test_the_next_closing_is_carried_for_every_date() -> None:
    timetable = built("business_hours")
    steps = closings(timetable)
    begins = list(accumulate(steps[::2]))
    found = dict(zip(begins, steps[1::2], strict=True))
    told = 0
    for instant, closing in zip(timetable.dates, timetable.next_closing, strict=True):
        begin = max(each for each in begins if each * SECOND <= instant)
        assert found[begin] == (0 if closing > timetable.ends else closing // SECOND - begin)
        told += closing > timetable.ends
    assert told  # the last days do not know the next opening


def test_closing_times_are_carried_where_a_promise_needs_them() -> None:
    assert "closings" not in carried(written())["schedules"]["business_hours"]
    promise = Promise(EndOfNextBusinessDay(), "end of the next business day", "Odd", EDITION.at)
    plan = EDITION.plans["production"]
    plans = {**EDITION.plans, plan.id: replace(plan, overrides={"initial_response": {"severity_1": promise}})}
    record = carried(str(calculator(ZITADEL, replace(EDITION, plans=plans), ZONES)))
    assert record["schedules"]["business_hours"]["closings"]


def test_every_offer_promises_what_the_model_resolves() -> None:
    record = carried(written())
    assert len(record["offers"]) == len(offers(EDITION)) == 6
    for told, offer in zip(record["offers"], offers(EDITION), strict=True):
        for severity, promise in offer.targets["initial_response"].items():
            carried_promise = record["promises"][told["promises"]["initial_response"][severity]]
            assert (carried_promise["text"], carried_promise["clause"]) == (promise.text, promise.clause)
        assert told["hours"][0] == offer.support_hours.schedule
        assert (len(told["hours"]) > 1) == offer.support_hours.negotiable
    assert [told["title"] for told in record["offers"] if told["refused"]] == ["Free"]


def test_hours_can_be_agreed_on_only_within_the_widest() -> None:
    wider = replace(EDITION.plans["enterprise_cloud"].support_hours, schedule="extended_hours")
    plans = {"enterprise_cloud": replace(EDITION.plans["enterprise_cloud"], support_hours=wider)}
    record = carried(str(calculator(ZITADEL, replace(EDITION, plans=plans, add_ons={}), ZONES)))
    assert record["offers"][0]["hours"] == ["extended_hours", "business_hours"]


def test_a_promise_is_kept_once_with_its_length() -> None:
    pool = Pool()
    days = Promise(BusinessDays(2), "2 business days", "A", EDITION.at)
    assert [pool.index(days), pool.index(days), pool.index(replace(days, clause="B"))] == [0, 0, 1]
    assert pool.records[0] == {"kind": "business days", "days": 2, "text": "2 business days", "clause": "A"}


def test_what_is_asked_begins_with_the_submission_or_an_escalation() -> None:
    asked = carried(written())["questions"]
    assert [each["id"] for each in asked] == ["initial_response", "escalation_normal", "escalation_urgent"]
    assert [each["graded"] for each in asked] == [True, False, False]


def test_the_frozen_years_are_said() -> None:
    assert "Public holidays are frozen for 2021 to 2032;" in written()
    holidays = carried(written())["holidays"]["CH-SG"]
    assert holidays["2024-04-01"] == "Easter Monday"


def test_without_holidays_the_years_after_the_edition_are_carried() -> None:
    schedules = {name: replace(each, holidays=None) for name, each in EDITION.schedules.items()}
    text = str(calculator(replace(ZITADEL, lock=None), replace(EDITION, schedules=schedules), ZONES))
    assert "support hours of 2024 to 2034" in text
    ends = EPOCH + timedelta(seconds=carried(text)["schedules"]["business_hours"]["ends"])
    assert ends.astimezone(ZURICH).isoformat() == "2035-01-01T00:00:00+01:00"


def test_nothing_shorter_than_a_second_is_lost() -> None:
    assert seconds(5 * SECOND) == 5
    with pytest.raises(ValueError, match="1500000"):
        seconds(SECOND * 3 // 2)


class Tags(HTMLParser):
    """Notes the tags of a page and the text between them."""

    def __init__(self) -> None:
        """Begin with nothing noted."""
        super().__init__()
        self.tags: list[str] = []
        self.attributes: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note a tag and the names of its attributes."""
        self.tags.append(tag)
        self.attributes.update(name for name, _ in attrs)


@pytest.mark.parametrize(
    "word", [SCRIPT, MARKUP, "</script><img src=x onerror=alert(1)>", "<!--", "\u2028]]>"]
)
def test_words_of_a_contract_stay_words(word: str) -> None:
    policy = hostile_book(word).policies["zitadel"]
    text = str(calculator(policy, policy.editions[EDITION.id], ZONES))
    tags = Tags()
    tags.feed(text)
    honest = Tags()
    honest.feed(written())
    assert tags.tags == honest.tags
    assert tags.attributes == honest.attributes
    assert carried(text)["offers"][0]["title"] == word
    between = text.partition("calculator-data")[2].partition("</script>")[0]
    assert not set("<&\u2028\u2029") & set(between[2:])


def test_markdown_leaves_it_alone() -> None:
    assert "" not in written().splitlines()
    made = markdown(f"# A\n\n{written()}\n\nB", extensions=["toc", "attr_list", "md_in_html"])
    assert written() in made


def test_nothing_is_inline() -> None:
    tags = Tags()
    tags.feed(written())
    assert not {each for each in tags.attributes if each.startswith("on") or each == "style"}
    assert "slawyer due" in written().partition("</noscript>")[0]


def test_every_label_holds_a_field() -> None:
    labels = re.findall(r"<label.*?</label>", written(), re.DOTALL)
    assert len(labels) == 8
    assert all(re.search(r"<(select|input) name=", label) for label in labels)


def test_where_nothing_can_be_asked_there_is_nothing() -> None:
    assert calculator(ZITADEL, replace(EDITION, objectives={}, escalations={}), ZONES) == ""


def test_it_is_the_same_every_time() -> None:
    again = str(calculator(ZITADEL, EDITION, dict(reversed(ZONES.items()))))
    assert again == written()


def test_the_data_of_the_shipped_contract_stays_small() -> None:
    assert len(written().encode()) < 60_000


def test_bounds_of_windows_ascend() -> None:
    assert all(length > 0 for length in carried(written())["schedules"]["business_hours"]["lengths"])
    assert all(early < late for early, late in pairwise(built("extended_hours").opens))
