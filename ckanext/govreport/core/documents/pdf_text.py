"""The text on a page of a PDF, asked of PDFium → runs of glyphs, placed by what the file itself says.

A glyph begins at its origin and takes the width that its font gives it; its
line is as high as the font's size. What it looks like says nothing: where the
file holds no font, that would be the look of another.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Sequence
from ctypes import addressof, c_double, c_ushort
from itertools import compress, repeat
from struct import unpack

from ..errors import GovReportError
from .font_maps import UNKNOWN, unify_radicals
from .glyphs import ABOVE, BELOW, Run, RunBuilder
from .model import Box
from .pdf_frame import Frame
from .pdf_library import Library
from .pdf_settings import Setting, Stretch, find_settings, find_stretches, find_turn

__all__ = ["read_text"]

MOST_GLYPHS = 100_000
#: PDFium puts in spaces and line breaks itself; no other control character is text.
ODD = re.compile("[\x00-\x20\x7f\ufffd-\uffff]")
#: A sign and where it begins on its line.
Glyph = tuple[str, float, float]


def read_text(lib: Library, page: int, number: int, bounds: Box) -> tuple[Frame, list[Run]]:
    """Return how a page is held to be read, and its runs of glyphs.

    :raises GovReportError: ``damaged``, or ``too_complex`` if it holds more than any report's page.
    """
    text = lib.FPDFText_LoadPage(page)
    if not text:
        raise GovReportError("damaged", kind="pdf", reason=f"page {number}")
    try:
        count = max(lib.FPDFText_CountChars(text), 0)
        if count > MOST_GLYPHS:
            raise GovReportError("too_complex", kind="pdf", what=f"{MOST_GLYPHS} characters on page {number}")
        items = list(map(lib.FPDFText_GetTextObject, repeat(text, count), range(count)))
        # What belongs to no text object is a space or line break that PDFium put in.
        real = [at for at, item in enumerate(items) if item is not None]
        stretches = find_stretches(items)
        settings = find_settings(lib, text, stretches)
        frame = Frame(find_turn(stretches, settings), bounds)
        plain = _characters(lib, text, count)
        glyphs = list(zip(_signs(lib, text, plain, real), *_origins(lib, text, real, frame), strict=True))
        return frame, _lay(plain, stretches, glyphs, settings, frame.turn)
    finally:
        lib.FPDFText_ClosePage(text)


def _origins(
    lib: Library, text: int, real: Sequence[int], frame: Frame
) -> tuple[Sequence[float], Sequence[float]]:
    """Return where each glyph begins on its line, as the page is held."""
    count = len(real)
    places = (c_double * (2 * count))()
    first = addressof(places)
    last = first + 16 * count
    everywhere = range(first, last, 16), range(first + 8, last + 8, 16)
    # A list of the answers only to have them all asked.
    list(map(lib.FPDFText_GetCharOrigin, repeat(text, count), real, *everywhere))
    numbers = unpack(f"{2 * count}d", places)
    return frame.place_points(numbers[0::2], numbers[1::2])


def _characters(lib: Library, text: int, count: int) -> str:
    """Return the page's characters, those too that PDFium put in; each has its index."""
    units = (c_ushort * (count + 1))()
    written = lib.FPDFText_GetText(text, 0, count, addressof(units))
    plain = bytes(units)[: 2 * count].decode("utf-16-le", "replace")
    if written != count + 1 or len(plain) != count:
        plain = "".join(_character(lib.FPDFText_GetUnicode(text, at)) for at in range(count))
    return unify_radicals(plain)


def _character(code: int) -> str:
    return chr(code) if 0 < code < 0x110000 and not 0xD800 <= code < 0xE000 else UNKNOWN


def _signs(lib: Library, text: int, plain: str, real: Sequence[int]) -> list[str]:
    """Return what the glyphs at the indexes ``real`` are; a space that PDFium put in is ``""``."""
    signs = [plain[at] for at in real]
    # Where its font has no character for a glyph PDFium gives its number, as if that were one.
    unknown = map(lib.FPDFText_HasUnicodeMapError, repeat(text, len(real)), real)
    for place in compress(range(len(real)), map((1).__eq__, unknown)):
        signs[place] = UNKNOWN
    for match in ODD.finditer("".join(signs)):
        place, sign = match.start(), match[0]
        if sign == "\x02" and lib.FPDFText_IsHyphen(text, real[place]):
            signs[place] = "-"
        elif sign == " ":
            signs[place] = "" if lib.FPDFText_IsGenerated(text, real[place]) else " "
        else:
            signs[place] = " " if sign in "\t\r\n" else UNKNOWN
    return signs


def _lay(
    plain: str,
    stretches: Iterable[Stretch],
    glyphs: Sequence[Glyph],
    settings: dict[int | None, Setting],
    turn: int,
) -> list[Run]:
    """Return the runs that the glyphs make, text object by text object."""
    builder = RunBuilder()
    at = 0
    for item, start, end in stretches:
        if item is None:
            if "\n" in plain[start:end]:
                builder.end_run()
        else:
            setting = settings[item]
            add = _add_text if setting.turn == turn else _add_turned
            add(builder, glyphs[at : at + end - start], setting, turn)
            at += end - start
    builder.end_run()
    return builder.runs


def _add_text(builder: RunBuilder, glyphs: Iterable[Glyph], setting: Setting, _turn: int) -> None:
    """Add an upright text object; nearly every glyph of it follows the one before, which is told here."""
    width, height, widths = setting.width, setting.height, setting.widths
    base = last_x = last_right = near = math.nan
    for sign, x, y in glyphs:
        if not sign:
            continue
        step = widths[sign] * width
        if step < 0.0:
            sign, step = UNKNOWN, -step  # noqa: PLW2901
        right = x + step
        if y == base:
            if -0.05 < x - last_right < near:
                builder.signs.append(sign)
                builder.edges.append((x, right))
                last_x, last_right = x, right
                continue
            if x == last_x:  # the characters that one glyph stands for
                x, right = last_right, last_right + right - x  # noqa: PLW2901
        builder.add(sign, x, y - ABOVE * height, right, y + BELOW * height)
        base, last_x, last_right, near = y, x, builder.edges[-1][1], builder.near


def _add_turned(builder: RunBuilder, glyphs: Iterable[Glyph], setting: Setting, turn: int) -> None:
    """Add a text object that runs another way than most; one that runs askew across the page is left out."""
    builder.end_run()
    if setting.turn is None:
        return
    for sign, x, y in glyphs:
        if sign:
            width = abs(setting.widths[sign]) * setting.width
            builder.add(sign, *_turned_box(x, y, width, setting.height, (setting.turn - turn) % 360))
            builder.end_run()


def _turned_box(x: float, y: float, width: float, height: float, turn: int) -> Box:
    """Return the box of a glyph whose line runs upwards (90), backwards (180) or downwards (270)."""
    if turn == 90:
        return x - ABOVE * height, y - width, x + BELOW * height, y
    if turn == 180:
        return x - width, y - BELOW * height, x, y + ABOVE * height
    return x - BELOW * height, y, x + ABOVE * height, y + width
