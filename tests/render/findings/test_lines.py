"""Findings one per line."""

from __future__ import annotations

from tests.render.findings.policy import BASIC, FREE, SLOW, report, said
from validator.diagnostics import Diagnostic, Level
from validator.location import Address
from validator.render.findings import concise, resolve


def test_a_finding_is_a_line() -> None:
    assert concise(report(said(FREE, meant="2 hours"), said(BASIC), SLOW)) == (
        "policies/plans.yaml:3:35: error wrong-value `hours` cannot be `2h`. (did you mean `2 hours`?)\n"
        "policies/plans.yaml:5:12: error wrong-value `hours` cannot be `2h`.\n"
        "1 file: 2 errors, 1 suppressed.\n"
    )


def test_a_finding_stays_one_line_whatever_it_says() -> None:
    evil = Diagnostic("hint", Level.NOTE, "a\nb\x1b[0m", Address("x\ny"), "c", meant="d\ne")
    assert concise(resolve([evil], {})) == (
        "x\\ny:1:1: note hint a\\nb\\x1b[0m (did you mean `d\\ne`?)\n1 note.\n"
    )
