"""The calculator in a real browser: what it answers is what the model answers, to the second."""

from __future__ import annotations

import random
import shutil
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.browser.calculated import (
    DAY,
    NOWHERE,
    PINNED,
    SECOND,
    agreed,
    answer,
    cases,
    compiled,
    odd_policy,
    offset,
)
from tests.browser.conftest import OUT
from tests.evaluate.contract import ROOT
from validator.evaluate.book import zones_of
from validator.evaluate.counting import count
from validator.evaluate.decision import Refusal
from validator.model.offer import offers
from validator.model.policy import Agreed, Agreement, Policy, Term
from validator.model.target import Negotiable
from validator.model.words import Reason
from validator.render.calculator import calculator
from validator.workspace.book import book_of
from validator.workspace.deadlines import Question, due
from validator.workspace.zones import load_zone

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page, Route

CASES = 10_000
SAMPLE = 300
TARGET_SIZE = 24
"""CSS pixels that a finger or a trembling hand needs (WCAG 2.2, 2.5.8)."""

POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:"
SCRIPTS = ("calculator-counting.js", "calculator.js")
STYLES = ("style.css", "calculator.css")
THEME = ROOT / "docs" / "theme"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
DATA = "known = slawyerCalculator.read(JSON.parse(document.querySelector('.calculator-data').textContent))"
REACH = f"""(cases) => {{
  const {DATA};
  return cases.map((each) => {{
    const hours = known.schedules[each.hours];
    const found = slawyerCalculator.reach(known, hours, each.target, each.at);
    if (!found) return null;
    const length = (all) => all.reduce((sum, [from, to]) => sum + to - from, 0);
    return [found.deadline, slawyerCalculator.counting(known, hours, each.at, found).map((row) => [
      new Date(row.date * 1000).toISOString().slice(0, 10), length(row.open), row.amount, row.left, row.holiday])];
  }});
}}"""
DUE = f"""(asked) => {{
  const {DATA};
  return asked.map((each) => {{
    const found = slawyerCalculator.due(known, each);
    if (found.kind !== "due") return found.kind;
    return [found.deadline, slawyerCalculator.counting(known, found.hours, each.at, found).map((row) => [
      new Date(row.date * 1000).toISOString().slice(0, 10), row.open, row.amount, row.left, row.holiday])];
  }});
}}"""


def write(folder: Path, policy: Policy) -> str:
    """Write a page with nothing but the calculator of a policy's only edition; return its address."""
    for asset in (*SCRIPTS, *STYLES):
        shutil.copy(THEME / asset, folder)
    zones = {name: zone for name in zones_of([policy]) if (zone := load_zone(name))}
    (edition,) = policy.editions.values()
    scripts = "".join(f'<script defer src="{name}"></script>' for name in SCRIPTS)
    styles = "".join(f'<link rel="stylesheet" href="{name}">' for name in STYLES)
    page = (
        '<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Due</title><link rel="icon" href="data:,">'
        f'<meta name="viewport" content="width=device-width, initial-scale=1">{styles}{scripts}</head>'
        f"<body><main><h1>Due</h1>{calculator(policy, edition, zones)}</main></body></html>"
    )
    (folder / "index.html").write_text(page, encoding="utf-8")
    return (folder / "index.html").as_uri()


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> str:
    return write(tmp_path_factory.mktemp("calculator"), PINNED)


@pytest.fixture
def page(browser: Browser, address: str) -> Iterator[Page]:
    """Open the calculator; whatever it complains of, or asks anybody else for, is a failure."""
    context = browser.new_context(viewport={"width": 1280, "height": 1000})
    shown = context.new_page()
    wrong: list[str] = []
    shown.on("console", lambda message: wrong.append(message.text))
    shown.on("pageerror", lambda error: wrong.append(str(error)))
    asked: list[str] = []
    shown.on("request", lambda request: asked.append(request.url))
    shown.goto(address)
    yield shown
    context.close()
    assert wrong == []
    assert [url for url in asked if not url.startswith("file:")] == []


# --- the same as the model ---


@pytest.mark.parametrize(
    ("policy", "years"), [(PINNED, (2021, 2032)), (odd_policy(), (2006, 2012))], ids=["ZITADEL", "odd hours"]
)
def test_every_deadline_and_every_row_is_the_models(
    browser: Browser, tmp_path: Path, policy: Policy, years: tuple[int, int]
) -> None:
    (edition,) = policy.editions.values()
    every = {name: compiled(policy, edition, name, years) for name in edition.schedules}
    next_day = policy is not PINNED
    asked = [
        each
        for hours in every.values()
        for each in cases(hours, CASES // len(every) + 1, 7, next_day=next_day)
    ]
    page = browser.new_context().new_page()
    page.goto(write(tmp_path, policy))
    found = page.evaluate(REACH, asked)
    page.context.close()
    expected = [answer(every[each["hours"]], each) for each in asked]
    differences = [each for each in zip(asked, found, expected, strict=True) if each[1] != each[2]]
    assert differences[:3] == []
    assert len(asked) >= CASES
    assert sum(each is None for each in expected) < CASES / 10


def anybodys(policy: Policy, minutes: int) -> tuple[Policy, list[Agreement]]:
    """Return a policy with an agreement for every offer and all hours that it leaves open; targets in minutes."""
    (edition,) = policy.editions.values()
    record = [(number, each) for number, each in enumerate(offers(edition))]
    signed = []
    for number, each in record:
        wanted = list(edition.schedules) if each.support_hours.negotiable else [each.support_hours.schedule]
        targets = {
            objective: {
                severity: agreed(promise, minutes)
                for severity, promise in promises.items()
                if isinstance(promise.target, Negotiable)
            }
            for objective, promises in each.targets.items()
        }
        for hours in wanted:
            chosen = replace(each.support_hours, schedule=hours, negotiable=False)
            signed.append(
                Agreement(
                    id=f"{number} {hours}",
                    customer="ACME",
                    policy=policy.id,
                    plan=each.plan.id,
                    add_ons=tuple(add_on.id for add_on in each.add_ons),
                    edition=edition.id,
                    term=Term(date(1990, 1, 1), date(2099, 1, 1), NOWHERE),
                    schedules={},
                    agreed=Agreed(chosen if each.support_hours.negotiable else None, targets, {}, NOWHERE),
                    at=NOWHERE,
                )
            )
    return replace(policy, agreements={each.id: each for each in signed}), signed


def evaluated(asked: Question, severity: str | None, escalation: str | None) -> Any:  # noqa: ANN401 -- as the page says it
    """Return what the evaluator says, in the form of the page."""
    found = due(asked, severity, escalation)
    if isinstance(found, Refusal):
        return "beyond"
    decision = found[0].begins.decision
    if not decision.entitled:
        assert decision.reason is Reason.SUPPORT_NOT_INCLUDED
        return "not entitled"
    if found[0].ends is None:
        return decision.outcome.value.replace("-", " ")
    counted = count(found[0].ends)
    assert counted
    rows = [
        [
            day.date.isoformat(),
            [[opens // SECOND, closes // SECOND] for opens, closes in day.open],
            day.amount // SECOND,
            (day.remaining or 0) // SECOND,
            day.holiday.name if day.holiday else None,
        ]
        for day in counted.days
    ]
    return [(decision.deadline or 0) // SECOND, rows]


@pytest.mark.parametrize(
    ("policy", "first"), [(PINNED, 2021), (odd_policy(), 2006)], ids=["ZITADEL", "odd hours"]
)
def test_the_evaluator_says_the_same_of_every_offer(
    browser: Browser, tmp_path: Path, policy: Policy, first: int
) -> None:
    draw = random.Random(11)  # noqa: S311 -- seeded, so that a difference comes again
    minutes = 95
    policy, signed = anybodys(policy, minutes)
    (edition,) = policy.editions.values()
    book = book_of([policy])
    begins = int(datetime(first, 1, 4, tzinfo=UTC).timestamp())
    choices: list[str | None] = [None, *edition.escalations]
    asked, expected = [], []
    for _ in range(SAMPLE):
        agreement, escalation = draw.choice(signed), draw.choice(choices)
        severity = draw.choice(list(edition.severities.severities))
        at = begins + draw.randint(0, 6 * 365 * 86_400)
        terms = book.terms(agreement.id, at * SECOND)
        assert terms
        question = 0 if escalation is None else 1 + list(edition.escalations).index(escalation)
        number, hours = agreement.id.split(" ", 1)
        asked.append(
            {
                "offer": int(number),
                "question": question,
                "severity": severity,
                "hours": hours,
                "minutes": minutes,
                "at": at,
            }
        )
        expected.append(evaluated(Question(terms, book, at * SECOND), severity, escalation))
    page = browser.new_context().new_page()
    page.goto(write(tmp_path, replace(policy, agreements={})))
    found = page.evaluate(DUE, asked)
    page.context.close()
    assert [each for each in zip(asked, found, expected, strict=True) if each[1] != each[2]][:2] == []


def test_local_times_are_the_zones_own(browser: Browser, tmp_path: Path) -> None:
    """Every quarter of an hour within two days of every clock change, and what `zoneinfo` says of it."""
    policy = odd_policy()
    (edition,) = policy.editions.values()
    page = browser.new_context().new_page()
    page.goto(write(tmp_path, policy))
    code = (
        f"(asked) => {{ const {DATA};"
        "return asked.map(([zone, at]) => slawyerCalculator.WAY(known.zones[zone], at)); }"
    )
    instants, locals_ = [], []
    for name in edition.schedules:
        hours = compiled(policy, edition, name, (2006, 2012))
        for change in hours.changes:
            for at in range(change - 2 * DAY, change + 2 * DAY, 900):
                instants.append([hours.schedule.zone, at])
                locals_.append([hours.schedule.zone, at + offset(at, hours.schedule)])
    assert page.evaluate(code.replace("WAY", "toLocal"), instants) == [local for _, local in locals_]
    occurring = page.evaluate(code.replace("WAY", "toInstant"), locals_)
    page.context.close()
    assert all(at in found for (_, at), found in zip(instants, occurring, strict=True))
    assert {len(found) for found in occurring} == {1, 2}


# --- in the hands of people ---


def asks(page: Page, offer: str, day: str, time: str, severity: str = "severity_1") -> str:
    """Fill in the form; return the answer."""
    form = page.locator(".calculator form")
    form.locator("[name=offer]").select_option(label=offer)
    form.locator("[name=severity]").select_option(severity)
    form.locator("[name=date]").fill(day)
    form.locator("[name=time]").fill(time)
    return said(page)


def said(page: Page) -> str:
    return " ".join(page.locator(".answer").inner_text().split())


def test_the_answer_is_in_words_drawn_and_counted(page: Page) -> None:
    answered = asks(page, "Production", "2024-03-28", "16:10")
    assert "Initial response time is due on Tuesday, 9 April 2024, 10:10" in answered
    assert "48 business hours from Thursday, 28 March 2024, 16:10" in answered
    assert "Clause: Support in subscription plans" in answered
    assert page.locator(".calculator tbody tr").count() == 13
    assert page.locator(".calculator tfoot").inner_text().split() == ["Total", "48", "h"]
    assert "Good Friday" in (page.locator(".calculator svg").text_content() or "")
    assert "asked 16:10" in (page.locator(".calculator svg").text_content() or "")
    assert "Easter Monday" in page.locator(".calculator tbody").inner_text()
    assert page.locator(".calculator svg rect.counted").count() == 7 + 1


def test_what_has_no_time_says_so(page: Page) -> None:
    assert asks(page, "Production", "2024-03-28", "16:10", "severity_2").startswith("Best effort.")
    refused = asks(page, "Free", "2024-03-28", "16:10")
    assert refused.startswith("Not entitled.")
    assert "support-not-included" in refused
    assert not page.locator(".calculator svg").is_visible()


def test_an_escalation_asks_for_no_severity(page: Page) -> None:
    asks(page, "Production", "2024-03-28", "16:10")
    page.locator("[name=question]").select_option(label="Escalation for non-urgent needs")
    assert not page.locator("[name=severity]").is_visible()
    assert "is due on Tuesday, 2 April 2024, 16:10" in said(page)


def test_what_can_be_agreed_on_is_asked_and_bounded(page: Page) -> None:
    assert "10:30" in asks(page, "Enterprise Cloud", "2024-05-06", "10:00")
    hours, minutes = page.locator("[name=hours]"), page.locator("[name=minutes]")
    assert hours.locator("option").all_inner_texts() == ["24x7", "Business hours", "Extended hours"]
    assert (hours.input_value(), minutes.input_value()) == ("around_the_clock", "30")
    minutes.fill("")
    assert said(page).startswith("Too short.")  # and not filled in again while somebody types
    minutes.fill("29")
    assert said(page).startswith("Too short. No less than 30 minutes can be agreed on.")
    minutes.fill("45")
    assert "Monday, 6 May 2024, 10:45" in said(page)
    page.locator("[name=severity]").select_option("severity_2")
    assert not minutes.is_visible()
    hours.select_option("business_hours")
    page.locator("[name=time]").fill("16:00")
    assert "Tuesday, 7 May 2024, 09:00" in said(page)


def test_a_local_time_that_does_not_exist_is_refused(page: Page) -> None:
    assert "02:30 on 31 March 2024 does not exist" in asks(page, "Production", "2024-03-31", "02:30")
    assert not page.locator("[name=which]").is_visible()


def test_a_local_time_that_occurs_twice_asks_which(page: Page) -> None:
    assert "occurs twice" in asks(page, "Enterprise Cloud", "2024-10-27", "02:30")
    which = page.locator("[name=which]")
    which.select_option(label="the first")
    assert "27 October 2024, 02:00 (UTC+01:00)" in said(page)
    which.select_option(label="the second")
    assert "27 October 2024, 03:00" in said(page)
    page.locator("[name=time]").fill("03:30")
    assert not which.is_visible()
    assert "04:00" in said(page)
    page.locator("[name=time]").fill("02:15")
    assert "occurs twice" in said(page)


@pytest.mark.parametrize(
    ("day", "time"), [("2020-12-31", "23:59"), ("2033-01-01", "00:00"), ("2032-12-31", "16:00")]
)
def test_beyond_the_frozen_holidays_nothing_is_said(page: Page, day: str, time: str) -> None:
    assert asks(page, "Production", day, time).startswith("Not known.")
    assert "2021 to 2032" in said(page)
    assert not page.locator(".calculator table").is_visible()
    assert page.locator(".frozen").inner_text().startswith("Public holidays are frozen for 2021 to 2032;")


def test_years_that_no_clock_is_carried_for_are_refused_too(page: Page) -> None:
    assert "2021 to 2032" in asks(page, "Production", "1999-01-01", "10:00")


def test_the_keyboard_alone_is_enough(page: Page) -> None:
    asks(page, "Production", "2024-05-06", "10:00", "severity_2")
    page.locator("[name=offer]").focus()
    page.keyboard.press("End")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Home")
    assert "1 business hour from Monday, 6 May 2024, 10:00" in said(page)
    reached = []
    for _ in range(11):
        page.keyboard.press("Tab")
        reached.append(page.evaluate("document.activeElement.name || document.activeElement.className"))
    assert [name for name in dict.fromkeys(reached) if name] == ["date", "time", "drawing", "table"]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 1280])
def test_it_is_accessible_and_fits(page: Page, scheme: Any, width: int) -> None:  # noqa: ANN401 -- a literal of the library
    page.emulate_media(color_scheme=scheme)
    page.set_viewport_size({"width": width, "height": 1000})
    asks(page, "Enterprise Cloud", "2024-05-06", "10:00")
    found = Axe().run(page, options={"runOnly": {"type": "tag", "values": RULES}, "preload": False})
    broken = {
        each["id"]: [node["html"][:160] for node in each["nodes"][:3]]
        for each in found.response["violations"]
    }
    assert broken == {}
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    heights = page.eval_on_selector_all(
        ".calculator :is(select, input)",
        "all => all.filter((each) => each.checkVisibility()).map((each) => each.offsetHeight)",
    )
    assert len(heights) > 5
    assert min(heights) >= TARGET_SIZE
    OUT.mkdir(parents=True, exist_ok=True)
    page.screenshot(path=OUT / f"calculator-{scheme}-{width}.png", full_page=True)


def test_a_strict_security_policy_is_kept(browser: Browser, tmp_path: Path) -> None:
    """Nothing inline, no connection: this header on every file, and the answer is the same."""
    write(tmp_path, PINNED)
    context = browser.new_context()
    page = context.new_page()
    wrong: list[str] = []
    page.on("console", lambda message: wrong.append(message.text))
    headers = {"Content-Security-Policy": POLICY}

    def answered(route: Route) -> None:
        name = route.request.url.removeprefix("http://calculator.test/") or "index.html"
        route.fulfill(path=tmp_path / name, headers=headers)

    context.route("http://calculator.test/**", answered)
    page.goto("http://calculator.test/")
    assert "9 April 2024, 10:10" in asks(page, "Production", "2024-03-28", "16:10")
    assert page.locator(".calculator svg").is_visible()
    context.close()
    assert wrong == []


def test_without_scripts_the_command_is_named(browser: Browser, address: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    shown = context.new_page()
    shown.goto(address)
    assert "slawyer due" in shown.locator(".calculator").inner_text()
    assert not shown.locator(".calculator form").is_visible()
    context.close()
