"""Small files made by hand: what the readers' tests are about stands in the test itself."""

from __future__ import annotations

import io
import zipfile

from ckanext.govreport.core.documents import Document, Grid, read_document

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
MC = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'


def make_zip(parts: dict[str, str | bytes], *, packed_well: bool = True) -> bytes:
    """Return a ZIP archive with these members."""
    packed = io.BytesIO()
    method = zipfile.ZIP_DEFLATED if packed_well else zipfile.ZIP_STORED
    with zipfile.ZipFile(packed, "w", method) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return packed.getvalue()


def make_docx(body: str, **parts: str) -> bytes:
    """Return a Word file with that body; further parts by the last piece of their name."""
    document = f"<w:document {W} {MC}><w:body>{body}</w:body></w:document>"
    others = {f"word/{name}.xml": f"<w:{name} {W}>{content}</w:{name}>" for name, content in parts.items()}
    return make_zip({"word/document.xml": document, **others})


def paragraph(text: str, properties: str = "") -> str:
    """Return a paragraph of one run."""
    return f"<w:p>{properties}<w:r><w:t>{text}</w:t></w:r></w:p>"


def cell(text: str, properties: str = "") -> str:
    """Return a cell of one paragraph."""
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{paragraph(text)}</w:tc>"


def table(*rows: str) -> str:
    """Return a table of rows that are made of cells."""
    return "<w:tbl>" + "".join(f"<w:tr>{row}</w:tr>" for row in rows) + "</w:tbl>"


def texts(grid: Grid) -> list[list[str]]:
    """Return the cells' text, row by row."""
    return [[found.text for found in row] for _, row in grid.rows()]


def spans(grid: Grid) -> dict[str, tuple[int, int, int, int]]:
    """Return row, column, rows and columns covered by text."""
    return {c.text: (c.row, c.column, c.row_span, c.column_span) for c in grid.cells}


def paragraphs(document: Document) -> list[str]:
    """Return the paragraphs' text."""
    return [found.text for found in document.paragraphs]


def read_html(body: str) -> Document:
    """Return what a web page with that body says."""
    return read_document(f"<!DOCTYPE html><html><body>{body}</body></html>".encode())
