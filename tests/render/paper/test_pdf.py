"""The PDF of an edition, read back: every row and sentence, contents with page numbers, tags, the same bytes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader

from validator.model.edition import Edition
from validator.model.policy import Policy
from validator.render.contract import Block, Bullets, Facts, Paragraph, Part, Settled, Table, contract
from validator.render.paper import pdf
from validator.workspace.policies import load

ROOT = Path(__file__).parents[3]
POLICIES = load(ROOT / "policies").policies
DIGEST = "0123456789abcdef" * 4
EDITIONS = [(policy, edition) for policy in POLICIES for edition in policy.editions.values()]
every_edition = pytest.mark.parametrize(
    ("policy", "edition"), EDITIONS, ids=[f"{policy.id} {edition.id}" for policy, edition in EDITIONS]
)


def letters(text: str) -> str:
    """Return a text without spaces, and without the hyphens that divide words at the end of a line."""
    return re.sub(r"[\s\u00ad\u2010-]+", "", text)


def body(page: str) -> str:
    """Return the text of a page without what stands at its head and foot."""
    lines = page.splitlines()
    return "\n".join(line for line in lines[1:] if not line.startswith("SHA-256 of the files"))


def said(blocks: tuple[Block, ...]) -> Iterator[str]:
    for block in blocks:
        match block:
            case Paragraph():
                yield block.said.text
            case Bullets():
                yield from (item.text for item in block.items)
            case Facts():
                yield from (each.text for _, cell in block.rows for each in cell)
            case Table():
                yield from (row.title.text for row in block.rows)
                yield from (each.text for row in block.rows for cell in row.cells for each in cell)
            case Settled():
                yield from (block.reading.question, block.reading.chosen, block.reading.because)
            case Part():
                yield from said(block.blocks)


def tables(blocks: tuple[Block, ...]) -> Iterator[Table]:
    for block in blocks:
        if isinstance(block, Table):
            yield block
        elif isinstance(block, Part):
            yield from tables(block.blocks)


def tagged(node: object, name: str) -> Iterator[object]:
    """Yield the elements of a structure tree that have a tag."""
    if isinstance(node, dict):
        if node.get("/S") == name:
            yield node
        children = node.get("/K", [])
        for child in children if isinstance(children, list) else [children]:
            yield from tagged(child.get_object() if hasattr(child, "get_object") else child, name)


@every_edition
def test_every_word_and_every_row_is_on_paper(policy: Policy, edition: Edition) -> None:
    reader = PdfReader(BytesIO(pdf(policy, edition, DIGEST)))
    text = letters("".join(body(page.extract_text()) for page in reader.pages))
    published = contract(policy, edition)
    for section in published.sections:
        assert [each for each in said(section.blocks) if letters(each) not in text] == []
    rows = sum(len(table.rows) + 1 for section in published.sections for table in tables(section.blocks))
    root = reader.trailer["/Root"]["/StructTreeRoot"].get_object()  # type: ignore[index]
    found = len(list(tagged(root, "/TR")))
    assert rows > 0
    assert found == rows


def test_it_has_contents_with_page_numbers_and_says_what_it_is() -> None:
    policy, edition = next(each for each in EDITIONS if each[1].id == "2024-01-10")
    reader = PdfReader(BytesIO(pdf(policy, edition, DIGEST)))
    pages = [page.extract_text() for page in reader.pages]
    contents = {
        heading: int(number)
        for heading, number in re.findall(r"^(.+?) ?(?:\. ?){3,} ?(\d+)$", "\n".join(pages[:2]), re.MULTILINE)
    }
    assert [each for each in edition.clauses if each not in contents] == []
    for heading in edition.clauses:
        assert heading in pages[contents[heading] - 1]
    for number, page in enumerate(pages, 1):
        assert f"{number} / {len(pages)}" in page
    assert reader.metadata is not None
    assert (reader.metadata.title, reader.metadata.author) == (edition.title, policy.provider)
    catalog = reader.trailer["/Root"]
    assert catalog["/Lang"] == "en"  # type: ignore[index]
    assert catalog["/MarkInfo"]["/Marked"]  # type: ignore[index]
    assert len(reader.outline) >= len(edition.clauses)


@every_edition
def test_the_same_edition_is_the_same_bytes(policy: Policy, edition: Edition) -> None:
    assert pdf(policy, edition, DIGEST) == pdf(policy, edition, DIGEST)


def test_what_looks_like_typst_is_text() -> None:
    policy, edition = EDITIONS[-1]
    hostile = '#read("/etc/passwd") *bold* $x$ @ref <label> [#pagebreak()] \\'
    reader = PdfReader(BytesIO(pdf(policy, replace(edition, title=hostile), DIGEST)))
    assert letters(hostile) in letters(reader.pages[0].extract_text())


def test_a_row_longer_than_a_page_is_not_cut() -> None:
    policy, edition = next(each for each in EDITIONS if each[1].id == "2024-01-10")
    words = [f"word{number}" for number in range(3000)]
    scale = edition.severities
    first = next(iter(scale.severities.values()))
    long = replace(
        scale, severities={**scale.severities, first.id: replace(first, definition=" ".join(words))}
    )
    reader = PdfReader(BytesIO(pdf(policy, replace(edition, severities=long), DIGEST)))
    text = "\n".join(page.extract_text() for page in reader.pages)
    assert [word for word in words if not re.search(rf"\b{word}\b", text)] == []
