"""Bars and columns are as long as their numbers."""

from __future__ import annotations

import re
from xml.etree import ElementTree as ET

import pytest

from validator.render.report import Share
from validator.render.report.charts import BAR, COLUMN, LEFT, bar, columns, legend
from validator.render.report.figures import CLASSES, WORDS

SOME = Share(
    "a plan", {"met": 6, "breached": 1, "overdue": 1, "paused": 1, "best-effort": 2, "not-entitled": 1}
)


def widths(svg: str) -> list[tuple[str, float]]:
    return [
        (kind, float(width)) for kind, width in re.findall(r'<rect class="(\w+)".*? width="([\d.]+)"', svg)
    ]


def test_a_bar_is_as_long_as_its_share_of_the_largest() -> None:
    drawn = widths(bar(SOME, 24))
    assert [kind for kind, _ in drawn] == list(CLASSES)
    assert sum(width for _, width in drawn) == pytest.approx(BAR / 2, abs=0.5)
    assert dict(drawn)["late"] == pytest.approx(BAR * 2 / 24, abs=0.1)


def test_a_bar_of_nothing_is_empty() -> None:
    assert widths(bar(Share("none", {}), 0)) == []


def test_what_is_not_there_is_not_drawn() -> None:
    assert [kind for kind, _ in widths(bar(Share("kept", {"met": 3}), 3))] == ["kept"]


@pytest.mark.parametrize("count", [0, 1, 13, 120])
def test_columns_stay_within_the_picture_and_are_named(count: int) -> None:
    shares = [
        Share(f"{2010 + index // 12}-{index % 12 + 1:02}", {"met": index + 1, "breached": 2})
        for index in range(count)
    ]
    drawn = ET.fromstring(columns(shares))  # noqa: S314 -- our own
    rectangles = drawn.findall(".//{http://www.w3.org/2000/svg}rect") + drawn.findall(".//rect")
    assert len(rectangles) == 2 * count
    for each in rectangles:
        assert LEFT <= float(each.attrib["x"]) <= LEFT + COLUMN - float(each.attrib["width"]) + 0.1
    assert f"{count} months" in "".join(drawn.itertext())


def test_a_name_cannot_do_harm() -> None:
    assert "<script>" not in columns([Share("<script>", {"met": 1})])


def test_every_class_has_its_words() -> None:
    assert [kind for kind, _ in legend()] == list(CLASSES) == list(WORDS)


def test_what_was_kept_counts_only_what_could_be_missed() -> None:
    assert SOME.kept == "75.0 %"
    assert (SOME.total, SOME.of("late"), SOME.of("untimed")) == (12, 2, 2)
    assert Share("none", {"best-effort": 4}).kept == ""
