"""Plain text → Document: dumps of word processors and copied tables."""

from __future__ import annotations

from statistics import median

from ..errors import GovReportError
from . import limits
from .charset import decode
from .drawn import split_drawn
from .layout import RawCell, RawTable, settle
from .leaked import drop_leaked_comments
from .model import Document
from .properties import find_properties
from .separated import split_commas, split_sheets

__all__ = ["read_text", "split_text"]

#: Half of a table's cells are shorter than this; of paragraphs that only begin with a tab they are not.
_LONG_CELL = 40

Row = list[str]


def read_text(data: bytes) -> Document:
    """Return the paragraphs of a text, and the grids whose cells it still marks.

    These ways to mark them are sure. The text that Apache Tika makes of a Word
    file: a tab opens each cell and stands on a line of its own, an empty line
    ends the row. Copied tables and sheets: one row a line, tabs or commas between
    the cells. And tables drawn with signs. Anything else, such as rows whose
    digits run together, stays paragraphs.
    """
    content = split_text(decode(data))
    blocks = settle(content, "text")
    return Document("text", blocks, properties=find_properties(blocks))


def split_text(text: str) -> list[str | RawTable]:
    """Return paragraphs and tables of a text in order.

    :raises GovReportError: ``too_complex`` beyond the limits on lines and cells.
    """
    if text.count("\n") + text.count("\r") > limits.LINES or text.count("\t") > 2 * limits.CELLS:
        raise GovReportError("too_complex", kind="text", what=f"{limits.CELLS} cells")
    lines = (
        drop_leaked_comments(text).replace("\r\n", "\n").replace("\r", "\n").replace("\f", "\n").split("\n")
    )
    content: list[str | RawTable] = []
    for part in split_drawn(lines):
        content += [part] if isinstance(part, RawTable) else _split_plain(part)
    return content


def _split_plain(lines: list[str]) -> list[str | RawTable]:
    opening = sum(line.startswith("\t") and "\t" not in line.lstrip("\t") for line in lines)
    dividing = sum("\t" in line.strip("\t") for line in lines)
    if opening > dividing:
        return _split_dump(lines)
    sheet = split_sheets(lines) if dividing else split_commas(lines)
    if sheet is not None:
        return sheet
    return _split_copied(lines) if dividing else [line.strip(" \t") for line in lines if line.strip()]


def _split_dump(lines: list[str]) -> list[str | RawTable]:
    """Read the grammar of Tika: cells open with a tab, an empty line ends a row, a second one the table."""
    content: list[str | RawTable] = []
    rows: list[Row] = []
    row: Row = []
    for line in lines:
        if line.startswith("\t"):
            text = line.lstrip("\t")
            row += [""] * (len(line) - len(text) - 1)
            row.append(text)
        elif row and line:
            row[-1] += f"\n{line}"
        elif row:
            rows.append(row)
            row = []
        else:
            content += _close_table(rows)
            rows = []
            if line.strip():
                content.append(line.strip(" "))
    if row:
        rows.append(row)
    return content + _close_table(rows)


def _split_copied(lines: list[str]) -> list[str | RawTable]:
    content: list[str | RawTable] = []
    rows: list[Row] = []
    for line in lines:
        if "\t" in (line if rows else line.strip("\t ")):
            rows.append(line.split("\t"))
            continue
        if not line.strip() and rows:
            continue
        content += _close_table(rows)
        rows = []
        if line.strip():
            content.append(line.strip(" \t"))
    return content + _close_table(rows)


def _close_table(rows: list[Row]) -> list[str | RawTable]:
    cells = [cell for row in rows for cell in row]
    if not cells:
        return []
    if len(rows) < 2 or max(map(len, rows)) < 2 or median(map(len, cells)) >= _LONG_CELL:
        return [cell.strip() for cell in cells if cell.strip()]
    if all(row[-1] == "" for row in rows):
        # Where every row ends with the sign that divides, nothing stands behind it.
        rows = [row[:-1] for row in rows]
    return [to_table(rows)]


def to_table(rows: list[Row]) -> RawTable:
    """Return rows of cells as a table that does not know its column spans."""
    cells = [
        RawCell(number, column, [text] if text else [])
        for number, row in enumerate(rows)
        for column, text in enumerate(row)
    ]
    return RawTable(cells, aligned=False)
