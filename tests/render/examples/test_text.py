"""Examples for people: what fails, with what was decided instead."""

from __future__ import annotations

import pytest

from tests.evaluate.worked import LATE, changed
from tests.render.examples.trials import FAILS, HOLDS, TITLE, documents, from_here, several, titled, tried
from tests.render.told import ENGLISH, GERMAN
from validator.render.examples import closing, text

WHOLE = """\
A severity 1 request answered half an hour late

error[example-fails]: `outcome` is expected to be `met`, and comes out as `breached`.
  --> policies/zitadel/editions/2024-01-10/examples/cases.yaml:9:18
  9 |         outcome: met
    |                  ^^^
  what the example says:
  ::: policies/zitadel/editions/2024-01-10/examples/cases.yaml:2:12
  2 |   - title: A severity 1 request answered half an hour late
    |            ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
  what it rests on:
  ::: policies/zitadel/editions/2024-01-10/service-levels.yaml:18:21
  18 |         severity_1: 1 business hour
     |                     ^^^^^^^^^^^^^^^
  next: Correct the contract if it is wrong, else write `breached`: `slawyer test --update` does.
  more: slawyer rules example-fails

  | Stickerei Rorschach AG has the plan Production with Extended support (agreement stickerei-2024,
  | edition of 10 January 2024). Ticket stickerei-2024 was submitted on Monday, 2 September 2024,
  | 10:00 as Severity 1 - Critical / Service down.

  | A first answer was promised within 1 business hour, counted in Extended hours, from Monday, 2
  | September 2024, 10:00 on. That made it due on Monday, 2 September 2024, 11:00. It came on
  | Monday, 2 September 2024, 11:30, after 1 hour 30 minutes: 30 minutes late. For this delay the
  | customer is owed 2 days of term extension.

1 example: 0 hold, 1 fails.
"""


def test_an_example_that_fails_is_shown_with_what_was_decided() -> None:
    assert from_here(text(tried(FAILS), documents(FAILS), ENGLISH)) == WHOLE


def test_the_explanation_is_told_in_german_the_findings_stay_as_they_are() -> None:
    said = text(tried(FAILS), documents(FAILS), GERMAN)
    assert "  | Eine erste Antwort war innert 1 business hour zugesagt" in said
    assert "error[example-fails]: `outcome` is expected to be `met`" in said


def test_examples_that_hold_are_counted_only() -> None:
    assert text(tried(HOLDS), documents(HOLDS), ENGLISH) == "1 example: it holds.\n"


def test_of_several_only_those_that_fail_are_shown() -> None:
    mixed = several(HOLDS, FAILS, HOLDS)
    said = text(tried(mixed), documents(mixed), ENGLISH)
    assert f"\n\n{TITLE} (1)" not in said
    assert said.startswith(f"{TITLE} (2)\n\nerror[example-fails]")
    assert said.endswith("\n\n3 examples: 2 hold, 1 fails.\n")


def test_where_nothing_is_decided_nothing_is_explained() -> None:
    twice = changed(LATE, ("at: 2024-09-02 11:30, event", "at: 2024-10-27 02:30, event"))
    said = text(tried(twice), documents(twice), ENGLISH)
    assert "`2024-10-27 02:30` occurs twice: the clocks go back." in said
    assert "  | " not in said.replace("  |  ", "")


@pytest.mark.parametrize(
    ("texts", "line"),
    [
        ((), "0 examples: all hold."),
        ((HOLDS,), "1 example: it holds."),
        ((HOLDS, HOLDS), "2 examples: all hold."),
        ((FAILS,), "1 example: 0 hold, 1 fails."),
        ((HOLDS, FAILS), "2 examples: 1 holds, 1 fails."),
        ((FAILS, FAILS), "2 examples: 0 hold, 2 fail."),
        ((HOLDS, HOLDS, FAILS), "3 examples: 2 hold, 1 fails."),
    ],
)
def test_the_closing_line_counts(texts: tuple[str, ...], line: str) -> None:
    assert closing(tried(several(*texts)) if texts else ()) == line


def test_titles_never_bring_control_characters_to_a_terminal() -> None:
    (trial,) = tried(FAILS)
    said = text((titled(trial, "a\x1b[31mb"),), documents(FAILS), ENGLISH)
    assert said.startswith("a\\x1b[31mb\n")


def test_headings_and_findings_are_styled() -> None:
    roles = set()

    def style(words: str, role: str) -> str:
        roles.add(role)
        return words

    assert from_here(text(tried(FAILS), documents(FAILS), ENGLISH, style)) == WHOLE
    assert roles >= {"heading", "error", "place", "caret"}
