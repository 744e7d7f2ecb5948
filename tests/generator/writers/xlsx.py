"""Excel files: the report on one sheet, or each table on its own; numbers typed or as text."""

from __future__ import annotations

from itertools import pairwise
from xml.sax.saxutils import escape

from ..blocks import Cell, Page, Paragraph, Table, placed
from .archive import pack
from .look import Look

__all__ = ["STYLES", "sheets_of", "write_xlsx"]

STYLES = ("one_sheet", "sheets", "typed")

_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_RELATIONSHIPS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'


def write_xlsx(page: Page, look: Look) -> bytes:
    """Return the report as an .xlsx file."""
    sheets = sheets_of(page, look)
    strings: dict[str, int] = {}
    members: dict[str, str | bytes] = {
        "[Content_Types].xml": _content_types(len(sheets)),
        "_rels/.rels": f'{_XML}<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="rId1" '
        f'Type="{_RELATIONSHIPS}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": _workbook([name for name, _ in sheets]),
        "xl/_rels/workbook.xml.rels": _workbook_relations(len(sheets)),
    }
    for number, (_, blocks) in enumerate(sheets, 1):
        members[f"xl/worksheets/sheet{number}.xml"] = _sheet(blocks, look, strings)
    items = "".join(f'<si><t xml:space="preserve">{escape(text)}</t></si>' for text in strings)
    members["xl/sharedStrings.xml"] = f'{_XML}<sst xmlns="{_MAIN}">{items}</sst>'
    return pack(members)


def sheets_of(page: Page, look: Look) -> list[tuple[str, list[Paragraph | Table]]]:
    """Return the page's sheets by name: all on one, or the prose on one and each table on its own."""
    if look.style != "sheets":
        return [("年度报告", list(page.blocks))]
    prose: list[Paragraph | Table] = [block for block in page.blocks if isinstance(block, Paragraph)]
    sheets = [("总体情况", prose)]
    for before, block in pairwise(page.blocks):
        if isinstance(block, Table):
            # A table that is not the form's has its title on its own sheet.
            titled = block.kind == "other" and isinstance(before, Paragraph)
            sheets.append((f"表{len(sheets)}", [before, block] if titled else [block]))
    return sheets


def _sheet(blocks: list[Paragraph | Table], look: Look, strings: dict[str, int]) -> str:
    rows: dict[int, list[str]] = {}
    merges: list[str] = []
    at = 1
    for block in blocks:
        if isinstance(block, Paragraph):
            rows[at] = [_cell_xml(f"A{at}", Cell(block.text, "note"), look, strings)]
            at += 1
            continue
        for r, c, cell in placed(block):
            place = f"{_letter(c)}{at + r}"
            rows.setdefault(at + r, []).append(_cell_xml(place, cell, look, strings))
            if cell.rows > 1 or cell.columns > 1:
                merges.append(f"{place}:{_letter(c + cell.columns - 1)}{at + r + cell.rows - 1}")
        at += len(block.lines) + 1
    data = "".join(f'<row r="{r}">{"".join(cells)}</row>' for r, cells in sorted(rows.items()))
    merged = "".join(f'<mergeCell ref="{ref}"/>' for ref in merges)
    tail = f'<mergeCells count="{len(merges)}">{merged}</mergeCells>' if merges else ""
    return f'{_XML}<worksheet xmlns="{_MAIN}"><sheetData>{data}</sheetData>{tail}</worksheet>'


def _cell_xml(place: str, cell: Cell, look: Look, strings: dict[str, int]) -> str:
    text = cell.text
    plain = text.replace(".", "", 1).isdecimal() and text.isascii()
    if cell.kind == "value" and plain and (look.style == "typed" or look.chance.random() < 0.6):
        return f'<c r="{place}"><v>{_stored(text)}</v></c>'
    if not text:
        return f'<c r="{place}"/>'
    return f'<c r="{place}" t="s"><v>{strings.setdefault(text, len(strings))}</v></c>'


def _stored(number: str) -> str:
    """Return a number as Excel keeps it: seventeen digits of the nearest binary fraction."""
    return f"{float(number):.17g}"


def _letter(column: int) -> str:
    return chr(ord("A") + column)


def _content_types(count: int) -> str:
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml"
    sheets = "".join(
        f'<Override PartName="/xl/worksheets/sheet{i}.xml" ContentType="{kind}.worksheet+xml"/>'
        for i in range(1, count + 1)
    )
    return (
        f'{_XML}<Types xmlns="{_PACKAGE}/content-types"><Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" '
        f'ContentType="application/xml"/><Override PartName="/xl/workbook.xml" '
        f'ContentType="{kind}.sheet.main+xml"/><Override PartName="/xl/sharedStrings.xml" '
        f'ContentType="{kind}.sharedStrings+xml"/>{sheets}</Types>'
    )


def _workbook(names: list[str]) -> str:
    sheets = "".join(
        f'<sheet name="{escape(name)}" sheetId="{i}" r:id="rId{i}"/>' for i, name in enumerate(names, 1)
    )
    return f'{_XML}<workbook xmlns="{_MAIN}" xmlns:r="{_RELATIONSHIPS}"><sheets>{sheets}</sheets></workbook>'


def _workbook_relations(count: int) -> str:
    sheets = "".join(
        f'<Relationship Id="rId{i}" Type="{_RELATIONSHIPS}/worksheet" Target="worksheets/sheet{i}.xml"/>'
        for i in range(1, count + 1)
    )
    strings = (
        f'<Relationship Id="rId{count + 1}" Type="{_RELATIONSHIPS}/sharedStrings" '
        'Target="sharedStrings.xml"/>'
    )
    return f'{_XML}<Relationships xmlns="{_PACKAGE}/relationships">{sheets}{strings}</Relationships>'
