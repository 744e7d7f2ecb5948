"""The body of a .docx: paragraphs and tables in order, merged cells joined."""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree.ElementTree import Element

from ..errors import GovReportError
from . import limits
from .docx_looks import Looks
from .docx_names import is_on, name
from .docx_numbering import Numbering
from .docx_text import CHOICES, ParagraphReader, chosen
from .layout import RawCell, RawTable

__all__ = ["BodyReader"]

_PARAGRAPH, _TABLE, _ROW, _CELL = name("p"), name("tbl"), name("tr"), name("tc")
#: Around paragraphs, rows and cells, these only mark something.
_AROUND = frozenset(map(name, ("sdt", "sdtContent", "ins", "moveTo", "customXml", "smartTag")))
_ROW_PROPERTIES, _CELL_PROPERTIES = name("trPr"), name("tcPr")
_GONE_ROWS = (name("del"), name("hidden"))
_BEFORE, _SPAN, _DOWN, _ACROSS, _VALUE = (
    name("gridBefore"),
    name("gridSpan"),
    name("vMerge"),
    name("hMerge"),
    name("val"),
)
#: A table of Word has at most 63 columns.
_WIDEST = 63


class BodyReader:
    """Reads what stands in a body, a cell or a text box."""

    def __init__(self, numbering: Numbering, looks: Looks) -> None:
        self._numbering = numbering
        self._looks = looks

    def read(self, parent: Element) -> tuple[list[str | RawTable], bool]:
        """Return paragraphs and tables in order, and whether a picture stands among them."""
        content: list[str | RawTable] = []
        has_picture = False
        for child in _unwrap(parent):
            if child.tag == _PARAGRAPH:
                has_picture |= self._read_paragraph(child, content)
            elif child.tag == _TABLE:
                content.append(self._read_table(child))
        return content, has_picture

    def _read_paragraph(self, paragraph: Element, content: list[str | RawTable]) -> bool:
        reader = ParagraphReader(self._looks)
        reader.take_paragraph(paragraph)
        text = "".join(reader.pieces)
        if text.strip():
            text = self._numbering.label(paragraph, text) + text
        content += [line for line in text.split("\n") if line]
        for box in reader.boxes:
            content += self.read(box)[0]
        return reader.has_picture

    def _read_table(self, table: Element) -> RawTable:
        cells: list[RawCell] = []
        above: dict[int, RawCell] = {}
        number = 0
        for row in _unwrap(table):
            if row.tag != _ROW or _is_gone(row):
                continue
            if number >= limits.ROWS:
                raise GovReportError("too_complex", kind="docx", what=f"{limits.ROWS} rows")
            above = self._read_row(row, number, above, cells)
            number += 1
        return RawTable(cells)

    def _read_row(
        self, row: Element, number: int, above: dict[int, RawCell], cells: list[RawCell]
    ) -> dict[int, RawCell]:
        """Add a row's cells to ``cells``; return those that the next row may go on with, by column."""
        column = _row_offset(row)
        open_cells: dict[int, RawCell] = {}
        last: RawCell | None = None
        for cell in _unwrap(row):
            if cell.tag != _CELL:
                continue
            span, down, across = _cell_shape(cell)
            upper = above.get(column)
            if across == "continue" and last is not None:
                last.column_span += span
            elif down == "continue" and upper is not None and upper.column_span == span:
                upper.row_span = number + 1 - upper.row
                open_cells[column] = last = upper
            else:
                content, has_picture = self.read(cell)
                last = RawCell(number, column, content, 1, span, has_picture)
                cells.append(last)
                if down:
                    open_cells[column] = last
            column += span
        return open_cells


def _unwrap(parent: Element) -> Iterator[Element]:
    """Yield what stands in an element, without what only marks it."""
    for child in parent:
        if child.tag in _AROUND:
            yield from _unwrap(child)
        elif child.tag == CHOICES:
            for choice in chosen(child):
                yield from _unwrap(choice)
        else:
            yield child


def _is_gone(row: Element) -> bool:
    properties = row.find(_ROW_PROPERTIES)
    return properties is not None and any(is_on(properties.find(mark)) for mark in _GONE_ROWS)


def _row_offset(row: Element) -> int:
    properties = row.find(_ROW_PROPERTIES)
    return 0 if properties is None else _number(properties.find(_BEFORE), 0)


def _cell_shape(cell: Element) -> tuple[int, str | None, str | None]:
    """Return columns covered, and how the cell goes on from above and from the left."""
    span, down, across = 1, None, None
    properties = cell.find(_CELL_PROPERTIES)
    if properties is not None:
        for mark in properties:
            if mark.tag == _SPAN:
                span = max(1, _number(mark, 1))
            elif mark.tag == _DOWN:
                down = mark.get(_VALUE, "continue")
            elif mark.tag == _ACROSS:
                across = mark.get(_VALUE, "continue")
    return span, down, across


def _number(mark: Element | None, default: int) -> int:
    digits = "" if mark is None else mark.get(_VALUE, "")
    return min(int(digits[:4]), _WIDEST) if digits.isascii() and digits.isdecimal() else default
