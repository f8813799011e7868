"""Findings as workflow commands."""

from __future__ import annotations

import pytest

from tests.render.findings.policy import BASIC, FREE, documents, report, said
from validator.diagnostics import Diagnostic, Level
from validator.location import Address, Place, Position, Span
from validator.render.findings import github, resolve


def test_a_finding_is_a_command() -> None:
    assert github(report(said(FREE, meant="2 hours"), said(BASIC))) == (
        "::error file=policies/plans.yaml,line=3,col=35,endColumn=36,title=wrong-value::"
        "`hours` cannot be `2h`. Did you mean `2 hours`? Next: Write hours: `2 hours`.\n"
        "::error file=policies/plans.yaml,line=5,col=12,endColumn=13,title=wrong-value::"
        "`hours` cannot be `2h`. Next: Write hours: `2 hours`.\n"
    )


@pytest.mark.parametrize(
    ("level", "command"), [(Level.ERROR, "error"), (Level.WARNING, "warning"), (Level.NOTE, "notice")]
)
def test_levels_are_the_commands(level: Level, command: str) -> None:
    assert github(resolve([said(FREE, level=level)], {})).startswith(f"::{command} ")


def test_signs_that_mean_something_are_escaped() -> None:
    place = Place("a,b:c%\n\x1b.yaml", Span(Position(1, 1), Position(1, 1)))
    evil = Diagnostic("hint", Level.NOTE, "100% a: b, c\n::error::", place, "d\r\n\x1b.")
    assert github(resolve([evil], {})) == (
        "::notice file=a%2Cb%3Ac%25%0A\\x1b.yaml,line=1,col=1,endColumn=1,title=hint::"
        "100%25 a: b, c\\n::error:: Next: d\\r\\n\\x1b.\n"
    )


def test_a_place_over_several_lines_has_a_last_line_and_no_columns() -> None:
    files = documents(plans="a: [1,\n  2]\n")
    shown = github(resolve([said(Address("plans.yaml", ("a",)))], files))
    assert "line=1,endLine=2,title=" in shown


def test_an_end_before_a_line_leaves_that_line_out() -> None:
    place = Place("a.yaml", Span(Position(1, 3), Position(4, 1)))
    shown = github(resolve([Diagnostic("hint", Level.NOTE, "So.", place, "Go on.")], {}))
    assert "line=1,endLine=3,title=" in shown


def test_nothing_found_is_nothing_said() -> None:
    assert github(resolve([], {})) == ""
