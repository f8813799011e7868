"""One edition as the contract it is: sections in the order of the source, made of blocks.

Every medium (page, PDF, Word) renders these blocks, so that all of them say the same. What a block says carries
the place in the policy's files that says it; the words of ours around it carry none.
"""

from validator.render.contract.blocks import (
    Block,
    Bullets,
    Cell,
    Contract,
    Facts,
    Paragraph,
    Part,
    Row,
    Said,
    Section,
    Settled,
    Table,
)
from validator.render.contract.sections import contract

__all__ = [
    "Block",
    "Bullets",
    "Cell",
    "Contract",
    "Facts",
    "Paragraph",
    "Part",
    "Row",
    "Said",
    "Section",
    "Settled",
    "Table",
    "contract",
]
