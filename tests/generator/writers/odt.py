"""OpenDocument texts: spans with covered cells, spaces written as elements."""

from __future__ import annotations

import re
from xml.sax.saxutils import escape

from ..blocks import Cell, Page, Paragraph, Table, grid_of
from .archive import pack
from .look import Look
from .parts import part

__all__ = ["STYLES", "cell_attributes", "paragraphs", "write_odt"]

STYLES = ("libreoffice", "repeated")


def write_odt(page: Page, look: Look) -> bytes:
    """Return the report as an .odt file."""
    body = "".join(
        _table(block, number, look) if isinstance(block, Table) else _paragraph(block)
        for number, block in enumerate(page.blocks)
    )
    kind = "application/vnd.oasis.opendocument.text"
    return pack(
        {
            "mimetype": kind,
            "content.xml": part("odf/content.xml", body=f"<office:text>{body}</office:text>"),
            "META-INF/manifest.xml": part("odf/manifest.xml", kind=kind),
        },
        stored=("mimetype",),
    )


def _paragraph(block: Paragraph) -> str:
    if block.kind == "heading":
        return f'<text:h text:outline-level="1">{_spaced(block.text)}</text:h>'
    return f"<text:p>{_spaced(block.text)}</text:p>"


def _table(table: Table, number: int, look: Look) -> str:
    rows = []
    for line in grid_of(table):
        cells = []
        covered = 0
        for cell, begins in line:
            if not begins:
                covered += 1
                continue
            cells.append(_covered(covered, look))
            covered = 0
            inner = paragraphs(cell, look)
            cells.append(f"<table:table-cell{cell_attributes(cell)}>{inner}</table:table-cell>")
        cells.append(_covered(covered, look))
        rows.append(f"<table:table-row>{''.join(cells)}</table:table-row>")
    columns = f'<table:table-column table:number-columns-repeated="{len(table.widths)}"/>'
    return f'<table:table table:name="表格{number}">{columns}{"".join(rows)}</table:table>'


def _covered(count: int, look: Look) -> str:
    if look.style == "repeated" and count > 1:
        return f'<table:covered-table-cell table:number-columns-repeated="{count}"/>'
    return "<table:covered-table-cell/>" * count


def cell_attributes(cell: Cell) -> str:
    """Return the span attributes of a cell, none where it spans nothing."""
    columns = f' table:number-columns-spanned="{cell.columns}"' if cell.columns > 1 else ""
    rows = f' table:number-rows-spanned="{cell.rows}"' if cell.rows > 1 else ""
    return columns + rows


def paragraphs(cell: Cell, look: Look) -> str:
    """Return the paragraphs of a cell, its number in two spans under ``split_digits``."""
    pieces = look.pieces(cell)
    if len(pieces) > 1:
        spans = "".join(f"<text:span>{_spaced(piece)}</text:span>" for piece in pieces)
        return f"<text:p>{spans}</text:p>"
    return "".join(f"<text:p>{_spaced(line)}</text:p>" for line in cell.text.split("\n"))


def _spaced(text: str) -> str:
    return re.sub(r" {2,}", lambda found: f'<text:s text:c="{len(found[0])}"/>', escape(text))
