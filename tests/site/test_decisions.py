"""The decision records in the navigation."""

from __future__ import annotations

from validator.site.decisions import decisions


def test_records_have_the_titles_of_their_pages() -> None:
    written = {
        "design/decisions/README.md": "# Decisions\n",
        "design/decisions/0002-b.md": "# B is so\n\nBecause.\n",
        "design/decisions/0001-a.md": "# A is so\n",
        "index.md": "# Start\n",
    }
    assert [page.trail for page in decisions(written)] == [
        ("Project", "Decisions", "A is so"),
        ("Project", "Decisions", "B is so"),
    ]
