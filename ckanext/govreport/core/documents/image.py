"""A picture of a report (PNG, JPEG, TIFF, BMP …), one or more pages → Document, by OCR."""

from __future__ import annotations

from ..errors import GovReportError
from . import ocr_extra
from .image_frames import measure_frames, show_frame
from .model import Document
from .ocr_extra import read_scans
from .page_text import check_text
from .pages import Page, lay_out
from .properties import find_properties

__all__ = ["read_image"]

#: Smaller than this there is nothing to read.
SMALLEST = 200


def read_image(data: bytes) -> Document:
    """Return the paragraphs and ruled tables in a picture; each frame of a TIFF is a page.

    :raises GovReportError: ``no_text`` where no text can be read or the extra
        [ocr] is not installed, ``too_complex`` beyond the limits, ``damaged``.
    """
    if not ocr_extra.is_installed():
        raise GovReportError("no_text", kind="image")
    sizes = measure_frames(data)
    pages = [Page(number, 0.0, 0.0, (), ()) for number in range(1, len(sizes) + 1)]
    wanted = [number for number, size in enumerate(sizes, 1) if min(size) >= SMALLEST]
    scans = read_scans(pages, wanted, lambda number: show_frame(data, number), "image")
    check_text(scans.pages, "image", scans.read)
    blocks = scans.mark(lay_out(scans.pages, "image"))
    return Document("image", blocks, (), find_properties(blocks), by_ocr=True)
