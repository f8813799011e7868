"""Words stay words in Markdown and HTML."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from validator.render.marking import code, html, inline, span

MARKS = st.text(alphabet="`*_<>&|[]()#@!$~^%\\ -+1.ab/:", max_size=16)
READER = MarkdownIt("commonmark", {"html": True}).enable("table")


def rendered(marked: str) -> str:
    return str(READER.render(marked)).strip()


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        ("`hours` is *not* `2h`", "<p><code>hours</code> is *not* <code>2h</code></p>"),
        ("one ` alone", "<p>one ` alone</p>"),
        ("- no list", "<p>- no list</p>"),
        ("1. no list", "<p>1. no list</p>"),
        ("    no code", "<p>no code</p>"),
        ("R&D", "<p>R&amp;<!-- -->D</p>"),
        ("from $5", "<p>from <span>$</span>5</p>"),
        ("two\nlines", "<p>two lines</p>"),
    ],
)
def test_a_sentence_shows_its_words(words: str, shown: str) -> None:
    assert rendered(inline(words)) == shown


@pytest.mark.parametrize(
    "words", ["@you", "#1", "!2", "%3", "&4", "^5", "~6", "https://a.example", "www.a.example"]
)
def test_no_host_makes_anything_of_a_sentence(words: str) -> None:
    linking = re.compile(r"[@#!%&^~$]\w|://|www\.", re.IGNORECASE)
    for marked in (inline(f"See {words}, `{words}`"), html(f"See {words}, `{words}`")):
        outside = re.sub(r"`.*?`|<code>.*?</code>|&#?\w+;|<!-- -->", "\0", marked)
        assert not linking.search(outside), outside


@given(MARKS)
def test_a_sentence_is_one_paragraph_without_elements_of_its_own(words: str) -> None:
    shown = rendered(f"x {inline(words)}")
    assert re.sub(r"</?code>|</?span>|<!-- -->", "", shown).count("<") == 2


@given(MARKS, MARKS)
def test_code_ends_where_it_ends(words: str, after: str) -> None:
    block = READER.parse(f"{code(words)}\n\n{span(after or 'x')}")
    assert [token.type for token in block] == ["fence", "paragraph_open", "inline", "paragraph_close"]
    assert block[0].content == f"{words}\n"
    (inside,) = block[2].children or []
    assert (inside.type, inside.content.strip()) == ("code_inline", (after or "x").strip())
