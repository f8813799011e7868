"""Diagnostics become findings: in order, each once, with places, lines and fingerprints."""

from __future__ import annotations

from itertools import permutations

from tests.render.findings.policy import AT, BASIC, FILES, FREE, PLANS, documents, report, said
from validator.diagnostics import Diagnostic, Level, Related
from validator.document import parse, source_of
from validator.location import Address, Place, Position, Span
from validator.render.findings import resolve

NEW_PLANS = f"# a line more\n\n{PLANS}"


def test_a_finding_has_the_line_it_stands_on() -> None:
    (finding,) = report(said(FREE, meant="2 hours", related=(Related(BASIC, "as here"),))).findings
    assert finding.place == Place("policies/plans.yaml", Span(Position(3, 35), Position(3, 37)))
    assert finding.quoted == "  free: { title: Größe 日本, hours: 2h }"
    assert (finding.route, finding.clause, finding.meant) == ("plans / free / hours", "Plans", "2 hours")
    (noted,) = finding.related
    assert (noted.place.span.start, noted.message) == (Position(5, 12), "as here")
    assert noted.quoted.startswith("    hours: 3h")


def test_the_clause_that_a_rule_names_goes_before_the_nearest() -> None:
    named = Diagnostic("some-rule", Level.NOTE, "So.", FREE, "Do.", clause="Support hours")
    assert report(named).findings[0].clause == "Support hours"


def test_the_order_is_that_of_the_text_whatever_came_first() -> None:
    every = [said(BASIC), said(FREE, "b."), said(FREE, "a."), said(FREE, "c.", "a-rule"), said(AT)]
    first = report(*every)
    assert [(each.place.span.start.line, each.rule, each.message) for each in first.findings] == [
        (2, "wrong-value", "`hours` cannot be `2h`."),
        (3, "a-rule", "c."),
        (3, "wrong-value", "a."),
        (3, "wrong-value", "b."),
        (5, "wrong-value", "`hours` cannot be `2h`."),
    ]
    assert {report(*each) for each in permutations(every)} == {first}


def test_what_is_said_twice_is_shown_once() -> None:
    assert len(report(said(FREE), said(FREE)).findings) == 1


def test_files_come_in_their_order() -> None:
    files = documents(b="x: 1", a="x: 1")
    found = resolve([said(Address("b.yaml")), said(Address("a.yaml"))], files).findings
    assert [each.place.file for each in found] == ["policies/a.yaml", "policies/b.yaml"]


def test_a_text_that_cannot_be_parsed_is_quoted() -> None:
    text = b"title: 'Free\nhours: 2h\n"
    _, found = parse(text, "policies/plans.yaml")
    source = source_of(text, "policies/plans.yaml")
    assert source is not None
    (finding,) = resolve(found, {"plans.yaml": source}).findings
    assert (finding.quoted, finding.route, finding.clause) == ("title: 'Free", "", None)
    (address,) = resolve([said(FREE)], {"plans.yaml": source}).findings
    assert address.place.span.start == Position(1, 1)


def test_a_file_that_is_not_known_is_named_without_a_line() -> None:
    (finding,) = report(said(Address("nowhere.yaml", ("a",)))).findings
    assert (finding.place.file, finding.quoted) == ("nowhere.yaml", "")


# --- fingerprints ---


def fingerprints(*diagnostics: Diagnostic, text: str = PLANS) -> list[str]:
    return [each.fingerprint for each in resolve(diagnostics, documents(plans=text)).findings]


def test_a_fingerprint_stays_when_lines_move() -> None:
    assert fingerprints(said(FREE)) == fingerprints(said(FREE), text=NEW_PLANS)
    syntax = 'a: "foo\nb: "bar"\n'
    one, two = (parse(text.encode(), "policies/plans.yaml")[1] for text in (syntax, f"\n\n{syntax}"))
    assert one[0].message != two[0].message
    assert fingerprints(*one, text=syntax) == fingerprints(*two, text=f"\n\n{syntax}")


def test_a_fingerprint_stays_wherever_the_command_is_started() -> None:
    source = {"plans.yaml": parse(PLANS.encode(), "../elsewhere/plans.yaml")[0]}
    elsewhere = {name: document for name, document in source.items() if document is not None}
    assert [each.fingerprint for each in resolve([said(FREE)], elsewhere).findings] == fingerprints(
        said(FREE)
    )


def test_different_findings_have_different_fingerprints() -> None:
    different = [said(FREE), said(FREE, "other."), said(FREE, rule="other"), said(BASIC)]
    assert len(set(fingerprints(*different))) == len(different)
    place = Place("policies/plans.yaml", Span(Position(1, 1), Position(1, 2)))
    below = Place("policies/plans.yaml", Span(Position(2, 1), Position(2, 2)))
    twice = [Diagnostic("not-text", Level.ERROR, "Bad byte.", at, "Save.") for at in (place, below)]
    assert len(set(fingerprints(*twice))) == 2


def test_a_fingerprint_is_what_it_was_yesterday() -> None:
    assert FILES["plans.yaml"].file == "policies/plans.yaml"
    assert fingerprints(said(FREE)) == ["6449792371ec5091d0ad72620d0651c2"]
