"""The navigation: written entries stay in their order, made pages go where their names say."""

from __future__ import annotations

from validator.site.navigation import Entry, navigation
from validator.site.page import Page


def test_pages_go_below_their_names() -> None:
    written: list[Entry] = [{"Start": "index.md"}, {"Contracts": []}, {"Guides": [{"CI": "ci.md"}]}]
    made = [
        Page("a.md", "", ("Contracts", "All")),
        Page("b.md", "", ("Contracts", "ZITADEL", "Edition 1", "The contract")),
        Page("c.md", "", ("Contracts", "ZITADEL", "Edition 1", "Examples")),
        Page("d.md", "", ("Guides", "More")),
        Page("e.md", "", ("New",)),
    ]
    assert navigation(written, made) == [
        {"Start": "index.md"},
        {
            "Contracts": [
                {"All": "a.md"},
                {"ZITADEL": [{"Edition 1": [{"The contract": "b.md"}, {"Examples": "c.md"}]}]},
            ]
        },
        {"Guides": [{"CI": "ci.md"}, {"More": "d.md"}]},
        {"New": "e.md"},
    ]


def test_what_was_written_is_left_as_it_was() -> None:
    written: list[Entry] = [{"Contracts": []}]
    navigation(written, [Page("a.md", "", ("Contracts", "All"))])
    assert written == [{"Contracts": []}]
