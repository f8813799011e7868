"""Findings as people read them, letter for letter."""

from __future__ import annotations

from tests.render.findings.policy import BASIC, FILES, FREE, SLOW, report, said
from validator.diagnostics import Diagnostic, Level, Related
from validator.document import parse
from validator.location import Address
from validator.render.findings import resolve, text

WHOLE = """\
error[wrong-value]: `hours` cannot be `2h`.
  --> policies/plans.yaml:3:35
  3 |   free: { title: Größe 日本, hours: 2h }
    |                                     ^^
  clause: Plans
  the other plan:
  ::: policies/plans.yaml:5:12
  5 |     hours: 3h  # slawyer: ignore[too-slow] agreed in the minutes of March
    |            ^^
  did you mean `2 hours`?
  next: Write hours: `2 hours`.
  more: slawyer rules wrong-value

note[hint]: So it is.
  --> policies/plans.yaml:4:3
  4 |   basic:
    |   ^^^^^
  clause: Plans
  next: Leave it.
  more: slawyer rules hint

1 file: 1 error, 1 note, 1 suppressed.
"""


def test_a_finding_shows_where_it_is_and_what_to_do() -> None:
    hint = Diagnostic("hint", Level.NOTE, "So it is.", Address("plans.yaml", ("plans", "basic")), "Leave it.")
    wrong = said(FREE, meant="2 hours", related=(Related(BASIC, "the other plan"),))
    assert text(report(hint, SLOW, wrong)) == WHOLE


def test_nothing_found_is_said() -> None:
    assert text(report(SLOW)) == "1 file: no findings, 1 suppressed.\n"
    assert text(resolve([], {})) == "no findings.\n"
    two = [said(FREE), said(BASIC)]
    assert text(resolve(two, FILES)).endswith("\n\n2 errors.\n")


def test_colours_come_from_outside_and_change_nothing_else() -> None:
    marks = {"error": "E", "place": "P", "caret": "C"}
    styled = text(report(said(FREE)), lambda words, role: f"<{marks[role]}>{words}</>")
    assert "<E>error[wrong-value]</>: `hours`" in styled
    assert "--> <P>policies/plans.yaml:3:35</>" in styled
    assert "    |                                     <C>^^</>" in styled
    plainly = styled
    for tag in ("<E>", "<P>", "<C>", "</>"):
        plainly = plainly.replace(tag, "")
    assert plainly == text(report(said(FREE)))


def test_nothing_that_acts_on_a_terminal_reaches_it() -> None:
    evil = "\x1b[31m\x9b2J\u202e\n::error::"
    document, _ = parse(b"a: 1", f"policies/{evil}.yaml")
    assert document is not None
    diagnostic = Diagnostic(
        "hint",
        Level.NOTE,
        evil,
        Address("x"),
        evil,
        clause=evil,
        meant=evil,
        related=(Related(Address("x"), evil),),
    )
    shown = text(resolve([diagnostic], {"x": document}, evil))
    assert all(each.isprintable() or each == "\n" for each in shown)
    assert len(shown.splitlines()) == 14
