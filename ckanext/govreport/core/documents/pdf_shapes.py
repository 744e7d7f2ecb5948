"""The drawings and pictures on a page of a PDF, asked of PDFium: what may be rules, and what hides text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
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
    ink = Ink()
    _collect(lib, ink, _children(lib, page), IDENTITY, 0)
    return ink


def _children(lib: Any, page: Any) -> Iterator[Any]:
    for at in range(lib.FPDFPage_CountObjects(page)):
        yield lib.FPDFPage_GetObject(page, at)


def _form_children(lib: Any, form: Any) -> Iterator[Any]:
    for at in range(max(lib.FPDFFormObj_CountObjects(form), 0)):
        yield lib.FPDFFormObj_GetObject(form, at)


def _collect(lib: Any, ink: Ink, objects: Iterator[Any], matrix: Matrix, depth: int) -> None:
    """Collect the shapes and pictures of ``objects``, those inside form XObjects too."""
    get_type = lib.FPDFPageObj_GetType
    text, path, picture, form = (
        lib.FPDF_PAGEOBJ_TEXT,
        lib.FPDF_PAGEOBJ_PATH,
        lib.FPDF_PAGEOBJ_IMAGE,
        lib.FPDF_PAGEOBJ_FORM,
    )
    for item in objects:
        kind = get_type(item)
        ink.objects += 1
        if ink.objects > MOST_OBJECTS:
            raise GovReportError("too_complex", kind="pdf", what=f"{MOST_OBJECTS} objects on a page")
        if kind == text:
            ink.texts += 1
            if ink.texts <= SAMPLE:
                ink.hidden += lib.FPDFTextObj_GetTextRenderMode(item) == INVISIBLE
        elif kind == path:
            _collect_path(lib, ink, item, matrix)
        elif kind == picture:
            box = _bounds(lib, item, matrix)
            (ink.shapes if min(box[2] - box[0], box[3] - box[1]) <= THICKEST else ink.pictures).append(box)
        elif kind == form and depth < DEEPEST:
            inner = _times(_matrix(lib, item), matrix)
            _collect(lib, ink, _form_children(lib, item), inner, depth + 1)


def _bounds(lib: Any, item: Any, matrix: Matrix) -> Box:
    left, bottom, right, top = c_float(), c_float(), c_float(), c_float()
    lib.FPDFPageObj_GetBounds(item, byref(left), byref(bottom), byref(right), byref(top))
    if matrix is IDENTITY:
        return left.value, bottom.value, right.value, top.value
    corners = [_move(matrix, x, y) for x in (left.value, right.value) for y in (bottom.value, top.value)]
    return _box_of(corners)


def _collect_path(lib: Any, ink: Ink, item: Any, matrix: Matrix) -> None:
    """Add the rules that a path draws: a thin shape whole, otherwise its straight strokes or thin parts."""
    count = lib.FPDFPath_CountSegments(item)
    ink.segments += max(count, 0)
    if ink.segments > MOST_SEGMENTS:
        raise GovReportError("too_complex", kind="pdf", what=f"{MOST_SEGMENTS} segments on a page")
    box = _bounds(lib, item, matrix)
    thin = min(box[2] - box[0], box[3] - box[1]) <= THICKEST
    if thin and count == 2:
        ink.shapes.append(box)
        return
    fill, stroke = c_int(), c_int()
    lib.FPDFPath_GetDrawMode(item, byref(fill), byref(stroke))
    if not thin and count <= 5 and not stroke.value:
        return
    own = _times(_matrix(lib, item), matrix)
    for points in _subpaths(lib, item, count, own):
        whole = _box_of(points)
        if min(whole[2] - whole[0], whole[3] - whole[1]) <= THICKEST:
            ink.shapes.append(whole)
        elif stroke.value:
            sides = (_box_of(pair) for pair in pairwise(points))
            ink.shapes += [side for side in sides if min(side[2] - side[0], side[3] - side[1]) <= 0.5]


def _subpaths(lib: Any, item: Any, count: int, matrix: Matrix) -> Iterator[list[tuple[float, float]]]:
    """Yield the points of each straight part of a path; a part with curves is no rule."""
    x, y = c_float(), c_float()
    points: list[tuple[float, float]] = []
    curved = False
    for at in range(count):
        segment = lib.FPDFPath_GetPathSegment(item, at)
        kind = lib.FPDFPathSegment_GetType(segment)
        if kind == lib.FPDF_SEGMENT_MOVETO:
            if len(points) > 1 and not curved:
                yield points
            points, curved = [], False
        curved = curved or kind == lib.FPDF_SEGMENT_BEZIERTO
        lib.FPDFPathSegment_GetPoint(segment, byref(x), byref(y))
        points.append(_move(matrix, x.value, y.value))
        if lib.FPDFPathSegment_GetClose(segment):
            points.append(points[0])
    if len(points) > 1 and not curved:
        yield points


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


def _move(matrix: Matrix, x: float, y: float) -> tuple[float, float]:
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f


def _box_of(points: Sequence[tuple[float, float]]) -> Box:
    xs, ys = [x for x, _ in points], [y for _, y in points]
    return min(xs), min(ys), max(xs), max(ys)
