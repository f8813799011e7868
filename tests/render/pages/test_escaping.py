"""Hostile text in a policy appears as text on every page."""

from __future__ import annotations

import markdown
import pytest
from hypothesis import given
from hypothesis import strategies as st

from validator.render.pages.escaping import environment, heading_text


def html_of_heading(text: str) -> str:
    """Render a heading the way the site does."""
    return markdown.markdown(
        f"## {heading_text(text)} {{#fixed}}", extensions=["attr_list", "md_in_html", "toc"]
    )


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("<script>alert(1)</script>", "&lt;script&gt;alert(1)&lt;/script&gt;"),
        ("[click](javascript:alert(1))", "[click](javascript:alert(1))"),
        ("*bold* _and_ `code`", "*bold* _and_ `code`"),
        ("{{ 7 * 7 }}", "{{ 7 * 7 }}"),
        ("a {#other .class}", "a {#other .class}"),
        ("R&D & more", "R&amp;D &amp; more"),
        ("two\nlines", "two lines"),
    ],
)
def test_a_heading_shows_its_text(text: str, shown: str) -> None:
    assert html_of_heading(text) == f'<h2 id="fixed">{shown}</h2>'


@given(st.text(alphabet=st.characters(codec="utf-8", exclude_categories=["C"]), min_size=1, max_size=30))
def test_no_heading_text_becomes_an_element(text: str) -> None:
    inner = html_of_heading(f"x{text}x").removeprefix('<h2 id="fixed">').removesuffix("</h2>")
    assert "<" not in inner


def test_template_values_are_escaped_for_html() -> None:
    template = environment().from_string("<p>{{ text }}</p>")
    assert template.render(text='<img src=x onerror="1">') == "<p>&lt;img src=x onerror=&#34;1&#34;&gt;</p>"
