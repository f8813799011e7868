"""An explanation as HTML: sound, whole, and made of words only."""

from __future__ import annotations

import itertools
import re
from dataclasses import replace
from html.parser import HTMLParser

import pytest

from tests.evaluate.contract import event, submitted
from tests.render.explanation.test_proof import PROOF
from tests.render.hostile import MARKUP, SCRIPT, hostile
from tests.render.told import TICKETS, place, shipped_told, told
from validator.model.words import Actor, Event
from validator.render.explanation import answers
from validator.render.explanation.page import fragment, page

VOID = {"meta", "line", "rect", "br", "link", "img", "input", "hr"}


class Read(HTMLParser):
    """A page as browsers read it; every element that is opened must be closed, in order."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str, str]] = []
        self.text = ""
        self.feed(html)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += [(tag, name, value or "") for name, value in attrs]
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += [(tag, name, value or "") for name, value in attrs]

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if "style" not in self.open:
            self.text += data

    @property
    def words(self) -> str:
        return " ".join(self.text.split())

    def all(self, name: str) -> list[str]:
        return [value for _, attribute, value in self.attributes if attribute == name]


@pytest.mark.parametrize("language", ["en", "de"])
@pytest.mark.parametrize("ticket", TICKETS)
def test_every_ticket_is_a_sound_page_that_says_everything(ticket: str, language: str) -> None:
    explanation = replace(shipped_told(ticket, language), proof=PROOF)
    found = Read(page(explanation, place))
    for sentence in (explanation.opening, explanation.zone, *answers(explanation), PROOF.command):
        assert " ".join(sentence.split()) in found.words
    for part in explanation.parts:
        assert all(step.text in found.words for step in part.steps)
        assert all(place(step.at) in found.words for step in part.steps if step.at)
    assert found.tags.count("svg") == sum(part.picture is not None for part in explanation.parts)
    assert found.tags.count("table") == sum(part.table is not None for part in explanation.parts)
    assert ("html", "lang", language) in found.attributes


@pytest.mark.parametrize("word", [SCRIPT, MARKUP, '" onmouseover="alert(1)', "]]>", "{{ 1 }}{% raw %}"])
def test_hostile_words_in_every_place_are_words(word: str) -> None:
    found, plain = Read(page(hostile(word), place)), Read(page(hostile("Rumpelstilz"), place))
    assert found.tags == plain.tags
    assert [(tag, name) for tag, name, _ in found.attributes] == [
        (tag, name) for tag, name, _ in plain.attributes
    ]
    assert "script" not in found.tags
    cut = 2 if len(word) > 38 else 0  # the notes of two holidays are cut in the picture
    assert found.words.count(" ".join(word.split())) + cut == plain.words.count("Rumpelstilz") > 60


def test_a_page_needs_nothing_beside_itself() -> None:
    written = page(replace(shipped_told("Z-1012"), proof=PROOF), place)
    found = Read(written)
    assert not {"script", "link", "img", "iframe"} & set(found.tags)
    assert not [
        name for _, name, _ in found.attributes if name in {"src", "href", "style"} or name.startswith("on")
    ]
    assert [
        each for each in re.findall(r"https?://[^\s\"]+", written) if each != "http://www.w3.org/2000/svg"
    ] == []
    assert "default-src 'none'; style-src 'unsafe-inline'" in found.all("content")


def test_names_are_unique_and_what_they_name_exists() -> None:
    escalated = [
        submitted("2024-03-06 09:00", "severity_1"),
        *(
            event(when, Event.ESCALATED, Actor.CUSTOMER, urgency="normal", channels=frozenset({"ticket"}))
            for when in ("2024-03-06 10:00", "2024-03-06 11:00")
        ),
    ]
    found = Read(page(told(*escalated), place))
    names = found.all("id")
    assert len(names) == len(set(names))
    assert {name for each in found.all("aria-labelledby") for name in each.split()} <= set(names)
    assert found.tags.count("svg") == 3


def test_headings_go_down_one_at_a_time() -> None:
    levels = [
        int(tag[1]) for tag in Read(page(shipped_told("Z-1026"), place)).tags if re.fullmatch(r"h\d", tag)
    ]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after - before <= 1 for before, after in itertools.pairwise(levels))


def test_what_is_wider_than_the_screen_can_be_scrolled_with_keys() -> None:
    found = Read(page(shipped_told("Z-1012"), place))
    regions = [value for tag, name, value in found.attributes if (tag, name) == ("div", "aria-label")]
    assert regions == [
        "The clock over support hours: Z-1012, Initial response time",
        "The time counted: Z-1012, Initial response time",
    ]
    assert len([value for tag, name, value in found.attributes if (tag, name) == ("div", "tabindex")]) == 2


def test_a_table_has_a_caption_and_headings_for_rows_and_columns() -> None:
    found = Read(page(shipped_told("Z-1012"), place))
    assert found.tags.count("caption") == 1
    assert found.all("scope") == ["col"] * 5 + ["row"] * 7


def test_the_outcome_is_told_in_words_and_marked() -> None:
    written = page(shipped_told("Z-1012"), place)
    assert '<p class="answer breached">' in written
    assert "20 minutes late" in Read(written).text


def test_a_fragment_fits_into_a_page_of_others() -> None:
    one, two = (
        fragment(shipped_told(ticket), place, name, 3) for ticket, name in (("Z-1012", "a"), ("Z-1026", "b"))
    )
    found = Read(one + two)
    assert [tag for tag in found.tags if re.fullmatch(r"h\d", tag)][:3] == ["h3", "h4", "h5"]
    assert not {"html", "head", "body"} & set(found.tags)
    names = found.all("id")
    assert len(names) == len(set(names))
    assert {"a", "b", "a-title", "b-title", "a-1-title", "b-2-desc"} <= set(names)


def test_readings_fold_away_beside_their_steps() -> None:
    found = Read(page(shipped_told("Z-1012"), place))
    assert found.tags.count("details") == found.tags.count("summary") > 3
    assert "Is there a limit to the extension? Chosen: none. The text names none." in found.words


def test_without_a_proof_nothing_is_said_of_one() -> None:
    assert "How to repeat this" not in page(shipped_told("Z-1012"), place)


def test_a_refused_ticket_has_neither_table_nor_picture() -> None:
    found = Read(page(shipped_told("Z-1001"), place))
    assert not {"table", "svg", "figure"} & set(found.tags)
