"""One edition as the contract it is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from validator.render.contract import Contract, Part, Settled, contract
from validator.render.contract.blocks import anchor
from validator.render.pages.beside import Margin
from validator.render.pages.blocks import Writer
from validator.render.pages.escaping import environment
from validator.render.pages.linking import Linker

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from markupsafe import Markup

    from validator.model.edition import Edition
    from validator.model.policy import Policy
    from validator.model.reading import Reading
    from validator.render.contract import Block


@dataclass(frozen=True, slots=True)
class Around:
    """What an edition's page links to or carries.

    `links` are addresses with their words; `history` is who changed its files: day, who, what, and the commit.
    """

    links: Sequence[tuple[str, str]] = ()
    examples_href: str = ""
    margin: Margin = field(default_factory=Margin)
    calculator: Markup | None = None
    history: Sequence[tuple[str, str, str, str]] = ()


def edition_page(policy: Policy, edition: Edition, around: Around | None = None) -> str:
    """Return the Markdown of an edition's page. Every value of the policy's text is escaped."""
    around = around or Around()
    published = contract(policy, edition)
    writer = Writer(Linker.of(edition), around.margin, around.examples_href)
    facts = writer.blocks([published.facts, *published.blocks])
    sections = [(each, writer.section(each)) for each in published.sections]
    template = environment().get_template("edition.md.jinja")
    return template.render(
        title=published.title.text,
        facts=facts,
        around=around,
        sections=sections,
        readings=[(reading, anchor(reading.at)) for reading in readings(published)],
    )


def readings(published: Contract) -> Iterator[Reading]:
    """Yield every reading of a contract in the order in which it is published."""
    yield from _readings(published.blocks)
    for section in published.sections:
        yield from _readings(section.blocks)


def _readings(blocks: Iterable[Block]) -> Iterator[Reading]:
    for block in blocks:
        if isinstance(block, Settled):
            yield block.reading
        elif isinstance(block, Part):
            yield from _readings(block.blocks)
