"""The drawings and pictures on a page of a PDF, asked of PDFium: what may be rules, and what hides text."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from ctypes import addressof, c_float, c_int
from dataclasses import dataclass, field
from itertools import pairwise, repeat
from struct import Struct

from ..errors import GovReportError
from .model import Box
from .pdf_library import Library
from .ruling import THICKEST

__all__ = ["SAMPLE", "Ink", "collect_ink"]

MOST_OBJECTS = 200_000
MOST_SEGMENTS = 400_000
DEEPEST = 8
#: Of so many texts it is asked whether they are visible.
SAMPLE = 24
INVISIBLE = 3

#: Segments of a line and of a rectangle; a filled shape of no more than these has no second part.
LINE = 2
RECTANGLE = 5
WHOLE = (LINE, RECTANGLE)
FOUR = Struct("4f")
#: A stroke that rises no more than this is level.
LEVEL = 0.5

Point = tuple[float, float]
#: a b c d e f: how a point of an inner drawing is moved to the page.
Matrix = tuple[float, float, float, float, float, float]
IDENTITY: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


@dataclass(slots=True)
class Ink:
    """What a page's objects draw, in the page's own space, y upwards."""

    shapes: list[Box] = field(default_factory=list)
    pictures: list[Box] = field(default_factory=list)
    texts: int = 0
    hidden: int = 0
    objects: int = 0
    segments: int = 0


def collect_ink(lib: Library, page: int) -> Ink:
    """Return what a page's objects draw, those inside form XObjects too.

    :raises GovReportError: ``too_complex`` if it draws more than any report's page.
    """
    collector = _Collector(lib)
    collector.collect(page, lib.FPDFPage_CountObjects(page), lib.FPDFPage_GetObject, IDENTITY, 0)
    return collector.ink


class _Collector:
    """Walks over a page's objects; what is asked of many is asked in one go."""

    def __init__(self, lib: Library) -> None:
        self.lib = lib
        self.ink = Ink()
        self.numbers = (c_float * 6)()
        self.place = addressof(self.numbers)

    def collect(
        self, parent: int, count: int, get: Callable[[int, int], int], matrix: Matrix, depth: int
    ) -> None:
        """Collect what the objects of a page or form draw, which ``matrix`` moves to the page."""
        lib, ink = self.lib, self.ink
        count = max(count, 0)
        ink.objects += count
        if ink.objects > MOST_OBJECTS:
            raise GovReportError("too_complex", kind="pdf", what=f"{MOST_OBJECTS} objects on a page")
        items: dict[int, list[int]] = defaultdict(list)
        objects = list(map(get, repeat(parent, count), range(count)))
        for item, kind in zip(objects, map(lib.FPDFPageObj_GetType, objects), strict=True):
            items[kind].append(item)
        self.collect_paths(items[lib.FPDF_PAGEOBJ_PATH], matrix)
        texts = items[lib.FPDF_PAGEOBJ_TEXT]
        for item in texts[: max(SAMPLE - ink.texts, 0)]:
            ink.hidden += lib.FPDFTextObj_GetTextRenderMode(item) == INVISIBLE
        ink.texts += len(texts)
        for box in self.bounds(items[lib.FPDF_PAGEOBJ_IMAGE], matrix):
            (ink.shapes if _is_thin(box) else ink.pictures).append(box)
        if depth < DEEPEST:
            for item in items[lib.FPDF_PAGEOBJ_FORM]:
                inner = _times(self.matrix_of(item), matrix)
                within = lib.FPDFFormObj_CountObjects(item)
                self.collect(item, within, lib.FPDFFormObj_GetObject, inner, depth + 1)

    def bounds(self, items: Sequence[int], matrix: Matrix) -> list[Box]:
        """Return the objects' boxes on the page: left, bottom, right, top."""
        numbers = (c_float * (4 * len(items)))()
        start = addressof(numbers)
        places = [range(start + at, start + at + 16 * len(items), 16) for at in (0, 4, 8, 12)]
        list(map(self.lib.FPDFPageObj_GetBounds, items, *places))
        boxes: list[Box] = list(FOUR.iter_unpack(numbers))
        if matrix is IDENTITY:
            return boxes
        return [
            _box_of([_move(matrix, x, y) for x in (left, right) for y in (bottom, top)])
            for left, bottom, right, top in boxes
        ]

    def collect_paths(self, items: Sequence[int], matrix: Matrix) -> None:
        """Add the rules that paths draw."""
        ink = self.ink
        counts = list(map(self.lib.FPDFPath_CountSegments, items))
        ink.segments += sum(counts)
        if ink.segments > MOST_SEGMENTS:
            raise GovReportError("too_complex", kind="pdf", what=f"{MOST_SEGMENTS} segments on a page")
        for item, count, box in zip(items, counts, self.bounds(items, matrix), strict=True):
            left, bottom, right, top = box
            thin = right - left <= THICKEST or top - bottom <= THICKEST
            if thin and count in WHOLE:
                ink.shapes.append(box)
            else:
                self.collect_path(item, count, matrix, box if thin else None)

    def collect_path(self, item: int, count: int, matrix: Matrix, thin: Box | None) -> None:
        """Add the rules that one path draws: a ``thin`` shape whole, otherwise its straight or thin parts."""
        lib, ink = self.lib, self.ink
        modes = (c_int * 2)()
        lib.FPDFPath_GetDrawMode(item, addressof(modes), addressof(modes) + 4)
        stroked = modes[1]
        if count <= RECTANGLE and not stroked:
            if thin:
                ink.shapes.append(thin)
            return
        for points in self.subpaths(item, count, _times(self.matrix_of(item), matrix)):
            whole = _box_of(points)
            if _is_thin(whole):
                ink.shapes.append(whole)
            elif stroked:
                sides = (_box_of(pair) for pair in pairwise(points))
                ink.shapes += [side for side in sides if min(side[2] - side[0], side[3] - side[1]) <= LEVEL]

    def matrix_of(self, item: int) -> Matrix:
        """Return how an object's own points are moved to what holds it."""
        if not self.lib.FPDFPageObj_GetMatrix(item, self.place):
            return IDENTITY
        a, b, c, d, e, f = self.numbers
        return a, b, c, d, e, f

    def subpaths(self, item: int, count: int, matrix: Matrix) -> Iterator[list[Point]]:
        """Yield the points of each straight part of a path; a part with curves is no rule."""
        lib, place = self.lib, self.place
        points: list[Point] = []
        curved = False
        for at in range(count):
            segment = lib.FPDFPath_GetPathSegment(item, at)
            kind = lib.FPDFPathSegment_GetType(segment)
            if kind == lib.FPDF_SEGMENT_MOVETO:
                if len(points) > 1 and not curved:
                    yield points
                points, curved = [], False
            curved = curved or kind == lib.FPDF_SEGMENT_BEZIERTO
            lib.FPDFPathSegment_GetPoint(segment, place, place + 4)
            points.append(_move(matrix, self.numbers[0], self.numbers[1]))
            if lib.FPDFPathSegment_GetClose(segment):
                points.append(points[0])
        if len(points) > 1 and not curved:
            yield points


def _is_thin(box: Box) -> bool:
    return box[2] - box[0] <= THICKEST or box[3] - box[1] <= THICKEST


def _times(inner: Matrix, outer: Matrix) -> Matrix:
    """Return the matrix that moves by ``inner`` first and then by ``outer``."""
    a, b, c, d, e, f = inner
    p, q, r, s, t, u = outer
    return a * p + b * r, a * q + b * s, c * p + d * r, c * q + d * s, e * p + f * r + t, e * q + f * s + u


def _move(matrix: Matrix, x: float, y: float) -> Point:
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f


def _box_of(points: Sequence[Point]) -> Box:
    xs, ys = [x for x, _ in points], [y for _, y in points]
    return min(xs), min(ys), max(xs), max(ys)
