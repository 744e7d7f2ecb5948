"""One page of an OFD file: its text, lines and pictures at their places in points."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from xml.etree.ElementTree import Element

from ..errors import GovReportError
from .glyphs import RunBuilder
from .model import Box
from .ofd_path import Matrix, apply, bounds, iterate_shapes
from .pages import Page

__all__ = ["PageReader", "find", "find_all"]

_POINTS = 72 / 25.4
_UPRIGHT: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
_A4 = (0.0, 0.0, 210.0, 297.0)
#: How far a font's signs reach above and below the base line, in parts of its size.
_ABOVE, _BELOW = 0.88, 0.12
#: Signs from here on are as wide as high, others about half as wide.
_WIDE = "\u2e80"
#: Text that is turned by more than this is a stamp or a watermark across the page.
_TURNED = 0.1
_NUMBER = re.compile(r"[-+]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][-+]?[0-9]+)?|g")
_DEEPEST = 20
#: Drawings may hold drawings; no page comes near.
_OBJECTS = 200_000


def find(parent: Element | None, name: str) -> Element | None:
    """Return the first child of that name, whatever its namespace: files use two."""
    return next(iter(find_all(parent, name)), None)


def find_all(parent: Element | None, name: str) -> list[Element]:
    """Return the children of that name, whatever their namespace."""
    return [] if parent is None else [child for child in parent if _local(child) == name]


def _local(element: Element) -> str:
    return element.tag.rpartition("}")[2]


class PageReader:
    """Takes the layers of a page; ``page`` is what stands on it.

    ``find_unit`` returns the drawing that a page takes from the resources of
    its document, by its identifier.
    """

    def __init__(
        self,
        own_area: Element | None,
        common_area: Element | None,
        find_unit: Callable[[str], Element | None],
    ) -> None:
        areas = (find(area, "PhysicalBox") for area in (own_area, common_area))
        boxes = (_numbers(area.text) for area in areas if area is not None)
        self._box = next((box for box in boxes if len(box) == 4), list(_A4))
        self._find_unit = find_unit
        self._runs = RunBuilder()
        self._shapes: list[Box] = []
        self._pictures: list[Box] = []
        self._objects = 0
        self.glyphs = 0

    def page(self) -> Page:
        """Return what stands on the page, which has no number yet."""
        self._runs.end_run()
        size = (self._box[2] * _POINTS, self._box[3] * _POINTS)
        return Page(0, *size, self._runs.runs, self._shapes, self._pictures)

    def read(self, parent: Element | None, outer: Matrix = _UPRIGHT, deep: int = 0) -> None:
        """Take in what a layer or a block draws, moved by ``outer``."""
        for element in parent if parent is not None and deep < _DEEPEST else ():
            name = _local(element)
            self._objects += 1
            if self._objects > _OBJECTS:
                raise GovReportError("too_complex", kind="ofd", what=f"{_OBJECTS} objects on a page")
            if element.get("Visible") == "false":
                continue
            if name in ("Layer", "PageBlock"):
                self.read(element, outer, deep + 1)
            elif name == "TextObject":
                self._read_text(element, _times(_matrix(element), outer))
            elif name == "PathObject":
                self._shapes += self._to_points(iterate_shapes(element, _times(_matrix(element), outer)))
            elif name == "ImageObject":
                left, top, width, height = _boundary(element)
                corners = [apply(outer, left, top), apply(outer, left + width, top + height)]
                self._pictures += self._to_points([bounds(corners)])
            elif name == "CompositeObject":
                unit = self._find_unit(element.get("ResourceID", ""))
                self.read(find(unit, "Content"), _times(_matrix(element), outer), deep + 1)

    def _to_points(self, boxes: Iterable[Box]) -> list[Box]:
        west, north = self._box[:2]
        return [
            (
                (left - west) * _POINTS,
                (top - north) * _POINTS,
                (right - west) * _POINTS,
                (bottom - north) * _POINTS,
            )
            for left, top, right, bottom in boxes
        ]

    def _read_text(self, element: Element, matrix: Matrix) -> None:
        a, b, c, d, _, _ = matrix
        upright, turned = abs(a) + abs(d), abs(b) + abs(c)
        if min(upright, turned) > _TURNED * max(upright, turned):
            return
        size = _number(element.get("Size"), 3.5)
        stretch = _number(element.get("HScale"), 1.0) or 1.0
        x = y = 0.0
        for code in find_all(element, "TextCode"):
            x, y = _number(code.get("X"), x), _number(code.get("Y"), y)
            self._read_code(code, (x, y), size, stretch, matrix)
        self._runs.end_run()

    def _read_code(
        self, code: Element, start: tuple[float, float], size: float, stretch: float, matrix: Matrix
    ) -> None:
        """Add the signs of one piece of text, each of which stands its step behind the one before."""
        x, y = start
        text = code.text or ""
        across, down = _steps(code.get("DeltaX"), len(text)), _steps(code.get("DeltaY"), len(text))
        self.glyphs += len(text)
        for number, sign in enumerate(text):
            width = size * stretch * (1.0 if sign >= _WIDE else 0.5)
            if number < len(across) and across[number] > 0:
                width = across[number]
            corners = [apply(matrix, x, y - _ABOVE * size), apply(matrix, x + width, y + _BELOW * size)]
            (box,) = self._to_points([bounds(corners)])
            self._runs.add(sign, *box)
            x += across[number] if number < len(across) else (0.0 if number < len(down) else width)
            y += down[number] if number < len(down) else 0.0


def _matrix(element: Element) -> Matrix:
    """Return how an object's own coordinates are moved to those around it."""
    left, top, _, _ = _boundary(element)
    matrix = _numbers(element.get("CTM"))
    a, b, c, d, e, f = matrix if len(matrix) == 6 else _UPRIGHT
    return a, b, c, d, e + left, f + top


def _boundary(element: Element) -> tuple[float, float, float, float]:
    box = _numbers(element.get("Boundary"))
    return (box[0], box[1], box[2], box[3]) if len(box) == 4 else (0.0, 0.0, 0.0, 0.0)


def _times(inner: Matrix, outer: Matrix) -> Matrix:
    """Return the matrix that does what ``inner`` does and then what ``outer`` does."""
    if outer == _UPRIGHT:
        return inner
    a, b, c, d, *_ = outer
    x_axis = (a * inner[0] + c * inner[1], b * inner[0] + d * inner[1])
    y_axis = (a * inner[2] + c * inner[3], b * inner[2] + d * inner[3])
    return (*x_axis, *y_axis, *apply(outer, inner[4], inner[5]))


def _steps(text: str | None, most: int) -> list[float]:
    """Return the steps between signs; ``g 3 2.5`` stands for three steps of 2.5."""
    steps: list[float] = []
    tokens = iter(_NUMBER.findall(text or ""))
    for token in tokens:
        if token == "g":
            times, step = next(tokens, "0"), next(tokens, "0")
            if times != "g" and step != "g":
                steps += [float(step)] * max(0, min(int(float(times)), most - len(steps)))
        else:
            steps.append(float(token))
        if len(steps) >= most:
            break
    return steps


def _numbers(text: str | None) -> list[float]:
    return [float(token) for token in _NUMBER.findall(text or "") if token != "g"]


def _number(text: str | None, default: float) -> float:
    numbers = _numbers(text)
    return numbers[0] if numbers else default
