"""Every kind of page in a real browser: alone, accessible, at every width, by keyboard, in print."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.browser.conftest import OUT

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

PAGES = {
    "report": "/report.html",
    "hostile report": "/hostile.html",
    "impact": "/impact.html",
    "explanation": "/explained.html",
    "German explanation": "/de.html",
    "coverage": "/coverage.html",
    "start": "/site/index.html",
    "five minutes": "/site/start.html",
    "contracts": "/site/contracts/index.html",
    "edition": "/site/contracts/zitadel/2024-01-10.html",
    "edition without examples": "/site/contracts/it-incidents/2016-01-01.html",
    "list of examples": "/site/contracts/zitadel/2024-01-10-examples/index.html",
    "changes of an edition": "/site/contracts/zitadel/2022-06-15-changes.html",
    "examples": "/site/contracts/zitadel/2024-01-10-examples/clock-changes.html",
    "semantics": "/site/meaning/semantics.html",
    "time": "/site/meaning/time.html",
    "changes": "/site/meaning/changes.html",
    "CI": "/site/guides/ci.html",
    "guide": "/site/guides/publish-an-edition.html",
    "operations": "/site/guides/operations.html",
    "glossary": "/site/glossary.html",
    "commands": "/site/reference/commands/index.html",
    "command": "/site/reference/commands/evaluate.html",
    "files": "/site/reference/files/index.html",
    "file": "/site/reference/files/objectives.html",
    "rules": "/site/reference/rules/index.html",
    "rule": "/site/reference/rules/response-not-monotone.html",
    "library": "/site/reference/library.html",
    "decisions": "/site/design/decisions/index.html",
    "decision": "/site/design/decisions/0032-a-contract-is-published-from-one-tree.html",
    "not found": "/site/404.html",
}
every_page = pytest.mark.parametrize("path", PAGES.values(), ids=PAGES.keys())
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


def opened(browser: Browser, address: str, width: int = 1280, scheme: str = "light") -> Page:
    """Open a page and let everything it asks for or complains of be noted on it."""
    context = browser.new_context(
        viewport={"width": width, "height": 900},
        color_scheme="dark" if scheme == "dark" else "light",
    )
    page = context.new_page()
    page.goto(address)
    return page


@every_page
def test_a_page_asks_nobody_else_and_complains_of_nothing(browser: Browser, pages: str, path: str) -> None:
    asked: list[str] = []
    complaints: list[str] = []
    page = browser.new_context().new_page()
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: complaints.append(message.text))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("dialog", lambda dialog: complaints.append(f"a dialog: {dialog.message}"))
    page.goto(pages + path)
    assert [url for url in asked if not url.startswith(f"{pages}/")] == []
    assert [said for said in complaints if "favicon" not in said] == []
    page.context.close()


@every_page
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_page_breaks_no_rule_of_accessibility(browser: Browser, pages: str, path: str, scheme: str) -> None:
    page = opened(browser, pages + path, scheme=scheme)
    page.eval_on_selector_all("details", "all => all.forEach(each => each.open = true)")
    found = Axe().run(page, options={"runOnly": {"type": "tag", "values": RULES}})
    broken = {
        each["id"]: [node["html"][:160] for node in each["nodes"][:3]]
        for each in found.response["violations"]
    }
    assert broken == {}
    page.context.close()


@every_page
@pytest.mark.parametrize("width", [320, 1280, 3840])
def test_a_page_is_never_wider_than_the_window(browser: Browser, pages: str, path: str, width: int) -> None:
    page = opened(browser, pages + path, width)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.context.close()


@pytest.mark.parametrize(
    "path", [PAGES[name] for name in ("report", "explanation", "edition", "guide", "file")]
)
def test_what_scrolls_and_every_link_is_reached_by_keyboard(browser: Browser, pages: str, path: str) -> None:
    page = opened(browser, pages + path)
    wanted = page.evaluate(
        "[...document.querySelectorAll('a[href], summary, [tabindex=\"0\"]')]"
        ".filter(each => each.checkVisibility({ contentVisibilityAuto: true })).length"
    )
    reached = set()
    for _ in range(2 * wanted + 1):  # dates and times are several stops each
        page.keyboard.press("Tab")
        reached.add(
            page.evaluate(
                "[...document.querySelectorAll('a[href], summary, [tabindex=\"0\"]')].indexOf(document.activeElement)"
            )
        )
    assert len(reached - {-1}) == wanted
    page.context.close()


@every_page
def test_a_page_is_kept_as_it_looks(browser: Browser, pages: str, path: str) -> None:
    """Pictures for people to look at: light, dark, and as it prints."""
    OUT.mkdir(parents=True, exist_ok=True)
    name = path.strip("/").replace("/", "-").removesuffix(".html") or "start"
    for scheme in ("light", "dark"):
        page = opened(browser, pages + path, scheme=scheme)
        page.set_viewport_size({"width": 1280, "height": 3000})  # the whole of a long page can be too much
        page.screenshot(path=OUT / f"{name}-{scheme}.png")
        page.context.close()
    page = opened(browser, pages + path)
    printed = page.pdf(path=OUT / f"{name}.pdf", format="A4")
    assert printed.startswith(b"%PDF")
    page.context.close()
