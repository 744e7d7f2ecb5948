"""The cells of a table on a scan, side by side: which may be no cell but a part of one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from .model import Box

__all__ = ["Boxes"]

#: The cells of a row are as high as each other: beside one so many times higher stands a part of a cell.
HIGHER = 1.3


class Boxes:
    """The boxes of a table's cells by their upright edges."""

    def __init__(self, boxes: Iterable[Box]) -> None:
        self._by_edge: dict[float, list[Box]] = defaultdict(list)
        for box in boxes:
            for edge in {round(box[0], 1), round(box[2], 1)}:
                self._by_edge[edge].append(box)

    def may_cut(self, box: Box) -> bool:
        """Return whether a stroke, as of a seal, may have cut the box from a cell.

        Its number would then stand in the other part, and this one would look empty.
        """
        left, top, right, bottom = box
        middle = (top + bottom) / 2
        beside = (*self._by_edge.get(round(left, 1), ()), *self._by_edge.get(round(right, 1), ()))
        return any(
            other[3] - other[1] > HIGHER * (bottom - top) for other in beside if other[1] < middle < other[3]
        )
