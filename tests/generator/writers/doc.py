"""Binary .doc files, put together by hand."""

from __future__ import annotations

from tests.core.documents.making_ole import Part, cell, make_doc, paragraph, row_end

from ..blocks import Cell, Page, Paragraph, Table, grid_of
from .look import Look

__all__ = ["STYLES", "write_doc"]

#: WPS writes the same file under another name.
STYLES = ("word", "wps")
_IN_TABLE = bytes.fromhex("162401")
#: Flags of a cell's shape: the first of cells merged downwards, and those below it.
_FIRST, _BELOW = 0x60, 0x20
_UNIT = 95


def write_doc(page: Page, look: Look) -> bytes:
    """Return the report as a .doc file."""
    parts: list[Part] = []
    for block in page.blocks:
        parts += [paragraph(block.text)] if isinstance(block, Paragraph) else [*_table(block), paragraph("")]
    return make_doc(*parts)


def _table(table: Table) -> list[Part]:
    rows = grid_of(table)
    edges = [_UNIT * sum(table.widths[:column]) for column in range(len(table.widths) + 1)]
    parts: list[Part] = []
    for r, row in enumerate(rows):
        at, starts, flags = 0, [0], []
        while at < len(row):
            printed = row[at][0]
            above = r > 0 and rows[r - 1][at][0] is printed
            parts += _cell(printed if not above else Cell("", "note"))
            flags.append(0 if printed.rows == 1 else _BELOW if above else _FIRST)
            at += printed.columns
            starts.append(edges[at])
        parts.append(row_end(starts, flags))
    return parts


def _cell(printed: Cell) -> list[Part]:
    *first, last = printed.text.split("\n")
    return [*(Part(line, "\r", _IN_TABLE) for line in first), cell(last)]
