"""A picture of a page → what stands on it: its rules, its lines of text, and how sure each cell is."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

import cv2

from ..text.folding import is_han
from .glyphs import Run
from .model import Box, Guess
from .ocr_boxes import Boxes
from .ocr_digits import read_digits
from .ocr_extra import CellPlace
from .ocr_image import POINTS, Picture, Scan, make_scan, straighten, turn_picture
from .ocr_lines import Strip, find_strips
from .ocr_recogniser import Text, read_strip
from .pages import Page
from .ruling import build_tables

__all__ = ["OcrPage", "read_picture"]

#: What stands nearer to a rule than this is the rule's (points).
INSIDE = 1.5
#: A sign is larger than this one way or the other; what is smaller is dirt (points).
DIRT = 2.6
#: White that the recogniser wants around a line, as a part of its height.
ROOM = 0.22
#: Lines so many times as long as high hold words: read narrower than they stand, nearly as well in less time.
SQUEEZE = 0.65
LONG = 5
#: Signs that a figure may be taken for; another Han character makes a label of it.
LOOKS_LIKE_FIGURE = "\u3007\u53e3\u4e28\u4e00"
#: Digits are about so much of the height of their font, Han characters so much.
DIGIT_HEIGHT, HAN_HEIGHT = 0.72, 0.92
#: A page is upright if the recogniser is so sure of some of its lines.
UPRIGHT = 0.8
SAMPLE = 5
FRAME = 120.0
#: How a cell was read that may be no cell.
UNSEEN = Guess("", None, 0.0)


class OcrPage(NamedTuple):
    """A page read from a picture, and how each of its cells was read, by its box."""

    page: Page
    guesses: dict[CellPlace, Guess]


def read_picture(picture: Picture, dpi: float, number: int) -> OcrPage:
    """Return what stands on the page in ``picture`` (grey or colour), turned and straightened."""
    cv2.setNumThreads(1)
    scan = _upright(make_scan(picture, dpi))
    width, height = scan.size
    tables = build_tables(scan.rules, "image")
    rest = scan.ink.copy()
    runs: list[Run] = []
    guesses: dict[CellPlace, Guess] = {}
    for table in tables:
        if len(table.cells) == 1:
            continue
        boxes = Boxes([cell.box for cell in table.cells])
        for cell in table.cells:
            found, guess = _read_cell(scan, cell.box)
            runs += found
            doubtful = not found and boxes.may_cut(cell.box)
            guesses[number, _rounded(cell.box)] = UNSEEN if doubtful else guess
        left, top, right, bottom = _pixels(scan, table.box, 0.0)
        rest[top:bottom, left:right] = 0
    for strip in find_strips(scan, rest, (0, 0)):
        runs += _read_running(scan, strip)
    return OcrPage(Page(number, width, height, runs, scan.rules), guesses)


def _upright(scan: Scan) -> Scan:
    """Return the page turned so that its lines can be read."""
    best, best_sure = scan, _sureness(scan)
    for quarters in (2, 1, 3):
        if best_sure >= UPRIGHT:
            break
        turned = turn_picture(scan, quarters)
        sure = _sureness(turned)
        if sure > best_sure:
            best, best_sure = turned, sure
    return best if best is scan else straighten(best)


def _sureness(scan: Scan) -> float:
    """Return how sure the recogniser is of a few lines of the page, from 0 to 1; fewer count for less."""
    strips = [
        strip
        for strip in find_strips(scan, scan.ink, (0, 0))
        if 3 < (strip.right - strip.left) / (strip.bottom - strip.top) < 25
        and 6 * scan.dpi < POINTS * (strip.bottom - strip.top) < 24 * scan.dpi
    ]
    chosen = strips[:: max(1, len(strips) // SAMPLE)][:SAMPLE]
    return sum(_read(scan, strip)[0].mean for strip in chosen) / SAMPLE


def _read_cell(scan: Scan, box: Box) -> tuple[list[Run], Guess]:
    """Return the text in a cell as runs, and how it was read."""
    left, top, right, bottom = _pixels(scan, box, INSIDE)
    ink = scan.ink[top:bottom, left:right]
    dirt = scan.pixels(DIRT)
    strips = [
        strip
        for strip in find_strips(scan, ink, (left, top))
        if max(strip.right - strip.left, strip.bottom - strip.top) >= dirt
    ]
    if not strips:
        return [], Guess("", "", 1.0)
    texts = [_read(scan, strip, (left, top, right, bottom)) for strip in strips]
    is_label = any(is_han(sign) and sign not in LOOKS_LIKE_FIGURE for text, _ in texts for sign in text.plain)
    chosen = [text if is_label or not figures.signs else figures for text, figures in texts]
    runs = [_run(scan, strip, text) for strip, text in zip(strips, chosen, strict=True) if text.signs]
    if len(runs) < len(strips):
        runs = [_run(scan, strip, _unread(text)) for strip, text in zip(strips, chosen, strict=True)]
    first = "".join("".join(run.text for run in runs).split())
    return runs, Guess(first, _second(scan, strips), min(text.sure for text in chosen))


def _unread(text: Text) -> Text:
    """Return the text, or a sign that says that something unread stands there."""
    return text if text.signs else text.nothing()


def _second(scan: Scan, strips: Sequence[Strip]) -> str | None:
    """Return what the second reader sees in the lines of a cell."""
    seen = []
    for strip in strips:
        part = (slice(strip.top, strip.bottom), slice(strip.left, strip.right))
        digits = read_digits(scan.grey[part], scan.ink[part])
        if digits is None:
            return None
        seen.append(digits)
    return "".join(seen)


def _read_running(scan: Scan, strip: Strip) -> list[Run]:
    height = strip.bottom - strip.top
    if height < scan.pixels(DIRT) or height > 4 * (strip.right - strip.left) or _is_large(scan, strip):
        return []
    text = _read(scan, strip)[0]
    return [_run(scan, strip, text)] if text.signs else []


def _is_large(scan: Scan, strip: Strip) -> bool:
    """Whether what stands there is no line but a drawing."""
    return (strip.bottom - strip.top) * POINTS > FRAME * scan.dpi


def _read(scan: Scan, strip: Strip, limits: tuple[int, int, int, int] | None = None) -> tuple[Text, Text]:
    height, width = scan.grey.shape
    left, top, right, bottom = limits or (0, 0, width, height)
    room = max(2, round(ROOM * (strip.bottom - strip.top)))
    part = scan.grey[
        max(top, strip.top - room) : min(bottom, strip.bottom + room),
        max(left, strip.left - room) : min(right, strip.right + room),
    ]
    return read_strip(part, SQUEEZE if strip.right - strip.left > LONG * (strip.bottom - strip.top) else 1.0)


def _run(scan: Scan, strip: Strip, text: Text) -> Run:
    """Return a line as a run: each sign reaches half way to its neighbours, the font is as high as usual."""
    scale = POINTS / scan.dpi
    left, top, right, bottom = (value * scale for value in strip)
    places = [left + sign.at * (right - left) for sign in text.signs]
    borders = [left, *((one + other) / 2 for one, other in pairwise(places)), right]
    size = (bottom - top) / (DIGIT_HEIGHT if text.plain.isascii() else HAN_HEIGHT)
    middle = (top + bottom) / 2
    edges = list(pairwise(borders))
    return Run(text.plain, left, middle - size / 2, right, middle + size / 2, edges)


def _pixels(scan: Scan, box: Box, inside: float) -> tuple[int, int, int, int]:
    scale = scan.dpi / POINTS
    left, top, right, bottom = box
    return (
        max(0, round((left + inside) * scale)),
        max(0, round((top + inside) * scale)),
        max(0, round((right - inside) * scale)),
        max(0, round((bottom - inside) * scale)),
    )


def _rounded(box: Box) -> Box:
    left, top, right, bottom = (round(edge, 1) for edge in box)
    return left, top, right, bottom
