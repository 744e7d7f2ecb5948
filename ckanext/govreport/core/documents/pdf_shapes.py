"""The drawings and pictures on a page of a PDF, asked of PDFium: what may be rules, and what hides text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from ctypes import byref, c_float, c_int
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

from ..errors import GovReportError
from .model import Box
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


def collect_ink(lib: Any, page: Any) -> Ink:
    """Return what a page's objects draw, those inside form XObjects too.

    :raises GovReportError: ``too_complex`` if it draws more than any report's page.
    """
    collector = _Collector(lib)
    count, get = lib.FPDFPage_CountObjects(page), lib.FPDFPage_GetObject
    collector.collect((get(page, at) for at in range(count)), IDENTITY, 0)
    return collector.ink


class _Collector:
    """Walks over a page's objects; the places into which PDFium writes are made once."""

    def __init__(self, lib: Any) -> None:
        self.lib = lib
        self.ink = Ink()
        self.edges = [c_float() for _ in range(4)]
        self.edge_places = [byref(edge) for edge in self.edges]
        self.modes = c_int(), c_int()
        self.mode_places = byref(self.modes[0]), byref(self.modes[1])

    def collect(self, objects: Iterable[Any], matrix: Matrix, depth: int) -> None:
        """Collect the shapes and pictures of ``objects``, which ``matrix`` moves to the page."""
        lib, ink = self.lib, self.ink
        get_type, path, text = lib.FPDFPageObj_GetType, lib.FPDF_PAGEOBJ_PATH, lib.FPDF_PAGEOBJ_TEXT
        for item in objects:
            kind = get_type(item)
            ink.objects += 1
            if ink.objects > MOST_OBJECTS:
                raise GovReportError("too_complex", kind="pdf", what=f"{MOST_OBJECTS} objects on a page")
            if kind == path:
                self.collect_path(item, matrix)
            elif kind == text:
                ink.texts += 1
                if ink.texts <= SAMPLE:
                    ink.hidden += lib.FPDFTextObj_GetTextRenderMode(item) == INVISIBLE
            elif kind == lib.FPDF_PAGEOBJ_IMAGE:
                box = self.bounds(item, matrix)
                (ink.shapes if _is_thin(box) else ink.pictures).append(box)
            elif kind == lib.FPDF_PAGEOBJ_FORM and depth < DEEPEST:
                count, get = max(lib.FPDFFormObj_CountObjects(item), 0), lib.FPDFFormObj_GetObject
                inner = _times(_matrix(lib, item), matrix)
                self.collect((get(item, at) for at in range(count)), inner, depth + 1)

    def bounds(self, item: Any, matrix: Matrix) -> Box:
        """Return an object's box on the page: left, bottom, right, top."""
        self.lib.FPDFPageObj_GetBounds(item, *self.edge_places)
        left, bottom, right, top = self.edges
        if matrix is IDENTITY:
            return left.value, bottom.value, right.value, top.value
        return _box_of(
            [_move(matrix, x, y) for x in (left.value, right.value) for y in (bottom.value, top.value)]
        )

    def collect_path(self, item: Any, matrix: Matrix) -> None:
        """Add the rules that a path draws: a thin shape whole, otherwise its straight or thin parts."""
        lib, ink = self.lib, self.ink
        count = lib.FPDFPath_CountSegments(item)
        ink.segments += max(count, 0)
        if ink.segments > MOST_SEGMENTS:
            raise GovReportError("too_complex", kind="pdf", what=f"{MOST_SEGMENTS} segments on a page")
        box = self.bounds(item, matrix)
        thin = _is_thin(box)
        if thin and count in {LINE, RECTANGLE}:
            ink.shapes.append(box)
            return
        lib.FPDFPath_GetDrawMode(item, *self.mode_places)
        stroked = self.modes[1].value
        if count <= RECTANGLE and not stroked:
            if thin:
                ink.shapes.append(box)
            return
        for points in self.subpaths(item, count, _times(_matrix(lib, item), matrix)):
            whole = _box_of(points)
            if _is_thin(whole):
                ink.shapes.append(whole)
            elif stroked:
                sides = (_box_of(pair) for pair in pairwise(points))
                ink.shapes += [side for side in sides if min(side[2] - side[0], side[3] - side[1]) <= LEVEL]

    def subpaths(self, item: Any, count: int, matrix: Matrix) -> Iterator[list[Point]]:
        """Yield the points of each straight part of a path; a part with curves is no rule."""
        lib = self.lib
        (x, y), places = self.edges[:2], self.edge_places[:2]
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
            lib.FPDFPathSegment_GetPoint(segment, *places)
            points.append(_move(matrix, x.value, y.value))
            if lib.FPDFPathSegment_GetClose(segment):
                points.append(points[0])
        if len(points) > 1 and not curved:
            yield points


def _is_thin(box: Box) -> bool:
    return box[2] - box[0] <= THICKEST or box[3] - box[1] <= THICKEST


def _matrix(lib: Any, item: Any) -> Matrix:
    matrix = lib.FS_MATRIX()
    if not lib.FPDFPageObj_GetMatrix(item, byref(matrix)):
        return IDENTITY
    return matrix.a, matrix.b, matrix.c, matrix.d, matrix.e, matrix.f


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
