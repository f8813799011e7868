"""What every rule is made of: a module, a page, a line in the tuple, a bad and a good example."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings

from tests.checks.examples import HERE, MINIMAL, SECOND_EDITION, folder_of, policy_with, report_on, said
from tests.checks.varied import FACTS
from tests.evaluate.worlds import policies
from validator.checks import CHECKS, RULES, check

if TYPE_CHECKING:
    from validator.checks import Rule
    from validator.model.policy import Policy
    from validator.render.findings import Report

PACKAGE = Path(__file__).parents[2] / "validator" / "checks"
BASES = {MINIMAL.name, SECOND_EDITION.name}
HEADINGS = ["## Avoid", "## Prefer", "## Why", "## When to ignore"]

every_rule = pytest.mark.parametrize("rule", RULES, ids=[rule.name for rule in RULES])


def page_of(rule: Rule) -> str:
    return (PACKAGE / f"{rule.name.replace('-', '_')}.md").read_text(encoding="utf-8")


def snippets(page: str, heading: str) -> list[str]:
    """Return the lines of the YAML below a heading, without comments."""
    part = page.partition(f"## {heading}\n")[2].partition("\n## ")[0]
    lines = "\n".join(re.findall(r"```yaml\n(.*?)```", part, re.DOTALL)).splitlines()
    return [line.strip() for line in lines if line.strip() and not line.strip().startswith("#")]


def found_by(report: Report) -> set[str]:
    return {finding.rule for finding in report.findings}


def test_modules_pages_examples_and_the_tuple_name_the_same_rules() -> None:
    names = [rule.name.replace("-", "_") for rule in RULES]
    assert names == sorted(set(names))
    assert [module.RULE.name.replace("-", "_") for module in CHECKS] == names
    assert sorted(page.stem for page in PACKAGE.glob("*.md")) == names
    assert sorted(folder.name for folder in HERE.iterdir() if (folder / "bad").exists()) == names
    with_rule = [
        module.stem
        for module in PACKAGE.glob("*.py")
        if "\nRULE = " in module.read_text(encoding="utf-8") and module.stem != "__init__"
    ]
    assert sorted(with_rule) == names


@every_rule
def test_a_page_says_what_to_avoid_and_what_to_prefer(rule: Rule) -> None:
    page = page_of(rule)
    assert page.startswith(f"# {rule.name}\n\n**{rule.level.value}**: {rule.summary}\n\n")
    assert re.findall(r"^## .*", page, re.MULTILINE) == HEADINGS
    for heading in HEADINGS:
        assert page.partition(f"{heading}\n")[2].partition("\n## ")[0].strip()


@every_rule
@pytest.mark.parametrize(("heading", "kind"), [("Avoid", "bad"), ("Prefer", "good")])
def test_what_a_page_shows_stands_in_the_example(rule: Rule, heading: str, kind: str, tmp_path: Path) -> None:
    shown = snippets(page_of(rule), heading)
    root = policy_with(folder_of(rule) / kind, tmp_path)
    lines = "\n".join(file.read_text(encoding="utf-8") for file in sorted(root.rglob("*.yaml")))
    assert shown
    assert [line for line in shown if line not in lines] == []


@every_rule
def test_a_bad_example_is_found_by_its_rule_alone_and_says_this(rule: Rule, tmp_path: Path) -> None:
    report = report_on(folder_of(rule) / "bad", tmp_path)
    assert found_by(report) == {rule.name}
    assert {finding.level for finding in report.findings} == {rule.level}
    for finding in report.findings:
        assert re.fullmatch(r"[A-Z`].*[.?]", finding.message), "a whole sentence"
        assert re.fullmatch(r"[A-Z].*\.", finding.next_step), "a whole sentence"
    assert said(report) == (folder_of(rule) / "expected.txt").read_text(encoding="utf-8")


@every_rule
def test_a_good_example_is_found_by_no_rule(rule: Rule, tmp_path: Path) -> None:
    assert said(report_on(folder_of(rule) / "good", tmp_path)) == ""


@pytest.mark.parametrize("base", [MINIMAL, SECOND_EDITION], ids=sorted(BASES))
def test_what_the_examples_change_is_in_order_itself(base: Path, tmp_path: Path) -> None:
    assert found_by(report_on(base, tmp_path)) == set()


@settings(max_examples=40)
@given(policies())
def test_no_rule_stumbles_over_any_policy_and_each_finds_the_same_again(policy: Policy) -> None:
    names = {rule.name for rule in RULES}
    found = check([policy], FACTS)
    assert {diagnostic.rule for diagnostic in found} <= names
    assert check([policy], FACTS) == found
