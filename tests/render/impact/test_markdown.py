"""An impact as a comment on a pull request: what it says stays words, whatever tickets are called."""

from __future__ import annotations

from html.parser import HTMLParser

from markdown import markdown as rendered

from tests.render.impact.measured import IMPACT
from validator.render.impact import markdown


class Seen(HTMLParser):
    """Notes the elements of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.elements: list[str] = []

    def handle_starttag(self, tag: str, attrs: object) -> None:  # noqa: ARG002 -- the library's signature
        """Note one."""
        self.elements.append(tag)


def test_names_do_no_harm() -> None:
    seen = Seen()
    seen.feed(rendered(markdown(IMPACT), extensions=["tables"]))
    assert not {"script", "em", "a", "img"} & set(seen.elements)
    assert seen.elements.count("details") == 5
    assert seen.elements.count("table") >= 3


def test_every_table_has_as_many_cells_as_headings() -> None:
    for block in markdown(IMPACT).split("\n\n"):
        rows = [line for line in block.splitlines() if line.startswith("|")]
        assert len({row.count(" | ") for row in rows}) <= 1


def test_the_answer_is_a_list_and_details_are_folded() -> None:
    written = markdown(IMPACT)
    assert "\n- For 1 ticket NEW is worse for the customer" in written
    assert "<details><summary>By clause</summary>" in written
    assert "### The largest changes" in written
