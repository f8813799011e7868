"""An explanation as Markdown: what a reader of Markdown makes of it is what was to be said."""

from __future__ import annotations

import re
from dataclasses import replace
from html import unescape
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown import Markdown

from tests.render.explanation.test_proof import PROOF
from tests.render.hostile import MARKUP, SCRIPT, hostile
from tests.render.told import TICKETS, place, shipped_told
from validator.render.explanation import answers
from validator.render.explanation.counting_table import CountRow, CountTable
from validator.render.explanation.markdown import counting, markdown
from validator.render.marking import escaped

OWN_TAGS = {
    "h1", "h2", "h3", "p", "em", "ol", "ul", "li", "code", "pre", "table", "thead", "tbody", "tr", "th", "td",
}  # fmt: skip


class Read(HTMLParser):
    """What HTML shows: its tags, its attributes, and its text in paragraphs."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.attributes: set[str] = set()
        self.text = ""
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes |= {f"{name}={value}" for name, value in attrs}

    def handle_data(self, data: str) -> None:
        self.text += data


def read(text: str) -> Read:
    return Read(Markdown(extensions=["tables", "fenced_code"]).convert(text))


# --- words ---

HOSTILE = [
    SCRIPT,
    MARKUP,
    "1. FC Nürnberg",
    "12) Zwölf",
    "- Dash AG",
    "+ Plus GmbH",
    "* Star",
    "# Nummer",
    "> quoted",
    "--- line",
    "===",
    "***",
    "![image](http://a.example)",
    "[reference]: http://a.example",
    "<http://a.example>",
    "<!-- nothing -->",
    "`` two `` ticks",
    "a | b || c",
    "&lt;b&gt; &#60;",
    "ends with \\",
    "    four spaces before",
    "two  \nlines",
    "~~~ fence",
    "``` fence",
    "\\*already\\*",
    "under_score_s and 2 * 3 * 4",
    "term\n: definition",
]


@pytest.mark.parametrize("words", HOSTILE)
def test_hostile_words_are_shown_as_they_are(words: str) -> None:
    found = read(escaped(words))
    assert found.tags == {"p"}
    assert found.text == " ".join(words.split())


@given(
    st.text(
        st.characters(codec="utf-8", exclude_categories=["C", "Zs", "Zl", "Zp"], include_characters=" "),
        min_size=1,
    )
)
def test_any_words_are_shown_as_they_are(words: str) -> None:
    found = read(escaped(words))
    assert found.tags <= {"p"}
    assert found.text == " ".join(words.split())


def test_ordinary_words_are_left_alone() -> None:
    said = "Müller & Co. said on 28 March 2024, 16:10: 50 % - no more."
    assert escaped(said) == said.replace("&", "&amp;")


def test_control_characters_are_told() -> None:
    assert escaped("a\x1b[31mb") == "a\\\\x1b\\[31mb"


@pytest.mark.parametrize("word", [SCRIPT, MARKUP, "1. FC", "- Dash AG", "+ Plus", "``` x"])
def test_hostile_words_in_every_place_are_words(word: str) -> None:
    found = read(markdown(hostile(word), place))
    assert found.tags <= OWN_TAGS
    assert all(each.startswith(("class=language-text", "style=text-align")) for each in found.attributes)
    shown = " ".join(found.text.split())
    assert f"Ticket {word}" in shown
    assert f"{word} has the plan {word} with {word} (agreement stickerei-2024" in shown
    assert shown.count(word) > 40


def test_a_line_of_the_log_cannot_end_the_fence() -> None:
    command = "slawyer explain log.csv '\n```\n# heading'"
    found = read(markdown(replace(shipped_told("Z-1012"), proof=replace(PROOF, command=command)), place))
    assert "heading" not in re.findall(r"<h\d>.*?</h\d>", found.text)
    assert "```\n# heading" in found.text


# --- what it holds ---


@pytest.mark.parametrize("language", ["en", "de"])
@pytest.mark.parametrize("ticket", TICKETS)
def test_every_ticket_reads_as_it_is_told(ticket: str, language: str) -> None:
    explanation = replace(shipped_told(ticket, language), proof=PROOF)
    found = read(markdown(explanation, place))
    assert found.tags <= OWN_TAGS
    shown = " ".join(found.text.split())
    for sentence in (explanation.opening, explanation.zone, *answers(explanation)):
        assert sentence in shown
    for part in explanation.parts:
        for step in part.steps:
            assert step.text in shown
            assert step.at is None or f"{step.clause}, {place(step.at)}" in shown
        assert part.table is None or part.table.rows[-1].counted in shown


def test_a_letter_has_a_heading_for_everything() -> None:
    written = markdown(replace(shipped_told("Z-1026"), proof=PROOF), place)
    headings = [line for line in written.splitlines() if line.startswith("#")]
    each = [
        "### Step by step",
        "### Where the words leave a choice",
        "### The time counted",
        "### The clock over support hours",
    ]
    assert headings == [
        "# Ticket Z-1026",
        "## Initial response time",
        *each,
        "## Escalation for non-urgent needs",
        *each,
        "## How to repeat this",
    ]


def test_each_reading_is_told_once() -> None:
    written = markdown(shipped_told("Z-1012"), place)
    readings = (
        written.partition("### Where the words leave a choice\n\n")[2].partition("\n\n")[0].splitlines()
    )
    assert len(readings) == len(set(readings)) > 5
    assert "- Is there a limit to the extension? Chosen: none. The text names none." in readings


def test_a_refused_ticket_has_neither_table_nor_picture() -> None:
    written = markdown(shipped_told("Z-1001"), place)
    assert "|" not in written
    assert "```" not in written


def test_steps_are_numbered_as_they_are_in_text() -> None:
    found = markdown(shipped_told("Z-1001"), place).partition("### Step by step\n\n")[2].splitlines()
    assert [line.split(". ")[0] for line in found[:5]] == ["1", "2", "3", "4", "5"]
    assert (
        found[3]
        == "4. The plan is Free. — Support in subscription plans, `zitadel/editions/2024-01-10/plans.yaml:9`"
    )


def test_a_table_keeps_its_columns_whatever_it_holds() -> None:
    row = CountRow("Mo 2024-03-04", "08:00-17:00", "1 h", "a | b", "<b> \\ `c`")
    written = counting(CountTable(("date", "open", "counted", "left", "note"), (row,)))
    found = read(written)
    assert found.tags == {"table", "thead", "tbody", "tr", "th", "td"}
    cells = re.findall(r"<td[^>]*>(.*?)</td>", Markdown(extensions=["tables"]).convert(written))
    assert [unescape(cell) for cell in cells] == [
        "Mo 2024-03-04",
        "08:00-17:00",
        "1 h",
        "a | b",
        "<b> \\ `c`",
    ]
