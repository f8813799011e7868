"""The quick reading of a text is the slow one: the same tree, the same findings, the same comments."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from validator.document.composing import Composer
from validator.document.decoding import decode
from validator.document.quick import quick_events

ROOT = Path(__file__).parents[2]
FILES = sorted([*(ROOT / "policies").rglob("*.yaml"), *(ROOT / "tests").rglob("*.yaml")])
PIECES = (
    "a", "b: 1", "key: value", "key:", "- item", "- ", "  ", "    ", "\n", "\n", "\n", " ", "# note", " # note",
    "#", "a#b", "a #b", "{ x: 1, y: [1, 2] }", "[a, b]", "[", "]", "{", "}", ",", ":", ": ", "'", '"',
    "'it''s'", '"a\\n#b"', '"', "| ", "|\n  text # no\n", ">-\n  folded\n", "&x", "*x", "!t", "%YAML 1.1",
    "---", "...", "? ", "?", "a?", "[a?, b]", "{ q: Is it? }", "q: Is it?", "{ a: }", "[ b: ]", "\t", "\r\n", "ä",
    "😀", "\u2028", "\ufeff", "~", "null", "<<: 1", "2024-01-01",
    "08:00-17:00", "-", "\\", "@", "`", "=", "\x85", "x: # c\n  y: 1 # d\n",
    "long words in a row\n  that go on\n",
)  # fmt: skip


def told(text: str, *, quick: bool) -> object:
    """Return everything that composing a text tells."""
    source, _ = decode(text.encode(), "x.yaml")
    if source is None:
        return None
    composer = Composer(source, quick=quick)
    return repr(composer.root), [repr(each) for each in composer.found], repr(composer.seen)


@given(st.lists(st.sampled_from(PIECES), max_size=14).map("".join))
@settings(max_examples=1500)
@example("a: b # c\nd: 'e # f' # g\n")
@example("a: |\n  b # c\n# d\n")
@example("a: [b, # c\n  d]\n# e")
@example("#\n#\n")
@example("{? : 1}")
@example("[a?, b]")
@example("{a: }")
@example("[a: ]#")
@example("q: [ { a: Is it? } ]")
@example("q: Is it? # yes")
@example("'a': \"b\"#c\n")
def test_any_text_is_read_alike(text: str) -> None:
    assert told(text, quick=True) == told(text, quick=False)


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.relative_to(ROOT).as_posix())
def test_every_file_is_read_alike(file: Path) -> None:
    text = file.read_text(encoding="utf-8")
    assert told(text, quick=True) == told(text, quick=False)


def test_the_policies_are_read_quickly() -> None:
    policies = [file for file in FILES if file.is_relative_to(ROOT / "policies")]
    assert len(policies) > 100
    assert [file for file in policies if quick_events(file.read_text(encoding="utf-8")) is None] == []


@pytest.mark.parametrize(
    "text",
    [
        "a: &b c",
        "a: *b",
        "a: !b c",
        "%YAML 1.2\n---\na: b",
        "---\na: b",
        "a:\tb",
        "a: |\n  b # c\n",
        "? a\n: b",
        "a: [",
        "[" * 2000,
    ],
)
def test_what_is_not_ordinary_is_left_to_the_other_parser(text: str) -> None:
    assert quick_events(text) is None


def test_without_libyaml_all_is_left_to_the_other_parser(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("validator.document.quick.CParser", None)
    assert quick_events("a: b") is None
    assert told("a: b", quick=True) == told("a: b", quick=False)
