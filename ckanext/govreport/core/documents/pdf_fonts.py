"""A font for PDFium in the place of every font that a file does not hold: all its signs are the same box."""

from __future__ import annotations

import ctypes
from functools import cache
from struct import pack
from typing import Any

__all__ = ["use_box_font"]

EM = 1000
ADVANCE = EM // 2
#: Left, bottom, right, top of the box.
BOX = (50, -100, 450, 800)
#: What the fonts are called whose measures every reader of PDF knows; PDFium brings them along.
STANDARD = (b"Courier", b"Helvetica", b"Times", b"Symbol", b"ZapfDingbats")
#: The characters from 0 to 0xFFFE in stretches of so many.
STRETCH = 256


def use_box_font(raw: Any) -> Any:
    """Tell PDFium to look for fonts nowhere but in the file; return what must be kept as long as PDFium is.

    What stands in for a font that is not in the file is another on every
    machine, and with it what PDFium takes for the size of a glyph. Without
    any, PDFium drops texts of one sign as having no size. In the box font
    every sign has one, the same on every machine.
    """
    font = box_font()

    def map_font(
        _info: Any, _weight: int, _italic: int, _set: int, _pitch: int, name: Any, _exact: Any
    ) -> int:
        return 0 if ctypes.string_at(name).startswith(STANDARD) else 1

    def give_data(_info: Any, _font: int, table: int, place: Any, size: int) -> int:
        if table:
            return 0
        if size >= len(font):
            ctypes.memmove(place, font, len(font))
        return len(font)

    info = raw.FPDF_SYSFONTINFO(version=1)
    kinds = dict(raw.FPDF_SYSFONTINFO._fields_)
    info.MapFont = kinds["MapFont"](map_font)
    info.GetFontData = kinds["GetFontData"](give_data)
    raw.FPDF_SetSystemFontInfo(info)
    return info


@cache
def box_font() -> bytes:
    """Return the font as a TrueType file."""
    left, bottom, right, top = BOX
    outline = pack(">hhhhhHH", 1, *BOX, 3, 0) + b"\1" * 4
    outline += pack(">4h", left, 0, right - left, 0) + pack(">4h", bottom, top - bottom, 0, bottom - top)
    outline += bytes(-len(outline) % 4)
    half = len(outline) // 2
    return _file(
        {
            b"cmap": _character_map(),
            b"glyf": outline * 2,
            b"head": pack(
                ">IIIIHHQQ4hHHhhh", 0x10000, 0x10000, 0, 0x5F0F3CF5, 0, EM, 0, 0, *BOX, 0, 8, 2, 0, 0
            ),
            b"hhea": pack(">I3hH11hH", 0x10000, 880, -120, 0, ADVANCE, 0, 0, right, 1, *[0] * 7, 2),
            b"hmtx": pack(">HhHh", ADVANCE, left, ADVANCE, left),
            b"loca": pack(">3H", 0, half, 2 * half),
            b"maxp": pack(">IH13H", 0x10000, 2, 4, 1, *[0] * 11),
            b"post": pack(">I28x", 0x30000),
        }
    )


def _character_map() -> bytes:
    """Return a map from every character to the second glyph: stretches that share one list of numbers."""
    starts = range(0, 0xFFFF, STRETCH)
    ends = [min(start + STRETCH - 1, 0xFFFE) for start in starts] + [0xFFFF]
    count = len(ends)
    # Counted from its own place, each stretch's list is where all the offsets end.
    offsets = [2 * (count - at) for at in range(count)]
    body = pack(f">{count}HH{count}H{count}h", *ends, 0, *starts, 0xFFFF, *[0] * count)
    body += pack(f">{count}H{STRETCH}H", *offsets, *[1] * STRETCH)
    head = pack(">7H", 4, 14 + len(body), 0, 2 * count, 512, 8, 2 * count - 512)
    return pack(">HHHHI", 0, 1, 3, 1, 12) + head + body


def _file(tables: dict[bytes, bytes]) -> bytes:
    count = len(tables)
    heads, body = pack(">I4H", 0x10000, count, 128, 3, 16 * count - 128), b""
    for name, table in tables.items():
        heads += name + pack(">III", 0, 12 + 16 * count + len(body), len(table))
        body += table + bytes(-len(table) % 4)
    return heads + body
