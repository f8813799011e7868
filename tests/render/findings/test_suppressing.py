"""What a comment asks to ignore is set aside and counted; a comment that does nothing is said to."""

from __future__ import annotations

from tests.render.findings.policy import BASIC, FREE, PLANS, SLOW, documents, report, said
from validator.diagnostics import Diagnostic, Level
from validator.location import Address
from validator.render.findings import RULES, Report, resolve


def rules(found: Report) -> list[str]:
    return [each.rule for each in found.findings]


def test_a_warning_or_a_note_is_set_aside_and_counted() -> None:
    for level in (Level.WARNING, Level.NOTE):
        found = report(Diagnostic("too-slow", level, "Slow.", BASIC, "Hurry."))
        assert (rules(found), found.suppressed, found.fails) == ([], 1, False)


def test_everything_of_the_rule_on_the_line_is_set_aside() -> None:
    other = Diagnostic("too-slow", Level.WARNING, "Very slow.", BASIC.key(), "Hurry.")
    assert report(SLOW, other).suppressed == 2


def test_other_lines_and_other_rules_stay() -> None:
    found = report(
        SLOW,
        Diagnostic("too-slow", Level.WARNING, "Slow.", FREE, "Hurry."),
        Diagnostic("too-fast", Level.NOTE, "Fast.", BASIC, "Rest."),
    )
    assert (rules(found), found.suppressed) == (["too-slow", "too-fast"], 1)


def test_a_comment_that_does_nothing_is_a_warning_at_the_comment() -> None:
    (finding,) = report().findings
    assert (finding.rule, finding.level) == ("unused-suppression", Level.WARNING)
    assert finding.message == "`too-slow` finds nothing on line 5, so there is nothing to ignore."
    assert finding.next_step == "Remove the comment."
    assert finding.place.span.start.column == 16
    assert report().fails


def test_an_error_cannot_be_set_aside() -> None:
    found = report(said(BASIC, rule="too-slow"))
    assert (rules(found), found.suppressed) == (["too-slow", "unused-suppression"], 0)
    assert found.findings[1].message == "`too-slow` is an error here, and errors cannot be ignored."
    assert found.findings[1].next_step == "Mend the error and remove the comment."


def test_with_errors_no_comment_is_called_useless_for_its_rule_may_not_have_been_asked() -> None:
    assert rules(report(said(FREE))) == ["wrong-value"]


def test_a_comment_of_one_file_is_none_of_another() -> None:
    files = documents(plans=PLANS, other="a: 1\nb: 1\nc: 1\nd: 1\ne: 1\n")
    at = Address("other.yaml", ("e",))
    found = resolve([SLOW, Diagnostic("too-slow", Level.WARNING, "Slow.", at, "Hurry.")], files)
    assert [each.place.file for each in found.findings] == ["policies/other.yaml"]


def test_a_comment_without_a_reason_sets_nothing_aside() -> None:
    files = documents(plans="hours: 3h  # slawyer: ignore[too-slow]\n")
    at = Address("plans.yaml", ("hours",))
    assert resolve([Diagnostic("too-slow", Level.WARNING, "Slow.", at, "Hurry.")], files).suppressed == 0


def test_the_rule_is_described() -> None:
    assert RULES.keys() == {"unused-suppression"}
