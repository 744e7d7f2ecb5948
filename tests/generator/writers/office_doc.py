"""Binary .doc files, converted by LibreOffice."""

from __future__ import annotations

from ..blocks import Page
from .look import Look
from .office import convert

__all__ = ["STYLES", "write_office_doc"]

STYLES = ("libreoffice",)


def write_office_doc(page: Page, look: Look) -> bytes:
    """Return the report as a .doc file."""
    return convert(page, look, "docx", "doc")
