"""The picture as SVG: sound XML that a screen reader can read."""

from __future__ import annotations

import re
from xml.etree import ElementTree as ET

import pytest

from tests.evaluate.contract import event, graded, submitted, with_clock
from tests.evaluate.worlds import at
from tests.render.told import BOTH, ENGLISH, TICKETS, shipped, telling
from validator.model.words import Event
from validator.render.drawing import picture, svg
from validator.render.drawing.lanes import Bar, Lane, Mark, Picture
from validator.render.wording import Language, Telling

SVG = "{http://www.w3.org/2000/svg}"
HOSTILE = """</text><script>alert("1")</script>&amp;'"""


def parsed(found: Picture, name: str = "clock") -> ET.Element:
    return ET.fromstring(svg(found, name))  # noqa: S314 -- our own


def of_shipped(ticket: str, language: Language = ENGLISH) -> Picture | None:
    return picture(Telling(shipped(ticket)[0], language))


def easter() -> Picture:
    found = of_shipped("Z-1012")
    assert found is not None
    return found


def waiting() -> Picture:
    told = telling(
        submitted("2024-03-06 09:00", "severity_3"),
        event("2024-03-06 11:00", Event.STATUS_SET, status="waiting"),
        under=with_clock(pauses=frozenset({"waiting"})),
        as_of=at("2024-03-07 09:00"),
    )
    found = picture(told)
    assert found is not None
    return found


def rectangles(root: ET.Element, kind: str) -> list[tuple[float, float]]:
    """Return where the bars of a kind begin and how wide they are, the one of the legend last."""
    return [
        (float(each.attrib["x"]), float(each.attrib["width"]))
        for each in root.iter(f"{SVG}rect")
        if each.attrib.get("class") == kind
    ]


def test_the_picture_is_named_and_described_for_those_who_cannot_see_it() -> None:
    root, found = parsed(easter(), "ticket-1"), easter()
    assert (root.tag, root.attrib["role"]) == (f"{SVG}svg", "img")
    assert root.attrib["aria-labelledby"] == "ticket-1-title ticket-1-desc"
    assert [(each.attrib["id"], each.text) for each in root[:2]] == [
        ("ticket-1-title", found.title),
        ("ticket-1-desc", found.description),
    ]


@pytest.mark.parametrize("language", BOTH, ids=lambda language: language.code)
@pytest.mark.parametrize("ticket", TICKETS)
def test_every_ticket_of_the_log_is_sound_xml_with_sound_sizes(ticket: str, language: Language) -> None:
    found = of_shipped(ticket, language)
    root = parsed(found) if found else ET.Element("svg")
    for each in root.iter(f"{SVG}rect"):
        left, wide, high = (float(each.attrib[name]) for name in ("x", "width", "height"))
        assert wide > 0
        assert high > 0
        assert left >= 118
        assert "e" not in each.attrib["x"] + each.attrib["width"]
    for line in root.iter(f"{SVG}line"):
        assert line.attrib.get("class") == "hatch" or 118 <= float(line.attrib["x1"]) <= 118 + 480


def test_a_minute_is_a_third_of_a_unit() -> None:
    assert rectangles(parsed(easter()), "counted")[:2] == [(118 + 1110 / 3, 10.0), (118 + 420 / 3, 16.7)]
    assert rectangles(parsed(easter()), "open")[0] == (118 + 420 / 3, 240.0)


def test_the_shortest_bar_can_be_seen() -> None:
    lanes = (Lane("Mo", "2024-03-04", "", (Bar("counted", 60, 60), Bar("late", 60, 60.5))),)
    root = parsed(Picture("", "", (), lanes))
    assert rectangles(root, "counted") == rectangles(root, "late") == [(138.0, 1.0)]


def test_every_lane_has_room() -> None:
    found = easter()
    root = parsed(found)
    assert root.attrib["viewBox"] == f"0 0 {root.attrib['width']} {root.attrib['height']}"
    bottom = max(float(each.attrib["y"]) + float(each.attrib["height"]) for each in root.iter(f"{SVG}rect"))
    assert bottom < int(root.attrib["height"]) == 30 + 26 * len(found.lanes) + 34


def test_two_pictures_on_a_page_share_no_name() -> None:
    both = svg(waiting(), "T-1") + svg(waiting(), "T-2")
    names = re.findall(r' id="([^"]+)"', both)
    assert len(names) == len(set(names)) == 6
    references = set(re.findall(r"url\(#([^)]+)\)", both)) | set(
        " ".join(re.findall(r'labelledby="([^"]+)"', both)).split()
    )
    assert references == set(names)


def test_a_pause_is_hatched_and_edged_in_the_picture_and_its_legend() -> None:
    root = parsed(waiting(), "w")
    hatched = [each for each in root.iter(f"{SVG}rect") if each.attrib.get("fill") == "url(#w-hatch)"]
    assert len(hatched) == len(rectangles(root, "edge")) == 3  # two days and the legend
    assert "paused" in [text.text for text in root.iter(f"{SVG}text")]


def test_the_deadline_is_told_from_other_marks_without_colour() -> None:
    root = parsed(easter())
    marks = [
        each.attrib["class"] for each in root.iter(f"{SVG}line") if each.attrib["class"].startswith("mark")
    ]
    assert sorted(marks) == ["mark", "mark", "mark due"]
    assert ".due { stroke: var(--due); stroke-dasharray: 3 2; }" in svg(easter(), "x")


def test_it_reads_in_light_in_dark_and_in_print() -> None:
    style = parsed(easter()).findtext(f"{SVG}style")
    assert style is not None
    assert "prefers-color-scheme: dark" in style
    assert "@media print" in style
    colours = [set(re.findall(r"--(\w+): #", part)) for part in style.split("@media")]
    assert colours[0] == colours[1] == colours[2]


def test_hostile_words_are_words() -> None:
    lanes = (
        Lane("Mo", "2024-03-04", HOSTILE, (Bar("counted", 0, 60),), (Mark("start", 0, "00:00", HOSTILE),)),
        Lane("", "…", HOSTILE),
    )
    root = parsed(Picture(HOSTILE, HOSTILE, (("counted", HOSTILE),), lanes))
    assert root.findtext(f"{SVG}title") == root.findtext(f"{SVG}desc") == HOSTILE
    assert [each.tag for each in root.iter() if "script" in each.tag] == []
    assert (
        sum(text.text == HOSTILE for text in root.iter(f"{SVG}text")) == 2
    )  # what is not drawn, and the legend


def test_a_long_note_is_cut_in_the_picture_and_whole_in_the_description() -> None:
    told = telling(
        submitted("2024-03-06 09:00", "severity_4"),
        graded("2024-03-06 10:00", "severity_3"),
        graded("2024-03-06 11:00", "severity_2"),
        as_of=at("2024-03-06 12:00"),
    )
    found = picture(told)
    assert found is not None
    (note,) = (
        text.text or "" for text in parsed(found).iter(f"{SVG}text") if (text.text or "").endswith("…")
    )
    assert note == "09:00 start; 10:00 severity 3; 11:00 …"
    assert len(note) == 38
    for instant in ("09:00", "10:00", "11:00", "12:00", "13:00"):
        assert f"Wednesday, 6 March 2024, {instant}." in found.description


def test_a_note_that_fits_is_not_cut() -> None:
    fits = "x" * 38
    root = parsed(Picture("", "", (), (Lane("Mo", "2024-03-04", fits),)))
    assert fits in [text.text for text in root.iter(f"{SVG}text")]


def test_the_same_picture_is_the_same_text() -> None:
    assert svg(easter(), "x") == svg(easter(), "x")
