"""Findings as GitLab's Code Quality report."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

from tests.render.findings.policy import BASIC, FREE, SLOW, report, said
from validator.diagnostics import Diagnostic, Level
from validator.location import Place, Position, Span
from validator.render.findings import Accepted, Report, resolve
from validator.render.findings.gitlab import gitlab


def entries(found: Report) -> list[dict[str, Any]]:
    parsed: list[dict[str, Any]] = json.loads(gitlab(found))
    return parsed


def test_an_entry_has_what_gitlab_needs() -> None:
    (entry,) = entries(report(said(FREE, meant="2 hours")))
    assert len(entry.pop("fingerprint")) == 32
    assert entry == {
        "description": "`hours` cannot be `2h`. Did you mean `2 hours`? Next: Write hours: `2 hours`.",
        "check_name": "wrong-value",
        "severity": "major",
        "location": {"path": "policies/plans.yaml", "lines": {"begin": 3, "end": 3}},
    }


def test_levels_become_severities() -> None:
    levels = [said(FREE, rule=f"rule-{level.value}", level=level) for level in Level]
    assert {entry["check_name"]: entry["severity"] for entry in entries(report(*levels))} == {
        "rule-error": "major",
        "rule-warning": "minor",
        "rule-note": "info",
    }


def test_lines_are_those_that_hold_anything_of_the_place() -> None:
    place = Place("a.yaml", Span(Position(2, 3), Position(4, 1)))
    (entry,) = entries(resolve([Diagnostic("hint", Level.NOTE, "So.", place, "Go on.")], {}))
    assert entry["location"] == {"path": "a.yaml", "lines": {"begin": 2, "end": 3}}


def test_no_fingerprint_stands_twice() -> None:
    found = report(said(FREE), said(BASIC))
    same = replace(found, findings=(found.findings[0],) * 3)
    prints = [entry["fingerprint"] for entry in entries(same)]
    assert len(set(prints)) == 3
    assert prints[0] == found.findings[0].fingerprint


def test_what_is_accepted_is_left_out() -> None:
    found = report(said(FREE))
    assert entries(replace(found, findings=(), accepted=(Accepted(found.findings[0], "meant"),))) == []


def test_no_findings_are_an_empty_list() -> None:
    assert gitlab(report(SLOW)) == "[]\n"  # set aside by its comment
