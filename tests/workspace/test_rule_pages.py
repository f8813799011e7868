"""Every name that a finding can have, from whichever stage, has a page."""

from __future__ import annotations

import re

import pytest

from validator import document, reading, shape
from validator.checks import RULES
from validator.render import examples, findings
from validator.workspace import policies
from validator.workspace.rule_pages import RulePage, earlier_pages, rule_pages

EARLIER = {
    **document.RULES,
    **shape.RULES,
    **reading.RULES,
    **policies.RULES,
    **findings.RULES,
    **examples.RULES,
}


def test_the_rules_on_meaning_have_pages() -> None:
    assert [(page.name, page.level, page.summary) for page in rule_pages()] == [
        (rule.name, rule.level.value, rule.summary) for rule in RULES
    ]


def test_what_is_found_earlier_has_pages_with_the_same_summary() -> None:
    assert {page.name: page.summary for page in earlier_pages()} == EARLIER


def test_no_name_is_used_twice() -> None:
    assert EARLIER.keys() & {rule.name for rule in RULES} == set()


@pytest.mark.parametrize("page", earlier_pages(), ids=lambda page: page.name)
def test_a_page_has_the_usual_parts(page: RulePage) -> None:
    headings = re.findall(r"^## (.*)", page.text, re.MULTILINE)
    assert headings == ["Avoid", "Prefer", "Why", "When to ignore"]
    assert page.level in {"error", "warning"}
    assert all(part.strip() for part in re.split(r"^#.*", page.text, flags=re.MULTILINE)[1:])
