"""Reference pages made from what they are about: commands, files, rules, the library."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from validator.site.page import Page
from validator.site.reference.benchmark import benchmark_page
from validator.site.reference.commands import command_pages
from validator.site.reference.files import file_pages
from validator.site.reference.library import library_page
from validator.site.reference.logs import log_page
from validator.site.reference.recipes import recipe_pages
from validator.site.reference.rules import rule_reference


def reference_pages(policies: Path) -> Iterator[Page]:
    """Yield all reference pages; `policies` is the folder of policies, beside which recipes lie."""
    yield from command_pages()
    yield from file_pages()
    yield from rule_reference()
    yield log_page()
    yield library_page(policies)
    yield from recipe_pages(policies)
    if (measured := benchmark_page(policies.parent / "docs")) is not None:
        yield measured
