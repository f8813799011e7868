"""Findings as JUnit XML."""

from __future__ import annotations

from dataclasses import replace
from xml.etree import ElementTree as ET

from hypothesis import given
from hypothesis import strategies as st

from tests.render.findings.policy import BASIC, FREE, report, said
from validator.diagnostics import Diagnostic, Level
from validator.location import Address
from validator.render.findings import Accepted, Report, resolve
from validator.render.findings.junit import junit


def tree(found: Report) -> ET.Element:
    return ET.fromstring(junit(found))  # noqa: S314 -- our own


def names(found: Report) -> list[str]:
    return [case.attrib["name"] for case in tree(found).iter("testcase")]


def test_errors_and_warnings_fail_and_notes_do_not() -> None:
    levels = [said(FREE, rule=f"rule-{level.value}", level=level) for level in Level]
    root = tree(report(*levels))
    assert (root.attrib["tests"], root.attrib["failures"]) == ("3", "2")
    failed = {case.attrib["name"]: case.find("failure") is not None for case in root.iter("testcase")}
    assert failed == {
        "rule-error plans / free / hours": True,
        "rule-warning plans / free / hours": True,
        "rule-note plans / free / hours": False,
    }
    assert not list(root.iter("skipped"))  # dashboards hide what is skipped


def test_a_failure_says_where_what_and_what_next() -> None:
    (failure,) = tree(report(said(FREE, meant="2 hours"))).iter("failure")
    assert failure.attrib == {"type": "wrong-value", "message": "`hours` cannot be `2h`."}
    assert failure.text == (
        "policies/plans.yaml:3:35: error wrong-value `hours` cannot be `2h`. (did you mean `2 hours`?)\n"
        "next: Write hours: `2 hours`."
    )


def test_names_hold_no_line_and_stand_once() -> None:
    twice = report(said(FREE), said(FREE, "Other words."), said(BASIC))
    assert names(twice) == [
        "wrong-value plans / free / hours",
        "wrong-value plans / free / hours (2)",
        "wrong-value plans / basic / hours",
    ]


def test_each_file_is_a_suite() -> None:
    other = said(Address("other.yaml"))
    assert [suite.attrib["name"] for suite in tree(report(other, said(FREE))).iter("testsuite")] == [
        "other.yaml",
        "policies/plans.yaml",
    ]


def test_what_is_accepted_passes_and_says_why() -> None:
    found = report(said(FREE))
    root = tree(replace(found, findings=(), accepted=(Accepted(found.findings[0], "Anna: meant."),)))
    (out,) = root.iter("system-out")
    assert root.attrib["failures"] == "0"
    assert (out.text or "").startswith("accepted by Anna: meant.\n")


def test_a_clean_run_has_a_passed_case() -> None:
    root = tree(resolve([], {}, "3 policies"))
    assert root.attrib["tests"] == "1"
    (case,) = root.iter("testcase")
    assert case.attrib == {"name": "no findings", "classname": "3 policies"}


@given(st.text(), st.text(), st.text())
def test_whatever_a_finding_says_the_report_can_be_parsed(message: str, step: str, detail: str) -> None:
    evil = Diagnostic("hint", Level.ERROR, message, Address("a&<b>.yaml"), step, details=(detail,))
    assert tree(resolve([evil], {})).attrib["failures"] == "1"
