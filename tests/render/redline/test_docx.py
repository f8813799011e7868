"""Redlines as a word processor's tools read them back: accepted the new edition, rejected the old one."""

from __future__ import annotations

import re
import zipfile
from dataclasses import replace
from io import BytesIO
from itertools import pairwise
from pathlib import Path

import pypandoc
import pytest

from validator.model.edition import Edition
from validator.render.contract import contract
from validator.render.redline import docx
from validator.render.redline.lines import Grid, Line, pieces
from validator.workspace.policies import load

ROOT = Path(__file__).parents[3]
POLICIES = load(ROOT / "policies").policies
ZITADEL = next(policy for policy in POLICIES if policy.id == "zitadel")
PAIRS = list(pairwise(ZITADEL.editions.values()))
every_pair = pytest.mark.parametrize(("old", "new"), PAIRS, ids=[f"{old.id} {new.id}" for old, new in PAIRS])


def read(document: bytes, changes: str, folder: Path, form: str = "html") -> str:
    """Return what pandoc reads of a document, with tracked changes accepted, rejected or shown."""
    file = folder / "redline.docx"
    file.write_bytes(document)
    text: str = pypandoc.convert_file(
        str(file), form, extra_args=[f"--track-changes={changes}", "--wrap=none"]
    )
    return text


def sentences(html: str) -> list[str]:
    """Return the texts of a page; paragraphs and rows of which nothing is left are none."""
    lines = re.split(
        r"</?(?:p|h\d|li|td|th|tr|ul|table|tbody|thead|blockquote|ol|colgroup|col|div)\b[^>]*>", html
    )
    texts = (" ".join(re.sub(r"<[^>]+>", "", line).split()) for line in lines)
    return [text for text in texts if text]


@every_pair
def test_accepted_it_is_the_new_edition_and_rejected_the_old_one(
    old: Edition, new: Edition, tmp_path: Path
) -> None:
    redline = docx(ZITADEL, old, new)
    for changes, edition in (("accept", new), ("reject", old)):
        clean = sentences(read(docx(ZITADEL, edition, edition), "accept", tmp_path))
        assert len(clean) > 100
        assert sorted(sentences(read(redline, changes, tmp_path))) == sorted(clean)


def test_everything_that_is_published_is_in_the_document(tmp_path: Path) -> None:
    edition = ZITADEL.editions["2024-01-10"]
    text = " ".join(read(docx(ZITADEL, edition, edition), "accept", tmp_path, "plain").split())
    found = 0
    for piece in pieces(contract(ZITADEL, edition)):
        values = (piece.text,) if isinstance(piece, Line) else (cell for row in piece.rows for cell in row)
        for value in values:
            found += 1
            if isinstance(piece, Line) and piece.style != "Title":  # which pandoc keeps apart from the text
                assert " ".join(value.split()) in text
    assert found > 200
    rows = read(docx(ZITADEL, edition, edition), "accept", tmp_path).count("<tr")
    assert rows == sum(
        len(piece.rows) + 1 for piece in pieces(contract(ZITADEL, edition)) if isinstance(piece, Grid)
    )


def test_a_changed_number_is_one_word_struck_and_one_that_comes(tmp_path: Path) -> None:
    old, new = ZITADEL.editions["2024-01-10"], ZITADEL.editions["2025-08-14"]
    shown = read(docx(ZITADEL, old, new), "all", tmp_path, "markdown")
    assert re.search(r'\{\.deletion author="ZITADEL \(CAOS Ltd\.\)" date="2025-08-14T00:00:00Z"\}', shown)
    assert re.search(r'\[71\]\{\.insertion author="ZITADEL', shown)


def test_without_a_difference_nothing_is_tracked() -> None:
    edition = ZITADEL.editions["2024-01-10"]
    with zipfile.ZipFile(BytesIO(docx(ZITADEL, edition, edition))) as parts:
        document = parts.read("word/document.xml")
    assert b"<w:ins " not in document
    assert b"<w:del " not in document


def test_the_same_editions_are_the_same_bytes() -> None:
    old, new = PAIRS[4]
    assert docx(ZITADEL, old, new) == docx(ZITADEL, old, new)


def test_hostile_text_is_text(tmp_path: Path) -> None:
    edition = ZITADEL.editions["2024-01-10"]
    hostile = replace(ZITADEL, title="</w:t><w:r>& <b>x</b>\x07 {{ 7 }}")
    text = read(docx(hostile, edition, edition), "accept", tmp_path, "plain")
    assert "</w:t><w:r>& <b>x</b> {{ 7 }}" in text
