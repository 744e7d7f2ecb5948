"""The text and path objects of an OFD page → glyphs and shapes, in points from its top left corner."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import NamedTuple
from xml.etree.ElementTree import Element

from ..errors import GovReportError
from .font_maps import UNKNOWN, unify_radicals
from .model import Box
from .ofd_names import POINTS, Matrix, Point, local_name, move, numbers
from .ruling import THICKEST

__all__ = ["Glyph", "Ink", "box_of", "collect_path", "collect_text", "is_thin"]

MOST_GLYPHS = 100_000
MOST_SEGMENTS = 400_000
#: How wide signs are that nothing says it of, in parts of the size of the text.
NARROW = 0.5
#: The size of text that gives none: nine points, in millimetres.
USUAL_SIZE = 3.175
#: A digit or sign takes its whole step if the step is not wider than this; a letter may be wider.
WIDEST_DIGIT, WIDEST_LETTER = 0.64, 1.0
#: A stroke that rises no more than this is level (points).
LEVEL = 0.5

PEN = re.compile(r"([A-Za-z])|([-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?)")
#: How many numbers follow each letter of a path; the last two are where the pen is then.
OPERANDS = {"S": 2, "M": 2, "L": 2, "Q": 4, "B": 6, "A": 7, "C": 0}


class Glyph(NamedTuple):
    """A character: where it begins on its line, its width and size in points, and where its line runs."""

    sign: str
    x: float
    y: float
    width: float
    size: float
    turn: int


@dataclass(slots=True)
class Ink:
    """What the objects of a page draw, in points from its top left corner."""

    glyphs: list[Glyph | None] = field(default_factory=list)
    shapes: list[Box] = field(default_factory=list)
    pictures: list[Box] = field(default_factory=list)
    objects: int = 0
    segments: int = 0
    texts: int = 0
    hidden: int = 0


def collect_text(ink: Ink, item: Element, matrix: Matrix) -> None:
    """Add the glyphs of a text object; where no step is given a sign takes its usual width."""
    size = next(iter(numbers(item.get("Size"))), USUAL_SIZE)
    stretch = next(iter(numbers(item.get("HScale"))), 1.0)
    along, up = (
        math.dist(move(matrix, 1, 0), move(matrix, 0, 0)),
        math.dist(move(matrix, 0, 1), move(matrix, 0, 0)),
    )
    turn = round(math.degrees(math.atan2(matrix[1], matrix[0])) / 90) * 90 % 360
    ink.texts += 1
    ink.hidden += _is_hidden(item)
    x = y = 0.0
    for code in item:
        if local_name(code) != "TextCode":
            continue
        text = unify_radicals((code.text or "").strip("\r\n"))
        x, y = (next(iter(numbers(code.get(axis))), old) for axis, old in (("X", x), ("Y", y)))
        across, down = x, y
        steps = _steps(code.get("DeltaX"), len(text)), _steps(code.get("DeltaY"), len(text))
        if len(ink.glyphs) + len(text) > MOST_GLYPHS:
            raise GovReportError("too_complex", kind="ofd", what=f"{MOST_GLYPHS} characters on a page")
        a, b, c, d, e, f = (part * POINTS for part in matrix)
        height = size * up
        for at, sign in enumerate(text):
            step = steps[0][at] if at < len(steps[0]) else None
            width = _width(sign, size * stretch, step)
            left, base = a * across + c * down + e, b * across + d * down + f
            shown = sign if sign >= " " else UNKNOWN
            ink.glyphs.append(Glyph(shown, left, base, width * along, height, turn))
            across += step if step is not None else width if steps[0] or not steps[1] else 0.0
            down += steps[1][at] if at < len(steps[1]) else 0.0
        ink.glyphs.append(None)


def _is_hidden(item: Element) -> bool:
    if item.get("Fill") == "false" and item.get("Stroke", "false") == "false":
        return True
    return item.get("Alpha") == "0" or any(
        local_name(child) == "FillColor" and child.get("Alpha") == "0" for child in item
    )


def _steps(text: str | None, most: int) -> list[float]:
    """Return the steps from sign to sign; ``g 3 4.2`` stands for three steps of 4.2."""
    if not text:
        return []
    steps: list[float] = []
    tokens = iter(text.split())
    try:
        for token in tokens:
            if token == "g":
                count, step = int(next(tokens)), float(next(tokens))
                steps += [step] * min(count, most)
            else:
                steps.append(float(token))
    except (ValueError, StopIteration) as error:
        raise GovReportError("damaged", kind="ofd", reason="DeltaX") from error
    return steps[:most]


def _width(sign: str, size: float, step: float | None) -> float:
    """Return how much of its step a sign takes: what is left is a gap that one sees."""
    usual = size if sign >= "\u2e80" or sign in "\u2014\u2018\u2019\u201c\u201d\u2026" else NARROW * size
    if step is None or step <= 0.0:
        return usual
    widest = usual if usual == size else (WIDEST_LETTER if sign.isalpha() else WIDEST_DIGIT) * size
    return step if step <= widest else usual


def collect_path(ink: Ink, item: Element, matrix: Matrix) -> None:
    """Add the rules that a path draws: a thin part whole, otherwise its straight strokes."""
    data = next((child.text or "" for child in item if local_name(child) == "AbbreviatedData"), "")
    stroked = item.get("Stroke") != "false"
    if not stroked and item.get("Fill") != "true":
        return
    if single := _single_line(data):
        ink.segments += 2
        a, b, c, d, e, f = matrix
        x0, y0, x1, y1 = single
        left, right = sorted(((a * x0 + c * y0 + e) * POINTS, (a * x1 + c * y1 + e) * POINTS))
        top, bottom = sorted(((b * x0 + d * y0 + f) * POINTS, (b * x1 + d * y1 + f) * POINTS))
        if right - left <= THICKEST or bottom - top <= THICKEST:
            ink.shapes.append((left, top, right, bottom))
        return
    for points in _subpaths(data):
        ink.segments += len(points)
        if ink.segments > MOST_SEGMENTS:
            raise GovReportError("too_complex", kind="ofd", what=f"{MOST_SEGMENTS} segments on a page")
        moved = [move(matrix, x, y) for x, y in points]
        whole = box_of(moved)
        if is_thin(whole):
            ink.shapes.append(whole)
        elif stroked:
            sides = (box_of(pair) for pair in pairwise(moved))
            ink.shapes += [side for side in sides if min(side[2] - side[0], side[3] - side[1]) <= LEVEL]


def _subpaths(data: str) -> Iterator[list[Point]]:
    """Yield the points of each straight part of a path; a part with curves is no rule."""
    points: list[Point] = []
    operands: list[float] = []
    letter, curved = "", False
    for match in PEN.finditer(data):
        if match[1]:
            letter, operands = match[1].upper(), []
        else:
            operands.append(float(match[2]))
        if letter not in OPERANDS or len(operands) < OPERANDS[letter]:
            continue
        if letter == "C":
            points += points[:1]
        else:
            if letter in "SM":
                if len(points) > 1 and not curved:
                    yield points
                points, curved = [], False
            curved = curved or letter in "QBA"
            points.append((operands[-2], operands[-1]))
        operands = []
    if len(points) > 1 and not curved:
        yield points


def _single_line(data: str) -> tuple[float, float, float, float] | None:
    """Return where a path that is one line (``M 0 0 L 9 0``) begins and ends, or None if it is more."""
    parts = data.split()
    if len(parts) != 6 or parts[0] not in ("M", "S") or parts[3] != "L":
        return None
    try:
        return float(parts[1]), float(parts[2]), float(parts[4]), float(parts[5])
    except ValueError:
        return None


def is_thin(box: Box) -> bool:
    """Say whether a box is thin enough for a rule."""
    return box[2] - box[0] <= THICKEST or box[3] - box[1] <= THICKEST


def box_of(points: Sequence[Point]) -> Box:
    """Return the box around ``points``."""
    if len(points) == 2:
        (left, top), (right, bottom) = points
        return min(left, right), min(top, bottom), max(left, right), max(top, bottom)
    xs, ys = zip(*points, strict=True)
    return min(xs), min(ys), max(xs), max(ys)
