"""A PDF with text → its paragraphs and ruled tables, by PDFium (not thread-safe: one file at a time)."""

from __future__ import annotations

import re
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from ctypes import addressof, create_string_buffer
from functools import partial
from typing import Any

from ..errors import GovReportError
from ..text.folding import is_han
from . import limits
from .font_maps import is_broken
from .model import Document
from .ocr_extra import mark_hidden, read_scans
from .page_text import check_text, is_picture
from .pages import lay_out
from .pdf_library import Library, load_library
from .pdf_page import ReadPage, read_page
from .pdf_streams import check_streams
from .properties import find_properties

__all__ = ["read_pdf"]

PAGES = 200
GLYPHS = 1_000_000
#: No report takes a tenth of this; what does was made to.
SECONDS = 8.0
#: A file that ends without its end mark was cut off; some servers add a few bytes after it.
TAIL = 64 * 1024

_lock = threading.Lock()


def read_pdf(data: bytes) -> Document:
    """Return the paragraphs and ruled tables of a PDF, in reading order.

    A table over several pages is one grid. Pages that are pictures are read by
    OCR where that is installed; these, and text that a machine put under a
    scan, are marked as read by OCR.

    :raises GovReportError: ``too_large``, ``damaged``, ``encrypted``,
        ``archive_bomb``, ``too_complex``, ``no_text`` or ``mojibake``.
    """
    if len(data) > limits.FILE_SIZE:
        raise GovReportError("too_large", size=len(data), limit=limits.FILE_SIZE)
    if b"%%EOF" not in data[-TAIL:]:
        raise GovReportError("damaged", kind="pdf", reason="its end is missing")
    check_streams(data)
    try:
        with _lock, _opened(data) as (lib, handle):
            pages = list(_pages(lib, handle))
            titles = _titles(lib, handle)
        sheets = [read.page for read in pages]
        scanned = [page.number for page in sheets if is_picture(page)]
        scans = read_scans(sheets, scanned, partial(_show, data), "pdf")
        check_text(scans.pages, "pdf", scans.read)
        blocks = scans.mark(lay_out(scans.pages, "pdf"))
    except (MemoryError, RecursionError) as error:
        raise GovReportError("too_complex", kind="pdf", what=type(error).__name__) from error
    hidden = [read.page.number for read in pages if read.by_ocr]
    return Document(
        "pdf",
        mark_hidden(blocks, hidden),
        titles,
        find_properties(blocks),
        by_ocr=bool(hidden or scans.read),
        unread_pages=scans.unread,
    )


@contextmanager
def _opened(data: bytes) -> Iterator[tuple[Library, int]]:
    lib = load_library()
    handle = lib.FPDF_LoadMemDocument64(data, len(data), None)
    if not handle:
        code = lib.FPDF_GetLastError()
        if code in {lib.FPDF_ERR_PASSWORD, lib.FPDF_ERR_SECURITY}:
            raise GovReportError("encrypted", kind="pdf")
        raise GovReportError("damaged", kind="pdf", reason=f"PDFium {code}")
    try:
        yield lib, handle
    finally:
        lib.FPDF_CloseDocument(handle)


def _pages(lib: Library, handle: int) -> Iterator[ReadPage]:
    count = lib.FPDF_GetPageCount(handle)
    if count < 1:
        raise GovReportError("damaged", kind="pdf", reason="no pages")
    if count > PAGES:
        raise GovReportError("too_complex", kind="pdf", what=f"{PAGES} pages")
    glyphs = 0
    started = time.thread_time()
    for number in range(1, count + 1):
        page = lib.FPDF_LoadPage(handle, number - 1)
        if not page:
            raise GovReportError("damaged", kind="pdf", reason=f"page {number}")
        try:
            read = read_page(lib, page, number)
        finally:
            lib.FPDF_ClosePage(page)
        glyphs += sum(len(run.text) for run in read.page.runs)
        if glyphs > GLYPHS:
            raise GovReportError("too_complex", kind="pdf", what=f"{GLYPHS} characters")
        if time.thread_time() - started > SECONDS:
            raise GovReportError("too_complex", kind="pdf", what=f"{SECONDS:.0f} s")
        yield read


def _show(data: bytes, number: int) -> tuple[Any, float]:
    """Return the picture of a page and its pixels per inch; the file is opened for each, to let others in."""
    from .pdf_render import render_page  # noqa: PLC0415 (heavy: only who reads a picture pays for it)

    with _lock, _opened(data) as (lib, handle):
        page = lib.FPDF_LoadPage(handle, number - 1)
        try:
            return render_page(lib, page)
        finally:
            lib.FPDF_ClosePage(page)


def _titles(lib: Library, handle: int) -> tuple[str, ...]:
    """Return the title that the file's properties give, if it is one and not a file's name."""
    size = lib.FPDF_GetMetaText(handle, b"Title", None, 0)
    if not 2 < size < 2000:
        return ()
    buffer = create_string_buffer(size)
    lib.FPDF_GetMetaText(handle, b"Title", addressof(buffer), size)
    title = buffer.raw[: size - 2].decode("utf-16-le", "replace").strip().strip("\0")
    title = re.sub(r"^Microsoft (?:Office )?Word - |\.(?:docx?|wps|pdf|ofd)$", "", title).strip()
    return (title,) if len(title) > 3 and is_han(title) and not is_broken(title) else ()
