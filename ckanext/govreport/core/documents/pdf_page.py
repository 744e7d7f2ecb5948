"""One page of a PDF, asked of PDFium → its runs of glyphs, its shapes and its pictures."""

from __future__ import annotations

from ctypes import addressof, c_float
from dataclasses import dataclass

from .page_text import is_scan
from .pages import Page
from .pdf_library import Library
from .pdf_shapes import SAMPLE, Ink, collect_ink
from .pdf_text import read_text

__all__ = ["ReadPage", "read_page"]


@dataclass(frozen=True, slots=True)
class ReadPage:
    """A page, and whether its text is what a machine guessed from the picture under it."""

    page: Page
    by_ocr: bool


def read_page(lib: Library, handle: int, number: int) -> ReadPage:
    """Return what stands on a page that PDFium has loaded, turned so that its text is upright.

    :raises GovReportError: ``too_complex`` if it holds more than any report's page.
    """
    ink = collect_ink(lib, handle)
    edges = (c_float * 4)()
    lib.FPDF_GetPageBoundingBox(handle, addressof(edges))
    left, top, right, bottom = edges
    frame, runs = read_text(lib, handle, number, (left, bottom, right, top))
    shapes = [frame.place(*shape) for shape in ink.shapes]
    pictures = [frame.place(*picture) for picture in ink.pictures]
    page = Page(number, *frame.size, runs, shapes, pictures)
    return ReadPage(page, _is_ocr(ink, page))


def _is_ocr(ink: Ink, page: Page) -> bool:
    """Whether the text is invisible over a picture of the page: a machine read it."""
    return ink.texts > 0 and 2 * ink.hidden >= min(ink.texts, SAMPLE) and is_scan(page)
