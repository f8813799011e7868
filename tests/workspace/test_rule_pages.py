"""Every name that a finding can have, from whichever stage, has a page."""

from __future__ import annotations

import re

import pytest

from validator import document, reading, shape
from validator.changes import publishing
from validator.checks import RULES
from validator.render import changes, examples, findings
from validator.render.findings import RulePage
from validator.workspace import approvals, differences, policies
from validator.workspace.rule_pages import change_pages, earlier_pages, rule_pages

EARLIER = {
    **document.RULES,
    **shape.RULES,
    **reading.RULES,
    **policies.RULES,
    **findings.RULES,
    **examples.RULES,
}

CHANGES = {**changes.RULES, **publishing.RULES, **differences.RULES, **approvals.RULES}


def test_the_rules_on_meaning_have_pages() -> None:
    assert [(page.name, page.level, page.summary) for page in rule_pages()] == [
        (rule.name, rule.level.value, rule.summary) for rule in RULES
    ]


def test_what_is_found_earlier_has_pages_with_the_same_summary() -> None:
    assert {page.name: page.summary for page in earlier_pages()} == EARLIER


def test_what_is_found_in_changes_has_pages_with_the_same_summary() -> None:
    assert {page.name: page.summary for page in change_pages()} == CHANGES


def test_no_name_is_used_twice() -> None:
    assert len({*EARLIER, *CHANGES, *(rule.name for rule in RULES)}) == len(EARLIER) + len(CHANGES) + len(
        RULES
    )


@pytest.mark.parametrize("page", earlier_pages(), ids=lambda page: page.name)
def test_a_page_has_the_usual_parts(page: RulePage) -> None:
    headings = re.findall(r"^## (.*)", page.text, re.MULTILINE)
    assert headings == ["Avoid", "Prefer", "Why", "When to ignore"]
    assert page.level in {"error", "warning"}
    assert all(part.strip() for part in re.split(r"^#.*", page.text, flags=re.MULTILINE)[1:])


@pytest.mark.parametrize("page", change_pages(), ids=lambda page: page.name)
def test_a_page_on_changes_says_what_it_means_and_what_to_do(page: RulePage) -> None:
    assert re.findall(r"^## (.*)", page.text, re.MULTILINE) == ["What it means", "What to do"]
    assert page.level in {"error", "warning", "note"}
    assert all(part.strip() for part in re.split(r"^#.*", page.text, flags=re.MULTILINE)[1:])
