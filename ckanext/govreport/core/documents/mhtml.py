"""Web archives (.mht, .mhtml, and the .doc that are one) → Document."""

from __future__ import annotations

from email import message_from_bytes
from email.message import Message

from ..errors import GovReportError
from .charset import decode
from .html import read_page
from .model import Document

__all__ = ["read_mhtml"]

#: A page of Word has a few dozen, with all its pictures.
_PARTS = 10_000


def read_mhtml(data: bytes) -> Document:
    """Return what the page in a web archive says: of several, as with frames, that with the most cells."""
    if data.count(b"\n--") > _PARTS:
        raise GovReportError("too_complex", kind="mhtml", what=f"{_PARTS} parts")
    pages = [decode(_content(part)) for part in message_from_bytes(data).walk() if _is_page(part)]
    if not pages:
        raise GovReportError("damaged", kind="mhtml", reason="no page in it")
    return read_page(max(pages, key=lambda page: (page.lower().count("<td"), len(page))), "mhtml")


def _is_page(part: Message) -> bool:
    return part.get_content_type() in ("text/html", "application/xhtml+xml")


def _content(part: Message) -> bytes:
    content = part.get_payload(decode=True)
    return content if isinstance(content, bytes) else b""
