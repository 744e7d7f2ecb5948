"""Names, numbers and places in the XML of OFD files."""

from __future__ import annotations

import re
from functools import lru_cache
from xml.etree.ElementTree import Element

__all__ = ["IDENTITY", "POINTS", "Matrix", "Point", "boundary", "local_name", "matrix_of", "move", "numbers"]

#: Points in a millimetre.
POINTS = 72 / 25.4

NUMBER = re.compile(r"[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?")

#: a b c d e f: how a point of an object is moved to the page.
Matrix = tuple[float, float, float, float, float, float]
Point = tuple[float, float]
IDENTITY: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


def local_name(item: Element) -> str:
    """Return an element's name without its namespace: writers disagree on that."""
    return _local(item.tag)


@lru_cache(maxsize=1000)
def _local(tag: str) -> str:
    return tag.rpartition("}")[2]


def numbers(text: str | None) -> list[float]:
    """Return the numbers in ``text``."""
    if not text:
        return []
    try:
        return list(map(float, text.split()))
    except ValueError:
        return [float(number) for number in NUMBER.findall(text)]


def boundary(item: Element) -> tuple[float, float, float, float]:
    """Return an object's left, top, width and height on what holds it."""
    found = numbers(item.get("Boundary"))
    return (found[0], found[1], found[2], found[3]) if len(found) == 4 else (0.0, 0.0, 0.0, 0.0)


def matrix_of(item: Element, outer: Matrix) -> Matrix:
    """Return how an object's own points are moved to the page."""
    left, top, _, _ = boundary(item)
    found = numbers(item.get("CTM"))
    a, b, c, d, e, f = found if len(found) == 6 else IDENTITY
    e, f = e + left, f + top
    if outer == IDENTITY:
        return a, b, c, d, e, f
    p, q, r, s, t, u = outer
    return a * p + b * r, a * q + b * s, c * p + d * r, c * q + d * s, e * p + f * r + t, e * q + f * s + u


def move(matrix: Matrix, x: float, y: float) -> Point:
    """Return where a point of an object stands on the page, in points."""
    a, b, c, d, e, f = matrix
    return (a * x + c * y + e) * POINTS, (b * x + d * y + f) * POINTS
