"""Whether the pages of a file have text at all, and text that one can trust."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from ..errors import GovReportError
from ..text.folding import is_han
from .font_maps import is_broken
from .pages import Page

__all__ = ["check_text", "is_picture", "is_scan"]

#: A page of fewer signs, none Chinese, is a picture with a stamp or a number on it.
STAMP = 30
#: A picture over so much of the page is a scan of it.
SCAN = 0.5


def check_text(pages: Sequence[Page], kind: str, scanned: Collection[int] = ()) -> None:
    """Refuse pages without text, with hardly more than a stamp over pictures, or with garbled text.

    ``scanned`` are the numbers of those that were pictures and have been read.

    :raises GovReportError: ``no_text`` or ``mojibake``.
    """
    text = "".join("".join(run.text for page in pages for run in page.runs).split())
    pictured = sum(bool(page.pictures) or page.number in scanned for page in pages)
    if not text or (len(text) < STAMP * len(pages) and not is_han(text) and 2 * pictured >= len(pages)):
        raise GovReportError("no_text", kind=kind)
    if is_broken(text):
        raise GovReportError("mojibake")


def is_scan(page: Page) -> bool:
    """Say whether a picture covers most of the page."""
    area = SCAN * page.width * page.height
    return any((right - left) * (bottom - top) > area for left, top, right, bottom in page.pictures)


def is_picture(page: Page) -> bool:
    """Say whether a page is a picture without text: nothing but a stamp or a number stands on it."""
    text = "".join("".join(run.text for run in page.runs).split())
    if not text:
        return bool(page.pictures or page.shapes)
    return len(text) < STAMP and not is_han(text) and is_scan(page)
