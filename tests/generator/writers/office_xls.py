"""Binary .xls files, converted by LibreOffice."""

from __future__ import annotations

from ..blocks import Page
from .look import Look
from .office import convert

__all__ = ["STYLES", "write_office_xls"]

STYLES = ("libreoffice",)


def write_office_xls(page: Page, look: Look) -> bytes:
    """Return the report as a .xls file."""
    return convert(page, look, "xlsx", "xls")
