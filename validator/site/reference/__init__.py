"""Reference pages made from what they are about: commands, files, rules, the library."""

from __future__ import annotations

from collections.abc import Iterator

from validator.site.page import Page
from validator.site.reference.commands import command_pages
from validator.site.reference.files import file_pages
from validator.site.reference.library import library_page
from validator.site.reference.rules import rule_reference


def reference_pages() -> Iterator[Page]:
    """Yield all reference pages."""
    yield from command_pages()
    yield from file_pages()
    yield from rule_reference()
    yield library_page()
