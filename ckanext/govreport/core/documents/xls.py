"""Excel files of before 2007 (.xls, .et) → Document."""

from __future__ import annotations

import io

import xlrd

from ..errors import GovReportError
from .cfb import CompoundFile
from .layout import RawTable, settle
from .model import Document
from .number_formats import print_number
from .properties import find_properties
from .sheets import Sheet, lay_out

__all__ = ["read_xls"]


def read_xls(data: bytes) -> Document:
    """Return a workbook's paragraphs and grids, sheet by sheet; hidden sheets, rows and columns left out.

    Numbers come as the cell prints them.
    """
    compound = CompoundFile(data, "xls")
    # The library's own reader of compound files gives up on damage that does not touch the workbook.
    stream = compound.read("Workbook") or compound.read("Book")
    try:
        book = xlrd.open_workbook(
            file_contents=stream, formatting_info=True, ragged_rows=True, logfile=io.StringIO()
        )
    except xlrd.XLRDError as error:
        if "encrypted" in str(error).lower():
            raise GovReportError("encrypted", kind="xls") from error
        raise GovReportError("damaged", kind="xls", reason=str(error)) from error
    content: list[str | RawTable] = []
    for sheet in book.sheets():
        if sheet.visibility == 0:
            content += lay_out(_read_sheet(book, sheet), "xls")
    blocks = settle(content, "xls")
    return Document("xls", blocks, properties=find_properties(blocks))


def _read_sheet(book: xlrd.Book, sheet: xlrd.sheet.Sheet) -> Sheet:
    found = Sheet(
        hidden_rows={number for number, info in sheet.rowinfo_map.items() if info.hidden},
        hidden_columns={number for number, info in sheet.colinfo_map.items() if info.hidden},
    )
    for row in range(sheet.nrows):
        for column, cell in enumerate(sheet.row(row)):
            if _is_ruled(book, cell):
                found.ruled.add((row, column))
            text = _cell_text(book, cell)
            if text:
                found.cells[row, column] = text
    found.merged = [(top, left, below - 1, right - 1) for top, below, left, right in sheet.merged_cells]
    return found


def _is_ruled(book: xlrd.Book, cell: xlrd.sheet.Cell) -> bool:
    if cell.xf_index is None:
        return False
    border = book.xf_list[cell.xf_index].border
    return any(
        (border.left_line_style, border.right_line_style, border.top_line_style, border.bottom_line_style)
    )


def _cell_text(book: xlrd.Book, cell: xlrd.sheet.Cell) -> str:
    if cell.ctype in (xlrd.XL_CELL_NUMBER, xlrd.XL_CELL_DATE):
        form = book.format_map.get(book.xf_list[cell.xf_index].format_key)
        return print_number(cell.value, form.format_str if form else "")
    if cell.ctype == xlrd.XL_CELL_ERROR:
        return str(xlrd.error_text_from_code.get(cell.value, "#?"))
    return "" if cell.ctype in (xlrd.XL_CELL_EMPTY, xlrd.XL_CELL_BLANK) else str(cell.value).replace("\0", "")
