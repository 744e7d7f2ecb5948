"""OpenDocument spreadsheets: the report on one sheet, or each table on its own."""

from __future__ import annotations

from xml.sax.saxutils import escape

from ..blocks import Cell, Page, Paragraph, Table, grid_of
from .archive import pack
from .look import Look
from .odt import cell_attributes
from .parts import part
from .xlsx import sheets_of

__all__ = ["STYLES", "write_ods"]

STYLES = ("one_sheet", "sheets")


def write_ods(page: Page, look: Look) -> bytes:
    """Return the report as an .ods file."""
    sheets = [_sheet(name, blocks, look) for name, blocks in sheets_of(page, look)]
    body = f"<office:spreadsheet>{''.join(sheets)}</office:spreadsheet>"
    kind = "application/vnd.oasis.opendocument.spreadsheet"
    return pack(
        {
            "mimetype": kind,
            "content.xml": part("odf/content.xml", body=body),
            "META-INF/manifest.xml": part("odf/manifest.xml", kind=kind),
        },
        stored=("mimetype",),
    )


def _sheet(name: str, blocks: list[Paragraph | Table], look: Look) -> str:
    rows = []
    for block in blocks:
        if isinstance(block, Paragraph):
            rows.append(_row(_cell(Cell(block.text, "note"), look)))
            continue
        for line in grid_of(block):
            cells = (_cell(cell, look) if begins else "<table:covered-table-cell/>" for cell, begins in line)
            rows.append(_row("".join(cells)))
        rows.append('<table:table-row table:number-rows-repeated="2"><table:table-cell/></table:table-row>')
    columns = '<table:table-column table:number-columns-repeated="16"/>'
    end = '<table:table-row table:number-rows-repeated="1048000"><table:table-cell/></table:table-row>'
    return f'<table:table table:name="{name}">{columns}{"".join(rows)}{end}</table:table>'


def _row(cells: str) -> str:
    return (
        f'<table:table-row>{cells}<table:table-cell table:number-columns-repeated="1008"/></table:table-row>'
    )


def _cell(cell: Cell, look: Look) -> str:
    text = cell.text
    spans = cell_attributes(cell)
    if not text:
        return f"<table:table-cell{spans}/>"
    plain = text.replace(".", "", 1).isdecimal() and text.isascii()
    kind = 'office:value-type="string"'
    if cell.kind == "value" and plain and look.chance.random() < 0.7:
        kind = f'office:value-type="float" office:value="{text}"'
    lines = "".join(f"<text:p>{escape(line)}</text:p>" for line in text.split("\n"))
    return f"<table:table-cell {kind}{spans}>{lines}</table:table-cell>"
