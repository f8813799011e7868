"""Release notes: whatever a policy says stays words."""

from __future__ import annotations

from html.parser import HTMLParser
from pathlib import Path

import pytest
from markdown import markdown
from markdown_it import MarkdownIt

from tests.changes.zitadel import compared, zitadel
from tests.render.hostile import MARKUP, SCRIPT, reworded
from tests.workspace.worked import EDITION, minimal
from validator.changes.compare import Comparison
from validator.render.changes import changelog
from validator.render.changes.changelog import note
from validator.workspace.differences import difference
from validator.workspace.operands import Side
from validator.workspace.policies import load

OURS = {"h1", "h2", "ul", "li", "p", "strong"}


class Tags(HTMLParser):
    """Collects the elements of a page."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: set[str] = set()
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002 -- the signature
        self.found.add(tag)


def told(comparison: Comparison) -> str:
    return note(comparison, zitadel().policy, zitadel().calendar.zones, heading="# ")


@pytest.mark.parametrize("words", [SCRIPT, MARKUP, "- a", "1. a", "# a", "> a", "a\n\n<b>b</b>"])
def test_words_of_a_policy_stay_words(words: str) -> None:
    for pair in (("2021-08-23", "2022-06-15"), ("2023-03-15", "2023-11-16"), ("2023-11-16", "2024-01-10")):
        page = told(reworded(compared(*pair), words))
        assert Tags(MarkdownIt("commonmark", {"html": True}).render(page)).found <= OURS
        assert Tags(markdown(page)).found <= OURS


def test_a_plan_that_comes_and_goes_is_named_by_its_title() -> None:
    page = told(compared("2021-08-23", "2022-06-15"))
    assert "- **Extended SLA** is a new plan.\n" in page
    assert "- The plan **FORTRESS** is no longer offered.\n" in page
    assert "- **Support Services**: no longer: Provider and customer may agree" in page
    assert "SLA: Initial" not in page  # what a new plan promises is on its own page


def test_what_comes_later_is_said_with_an_example(tmp_path: Path) -> None:
    before, after = minimal(tmp_path / "before"), minimal(tmp_path / "after")
    after.change(f"{EDITION}/support-hours.yaml", ("hours: 09:00-17:00", "hours: 10:00-17:00"))
    sides = [Side(each.root.name, load(each.root)) for each in (before, after)]
    found = difference(sides[0], sides[1])
    page = changelog(found, {policy.id: policy for policy in sides[1].policies.policies})
    assert "The edition of 1 January 2024 was changed after it had been published." in page
    severe = "- **Basic**: First answer, Severe, asked through Ticket, Phone and no stated channel: "
    assert f"{severe}4 business hours, as before, but comes later. For example: asked on " in page


def test_nothing_changes() -> None:
    policies = load(Path(__file__).parents[3] / "policies")
    same = difference(Side("a", policies), Side("b", policies))
    assert changelog(same, {policy.id: policy for policy in policies.policies}) == "Nothing changes.\n"
