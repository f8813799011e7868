"""The whole way from bytes to a document."""

from __future__ import annotations

import json

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tests.document.reading import FILE, document, found, places
from validator.diagnostics import Diagnostic, Level
from validator.document import RULES, Document, parse
from validator.document.decoding import UNSEEN
from validator.location import Place

SIGNS = [
    *"ab:,-[]{}\"'#&*!%|>?\\@`~=<\n\r\t é🧾01.",
    ": ",
    "- ",
    "\n  ",
    "---\n",
    "...",
    "<<: ",
    "\\U",
    "\x07",
    "\ufeff",
]


@given(st.binary(max_size=60))
@example(b'a: "\\U99999999"')
@example(b"%YAML 1." + b"9" * 5000 + b"\n---\na: 1")
@example(b"%YAML 3.1\n---\na: 1")
@example(b"a: !%ff x")
def test_no_bytes_make_it_raise(data: bytes) -> None:
    check(*parse(data, FILE))


@given(st.lists(st.sampled_from(SIGNS), max_size=40).map("".join))
@example("? ")
@example("{a:1}")
@example("- - ? :\n")
def test_no_text_makes_it_raise(text: str) -> None:
    check(*parse(text.encode(), FILE))


def check(read: Document | None, diagnostics: tuple[Diagnostic, ...]) -> None:
    """Hold what is true of every answer."""
    assert read is not None or diagnostics
    for each in diagnostics:
        assert each.rule in RULES
        assert each.level is Level.ERROR
        assert isinstance(each.at, Place)
        assert each.at.span.start <= each.at.span.end
        assert each.message.endswith(".")
        assert each.next_step.endswith((".", ")"))
    if read is not None:
        json.dumps(read.plain(), allow_nan=False)


LETTERS = st.text(
    st.characters(exclude_categories=["Cs"]).filter(lambda each: not UNSEEN.match(each)), max_size=8
)
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**62), 2**62) | st.floats(-1e15, 1e15) | LETTERS,
    lambda below: st.lists(below, max_size=4) | st.dictionaries(LETTERS.filter(bool), below, max_size=4),
    max_leaves=12,
)


@given(st.dictionaries(LETTERS.filter(bool), VALUES, min_size=1, max_size=4))
def test_json_is_read_as_json(value: dict[str, object]) -> None:
    read, diagnostics = parse(json.dumps(value, ensure_ascii=False).encode(), FILE)
    if {each.rule for each in diagnostics} <= {"duplicate-key", "yaml-number"} and diagnostics:
        return  # keys that only look alike; numbers with more digits than are taken
    assert diagnostics == ()
    assert read is not None
    assert read.plain() == value


@pytest.mark.parametrize("text", ["", "\n\n", "# only a comment\n", "---\n", "--- # x\n...\n", "   \n"])
def test_an_empty_file_is_said_to_be_empty(text: str) -> None:
    (finding,) = found(text)
    assert (finding.rule, finding.message) == ("empty-file", "This file is empty; comments do not count.")
    assert parse(text.encode(), FILE)[0] is None


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("title", "This file holds a single text, `title`, but no keys."),
        ("42", "This file holds a single text, `42`, but no keys."),
        ("~", "This file holds a single text, `~`, but no keys."),
        ("title:Free", "A space is missing after the colon in `title:Free`."),
    ],
)
def test_a_file_needs_keys(text: str, message: str) -> None:
    assert [each.message for each in found(text)] == [message]


def test_everything_that_is_wrong_is_said_at_once_in_the_order_of_the_text() -> None:
    text = "\ufeffa: &x 1\na: 2\nb: !t .nan\nc: \x07\n? [d]\n: 1\n# slawyer: ignore[x]\ne: 'open\n"
    assert [rule for rule, _ in places(text)] == [
        "not-text",
        "yaml-anchor",
        "duplicate-key",
        "yaml-tag",
        "yaml-number",
        "not-text",
        "yaml-key",
        "suppression-without-reason",
        "yaml-syntax",
    ]


def test_a_document_with_findings_serves_to_find_more() -> None:
    read, diagnostics = parse(b"a: 1\na: 2\nb: !t x\n", FILE)
    assert len(diagnostics) == 2
    assert read is not None
    assert read.plain() == {"a": 1, "b": "x"}


def test_the_file_is_the_one_shown() -> None:
    assert document("a: 1").file == FILE
