"""Bytes → text, whatever the file says of its own encoding."""

from __future__ import annotations

import codecs
import re

__all__ = ["decode"]

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_BIG5 = re.compile(rb"charset\s*=\s*[\"']?\s*(?:big5|cp950|x-x-big5)", re.IGNORECASE)
#: How much is looked at to tell UTF-16 from text of one byte a letter.
_SAMPLE = 4096


def decode(data: bytes) -> str:
    """Return the text of ``data``; what cannot be decoded becomes U+FFFD.

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
    """Return the UTF-16 that ``sample`` is in, told by the zero bytes of its line ends and digits."""
    if b"\0" not in sample:
        return None
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    if odd > 4 * even:
        guess = "utf-16-le"
    elif even > 4 * odd:
        guess = "utf-16-be"
    else:
        return None
    text = sample[: len(sample) & ~1].decode(guess, "replace")
    readable = sum(character.isprintable() or character in "\r\n\t" for character in text)
    return guess if readable > 0.9 * len(text) else None
