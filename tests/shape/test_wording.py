"""Words for places, kinds and choices."""

from __future__ import annotations

import pytest

from validator.location import Route
from validator.shape.wording import called, first_sentence, kind, kinds, listed, quoted, sentence


@pytest.mark.parametrize(
    ("route", "words"),
    [
        ((), "this file"),
        (("plans", "basic"), "`basic`"),
        (("open", 0), "item 1 of `open`"),
        (("a", 1, 2), "item 3 of item 2 of `a`"),
        ((0,), "item 1 of this file"),
    ],
)
def test_a_place_has_a_name(route: Route, words: str) -> None:
    assert called(route) == words


def test_values_are_quoted_and_cut() -> None:
    assert quoted("a") == "`a`"
    assert quoted("a`b") == "“a`b”"
    assert quoted("x" * 61) == f"`{'x' * 60}…`"


@pytest.mark.parametrize(
    ("choices", "words"),
    [
        (["a"], "`a`"),
        (["a", "b"], "`a` or `b`"),
        (["a", "b", "c"], "`a`, `b` or `c`"),
        (list("abcdefgh"), "`a`, `b`, `c`, `d`, `e`, `f`, `g` or `h`"),
        (list("abcdefghij"), "`a`, `b`, `c`, `d`, `e`, `f`, `g`, `h` or 2 others"),
    ],
)
def test_choices_are_listed(choices: list[str], words: str) -> None:
    assert listed(choices) == words


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (None, "empty"),
        (True, "true or false"),
        ("", "a text"),
        (1, "a number"),
        (1.5, "a number"),
        ({}, "a group of keys"),
        ([], "a list"),
    ],
)
def test_a_value_has_a_kind(value: object, words: str) -> None:
    assert kind(value) == words


def test_kinds_are_listed() -> None:
    assert kinds("integer") == "a whole number"
    assert kinds(["string", "object"]) == "a text or a group of keys"


def test_words_become_sentences() -> None:
    assert sentence("what holds?") == "What holds?"
    assert sentence(" write it ") == "Write it."
    assert first_sentence("One thing, e.g.: 2.5 hours. Another.") == "One thing, e.g.: 2.5 hours."
