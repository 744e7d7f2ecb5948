"""Pages that are made from the code, so that they say what it does: `python -m docs.made` writes them."""

from __future__ import annotations

from pathlib import Path

from ckanext.govreport.core.codebook import codebook

from .actions import actions_page
from .codes import findings_page, indicators_page
from .settings import settings_page

__all__ = ["pages"]

DOCS = Path(__file__).resolve().parents[1]


def pages() -> dict[Path, str]:
    """Return every page that is made, by its path."""
    book = codebook()
    return {
        DOCS / "indicators.md": indicators_page(book),
        DOCS / "findings.md": findings_page(book),
        DOCS / "api.md": actions_page(),
        DOCS / "configuration.md": settings_page(),
    }
