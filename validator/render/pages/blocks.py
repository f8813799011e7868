"""The blocks of a contract as HTML: every text escaped, every place with its permanent anchor."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, assert_never

from markupsafe import Markup

from validator.render.contract import (
    Bullets,
    Cell,
    Facts,
    Paragraph,
    Part,
    Row,
    Said,
    Section,
    Settled,
    Table,
)
from validator.render.contract.blocks import anchor

if TYPE_CHECKING:
    from validator.location import Address
    from validator.render.contract import Block, Contract
    from validator.render.pages.beside import Margin
    from validator.render.pages.linking import Linker

MOST_EXAMPLES = 12
DEEPEST = 6


@dataclass(frozen=True, slots=True)
class Writer:
    """Writes blocks for one page; `examples_href` is the page of all examples. An anchor is given out once."""

    linker: Linker
    margin: Margin
    examples_href: str = ""
    _given: set[str] = field(default_factory=set, repr=False)

    def section(self, section: Section) -> Markup:
        """Return all that stands under a heading, without the heading, and its examples."""
        written = [self._block(block, section.heading.text, 3) for block in section.blocks]
        return _lines([*written, self._examples(section)])

    def blocks(self, blocks: Iterable[Block], heading: str = "") -> Markup:
        """Return blocks one below the other."""
        return _lines(self._block(block, heading, 3) for block in blocks)

    def _block(self, block: Block, heading: str, level: int) -> Markup:
        match block:
            case Paragraph():
                return Markup("<p{}>{}</p>").format(self._id(block.said), self._said(block.said))
            case Bullets():
                return self._bullets(block)
            case Facts():
                return _lines([Markup("<dl>"), *map(self._fact, block.rows), Markup("</dl>")])
            case Table():
                return self._table(block)
            case Settled():
                return self._reading(block)
            case Part():
                return self._part(block, heading, level)
            case _:
                assert_never(block)

    def _part(self, part: Part, heading: str, level: int) -> Markup:
        if part.title.text == heading:  # the section itself says what it is about
            below = _lines(self._block(block, heading, level) for block in part.blocks)
            return Markup("<div{}>\n{}\n</div>").format(self._id(part.title), below)
        below = _lines(self._block(block, heading, min(level + 1, DEEPEST)) for block in part.blocks)
        title = Markup("<h{0}{1}>{2}{3}{4}</h{0}>").format(
            level,
            self._id(part.title),
            part.title.text,
            self._here(part.title),
            self._was(part.title, whole=True),
        )
        return _lines([title, below])

    def _bullets(self, block: Bullets) -> Markup:
        items = [Markup("<li{}>{}</li>").format(self._id(item), self._said(item)) for item in block.items]
        listed = _lines([Markup("<ul>"), *items, Markup("</ul>")])
        if len(items) > 3 * MOST_EXAMPLES:
            return Markup("<details><summary>{}</summary>\n{}\n</details>").format(block.title, listed)
        title = Markup('<p class="title">{}</p>').format(block.title) if block.title else ""
        return _lines([title, listed])

    def _fact(self, row: tuple[str, Cell]) -> Markup:
        label, cell = row
        texts = [Markup("<dd{}>{}</dd>").format(self._id(said), self._said(said)) for said in cell]
        return _lines([Markup("<dt>{}</dt>").format(label), *texts])

    def _table(self, table: Table) -> Markup:
        columns = [
            Markup('<th scope="col"{}>{}{}</th>').format(
                self._id(said), said.text, self._was(said, whole=True)
            )
            for said in table.columns
        ]
        head = Markup('<thead><tr><th scope="col">{}</th>{}</tr></thead>').format(
            table.corner, Markup("").join(columns)
        )
        return _lines(
            [
                Markup('<div class="table" tabindex="0" role="region" aria-label="{}">').format(
                    table.caption
                ),
                Markup("<table>\n<caption>{}</caption>").format(table.caption),
                head,
                Markup("<tbody>"),
                *map(self._row, table.rows),
                Markup("</tbody>\n</table>\n</div>"),
            ]
        )

    def _row(self, row: Row) -> Markup:
        cells = Markup("").join(Markup("<td>{}</td>").format(self._cell(cell)) for cell in row.cells)
        return Markup('<tr><th scope="row"{}>{}</th>{}</tr>').format(
            self._id(row.title), row.title.text, cells
        )

    def _cell(self, cell: Cell) -> Markup:
        texts = [Markup("<span{}>{}</span>").format(self._id(said), self._said(said)) for said in cell]
        return (
            texts[0]
            if len(texts) == 1
            else Markup("").join(Markup("<p>{}</p>").format(each) for each in texts)
        )

    def _reading(self, settled: Settled) -> Markup:
        reading = settled.reading
        at = Said(reading.chosen, reading.at)
        return Markup(
            '<div class="reading" role="note"{}>\n<p><strong>{}</strong></p>\n'
            '<p><span class="label">Chosen:</span> {}{}</p>\n<p>{}</p>\n</div>'
        ).format(self._id(at), reading.question, reading.chosen, self._was(at), reading.because)

    def _examples(self, section: Section) -> Markup:
        found = self.margin.shown_for(list(places(section.blocks)))
        if not found:
            return Markup("")
        items = [
            Markup('<li><a href="{}">{}</a> {}</li>').format(each.href, each.title, each.told)
            for each in found[:MOST_EXAMPLES]
        ]
        if len(found) > MOST_EXAMPLES:
            more = Markup('<li><a href="{}">{} further examples that rest on this clause</a></li>')
            items.append(more.format(self.examples_href, len(found) - MOST_EXAMPLES))
        return Markup(
            '<details class="examples"><summary>Worked examples: {}</summary>\n<ul>\n{}\n</ul>\n</details>'
        ).format(len(found), _lines(items))

    def _said(self, said: Said) -> Markup:
        return self.linker.linked(one_line(said.text), said.anchor.rpartition(".")[0]) + self._was(said)

    def _was(self, said: Said, *, whole: bool = False) -> Markup:
        """Return a note of what stood here before; of a `whole` thing only whether it is new."""
        if not said.at.route:
            return Markup("")
        told = self.margin.is_new(said.at) if whole else self.margin.was(said.at)
        return Markup(' <ins class="was">{}</ins>').format(told) if told else Markup("")

    def _here(self, said: Said) -> Markup:
        link = Markup(' <a class="here" href="#{}" aria-label="Link to {}">#</a>')
        return link.format(said.anchor, said.text) if said.anchor else Markup("")

    def _id(self, said: Said) -> Markup:
        name = said.anchor
        if not name or name in self._given:
            return Markup("")
        self._given.add(name)
        return Markup(' id="{}"').format(name)


def places(blocks: Iterable[Block]) -> Iterator[Address]:
    """Yield every place that blocks say something of."""
    for block in blocks:
        match block:
            case Paragraph():
                yield block.said.at
            case Bullets():
                yield from (item.at for item in block.items)
            case Facts():
                yield from (said.at for _, cell in block.rows for said in cell)
            case Table():
                yield from (said.at for said in block.columns)
                yield from (said.at for row in block.rows for cell in row.cells for said in cell)
            case Settled():
                yield block.reading.at
            case Part():
                yield block.title.at
                yield from places(block.blocks)
            case _:
                assert_never(block)


def anchors_of(published: Contract) -> Iterator[str]:
    """Yield the anchors that a contract's page has for places of the files."""
    for blocks in ((published.facts, *published.blocks), *(section.blocks for section in published.sections)):
        yield from (anchor(at) for at in places(blocks) if at.route)


def one_line(text: str) -> str:
    """Return a text without line breaks: a blank line would end the HTML that Markdown leaves alone."""
    return " ".join(text.split())


def _lines(parts: Iterable[Markup | str]) -> Markup:
    return Markup("\n").join(part for part in parts if part)
