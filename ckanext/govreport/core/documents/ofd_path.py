"""The paths of an OFD page → boxes that may be rules."""

from __future__ import annotations

import re
from collections.abc import Iterator
from xml.etree.ElementTree import Element

from .model import Box

__all__ = ["Matrix", "apply", "bounds", "iterate_shapes"]

_TOKEN = re.compile(r"[A-Za-z]|[-+]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][-+]?[0-9]+)?")
#: How many numbers each command takes; the last two are where it ends.
_OPERANDS = {"S": 2, "M": 2, "L": 2, "Q": 4, "B": 6, "A": 7, "C": 0}
_STARTS = ("S", "M")
_MOST_POINTS = 100_000

Point = tuple[float, float]
#: a, b, c, d, e, f: x' = ax + cy + e, y' = bx + dy + f.
Matrix = tuple[float, float, float, float, float, float]


def apply(matrix: Matrix, x: float, y: float) -> Point:
    """Return where ``matrix`` moves a point."""
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f


def bounds(points: list[Point]) -> Box:
    """Return the smallest box that holds all points."""
    xs, ys = [x for x, _ in points], [y for _, y in points]
    return min(xs), min(ys), max(xs), max(ys)


def iterate_shapes(element: Element, matrix: Matrix) -> Iterator[Box]:
    """Yield the box of each straight line that a path object strokes, and of each area that it fills."""
    data = next((child.text or "" for child in element if child.tag.endswith("AbbreviatedData")), "")
    strokes, fills = element.get("Stroke") != "false", element.get("Fill") == "true"
    for line in _lines(data):
        placed = [apply(matrix, x, y) for x, y, _ in line]
        if fills and len(placed) > 2:
            yield bounds(placed)
        elif strokes:
            for before, after, (_, _, is_straight) in zip(placed, placed[1:], line[1:], strict=False):
                if is_straight:
                    yield bounds([before, after])


def _lines(data: str) -> Iterator[list[tuple[float, float, bool]]]:
    """Yield the connected lines of a path: their points, and whether the way to each is straight."""
    line: list[tuple[float, float, bool]] = []
    tokens = _TOKEN.findall(data)[:_MOST_POINTS]
    at = 0
    while at < len(tokens):
        command = tokens[at]
        count = _OPERANDS.get(command)
        at += 1
        if count is None:
            continue
        operands = tokens[at : at + count]
        if len(operands) < count or any(operand.isalpha() for operand in operands):
            continue
        at += count
        if command in _STARTS:
            if len(line) > 1:
                yield line
            line = [(float(operands[0]), float(operands[1]), True)]
        elif command == "C":
            if line:
                line.append((line[0][0], line[0][1], True))
        else:
            line.append((float(operands[-2]), float(operands[-1]), command == "L"))
    if len(line) > 1:
        yield line
