"""The decision records in the navigation: each under the title that its page has."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from validator.site.page import Page

FOLDER = "design/decisions/"


def decisions(written: Mapping[str, str]) -> Iterator[Page]:
    """Yield the records among the written pages (path → Markdown), in their order."""
    for path, text in sorted(written.items()):
        if path.startswith(FOLDER) and path != f"{FOLDER}README.md":
            title = text.partition("\n")[0].removeprefix("# ")
            yield Page(path, text, ("Project", "Decisions", title))
