"""ZIP archives with one report inside, its name in UTF-8."""

from __future__ import annotations

from dataclasses import replace

from ..blocks import Page
from .archive import pack
from .docx import write_docx
from .html import write_html
from .look import Look

__all__ = ["STYLES", "write_zip"]

STYLES = ("html", "docx")


def write_zip(page: Page, look: Look) -> bytes:
    """Return an archive that holds the report as a file of the style's kind."""
    if look.style == "html":
        return pack({"政府信息公开年报/报告.html": write_html(page, replace(look, style="trs"))})
    return pack({"报告.docx": write_docx(page, replace(look, style="word"))})
