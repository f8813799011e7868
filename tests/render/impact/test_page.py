"""An impact as a page: it asks for nothing, every picture has its numbers beside it, names do no harm."""

from __future__ import annotations

import re
from dataclasses import replace
from html.parser import HTMLParser

from tests.render.impact.measured import IMPACT
from validator.changes.impact import Nothing
from validator.render.impact import page
from validator.render.impact.charts import before_and_after, length, shifts

VOID = {"meta", "rect"}


class Nested(HTMLParser):
    """Holds that every element is closed, and notes ids and links."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.ids: list[str] = []
        self.elements: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Open an element."""
        self.elements.add(tag)
        self.ids += [value for name, value in attrs if name == "id" and value]
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        """Close one."""
        if tag not in VOID:
            assert self.open.pop() == tag


def test_it_is_whole_and_asks_for_nothing() -> None:
    written = page(IMPACT)
    seen = Nested()
    seen.feed(written)
    assert seen.open == []
    assert len(seen.ids) == len(set(seen.ids))
    assert not {"script", "img", "link", "iframe"} & seen.elements
    assert "default-src 'none'" in written
    assert not re.search(r"https?://|url\(|@import", written)


def test_pictures_stand_beside_their_numbers() -> None:
    written = page(IMPACT)
    for heading in ("Outcomes before and after", "How far deadlines moved", "Credits by plan"):
        assert heading in written
    assert written.count("<svg") == written.count('aria-hidden="true"')


def test_where_nothing_is_compared_there_are_no_pictures() -> None:
    alone = replace(
        IMPACT,
        nothing=Nothing.NOT_COMPARABLE,
        decisions=0,
        groups=dict.fromkeys(IMPACT.groups, ()),
        flips=(),
    )
    assert "Outcomes before and after" not in page(alone)


def test_bars_are_as_long_as_their_values() -> None:
    assert 'width="130.0"' in length(5, 10, "kept")
    assert "<rect" not in length(0, 10, "kept")
    assert "<rect" not in length(0, 0, "kept")
    assert 'width="1.0"' in length(1, 10_000, "late")  # never invisible


def test_outcomes_are_counted_on_both_sides() -> None:
    found = {name: (old.outcomes, new.outcomes) for name, old, new in before_and_after(IMPACT)}
    assert found["answer"] == ({"breached": 1, "met": 1}, {"not-entitled": 1, "met": 1})
    assert found["later"] == ({"no such obligation": 1}, {"met": 1})


def test_earlier_shifts_are_good_and_later_ones_bad() -> None:
    colours = [colour for _, _, colour in shifts(IMPACT)]
    assert colours == ["kept"] * 5 + ["untimed"] + ["late"] * 5
