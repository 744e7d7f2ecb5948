"""Word files, written as Word writes them: real gridSpan and vMerge, digits in several runs."""

from __future__ import annotations

from xml.sax.saxutils import escape

from ..blocks import Cell, Page, Paragraph, Table, grid_of
from .archive import pack
from .look import Look
from .parts import part

__all__ = ["STYLES", "write_docx"]

STYLES = ("word", "wps", "tracked", "controls", "nested", "text_box", "strict")

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_PROOF = '<w:proofErr w:type="spellStart"/>'


def write_docx(page: Page, look: Look) -> bytes:
    """Return the report as a .docx file."""
    body = "".join(
        _table(block, look) if isinstance(block, Table) else _paragraph(block, look) for block in page.blocks
    )
    if look.style == "nested":
        body = f"<w:tbl><w:tr><w:tc>{body}<w:p/></w:tc></w:tr></w:tbl><w:p/>"
    document = (
        f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<w:document xmlns:w="{_W}"><w:body>{body}'
        '<w:sectPr><w:pgSz w:w="11906" w:h="16838"/></w:sectPr></w:body></w:document>'
    )
    if look.style == "strict":
        document = document.replace(_W, "http://purl.oclc.org/ooxml/wordprocessingml/main")
    title = page.title if look.style == "wps" else ""
    return pack(
        {
            "[Content_Types].xml": part("docx/content_types.xml"),
            "_rels/.rels": part("docx/relations.xml"),
            "word/document.xml": document,
            "word/_rels/document.xml.rels": part("docx/document_relations.xml"),
            "word/styles.xml": part("docx/styles.xml"),
            "docProps/core.xml": part("docx/core.xml", title=escape(title)),
        }
    )


def _paragraph(block: Paragraph, look: Look) -> str:
    size = {"title": 44, "heading": 32}.get(block.kind, 28)
    align = {"title": "center", "signed": "right"}.get(block.kind)
    properties = f'<w:pPr><w:jc w:val="{align}"/></w:pPr>' if align else ""
    run = _run(block.text, size)
    if look.style == "tracked" and block.kind == "text":
        run += (
            f'<w:del w:id="1" w:author="user"><w:r><w:delText>（删去的文字{len(block.text)}件）</w:delText>'
            f"</w:r></w:del>"
        )
    if look.style == "text_box" and block.kind == "title":
        return part("docx/text_box.xml", paragraph=f"<w:p>{properties}{run}</w:p>")
    return f"<w:p>{properties}{run}</w:p>"


def _run(text: str, size: int = 21) -> str:
    return (
        f'<w:r><w:rPr><w:sz w:val="{size}"/></w:rPr><w:t xml:space="preserve">{escape(text)}</w:t></w:r>'
        if text
        else ""
    )


def _table(table: Table, look: Look) -> str:
    unit = 9000 / sum(table.widths)
    grid = "".join(f'<w:gridCol w:w="{round(width * unit)}"/>' for width in table.widths)
    rows = grid_of(table)
    lines = []
    for r, row in enumerate(rows):
        cells, c = [], 0
        while c < len(row):
            cell = row[c][0]
            merge = ""
            if cell.rows > 1:
                above = r > 0 and rows[r - 1][c][0] is cell
                merge = "<w:vMerge/>" if above else '<w:vMerge w:val="restart"/>'
            cells.append(_cell(cell, merge, look, round(cell.columns * unit * 8)))
            c += cell.columns
        head = "<w:trPr><w:tblHeader/></w:trPr>" if r < table.head else ""
        lines.append(f"<w:tr>{head}{''.join(cells)}</w:tr>")
    text = (
        '<w:tbl><w:tblPr><w:tblW w:w="9000" w:type="dxa"/><w:tblBorders><w:top w:val="single" w:sz="4"/>'
        '<w:left w:val="single" w:sz="4"/><w:bottom w:val="single" w:sz="4"/><w:right w:val="single" '
        'w:sz="4"/><w:insideH w:val="single" w:sz="4"/><w:insideV w:val="single" w:sz="4"/></w:tblBorders>'
        f"</w:tblPr><w:tblGrid>{grid}</w:tblGrid>{''.join(lines)}</w:tbl>"
    )
    if look.style == "controls":
        text = f"<w:sdt><w:sdtPr/><w:sdtContent>{text}</w:sdtContent></w:sdt>"
    return f"{text}<w:p/>"


def _cell(cell: Cell, merge: str, look: Look, width: int) -> str:
    span = f'<w:gridSpan w:val="{cell.columns}"/>' if cell.columns > 1 else ""
    hidden = merge == "<w:vMerge/>"
    paragraphs = "<w:p/>" if hidden else _paragraphs(cell, look)
    return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{span}{merge}</w:tcPr>{paragraphs}</w:tc>'


def _paragraphs(cell: Cell, look: Look) -> str:
    if look.marked(cell, "footnote_mark"):
        properties = '<w:rPr><w:vertAlign w:val="superscript"/></w:rPr>'
        raised = f"<w:r>{properties}<w:t>{look.chance.randrange(1, 4)}</w:t></w:r>"
        return f"<w:p>{_run(cell.text)}{raised}</w:p>"
    if look.marked(cell, "struck_out"):
        struck = f"<w:r><w:rPr><w:strike/></w:rPr><w:t>{look.chance.randrange(1, 99)}</w:t></w:r>"
        return f"<w:p>{struck}{_run(cell.text)}</w:p>"
    if at := look.wraps(cell):
        return f"<w:p>{_run(cell.text[:at])}</w:p><w:p>{_run(cell.text[at:])}</w:p>"
    pieces = look.pieces(cell)
    if len(pieces) > 1:
        return f"<w:p>{_PROOF.join(_run(piece) for piece in pieces)}</w:p>"
    if look.style == "tracked" and cell.kind == "value" and look.chance.random() < 0.2:
        gone = '<w:del w:id="2" w:author="user"><w:r><w:delText>88</w:delText></w:r></w:del>'
        kept = f'<w:ins w:id="3" w:author="user">{_run(cell.text)}</w:ins>'
        return f"<w:p>{gone}{kept}</w:p>"
    return "".join(f"<w:p>{_run(line)}</w:p>" for line in cell.text.split("\n"))
