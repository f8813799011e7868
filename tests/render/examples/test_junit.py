"""Examples as JUnit XML, as every CI reads it."""

from __future__ import annotations

from dataclasses import replace
from xml.etree import ElementTree as ET

import pytest

from tests.evaluate.worked import FILE
from tests.render.examples.trials import FAILS, FAILS_TWICE, HOLDS, TITLE, documents, several, titled, tried
from validator.evaluate.trial import Mismatch, Trial
from validator.render.examples import junit

NAME = f"policies/{FILE}"


def parsed(text: str, *trials: Trial) -> ET.Element:
    return ET.fromstring(junit(trials or tried(text), documents(text)))  # noqa: S314 -- our own


def counts(element: ET.Element) -> dict[str, int]:
    return {
        name: int(value) for name, value in element.attrib.items() if name in {"tests", "failures", "errors"}
    }


def test_one_suite_for_a_file_and_one_case_for_an_example() -> None:
    root = parsed(several(HOLDS, FAILS, HOLDS))
    assert root.tag == "testsuites"
    assert counts(root) == {"tests": 3, "failures": 1, "errors": 0}
    (suite,) = root
    assert (suite.tag, suite.attrib["name"], counts(suite)) == ("testsuite", NAME, counts(root))
    assert [case.attrib["name"] for case in suite] == [f"{TITLE} ({number})" for number in (1, 2, 3)]
    assert [len(case) for case in suite] == [0, 1, 0]


def test_a_case_stands_where_its_example_stands() -> None:
    (case,) = parsed(HOLDS)[0]
    assert case.attrib == {"classname": NAME, "name": TITLE, "file": NAME, "line": "2"}


def test_a_failure_says_what_failed_and_lists_all_of_it() -> None:
    (failure,) = parsed(FAILS_TWICE)[0][0]
    assert failure.tag == "failure"
    assert failure.attrib["message"] == "`outcome` is expected to be `met`, and comes out as `breached`."
    assert (failure.text or "").splitlines()[:2] == [
        f"{NAME}:9:18: error example-fails `outcome` is expected to be `met`, and comes out as `breached`.",
        f"{NAME}:18:17: error example-fails `credit` is expected to be `3 days`, and comes out as `2 days`.",
    ]


def test_each_file_is_a_suite_of_its_own() -> None:
    (here,) = tried(FAILS)
    (there,) = tried(HOLDS)
    other = FILE.replace("cases", "others")
    there = replace(there, example=replace(there.example, at=replace(there.example.at, file=other)))
    written = junit((here, there), {**documents(FAILS), other: documents(HOLDS)[FILE]})
    suites = list(ET.fromstring(written))  # noqa: S314 -- our own
    assert [counts(suite)["failures"] for suite in suites] == [1, 0]
    assert sum(counts(suite)["tests"] for suite in suites) == 2


@pytest.mark.parametrize(
    "title", ["<b> & \"q\" 'r'", "]]> --> ", "tab\tnew\nline", "nul\x00 escape\x1b[31m", "日本 ümlaut"]
)
def test_any_title_is_sound_xml(title: str) -> None:
    (trial,) = tried(FAILS)
    (case,) = parsed(FAILS, titled(trial, title))[0]
    shown = case.attrib["name"]
    assert all(each.isprintable() or each in " \n" for each in shown)
    assert shown.replace("\N{REPLACEMENT CHARACTER}", "").split() != []
    assert [each for each in shown if each.isalpha()] == [each for each in title if each.isalpha()]


def test_any_message_is_sound_xml() -> None:
    (trial,) = tried(FAILS)
    wrong = Mismatch(trial.mismatches[0].at, 'wrote `</failure>` & "\x1b[31m" instead.')
    (failure,) = parsed(FAILS, replace(trial, mismatches=(wrong,)))[0][0]
    assert failure.attrib["message"].startswith('wrote `</failure>` & "')
    assert "\x1b" not in (failure.text or "")


def test_nothing_tried_is_a_sound_file_too() -> None:
    root = ET.fromstring(junit((), {}))  # noqa: S314 -- our own
    assert (counts(root), len(root)) == ({"tests": 0, "failures": 0, "errors": 0}, 0)


def test_the_same_examples_are_the_same_bytes() -> None:
    once, again = (junit(tried(FAILS), documents(FAILS)) for _ in range(2))
    assert once == again
    assert "time=" not in once
    assert "timestamp" not in once
