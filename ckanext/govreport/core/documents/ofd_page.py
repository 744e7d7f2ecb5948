"""One page of an OFD file: what its layers draw, held so that its text is upright."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from xml.etree.ElementTree import Element

from ..errors import GovReportError
from .glyphs import ABOVE, BELOW, RunBuilder
from .model import Box
from .ofd_names import IDENTITY, POINTS, Matrix, boundary, local_name, matrix_of, move, numbers
from .ofd_objects import Glyph, Ink, box_of, collect_path, collect_text, is_thin
from .page_text import is_scan
from .pages import Page

__all__ = ["PageReader", "find", "find_all"]

_A4 = (0.0, 0.0, 210.0, 297.0)
#: Text that is turned by more than this, but not upright again, is a watermark across the page.
_TURNED = 0.1
_DEEPEST = 40
#: Drawings may hold drawings; no page comes near.
_OBJECTS = 200_000


def find(parent: Element | None, name: str) -> Element | None:
    """Return the first child of that name."""
    return next(iter(find_all(parent, name)), None)


def find_all(parent: Element | None, name: str) -> list[Element]:
    """Return the children of that name."""
    return [] if parent is None else [child for child in parent if local_name(child) == name]


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
        boxes = (numbers(area.text) for area in areas if area is not None)
        left, top, width, height = next((box for box in boxes if len(box) == 4), _A4)
        self._size = (width * POINTS, height * POINTS)
        self._origin: Matrix = (*IDENTITY[:4], -left, -top)
        self._find_unit = find_unit
        self._ink = Ink()
        self._pictures: list[tuple[str, Box]] = []

    @property
    def largest_picture(self) -> tuple[str, Box] | None:
        """The picture that takes most of the page: its identifier in the resources and its box."""
        return max(self._pictures, key=lambda image: _area(image[1]), default=None)

    @property
    def size(self) -> int:
        """How much was drawn on the page: signs, objects and lines."""
        return len(self._ink.glyphs) + self._ink.objects + self._ink.segments

    def read(self, parent: Element | None) -> None:
        """Take in what the layers in ``parent`` draw."""
        self._read(parent, self._origin, 0)

    def _read(self, parent: Element | None, outer: Matrix, deep: int) -> None:
        if deep > _DEEPEST:
            raise GovReportError("too_complex", kind="ofd", what=f"{_DEEPEST} nested drawings")
        for item in parent if parent is not None else ():
            name = local_name(item)
            self._ink.objects += 1
            if self._ink.objects > _OBJECTS:
                raise GovReportError("too_complex", kind="ofd", what=f"{_OBJECTS} objects on a page")
            if item.get("Visible") == "false":
                continue
            if name in ("Layer", "PageBlock"):
                self._read(item, outer, deep + 1)
            elif name == "CompositeObject":
                unit = self._find_unit(item.get("ResourceID", ""))
                self._read(find(unit, "Content"), matrix_of(item, outer), deep + 1)
            elif name == "TextObject":
                matrix = matrix_of(item, outer)
                if not _crosses(matrix):
                    collect_text(self._ink, item, matrix)
            elif name == "PathObject":
                collect_path(self._ink, item, matrix_of(item, outer))
            elif name == "ImageObject":
                self._read_picture(item, outer)

    def _read_picture(self, item: Element, outer: Matrix) -> None:
        left, top, width, height = boundary(item)
        box = box_of([move(outer, left, top), move(outer, left + width, top + height)])
        (self._ink.shapes if is_thin(box) else self._ink.pictures).append(box)
        self._pictures.append((item.get("ResourceID", ""), box))

    def page(self, number: int) -> tuple[Page, bool]:
        """Return what stands on the page, and whether its text is what a machine guessed from a picture."""
        ink = self._ink
        turns = Counter(glyph.turn for glyph in ink.glyphs if glyph)
        turn = turns.most_common(1)[0][0] if turns else 0
        builder = RunBuilder()
        for glyph in ink.glyphs:
            if glyph is None:
                builder.end_run()
            elif glyph.turn == turn:
                builder.add(glyph.sign, *self._glyph_box(glyph, turn))
        builder.end_run()
        width, height = self._size if turn in (0, 180) else self._size[::-1]
        shapes, pictures = ([self._hold(box, turn) for box in boxes] for boxes in (ink.shapes, ink.pictures))
        page = Page(number, width, height, builder.runs, shapes, pictures)
        return page, 2 * ink.hidden >= ink.texts > 0 and is_scan(page)

    def _glyph_box(self, glyph: Glyph, turn: int) -> Box:
        x, y = self._turned(glyph.x, glyph.y, turn)
        return x, y - ABOVE * glyph.size, x + glyph.width, y + BELOW * glyph.size

    def _hold(self, box: Box, turn: int) -> Box:
        if turn == 0:
            return box
        left, top, right, bottom = box
        return box_of([self._turned(left, top, turn), self._turned(right, bottom, turn)])

    def _turned(self, x: float, y: float, turn: int) -> tuple[float, float]:
        """Return where a point lies when the page is held so that text in that direction is upright."""
        width, height = self._size
        if turn == 0:
            return x, y
        if turn == 90:
            return y, width - x
        if turn == 180:
            return width - x, height - y
        return height - y, x


def _area(box: Box) -> float:
    left, top, right, bottom = box
    return (right - left) * (bottom - top)


def _crosses(matrix: Matrix) -> bool:
    """Return whether text under this matrix runs across the page, neither level nor upright."""
    a, b, c, d, *_ = matrix
    level, upright = abs(a) + abs(d), abs(b) + abs(c)
    return min(level, upright) > _TURNED * max(level, upright)
