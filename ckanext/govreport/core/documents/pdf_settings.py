"""How the texts on a page of a PDF are set: their size and direction, and the widths of their signs."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from ctypes import addressof, c_float
from dataclasses import dataclass
from itertools import compress, islice, repeat
from operator import ne
from struct import Struct

from .pdf_library import Library

__all__ = ["Setting", "Stretch", "find_settings", "find_stretches", "find_turn"]

SIX = Struct("6f")
#: Text that runs askew by more than this is a watermark across the page, and no part of what it crosses.
SLANT = 0.15
#: Signs from here on are as wide as high; what no font gives a width for is half as wide, a space a quarter.
WIDE = "\u2e80"
NARROW, SPACE = 0.5, 0.25
#: The Chinese signs proper; in a font all are equally wide, and ``HAN`` stands for them.
FIRST_HAN, LAST_HAN, HAN = "\u3400", "\u9fff", "han"
#: In no font are these as wide as a Chinese sign.
ALWAYS_NARROW = frozenset("0123456789!\"'()*,-./:;?[\\]^_`{|}abcdefghijknopqrstuvxyz")
WIDEST_NARROW = 0.9
#: No sign is wider (ems), and no text so large (points), or the file is broken.
WIDEST, FAR = 3.0, 1e6


#: A text object, and where among the page's characters its own begin and end.
Stretch = tuple[int | None, int, int]


class Widths(dict[str, float]):
    """The width of each sign in a font, in ems; the font is asked when a sign first comes.

    It is negative where the sign cannot be what the page shows: a Chinese sign
    for whose glyph the font gives no character is read as a letter or digit.
    """

    def __init__(self, lib: Library, font: int | None) -> None:
        super().__init__()
        self._ask = lib.FPDFFont_GetGlyphWidth
        self._font = font
        self._answer = c_float()

    def __missing__(self, sign: str) -> float:
        if FIRST_HAN <= sign <= LAST_HAN:
            if HAN not in self:
                self[HAN] = self._measure(sign)
            width = self[HAN]
        else:
            width = self._measure(sign)
        self[sign] = width = -width if width > WIDEST_NARROW and sign in ALWAYS_NARROW else width
        return width

    def _measure(self, sign: str) -> float:
        width = 0.0
        if self._font and self._ask(self._font, ord(sign), 1.0, addressof(self._answer)):
            width = self._answer.value
        if 0.0 < width < WIDEST:
            return float(width)
        return 1.0 if sign >= WIDE else SPACE if sign.isspace() else NARROW


@dataclass(frozen=True, slots=True)
class Setting:
    """How a text object is set: where it runs (None if askew), its font's width and height in points."""

    turn: int | None
    width: float
    height: float
    widths: Widths


def find_stretches(items: Sequence[int | None]) -> list[Stretch]:
    """Return the stretches of characters that belong to one text object each."""
    starts = [0, *compress(range(1, len(items)), map(ne, items, islice(items, 1, None)))] if items else []
    ends = [*starts[1:], len(items)]
    return [(items[start], start, end) for start, end in zip(starts, ends, strict=False)]


def find_settings(lib: Library, text: int, stretches: Sequence[Stretch]) -> dict[int | None, Setting]:
    """Return how each text object is set; what PDFium put in by itself belongs to none."""
    first = {item: start for item, start, _ in reversed(stretches) if item is not None}
    count, everywhere = len(first), first.values()
    matrices = (c_float * (6 * count))()
    place = addressof(matrices)
    list(map(lib.FPDFText_GetMatrix, repeat(text, count), everywhere, range(place, place + 24 * count, 24)))
    sizes = map(lib.FPDFText_GetFontSize, repeat(text, count), everywhere)
    keys = zip(SIX.iter_unpack(matrices), sizes, map(lib.FPDFTextObj_GetFont, first), strict=True)
    fonts: dict[int | None, Widths] = {}
    known: dict[tuple[float, ...], Setting] = {}
    settings: dict[int | None, Setting] = {}
    for item, ((a, b, c, d, _, _), size, font) in zip(first, keys, strict=True):
        key = a, b, c, d, size, font or 0
        if key not in known:
            if font not in fonts:
                fonts[font] = Widths(lib, font)
            known[key] = _setting(a * size, b * size, c * size, d * size, fonts[font])
        settings[item] = known[key]
    return settings


def _setting(a: float, b: float, c: float, d: float, widths: Widths) -> Setting:
    """Return a setting from where the sides of the font's square, (a, b) and (c, d), lie on the page."""
    width = math.hypot(a, b)
    if not 0.0 < width < FAR or min(abs(a), abs(b)) > SLANT * max(abs(a), abs(b)):
        return Setting(None, width, width, widths)
    turn = round(math.degrees(math.atan2(b, a)) / 90) * 90 % 360
    return Setting(turn, width, abs(a * d - b * c) / width, widths)


def find_turn(stretches: Sequence[Stretch], settings: dict[int | None, Setting]) -> int:
    """Return the direction in which most of the text runs."""
    turns: Counter[int] = Counter()
    for item, start, end in stretches:
        if item is not None and (turn := settings[item].turn) is not None:
            turns[turn] += end - start
    return turns.most_common(1)[0][0] if turns else 0
