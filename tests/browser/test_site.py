"""The site as readers use it: searching, without scripts, from a file, on paper."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.browser.conftest import serving

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

EDITION = "contracts/zitadel/2024-01-10.html"


@pytest.fixture(params=["http", "file"])
def start(request: pytest.FixtureRequest, pages: str, folder: Path) -> str:
    """Return where the site begins, on a server and as a file."""
    return f"{pages}/site/" if request.param == "http" else (folder / "site").as_uri() + "/"


def opened(browser: Browser, address: str, **options: bool) -> Page:
    page = browser.new_context(**options).new_page()  # type: ignore[arg-type]
    page.goto(address)
    return page


def test_what_is_searched_for_is_found_by_keyboard(browser: Browser, start: str) -> None:
    page = opened(browser, f"{start}{EDITION}")
    page.focus("#search")
    page.keyboard.type("extended hours 07:00")
    page.wait_for_selector("#found a")
    assert "found" in page.inner_text("#found-count")
    page.keyboard.press("ArrowDown")
    link = page.evaluate("document.activeElement.href")
    page.keyboard.press("Enter")
    page.wait_for_url(link)
    assert "07:00" in page.inner_text("main")
    page.context.close()


def test_nothing_found_is_said_and_escape_closes(browser: Browser, start: str) -> None:
    page = opened(browser, f"{start}index.html")
    page.fill("#search", "xyzzy")
    page.wait_for_selector("#found li")
    assert page.inner_text("#found") == "Nothing found."
    page.keyboard.press("Escape")
    assert not page.is_visible("#found")
    page.context.close()


def test_titles_come_before_mentions(browser: Browser, pages: str) -> None:
    page = opened(browser, f"{pages}/site/index.html")
    page.fill("#search", "professional support")
    page.wait_for_selector("#found a")
    assert "Professional support" in page.inner_text("#found li:first-child strong")
    page.context.close()


def test_without_scripts_everything_but_the_calculator_is_there(browser: Browser, start: str) -> None:
    page = opened(browser, f"{start}{EDITION}", java_script_enabled=False)
    text = page.inner_text("main")
    assert "48 business hours" in text
    assert "slawyer due" in text  # what stands in the calculator's place
    assert not page.is_visible(".search")
    page.click("nav.tabs >> text=Guides")
    assert page.inner_text("h1") == "Change a number"
    page.context.close()


def test_a_promise_is_reached_by_its_permanent_address(browser: Browser, pages: str) -> None:
    name = "service_levels.extended.targets.initial_response.severity_2"
    page = opened(browser, f"{pages}/site/{EDITION}#{name}")
    box = page.locator(f'[id="{name}"]').bounding_box()
    assert box is not None
    assert 50 < box["y"] < 720  # in view, and not under the head of the page
    assert page.inner_text(f'[id="{name}"]') == "2 business hours"
    page.context.close()


def test_an_example_leads_back_to_its_clause(browser: Browser, pages: str) -> None:
    page = opened(browser, f"{pages}/site/{EDITION}")
    summary = page.locator("details.examples summary").first
    summary.click()
    page.locator("details.examples[open] a").first.click()
    page.wait_for_load_state()
    assert page.locator(":target").count() == 1
    page.context.close()


def test_downloads_are_what_they_say(browser: Browser, pages: str) -> None:
    page = opened(browser, f"{pages}/site/{EDITION}")
    links = page.eval_on_selector_all(".links a", "all => all.map(each => each.href)")
    kinds = {".pdf": b"%PDF-", ".docx": b"PK", ".ics": b"BEGIN:VCALENDAR"}
    found = {link[link.rindex(".") :]: page.request.get(link).body() for link in links}
    for kind, begins in kinds.items():
        assert found[kind].startswith(begins)
    page.context.close()


def test_printed_it_has_no_navigation_and_cuts_nothing(browser: Browser, pages: str) -> None:
    page = opened(browser, f"{pages}/site/{EDITION}")
    page.emulate_media(media="print")
    for hidden in ("header", "nav.tree", "nav.toc", ".links"):
        assert not page.is_visible(hidden)
    wide = page.eval_on_selector_all(
        ".table", "all => all.filter(each => each.scrollWidth > each.clientWidth + 1).length"
    )
    assert wide == 0
    page.context.close()


def test_a_hostile_policy_does_nothing(browser: Browser, hostile_site: Path) -> None:
    complaints: list[str] = []
    with serving(hostile_site) as address:
        for file in sorted(hostile_site.rglob("contracts/**/*.html")):
            page = browser.new_context().new_page()
            page.on("dialog", lambda dialog: complaints.append(f"a dialog: {dialog.message}"))
            page.on("pageerror", lambda error: complaints.append(str(error)))
            page.on("console", lambda message: complaints.append(message.text))
            page.goto(f"{address}/site/{file.relative_to(hostile_site / 'site').as_posix()}")
            page.fill("#search", "alert")
            page.wait_for_selector("#found li")
            assert page.locator("main img").count() == 0
            page.context.close()
    assert [each for each in complaints if "favicon" not in each] == []
