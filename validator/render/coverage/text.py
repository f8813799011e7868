"""Coverage as text: a line for each clause, then everything that is missing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING

from validator.document import Document
from validator.render.table import Styled, plain, table, visible

if TYPE_CHECKING:
    from validator.document import Source
    from validator.evaluate.coverage import Coverage, Item
    from validator.location import Address

NO_CLAUSE = "(the edition as a whole)"


def text(
    covered: Coverage,
    subject: str,
    documents: Mapping[str, Document | Source],
    place: Callable[[Address], str],
    style: Styled = plain,
) -> str:
    """Return the coverage of an edition, named `subject`; `place` writes an address as `file:line`."""
    total, hit = Counter[str](), Counter[str]()
    for item in covered.items:
        clause = clause_of(item, documents)
        total[clause] += 1
        hit[clause] += item in covered.hit
    rows = [(clause, f"{hit[clause]} of {total[clause]}") for clause in total]
    parts = [table(("clause", "exercised"), rows, right=frozenset({"exercised"}), style=style)]
    if covered.missed:
        parts.append("\n".join(["Not exercised by any example:", *_missing(covered, place)]))
    parts.append(
        f"{visible(subject)}: {len(covered.hit)} of {len(covered.items)} exercised, {covered.percent:.1f} %."
    )
    return "\n\n".join(parts) + "\n"


def clause_of(item: Item, documents: Mapping[str, Document | Source]) -> str:
    """Return the heading of the contract that an item stands under."""
    document = documents.get(item.at.file)
    found = document.clause_at(item.at.route) if isinstance(document, Document) else None
    return found or NO_CLAUSE


def name_of(item: Item) -> str:
    """Write an item as people say it: its path, then its side."""
    path = ".".join(str(key) for key in item.at.route)
    return f"{path}: {item.side}" if path else item.side


def _missing(covered: Coverage, place: Callable[[Address], str]) -> Iterator[str]:
    for item in covered.missed:
        yield f"  {visible(place(item.at))} {visible(name_of(item))}"
