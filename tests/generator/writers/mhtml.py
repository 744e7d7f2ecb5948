"""Web pages saved as one file: a MIME message around the HTML."""

from __future__ import annotations

import base64
import quopri
from dataclasses import replace

from ..blocks import Page
from .html import write_html
from .look import Look

__all__ = ["STYLES", "write_mhtml"]

#: How each style packs the page: the HTML style, its charset, the transfer encoding.
_PACKING = {
    "chrome": ("trs", "utf-8", "quoted-printable"),
    "word": ("word", "gb2312", "base64"),
}
STYLES = tuple(_PACKING)


def write_mhtml(page: Page, look: Look) -> bytes:
    """Return the report as an .mhtml file."""
    style, charset, encoding = _PACKING[look.style]
    html = write_html(page, replace(look, style=style))
    body = base64.encodebytes(html) if encoding == "base64" else quopri.encodestring(html)
    head = (
        "From: <Saved by a browser>\r\n"
        "Subject: report\r\n"
        "MIME-Version: 1.0\r\n"
        'Content-Type: multipart/related; type="text/html"; boundary="----=_NextPart_01"\r\n\r\n'
        "------=_NextPart_01\r\n"
        f'Content-Type: text/html; charset="{charset}"\r\n'
        f"Content-Transfer-Encoding: {encoding}\r\n"
        "Content-Location: file:///C:/report.htm\r\n\r\n"
    )
    style_sheet = (
        "\r\n------=_NextPart_01\r\n"
        "Content-Type: text/css\r\n"
        "Content-Transfer-Encoding: quoted-printable\r\n\r\n"
        "td { padding: 3px }\r\n\r\n------=_NextPart_01--\r\n"
    )
    return head.encode() + body.replace(b"\n", b"\r\n") + style_sheet.encode()
