"""A redline as a Word document with tracked changes (ECMA-376, 17.13.5), the same bytes every time."""

from __future__ import annotations

import zipfile
from dataclasses import dataclass, field
from datetime import UTC, datetime, time
from io import BytesIO
from typing import TYPE_CHECKING, Any, Final

from validator.render.contract import contract
from validator.render.redline.lines import Grid, Line, pieces
from validator.render.redline.marks import Mark, Stretch, aligned, paired, words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from docx.document import Document

    from validator.model.edition import Edition
    from validator.model.policy import Policy

TAGS: Final = {Mark.COMES: "w:ins", Mark.GOES: "w:del"}
ZIP_BEGINS: Final = (1980, 1, 1, 0, 0, 0)
"""The earliest time that a zip file can carry: its parts have no time of their own."""


def docx(policy: Policy, old: Edition, new: Edition) -> bytes:
    """Return both editions in one Word document: with all changes accepted the new one, with all rejected the old."""
    from docx import Document as new_document  # noqa: N813, PLC0415 -- an extra, and a function

    document = new_document()
    moment = datetime.combine(new.effective_from, time(), UTC)
    properties = document.core_properties
    properties.title = _printable(f"{new.title}: {new.id} compared with {old.id}")
    properties.author, properties.last_modified_by, properties.comments = policy.provider, policy.provider, ""
    properties.created = properties.modified = moment.replace(tzinfo=None)
    writer = _Writer(document, policy.provider, moment.strftime("%Y-%m-%dT%H:%M:%SZ"))
    for before, after in paired(list(pieces(contract(policy, old))), list(pieces(contract(policy, new)))):
        writer.write(before, after)
    return _packed(document)


def _packed(document: Document) -> bytes:
    """Return the document's zip without the time at which it was made."""
    made, repacked = BytesIO(), BytesIO()
    document.save(made)
    with zipfile.ZipFile(made) as source, zipfile.ZipFile(repacked, "w", zipfile.ZIP_DEFLATED) as target:
        for part in source.infolist():
            info = zipfile.ZipInfo(part.filename, ZIP_BEGINS)
            info.compress_type = zipfile.ZIP_DEFLATED
            target.writestr(info, source.read(part.filename))
    return repacked.getvalue()


@dataclass(slots=True)
class _Writer:
    """Writes pieces into a document; every change is by `author` on `date`."""

    document: Document
    author: str
    date: str
    changes: int = 0
    styles: dict[str, str] = field(default_factory=dict)

    def write(self, old: object, new: object) -> None:
        """Write a piece as it was and as it is; None where there was or is none."""
        if isinstance(old, Grid) or isinstance(new, Grid):
            self._tables(old if isinstance(old, Grid) else None, new if isinstance(new, Grid) else None)
            return
        line = new or old
        if isinstance(line, Line):
            before = old if isinstance(old, Line) else None
            after = new if isinstance(new, Line) else None
            paragraph = self.document.add_paragraph()
            paragraph._p.style = self._style(line.style)  # noqa: SLF001 -- by name it is looked up each time, which is slow
            self._fill(paragraph._p, _marked(_label(before), _label(after)), bold=True)  # noqa: SLF001 -- its element
            self._fill(paragraph._p, _marked(_text(before), _text(after)))  # noqa: SLF001
            self._mark_paragraph(paragraph._p, _whole(before, after))  # noqa: SLF001

    def _tables(self, old: Grid | None, new: Grid | None) -> None:
        """Write one table where both have the same columns, the old one struck and the new one otherwise."""
        if old and new and len(old.head) == len(new.head):
            rows = aligned(old.rows, new.rows, [row[0] for row in old.rows], [row[0] for row in new.rows])
            self._table([(old.head, new.head), *rows])
            return
        if old:
            self._table([(row, None) for row in (old.head, *old.rows)])
        if new:
            self._table([(None, row) for row in (new.head, *new.rows)])

    def _table(self, rows: Sequence[tuple[tuple[str, ...] | None, tuple[str, ...] | None]]) -> None:
        width = max(len(row) for pair in rows for row in pair if row)
        table = self.document.add_table(rows=0, cols=width, style="Table Grid")
        for index, (before, after) in enumerate(rows):
            row = table.add_row()
            mark = _whole(before, after)
            if index == 0:
                self._row_property(row._tr, "w:tblHeader")  # noqa: SLF001 -- its element
            if mark is not Mark.SAME:
                self._row_property(row._tr, TAGS[mark], tracked=True)  # noqa: SLF001
            for column, cell in enumerate(row.cells):
                texts = (side[column] if side else "" for side in (before, after))
                paragraph = cell.paragraphs[0]._p  # noqa: SLF001
                self._fill(paragraph, _marked(*texts), bold=index == 0 or column == 0)
                self._mark_paragraph(paragraph, mark)
        self.document.add_paragraph()

    def _style(self, name: str) -> str:
        """Return the identifier of a style of the document."""
        if name not in self.styles:
            self.styles[name] = self.document.styles[name].style_id
        return self.styles[name]

    def _fill(self, paragraph: Any, stretches: Iterable[Stretch], *, bold: bool = False) -> None:  # noqa: ANN401 -- XML
        for stretch in stretches:
            run = _run(stretch, bold=bold)
            if stretch.mark is Mark.SAME:
                paragraph.append(run)
            else:
                change = self._change(TAGS[stretch.mark])
                change.append(run)
                paragraph.append(change)

    def _mark_paragraph(self, paragraph: Any, mark: Mark) -> None:  # noqa: ANN401 -- XML
        """Track the end of a paragraph that comes or goes as a whole."""
        if mark is not Mark.SAME:
            properties = paragraph.get_or_add_pPr()
            marks = _element("w:rPr")
            marks.append(self._change(TAGS[mark]))
            properties.append(marks)

    def _row_property(self, row: Any, tag: str, *, tracked: bool = False) -> None:  # noqa: ANN401 -- XML
        properties = row.get_or_add_trPr()
        properties.append(self._change(tag) if tracked else _element(tag))

    def _change(self, tag: str) -> Any:  # noqa: ANN401 -- XML
        self.changes += 1
        return _element(tag, {"w:id": str(self.changes), "w:author": self.author, "w:date": self.date})


def _marked(old: str, new: str) -> Iterator[Stretch]:
    return (stretch for stretch in words(old, new) if stretch.text)


def _label(line: Line | None) -> str:
    return line.label if line else ""


def _text(line: Line | None) -> str:
    return line.text if line else ""


def _whole(old: object, new: object) -> Mark:
    if old is None:
        return Mark.COMES
    return Mark.GOES if new is None else Mark.SAME


def _run(stretch: Stretch, *, bold: bool) -> Any:  # noqa: ANN401 -- XML
    run = _element("w:r")
    if bold:
        properties = _element("w:rPr")
        properties.append(_element("w:b"))
        run.append(properties)
    text = _element("w:delText" if stretch.mark is Mark.GOES else "w:t", {"xml:space": "preserve"})
    text.text = _printable(stretch.text)
    run.append(text)
    return run


def _printable(text: str) -> str:
    """Return a text without characters that XML cannot hold."""
    return "".join(letter for letter in text if letter.isprintable() or letter.isspace())


def _element(tag: str, attributes: dict[str, str] | None = None) -> Any:  # noqa: ANN401 -- XML
    from docx.oxml import OxmlElement  # noqa: PLC0415 -- an extra
    from docx.oxml.ns import qn  # noqa: PLC0415 -- an extra

    made = OxmlElement(tag)
    for name, value in (attributes or {}).items():
        made.set(qn(name), value)
    return made
