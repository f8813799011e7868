"""The tree, its places, and what the language leaves out of YAML."""

from __future__ import annotations

import pytest

from tests.document.reading import FILE, document, found, places, plain, where
from validator.document import Entry, Mapping, Node, Scalar, Sequence, parse
from validator.document.composing import DEPTH_LIMIT
from validator.location import Place, Position, Span


def at(node: Node | Entry) -> tuple[int, int, int, int]:
    span = node.key_span if isinstance(node, Entry) else node.span
    return span.start.line, span.start.column, span.end.line, span.end.column


def value(text: str, *route: str | int) -> Node:
    node = document(text).node_at(route)
    assert node is not None
    return node


# --- places ---


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("a: bc", (1, 4, 1, 6)),
        ("a: 'b c'  # why", (1, 4, 1, 9)),
        ('a: "b\\n"', (1, 4, 1, 9)),
        ("a:", (1, 3, 1, 3)),
        ("a:   # nothing", (1, 3, 1, 3)),
        ("ü🧾: é🧾x", (1, 5, 1, 8)),
        ("a: b\n  c\n", (1, 4, 2, 4)),
        ("a: |\n  b\n\n  c\n\n# end\n", (1, 4, 4, 4)),
        ("a: >-  # folded\n  b\n", (1, 4, 2, 4)),
        ("a: |\n", (1, 4, 1, 5)),
        ("a: [1,\n 2]", (1, 4, 2, 4)),
        ("a: {b: 1}", (1, 4, 1, 10)),
        ("a: {}", (1, 4, 1, 6)),
        ("a:\n  b: 1\n  c: xy\n\n\nd: 1", (2, 3, 3, 8)),
        ("a:\n- 1\n- {}\nd: 1", (2, 1, 3, 5)),
        ("a:\n  b:\n    c:\nd: 1", (2, 3, 3, 7)),
    ],
)
def test_a_value_stands_where_it_is_written(text: str, place: tuple[int, int, int, int]) -> None:
    first = document(text).root
    assert isinstance(first, Mapping)
    assert at(first.entries[0].value) == place
    crlf = document(text.replace("\n", "\r\n")).root
    assert isinstance(crlf, Mapping)
    assert at(crlf.entries[0].value) == place


def test_keys_and_items_stand_where_they_are_written() -> None:
    root = document("# head\n'a b' :\n  - x\n  -\n  - - y\n").root
    assert isinstance(root, Mapping)
    (entry,) = root.entries
    assert (entry.key, at(entry)) == ("a b", (2, 1, 2, 6))
    assert isinstance(entry.value, Sequence)
    assert [at(item) for item in entry.value.items] == [(3, 5, 3, 6), (4, 4, 4, 4), (5, 5, 5, 8)]


def test_a_scalar_keeps_its_characters() -> None:
    assert value("a: 1.50", "a") == Scalar(1.5, "1.50", Span(Position(1, 4), Position(1, 8)))
    text = value("a: 'it''s'", "a")
    assert isinstance(text, Scalar)
    assert (text.value, text.text) == ("it's", "it's")


def test_texts_over_several_lines_are_joined_as_yaml_joins_them() -> None:
    assert plain("a: b\n  c\n\n  d\ne: |\n  f\n   g\nh: >\n  i\n  j\n") == {
        "a": "b c\nd",
        "e": "f\n g\n",
        "h": "i j\n",
    }


def test_a_list_at_the_root_is_a_document() -> None:
    assert plain("---\n- a\n- b: 1\n...\n") == ["a", {"b": 1}]


# --- keys ---


def test_a_key_that_stands_twice_is_found_with_its_first_place() -> None:
    text = "plans:\n  free: 1\n  basic: 2\n  'free': 3\n"
    (finding,) = found(text)
    assert (finding.rule, where(finding)) == ("duplicate-key", (4, 3, 9))
    assert finding.message == "The key `free` stands twice in the same group of keys."
    (related,) = finding.related
    assert related.at == Place(FILE, Span(Position(2, 3), Position(2, 7)))
    read, _ = parse(text.encode(), FILE)
    assert read is not None
    assert read.plain() == {"plans": {"free": 1, "basic": 2}}


def test_keys_that_look_the_same_are_the_same() -> None:
    assert [rule for rule, _ in places("caf\u00e9: 1\ncafe\u0301: 2\n")] == ["duplicate-key"]
    assert found("A: 1\na: 2\n") == ()
    assert found("a: {x: 1}\nb: {x: 1}\n") == ()


@pytest.mark.parametrize(
    ("text", "place"),
    [("[a]: 1", (1, 1, 2)), ("? {a: 1}\n: 2", (1, 3, 4)), ("? - a\n: b", (1, 3, 3)), ("{? : 1}", (1, 3, 3))],
)
def test_a_key_is_a_word(text: str, place: tuple[int, int, int]) -> None:
    assert places(text) == [("yaml-key", place)]


def test_what_follows_a_refused_key_is_read_on() -> None:
    assert places("[a]: {b: 1, b: 2}\n[c]: 1\nd: .inf\n") == [
        ("yaml-key", (1, 1, 2)),
        ("duplicate-key", (1, 13, 14)),
        ("yaml-key", (2, 1, 2)),
        ("yaml-number", (3, 4, 8)),
    ]


def test_a_colon_without_space_is_found_in_brackets() -> None:
    (finding,) = found("a: {days:monday, hours: 08:00-17:00}")
    assert finding.message == "A space is missing after the colon in `days:monday`."
    assert finding.next_step == "Write `days: monday`."
    assert where(finding) == (1, 5, 16)


# --- what is left out ---


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a: &x 1\nb: 2", [("yaml-anchor", (1, 4, 6))]),
        ("a: &x {b: 1}\nc: *x", [("yaml-anchor", (1, 4, 6)), ("yaml-anchor", (2, 4, 6))]),
        ("a: *unknown", [("yaml-anchor", (1, 4, 12))]),
        ("*x : 1", [("yaml-key", (1, 1, 3)), ("yaml-anchor", (1, 1, 3))]),
        ("a: {<<: 1}", [("yaml-anchor", (1, 5, 7))]),
        ("a: !!str 1", [("yaml-tag", (1, 4, 9))]),
        ("a: !x &y z\n", [("yaml-tag", (1, 4, 6)), ("yaml-anchor", (1, 7, 9))]),
        ("a: ! 1", [("yaml-tag", (1, 4, 5))]),
        ("%YAML 1.1\n---\na: 1", [("yaml-directive", (1, 1, 10))]),
        ("%TAG ! tag:x,2024:\na: 1", [("yaml-directive", (1, 1, 19))]),
        ("%FOO bar\n--- \na: 1", [("yaml-directive", (1, 1, 5))]),
        ("a: 1\n---\nb: 2", [("yaml-document", (2, 1, 4))]),
        ("a: 1\n--- b\n--- c\n", [("yaml-document", (2, 1, 4))]),
        ("a: [1]#x", [("yaml-syntax", (1, 7, 9))]),
    ],
)
def test_what_the_language_leaves_out_is_refused_at_its_place(
    text: str, expected: list[tuple[str, tuple[int, int, int]]]
) -> None:
    assert places(text) == expected


@pytest.mark.parametrize("text", ["'<<': 1", "a: '*b'", "a: '&b'", "a: '!b'", "a: b & c * d ! e", "a: R&D"])
def test_the_same_signs_within_texts_are_welcome(text: str) -> None:
    assert found(text) == ()


def test_a_document_that_borrows_is_none() -> None:
    bomb = "a: &a [x]\nb: &b [*a,*a]\nc: &c [*b,*b]\n"
    read, diagnostics = parse(bomb.encode(), FILE)
    assert read is None
    assert len(diagnostics) == 7
    assert parse(b"a: &a [*a]", FILE)[0] is None


@pytest.mark.parametrize("deep", ["[" * DEPTH_LIMIT + "]" * DEPTH_LIMIT, "- " * DEPTH_LIMIT + "x"])
def test_the_deepest_nesting_is_read(deep: str) -> None:
    assert found(deep) == ()


@pytest.mark.parametrize("opening", ["[", "{a: ", "- ", "? ", "[{a: "])
def test_deeper_nesting_is_refused_without_exhausting_the_stack(opening: str) -> None:
    read, diagnostics = parse((opening * 10_000).encode(), FILE)
    assert read is None
    assert [each.rule for each in diagnostics][-1] == "too-deep"
