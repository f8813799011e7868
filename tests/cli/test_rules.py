"""The list of all rules, and their pages."""

from __future__ import annotations

import pytest

from tests.cli.command import slawyer
from validator.checks import RULES
from validator.workspace.rule_pages import change_pages, earlier_pages, rule_pages


def test_every_rule_is_listed_with_its_level() -> None:
    done = slawyer("rules")
    assert (done.returncode, done.stderr) == (0, "")
    listed = [line.split(maxsplit=2) for line in done.stdout.splitlines() if line.startswith("  ")]
    pages = (*rule_pages(), *earlier_pages(), *change_pages())
    assert listed == [[page.name, page.level, page.summary] for page in pages]
    assert {rule.name for rule in RULES} < {page.name for page in pages}


@pytest.mark.parametrize("name", ["target-missing", "yaml-syntax"])
def test_a_page_is_shown(name: str) -> None:
    done = slawyer("rules", name)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith(f"# {name}\n")
    assert "## When to ignore" in done.stdout


@pytest.mark.parametrize(
    ("name", "hint"), [("target-mising", "`target-missing`"), ("xyz", "`slawyer rules`")]
)
def test_an_unknown_name_is_answered_with_what_was_meant(name: str, hint: str) -> None:
    done = slawyer("rules", name)
    assert (done.returncode, done.stdout) == (2, "")
    assert name in done.stderr
    assert hint in done.stderr
