"""The shipped contract with other words in every place that holds words: what is shown must stay words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, is_dataclass, replace
from functools import cache
from typing import Any

from tests.evaluate.contract import ZITADEL, book, graded, replied, submitted
from tests.render.told import ENGLISH, accounts_of
from validator.evaluate.book import Book
from validator.render.explanation import Explanation, Proof, explain
from validator.render.wording import Language

WORDS = {"because", "chosen", "clause", "customer", "name", "question", "text", "title"}
"""Fields of the model that hold words of the contract, and not names that other fields refer to."""

SCRIPT = """<script>alert("1")</script> & 'q'"""
MARKUP = "*a* _b_ `c` [d](javascript:e) ![f](g) | h <i>j</i> &copy; ~~k~~ \\l {: .m }"


def reworded(value: Any, word: str) -> Any:  # noqa: ANN401 -- any part of a model
    """Return a part of a model with a word in every place that holds words."""
    if is_dataclass(value) and not isinstance(value, type):
        return replace(
            value,
            **{
                each.name: word
                if each.name in WORDS and isinstance(getattr(value, each.name), str)
                else reworded(getattr(value, each.name), word)
                for each in fields(value)
                if each.init
            },
        )
    if isinstance(value, Mapping):
        return {key: reworded(each, word) for key, each in value.items()}
    if isinstance(value, tuple):
        return tuple(reworded(each, word) for each in value)
    return value


@cache
def hostile_book(word: str) -> Book:
    """Compile the contract with a word in every place that holds words."""
    return book(reworded(ZITADEL, word))


def hostile(word: str, language: Language = ENGLISH) -> Explanation:
    """Explain a late ticket over Easter, regraded meanwhile, in which everything is named by a word."""
    found = accounts_of(
        submitted("2024-03-28 16:10", "severity_3"),
        graded("2024-03-28 18:30", "severity_1"),
        replied("2024-04-02 07:50"),
        under=hostile_book(word),
        ticket=word,
    )
    proof = Proof(
        "2025-01-07T09:00:00Z", word, "11", {word: "22"}, "2026a", "33", "1.2.3", {word: "44"}, word
    )
    return explain(found, language, proof)
