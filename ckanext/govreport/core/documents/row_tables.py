"""Tables that come as a stream of paragraphs, cell ends and row ends, as in .rtf and .doc."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from ..errors import GovReportError
from . import limits
from .layout import RawCell, RawTable

__all__ = ["CellShape", "TableStream"]

#: Edges nearer to each other than this many twips (half a millimetre) are one line on paper.
_SAME_EDGE = 29

Merge = Literal["", "first", "on"]


class CellShape(NamedTuple):
    """Where a cell lies, in twips, and how it is merged with those above and on its left."""

    left: int
    right: int
    down: Merge = ""
    across: Merge = ""


@dataclass(slots=True)
class _Content:
    lines: list[str | RawTable] = field(default_factory=list)
    has_picture: bool = False


@dataclass(slots=True)
class _Level:
    """A table that is being read: its rows, the cells of its last row, the content of its last cell."""

    rows: list[tuple[list[CellShape], list[_Content]]] = field(default_factory=list)
    row: list[_Content] = field(default_factory=list)
    cell: _Content = field(default_factory=_Content)


class TableStream:
    """Takes paragraphs and the ends of cells and rows, each with the depth of its table.

    Depth 0 is outside of all tables; a line there ends every table before it.
    ``content`` is what the stream amounts to once it was finished.
    """

    def __init__(self, kind: str) -> None:
        self.content: list[str | RawTable] = []
        self._kind = kind
        self._levels: list[_Level] = []

    def add_line(self, depth: int, text: str) -> None:
        """Take in a paragraph or a line of one."""
        self._go_to(depth)
        if text:
            (self._levels[-1].cell.lines if self._levels else self.content).append(text)

    def add_picture(self, depth: int) -> None:
        """Take in a picture, which counts only in a cell."""
        self._go_to(depth)
        if self._levels:
            self._levels[-1].cell.has_picture = True

    def end_cell(self, depth: int) -> None:
        """End a cell."""
        self._go_to(max(depth, 1))
        level = self._levels[-1]
        level.row.append(level.cell)
        level.cell = _Content()

    def end_row(self, depth: int, shapes: list[CellShape]) -> None:
        """End a row, whose cells have these shapes as far as they are known."""
        self._go_to(max(depth, 1))
        level = self._levels[-1]
        if level.row:
            level.rows.append((shapes, level.row))
            level.row = []
        if len(level.rows) > limits.ROWS:
            raise GovReportError("too_complex", kind=self._kind, what=f"{limits.ROWS} rows")

    def finish(self) -> None:
        """End whatever is still open."""
        self._go_to(0)

    def _go_to(self, depth: int) -> None:
        if depth > limits.TABLE_DEPTH:
            raise GovReportError("too_complex", kind=self._kind, what=f"{limits.TABLE_DEPTH} nested tables")
        while len(self._levels) > depth:
            level = self._levels.pop()
            outer = self._levels[-1].cell.lines if self._levels else self.content
            if level.row:
                level.rows.append(([], level.row))
            if level.rows:
                outer.append(_place(level.rows))
            outer += level.cell.lines
        while len(self._levels) < depth:
            self._levels.append(_Level())


def _place(rows: list[tuple[list[CellShape], list[_Content]]]) -> RawTable:
    """Return the table with each cell between its edges; without edges cells stand one behind the other."""
    edges = _lines(sorted({edge for shapes, _ in rows for shape in shapes for edge in shape[:2]}))
    aligned = all(len(shapes) >= len(cells) for shapes, cells in rows)
    table = RawTable([], aligned=aligned)
    above: dict[int, RawCell] = {}
    for number, (shapes, cells) in enumerate(rows):
        if aligned:
            above = _place_row(number, list(zip(shapes, cells, strict=False)), edges, above, table.cells)
        else:
            table.cells += [
                RawCell(number, column, cell.lines, has_picture=cell.has_picture)
                for column, cell in enumerate(cells)
            ]
    return table


def _place_row(
    number: int,
    row: list[tuple[CellShape, _Content]],
    edges: list[int],
    above: dict[int, RawCell],
    cells: list[RawCell],
) -> dict[int, RawCell]:
    """Add a row's cells to ``cells``; return those that the next row may go on with, by column."""
    open_cells: dict[int, RawCell] = {}
    last: RawCell | None = None
    next_column = 0
    for shape, content in row:
        column = max(bisect_right(edges, shape.left + _SAME_EDGE) - 1, next_column)
        end = max(bisect_right(edges, shape.right + _SAME_EDGE) - 1, column + 1)
        next_column = end
        upper = above.get(column)
        if shape.across == "on" and last is not None:
            last.column_span = end - last.column
        elif shape.down == "on" and upper is not None:
            upper.row_span = number + 1 - upper.row
            open_cells[column] = last = upper
        else:
            last = RawCell(number, column, content.lines, 1, end - column, content.has_picture)
            cells.append(last)
            if shape.down:
                open_cells[column] = last
    return open_cells


def _lines(edges: list[int]) -> list[int]:
    """Return the lines that edges lie on, from left to right."""
    lines: list[int] = []
    for edge in edges:
        if not lines or edge - lines[-1] > _SAME_EDGE:
            lines.append(edge)
    return lines
