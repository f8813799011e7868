"""A contract to PDF, set by Typst with the fonts it carries: no font and no file of the machine is asked for."""

from __future__ import annotations

import json
from datetime import UTC, datetime, time
from functools import cache
from typing import TYPE_CHECKING, Any, Final, assert_never

from jinja2 import PackageLoader

from validator.render.contract import Bullets, Facts, Paragraph, Part, Settled, Table, contract

if TYPE_CHECKING:
    from collections.abc import Iterable

    from validator.model.edition import Edition
    from validator.model.policy import Policy
    from validator.render.contract import Block, Cell

STANDARD: Final = "ua-1"
"""PDF/UA-1 (ISO 14289-1): tagged, so that a screen reader finds headings, lists and cells."""


def pdf(policy: Policy, edition: Edition, digest: str) -> bytes:
    """Return an edition as PDF; `digest` (of the edition's files) stands at the foot of every page.

    The day the edition takes effect is the file's date, so that the same files are the same bytes.
    """
    from typst import Compiler  # noqa: PLC0415 -- an extra, and heavy

    effective = datetime.combine(edition.effective_from, time(), UTC)
    compiler = Compiler(
        _template(), ignore_system_fonts=True, sys_inputs={"contract": _data(policy, edition, digest)}
    )
    made = compiler.compile(format="pdf", pdf_standards=[STANDARD], timestamp=int(effective.timestamp()))
    if not isinstance(made, bytes):
        raise TypeError(type(made))
    return made


@cache
def _template() -> bytes:
    # the core opens no files: the loader of templates does
    source, _, _ = PackageLoader("validator.render.paper").get_source(None, "contract.typ")  # type: ignore[arg-type]
    return source.encode()


def _data(policy: Policy, edition: Edition, digest: str) -> str:
    published = contract(policy, edition)
    return json.dumps(
        {
            "title": published.title.text,
            "author": policy.provider,
            "edition": f"Edition {edition.id}",
            "digest": f"SHA-256 of the files: {digest[:16]}…",
            "facts": _block(published.facts, ""),
            "blocks": _blocks(published.blocks, ""),
            "sections": [
                {"heading": section.heading.text, "blocks": _blocks(section.blocks, section.heading.text)}
                for section in published.sections
            ],
        },
        ensure_ascii=False,
    )


def _blocks(blocks: Iterable[Block], heading: str) -> list[dict[str, Any]]:
    return [_block(block, heading) for block in blocks]


def _block(block: Block, heading: str) -> dict[str, Any]:
    match block:
        case Paragraph():
            return {"kind": "paragraph", "said": block.said.text}
        case Bullets():
            return {"kind": "bullets", "title": block.title, "items": [item.text for item in block.items]}
        case Facts():
            rows = [{"label": label, "said": _cell(cell)} for label, cell in block.rows]
            return {"kind": "facts", "rows": rows}
        case Table():
            return {
                "kind": "table",
                "caption": block.caption,
                "corner": block.corner,
                "columns": [column.text for column in block.columns],
                "rows": [
                    {"title": row.title.text, "cells": [_cell(cell) for cell in row.cells]}
                    for row in block.rows
                ],
            }
        case Settled():
            reading = block.reading
            return {
                "kind": "reading",
                "question": reading.question,
                "chosen": reading.chosen,
                "because": reading.because,
            }
        case Part():
            title = "" if block.title.text == heading else block.title.text
            return {"kind": "part", "title": title, "blocks": _blocks(block.blocks, heading)}
        case _:
            assert_never(block)


def _cell(cell: Cell) -> list[str]:
    return [said.text for said in cell]
