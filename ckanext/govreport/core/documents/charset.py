"""Bytes → text, whatever the file says of its own encoding."""

from __future__ import annotations

import codecs
import re

__all__ = ["decode", "decode_as_is"]

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_BIG5 = re.compile(rb"charset\s*=\s*[\"']?\s*(?:big5|cp950|x-x-big5)", re.IGNORECASE)
_USUAL = re.compile(r"[\t\r\n\x20-\x7e\u2010-\u2027\u3000-\u303f\u4e00-\u9fff\uff01-\uff5e]")
#: How much is looked at to tell UTF-16 from text of one byte a letter.
_SAMPLE = 4096


def decode(data: bytes) -> str:
    """Return the text of ``data``; what cannot be decoded becomes U+FFFD, and so do zeros.

    Pages lie about their encoding, so what the bytes are decides: a byte order
    mark, UTF-8 if it holds (a character cut off at the end is allowed), else
    UTF-8 or GB18030, whichever fails less. ``gb2312`` and ``gbk`` are subsets
    of GB18030. Big5 alone is believed from a declaration, because its bytes
    are valid GB18030 as well.

    >>> decode("政府信息公开".encode("gb2312"))
    '政府信息公开'
    >>> decode("政府信息公开".encode()[:-1])
    '政府信息公'
    """
    text = decode_as_is(data)
    # As in a browser; no database takes a zero.
    return text.replace("\0", "\ufffd") if "\0" in text else text


def decode_as_is(data: bytes) -> str:
    """Return the text of ``data`` with its zeros, which tell that a file is no text."""
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return data[len(bom) :].decode(encoding, "replace")
    wide = _wide_encoding(data[:_SAMPLE])
    if wide:
        return data.decode(wide, "replace")
    try:
        return codecs.getincrementaldecoder("utf-8")().decode(data)
    except UnicodeDecodeError:
        pass
    if _BIG5.search(data[:_SAMPLE]):
        try:
            return data.decode("big5hkscs")
        except UnicodeDecodeError:
            pass
    national = _decode_gb18030(data)
    if "\ufffd" not in national:
        return national
    universal = data.decode("utf-8", "replace")
    return min(national, universal, key=lambda text: text.count("\ufffd"))


def _decode_gb18030(data: bytes) -> str:
    try:
        return codecs.getincrementaldecoder("gb18030")().decode(data)
    except UnicodeDecodeError:
        return data.decode("gb18030", "replace")


def _wide_encoding(sample: bytes) -> str | None:
    """Return the UTF-16 that ``sample`` is in: the one in which nearly all of it is Chinese or ASCII."""
    if b"\0" not in sample:
        return None
    even = sample[: len(sample) & ~1]
    shares = {}
    for encoding in ("utf-16-le", "utf-16-be"):
        text = even.decode(encoding, "replace")
        shares[encoding] = len(_USUAL.findall(text)) / max(len(text), 1)
    best = max(shares, key=lambda encoding: shares[encoding])
    return best if shares[best] > 0.9 else None
