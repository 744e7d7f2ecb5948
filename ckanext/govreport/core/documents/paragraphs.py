"""Printed lines → paragraphs: a new one at an indent, after a short line, at a change of size."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from .glyphs import Line
from .model import Paragraph

__all__ = ["PlacedLine", "find_margins", "merge_lines"]

#: Parts of the size of the text.
INDENT = 1.2
CENTRED = 1.5
SLACK = 1.2
APART = 1.3
OTHER_SIZE = 0.12
#: Lines that begin or end this near to each other do so at the margin (points).
EVEN = 1.5
#: A line with so many signs is one that fills the page.
LONG = 15
ENOUGH = 4

#: Where the text begins and ends on a page.
Margins = tuple[float, float]


@dataclass(frozen=True, slots=True)
class PlacedLine:
    """A line, its page, and where the text of that page begins and ends."""

    line: Line
    page: int
    margins: Margins


def find_margins(pages: Sequence[tuple[int, float, Sequence[Line]]]) -> dict[int, Margins]:
    """Return each page's margins from (number, width, lines); one of few lines takes those of its likes."""
    margins = {}
    for number, width, lines in pages:
        long = [line for line in lines if len(line.text) >= LONG]
        if len(long) < ENOUGH:
            likes = [line for _, other, lines in pages if abs(other - width) < 1 for line in lines]
            long = [line for line in likes if len(line.text) >= LONG] or likes
        if long:
            margins[number] = _left_margin(long), _right_margin(long)
    return margins


def _left_margin(lines: Sequence[Line]) -> float:
    """Return the leftmost place where two lines begin: most begin there, a paragraph's first further in."""
    ordered = sorted(line.box[0] for line in lines)
    pairs = pairwise(ordered)
    return next((edge for edge, following in pairs if following - edge < EVEN), ordered[0])


def _right_margin(lines: Sequence[Line]) -> float:
    """Return where most lines end, the rightmost of such places: punctuation may hang over it."""
    ends = [line.box[2] for line in lines]
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
    if abs(line.size - last.size) > OTHER_SIZE * size + 1.5 or _is_centred(before) or _is_centred(placed):
        return True
    if before.page == placed.page and line.box[1] - last.box[3] > APART * size:
        return True
    if line.box[0] - placed.margins[0] > INDENT * size:
        return True
    return before.margins[1] - last.box[2] > _first_word(line) + SLACK * size


def _is_centred(placed: PlacedLine) -> bool:
    left = placed.line.box[0] - placed.margins[0]
    right = placed.margins[1] - placed.line.box[2]
    size = placed.line.size
    return left > CENTRED * size and abs(left - right) < size


def _first_word(line: Line) -> float:
    """Return about how wide the line's first word is; a Chinese word may break anywhere."""
    length = 0
    while length < len(line.text) and line.text[length].isascii() and not line.text[length].isspace():
        length += 1
    return line.first_width * max(length, 1)


def _is_letter(sign: str) -> bool:
    return sign.isascii() and sign.isalpha()
