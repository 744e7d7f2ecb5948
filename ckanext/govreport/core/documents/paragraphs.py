"""Printed lines → paragraphs: a new one at an indent, after a short line, at a change of size."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median_low
from typing import NamedTuple

from .glyphs import Line
from .model import Paragraph

__all__ = ["Margins", "PlacedLine", "find_margins", "merge_lines"]

#: Parts of the size of the text.
INDENT = 1.2
CENTRED = 1.5
EQUAL = 1.0
SLACK = 1.2
APART = 1.3
OTHER_SIZE = 0.08
TITLE = 1.15
#: Lines that begin or end this near to each other do so at the margin (points).
EVEN = 1.5
#: A line with so many signs may be one that fills the page.
LONG = 15


class Margins(NamedTuple):
    """Where the text of a page begins and ends, and its usual size."""

    left: float
    right: float
    size: float


@dataclass(frozen=True, slots=True)
class PlacedLine:
    """A line, its page, and where the text of that page begins and ends."""

    line: Line
    page: int
    margins: Margins


def find_margins(pages: Sequence[tuple[float, Sequence[Line]]]) -> list[Margins]:
    """Return the margins of each page from (width, lines); pages of one width have the same."""
    found: dict[int, Margins] = {}
    for width in {round(width) for width, _ in pages}:
        lines = [line for other, lines in pages if round(other) == width for line in lines]
        long = [line for line in lines if len(line.text) >= LONG] or lines
        if long:
            size = median_low(line.size for line in long)
            found[width] = Margins(_left_margin(lines), _right_margin(long, size), size)
    return [found.get(round(width), Margins(0.0, width, 0.0)) for width, _ in pages]


def _left_margin(lines: Sequence[Line]) -> float:
    """Return the leftmost place where two lines begin: most begin there, a paragraph's first further in."""
    ordered = sorted(line.start for line in lines)
    pairs = pairwise(ordered)
    return next((edge for edge, following in pairs if following - edge < EVEN), ordered[0])


def _right_margin(lines: Sequence[Line], size: float) -> float:
    """Return where most of the longest lines end: a punctuation mark may hang over that."""
    ends = [line.box[2] for line in lines if abs(line.size - size) <= OTHER_SIZE * size]
    ends = [end for end in ends if end > max(ends) - SLACK * size]
    return max(ends, key=lambda end: (sum(abs(end - other) < EVEN for other in ends), end))


def merge_lines(lines: Sequence[PlacedLine]) -> list[Paragraph]:
    """Return the paragraphs that follow each other in ``lines``; nothing is put between Chinese lines."""
    paragraphs: list[Paragraph] = []
    for number, placed in enumerate(lines):
        if number == 0 or _begins(lines[number - 1], placed):
            paragraphs.append(Paragraph(placed.line.text, placed.page))
        else:
            last = paragraphs[-1]
            letters = _is_letter(last.text[-1]) and _is_letter(placed.line.text[0])
            paragraphs[-1] = Paragraph(last.text + (" " if letters else "") + placed.line.text, last.page)
    return paragraphs


def _begins(before: PlacedLine, placed: PlacedLine) -> bool:
    line, last = placed.line, before.line
    size = min(line.size, last.size)
    if abs(line.size - last.size) > OTHER_SIZE * size:
        return True
    if before.page == placed.page and line.box[1] - last.box[3] > APART * size:
        return True
    free = before.margins.right - last.box[2]
    if _is_centred(before):
        free += last.box[0] - before.margins.left
    if free > _first_word(line) + SLACK * size:
        return True
    if _is_centred(placed):
        return size < TITLE * placed.margins.size
    return line.box[0] - placed.margins.left > INDENT * size


def _is_centred(placed: PlacedLine) -> bool:
    left = placed.line.box[0] - placed.margins.left
    right = placed.margins.right - placed.line.box[2]
    size = placed.line.size
    return min(left, right) > CENTRED * size and abs(left - right) < EQUAL * size


def _first_word(line: Line) -> float:
    """Return about how wide the line's first word is; a Chinese word may break anywhere."""
    length = 0
    while length < len(line.text) and line.text[length].isascii() and not line.text[length].isspace():
        length += 1
    return line.first_width * max(length, 1)


def _is_letter(sign: str) -> bool:
    return sign.isascii() and sign.isalpha()
