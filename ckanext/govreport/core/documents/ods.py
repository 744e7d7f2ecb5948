"""OpenDocument sheets (.ods) → Document."""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree.ElementTree import Element

from ..errors import GovReportError
from . import limits
from .archive import Archive
from .layout import RawTable, settle
from .model import Document
from .number_formats import print_number
from .odf import Looks, OdfText, name, open_body
from .properties import find_properties
from .sheets import Sheet, lay_out

__all__ = ["read_ods"]

_TABLE, _ROW, _COLUMN = name("table:table"), name("table:table-row"), name("table:table-column")
_CELLS = frozenset((name("table:table-cell"), name("table:covered-table-cell")))
_PARAGRAPH = name("text:p")
_STYLE = name("table:style-name")
_DOWN, _ACROSS = name("table:number-rows-spanned"), name("table:number-columns-spanned")
_REPEATED, _ROWS_REPEATED = name("table:number-columns-repeated"), name("table:number-rows-repeated")
_VISIBILITY, _VALUE = name("table:visibility"), name("office:value")
#: More columns than any sheet has.
_LAST_COLUMN = 16_384
#: Hidden rows below this hide nothing of a form.
_LAST_ROW = 200_000


def read_ods(data: bytes) -> Document:
    """Return a workbook's paragraphs and grids, sheet by sheet; hidden sheets, rows and columns left out."""
    _, body, looks = open_body(Archive(data, "ods"), "ods")
    content: list[str | RawTable] = []
    for table in body.iter(_TABLE):
        if table.get(_STYLE) not in looks.undisplayed:
            content += lay_out(_read_sheet(table, looks), "ods")
    blocks = settle(content, "ods")
    return Document("ods", blocks, properties=find_properties(blocks))


def _read_sheet(table: Element, looks: Looks) -> Sheet:
    sheet = Sheet(hidden_columns=_hidden_columns(table))
    number = seen = 0
    for row in _own(table, _ROW):
        times = _count(row.get(_ROWS_REPEATED))
        if row.get(_VISIBILITY, "visible") != "visible":
            sheet.hidden_rows.update(range(number, min(number + times, _LAST_ROW)))
        else:
            cells = list(_read_row(row, looks))
            seen += len(cells)
            _check(seen)
            # A sheet may be ruled down to its last row; only rows that say something are rows of a table.
            if any(text for _, text, _ in cells):
                _check(len(sheet.cells) + times * len(cells))
                for repeat in range(times):
                    _place_row(sheet, number + repeat, cells, looks)
        number += times
    return sheet


def _own(table: Element, tag: str) -> Iterator[Element]:
    """Yield a table's own rows or columns, not those of tables in its cells."""
    waiting = list(reversed(table))
    while waiting:
        element = waiting.pop()
        if element.tag == tag:
            yield element
        elif element.tag not in (_TABLE, _ROW, *_CELLS):
            waiting += reversed(element)


def _read_row(row: Element, looks: Looks) -> Iterator[tuple[int, str, Element]]:
    """Yield column, text and element of the cells that say something, span others or have a border."""
    column = 0
    for cell in row:
        if cell.tag not in _CELLS or column >= _LAST_COLUMN:
            continue
        times = _count(cell.get(_REPEATED))
        text = _cell_text(cell, looks) if len(cell) else ""
        # A sheet may be ruled to its last column, too; beyond any form that is of no use.
        most = limits.COLUMNS if text else limits.SPAN
        if text or cell.get(_ACROSS) or cell.get(_DOWN) or cell.get(_STYLE) in looks.ruled:
            for repeat in range(min(times, most)):
                yield column + repeat, text, cell
        column += times


def _place_row(sheet: Sheet, row: int, cells: list[tuple[int, str, Element]], looks: Looks) -> None:
    for column, text, cell in cells:
        if text:
            sheet.cells[row, column] = text
        if cell.get(_STYLE) in looks.ruled:
            sheet.ruled.add((row, column))
        down, across = _count(cell.get(_DOWN)), _count(cell.get(_ACROSS))
        if down > 1 or across > 1:
            last = min(column + across, _LAST_COLUMN) - 1
            sheet.merged.append((row, column, row + down - 1, last))


def _cell_text(cell: Element, looks: Looks) -> str:
    """Return what the cell shows; a number without a digit, such as a zero shown as a dash, in digits."""
    lines = []
    for paragraph in cell.iterfind(_PARAGRAPH):
        text = OdfText(looks)
        text.take(paragraph)
        lines.append("".join(text.pieces))
    shown = "\n".join(lines)
    value = cell.get(_VALUE)
    if value is None or any(sign.isdigit() for sign in shown):
        return shown
    try:
        return print_number(float(value))
    except ValueError:
        return shown


def _hidden_columns(table: Element) -> set[int]:
    hidden: set[int] = set()
    number = 0
    for column in _own(table, _COLUMN):
        times = min(_count(column.get(_REPEATED)), _LAST_COLUMN)
        if column.get(_VISIBILITY, "visible") != "visible":
            hidden.update(range(number, min(number + times, _LAST_COLUMN)))
        number += times
    return hidden


def _check(cells: int) -> None:
    if cells > limits.CELLS:
        raise GovReportError("too_complex", kind="ods", what=f"{limits.CELLS} cells")


def _count(digits: str | None) -> int:
    return max(1, int(digits[:9])) if digits and digits.isascii() and digits.isdecimal() else 1
