"""One long picture of the whole report, as a screenshot or a stitched scan is."""

from __future__ import annotations

import io

from ..blocks import Page
from .geometry import Typesetting
from .look import Look
from .scan import STYLES, draw_pages

__all__ = ["STYLES", "write_png"]


def write_png(page: Page, look: Look) -> bytes:
    """Return the report as one grey .png; the style is the resolution."""
    setting = Typesetting(endless=True, page_numbers=False)
    (picture,) = draw_pages(page, look, setting)
    buffer = io.BytesIO()
    picture.save(buffer, "PNG", dpi=(int(look.style), int(look.style)))
    return buffer.getvalue()
