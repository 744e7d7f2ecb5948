"""One page of a PDF, asked of PDFium → its runs of glyphs, its shapes and its pictures."""

from __future__ import annotations

import math
import re
from collections import Counter
from ctypes import POINTER, byref, c_double, c_ushort, cast
from dataclasses import dataclass
from typing import Any

from ..errors import GovReportError
from .font_maps import UNKNOWN, unify_radicals
from .glyphs import Run, RunBuilder
from .model import Box
from .page_text import is_scan
from .pages import Page
from .pdf_shapes import SAMPLE, Ink, collect_ink

__all__ = ["ReadPage", "read_page"]

MOST_GLYPHS = 100_000
#: PDFium puts in spaces and line breaks itself, and a glyph's number where its font has no character for it.
DOUBTFUL = re.compile("[\x00-\x20\x7f0-9.,/\ufffd-\uffff-]")
#: A loose box of another height is wrong: PDFium forgets the scale of text set downwards or turned.
SMALLEST = 3.5
LARGEST = 45.0
TURN_SAMPLE = 24
SLANT = 0.15


@dataclass(frozen=True, slots=True)
class ReadPage:
    """A page, and whether its text is what a machine guessed from the picture under it."""

    page: Page
    by_ocr: bool


def read_page(lib: Any, handle: Any, number: int) -> ReadPage:
    """Return what stands on a page that PDFium (``lib``) has loaded, turned so that its text is upright.

    :raises GovReportError: ``too_complex`` if it holds more than any report's page.
    """
    text = lib.FPDFText_LoadPage(handle)
    if not text:
        raise GovReportError("damaged", kind="pdf", reason=f"page {number}")
    try:
        count = max(lib.FPDFText_CountChars(text), 0)
        if count > MOST_GLYPHS:
            raise GovReportError("too_complex", kind="pdf", what=f"{MOST_GLYPHS} characters on page {number}")
        ink = collect_ink(lib, handle)
        bounds = lib.FS_RECTF()
        lib.FPDF_GetPageBoundingBox(handle, byref(bounds))
        frame = Frame(_turn(lib, text, count), (bounds.left, bounds.bottom, bounds.right, bounds.top))
        signs = _signs(lib, text, count)
        read_runs = _turned_runs if frame.turn else _upright_runs
        width, height = frame.size
        runs = read_runs(lib, text, signs, frame)
        shapes = [frame.place(*shape) for shape in ink.shapes]
        pictures = [frame.place(*picture) for picture in ink.pictures]
        page = Page(number, width, height, runs, shapes, pictures)
        return ReadPage(page, _is_ocr(ink, page))
    finally:
        lib.FPDFText_ClosePage(text)


@dataclass(frozen=True, slots=True)
class Frame:
    """How the page is held to be read: ``turn`` is where its text runs, counter-clockwise in degrees."""

    turn: int
    bounds: Box

    @property
    def size(self) -> tuple[float, float]:
        """Width and height as the page is held."""
        left, bottom, right, top = self.bounds
        sides = right - left, top - bottom
        return sides if self.turn in {0, 180} else (sides[1], sides[0])

    def place(self, left: float, bottom: float, right: float, top: float) -> Box:
        """Return a box of the page's space as left, top, right, bottom from the top left corner."""
        west, south, east, north = self.bounds
        if self.turn == 0:
            return left - west, north - top, right - west, north - bottom
        if self.turn == 90:
            return bottom - south, left - west, top - south, right - west
        if self.turn == 180:
            return east - right, bottom - south, east - left, top - south
        return north - top, east - right, north - bottom, east - left


def _turn(lib: Any, text: Any, count: int) -> int:
    """Return the direction in which most of the text runs, from a sample."""
    turns: Counter[int] = Counter()
    matrix = lib.FS_MATRIX()
    for at in range(0, count, max(1, count // TURN_SAMPLE)):
        if lib.FPDFText_GetMatrix(text, at, byref(matrix)) and not lib.FPDFText_IsGenerated(text, at):
            turns[round(math.degrees(math.atan2(matrix.b, matrix.a)) / 90) * 90 % 360] += 1
    return turns.most_common(1)[0][0] if turns else 0


def _signs(lib: Any, text: Any, count: int) -> list[str]:
    """Return the page's characters by index; what PDFium put in by itself is ``""`` or a line break."""
    units = (c_ushort * (count + 1))()
    written = lib.FPDFText_GetText(text, 0, count, cast(units, POINTER(c_ushort)))
    plain = bytes(units)[: 2 * count].decode("utf-16-le", "replace")
    if written != count + 1 or len(plain) != count:
        plain = "".join(_character(lib.FPDFText_GetUnicode(text, at)) for at in range(count))
    plain = unify_radicals(plain)
    signs = list(plain)
    for match in DOUBTFUL.finditer(plain):
        at, sign = match.start(), match[0]
        if sign in "\r\n":
            signs[at] = "\n"
        elif sign == "\x02" and lib.FPDFText_IsHyphen(text, at):
            signs[at] = "-"
        elif sign == " ":
            signs[at] = "" if lib.FPDFText_IsGenerated(text, at) else " "
        elif not " " < sign < "\x7f" or lib.FPDFText_HasUnicodeMapError(text, at) == 1:
            signs[at] = " " if sign == "\t" else UNKNOWN
    return signs


def _character(code: int) -> str:
    return chr(code) if 0 < code < 0x110000 and not 0xD800 <= code < 0xE000 else UNKNOWN


def _upright_runs(lib: Any, text: Any, signs: list[str], frame: Frame) -> list[Run]:
    """Return the runs of a page by PDFium's loose boxes: the height of the font, the width of the advance.

    Nearly every glyph follows the one before on the same line of the same
    font: that case is told here, the others by the builder.
    """
    west, _, _, north = frame.bounds
    builder = RunBuilder()
    edges = builder.edges
    rect = lib.FS_RECTF()
    reference = byref(rect)
    matrix = lib.FS_MATRIX()
    get_box = lib.FPDFText_GetLooseCharBox
    for at, sign in enumerate(signs):
        if sign == "\n":
            builder.end_run()
        elif sign and get_box(text, at, reference):
            left, right = rect.left - west, rect.right - west
            top, bottom = north - rect.top, north - rect.bottom
            if (
                -1.0 < bottom - builder.low < 1.0
                and -1.0 < top - builder.high < 1.0
                and -0.05 < left - edges[-1][1] < builder.near
            ):
                builder.signs.append(sign)
                edges.append((left, right))
            elif not _is_slanting(lib, text, at, matrix):
                if SMALLEST < bottom - top < LARGEST:
                    builder.add(sign, left, top, right, bottom)
                else:
                    builder.add(*_glyph(lib, text, at, sign, frame))
                edges = builder.edges
            else:
                builder.end_run()
    builder.end_run()
    return builder.runs


def _turned_runs(lib: Any, text: Any, signs: list[str], frame: Frame) -> list[Run]:
    builder = RunBuilder()
    matrix = lib.FS_MATRIX()
    for at, sign in enumerate(signs):
        if sign == "\n":
            builder.end_run()
        elif sign and not _is_slanting(lib, text, at, matrix):
            builder.add(*_glyph(lib, text, at, sign, frame))
    builder.end_run()
    return builder.runs


def _is_slanting(lib: Any, text: Any, at: int, matrix: Any) -> bool:
    """Whether a glyph stands askew: a watermark across the page is no part of what it crosses."""
    lib.FPDFText_GetMatrix(text, at, byref(matrix))
    along, up = abs(matrix.a), abs(matrix.b)
    return bool(min(along, up) > SLANT * max(along, up))


def _glyph(lib: Any, text: Any, at: int, sign: str, frame: Frame) -> tuple[str, float, float, float, float]:
    """Return a glyph whose loose box is wrong: it is made from the origin, the ink and the font's size."""
    x, y, left, right, bottom, top = (c_double() for _ in range(6))
    lib.FPDFText_GetCharOrigin(text, at, byref(x), byref(y))
    lib.FPDFText_GetCharBox(text, at, byref(left), byref(right), byref(bottom), byref(top))
    matrix = lib.FS_MATRIX()
    lib.FPDFText_GetMatrix(text, at, byref(matrix))
    size = lib.FPDFText_GetFontSize(text, at) * math.hypot(matrix.c, matrix.d)
    start, base, _, _ = frame.place(x.value, y.value, x.value, y.value)
    inked = frame.place(left.value, bottom.value, right.value, top.value)
    wide = size if sign >= "\u2e80" else 0.25 * size if sign.isspace() else 0.0
    end = max(inked[2] + 0.05 * size, start + wide)
    high, low = base - 0.88 * size, base + 0.14 * size
    if start <= (inked[0] + inked[2]) / 2 <= end and high <= (inked[1] + inked[3]) / 2 <= low:
        return sign, start, high, end, low
    return sign, *inked


def _is_ocr(ink: Ink, page: Page) -> bool:
    """Whether the text is invisible over a picture of the page: a machine read it."""
    return ink.texts > 0 and 2 * ink.hidden >= min(ink.texts, SAMPLE) and is_scan(page)
