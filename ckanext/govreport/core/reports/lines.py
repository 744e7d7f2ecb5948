"""The rows of a document's grids, as the parsers of the three tables see them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from ..documents.model import Cell, Grid
from ..text.folding import fold_text, is_han, label_key
from ..text.numbers import is_value
from .model import Place

__all__ = ["Line", "lines_of", "place_of", "strip_blanks"]

#: Cells repeat, within a report and from one to the next; this many are remembered.
REMEMBERED = 4096
PAGE_NUMBER = re.compile(r"[-.·]*\d{1,3}[-.·]*|p?\d+/\d+")


@dataclass(frozen=True, slots=True)
class Line:
    """One row of a grid: the cells that begin in it, and those above that reach into it.

    ``keys`` are the label keys of the cells, empty where a cell holds no label but a value;
    ``labels`` are the cells that hold one, each with its key.
    """

    grid: Grid
    row: int
    cells: tuple[Cell, ...]
    above: tuple[Cell, ...]
    keys: tuple[str, ...]
    labels: tuple[tuple[Cell, str], ...]

    @property
    def is_page_number(self) -> bool:
        """Whether the row is one cell with nothing but a page number."""
        return len(self.cells) == 1 and PAGE_NUMBER.fullmatch(fold_text(self.cells[0].text)) is not None

    @property
    def is_empty(self) -> bool:
        """Whether nothing is printed in the row."""
        return all(not cell.text or not fold_text(cell.text) for cell in self.cells)

    @property
    def raw(self) -> str:
        """The row's text, cells parted by bars, for findings."""
        return " | ".join(" ".join(cell.text.split()) for cell in self.cells)

    @property
    def place(self) -> Place:
        """Where the row begins in the original."""
        return place_of(self.cells[0], self.grid)


def lines_of(grid: Grid) -> tuple[Line, ...]:
    """Return the rows of ``grid`` in which something is printed, top to bottom, page numbers left out."""
    reaching: list[Cell] = []
    lines = []
    for row, cells in grid.rows():
        reaching = [cell for cell in reaching if cell.row + cell.row_span > row]
        above = tuple(sorted(reaching, key=lambda cell: cell.column))
        keys = tuple(_key(cell.text) for cell in cells)
        labels = tuple((cell, key) for cell, key in zip(cells, keys, strict=True) if key)
        line = Line(grid, row, tuple(cells), above, keys, labels)
        if not line.is_empty and not line.is_page_number:
            lines.append(line)
        reaching += [cell for cell in cells if cell.row_span > 1]
    return tuple(lines)


@lru_cache(maxsize=REMEMBERED)
def _key(text: str) -> str:
    return label_key(text) if is_han(text) and not is_value(text) else ""


def place_of(cell: Cell, grid: Grid) -> Place:
    """Return where ``cell`` stands in the original."""
    return Place(cell.page or grid.page, grid.number, cell.row + 1, cell.column + 1, cell.box)


def strip_blanks(cells: tuple[Cell, ...], wanted: int) -> tuple[Cell, ...] | None:
    """Return ``wanted`` cells of a row that has more, if blanks at one end alone explain the rest.

    >>> cells = tuple(Cell(0, column, text) for column, text in enumerate(["", "1", "2"]))
    >>> [cell.text for cell in strip_blanks(cells, 2)]
    ['1', '2']
    >>> strip_blanks(tuple(Cell(0, column, text) for column, text in enumerate(["", "1", ""])), 2) is None
    True
    """
    surplus = len(cells) - wanted
    if surplus < 0:
        return None
    if surplus == 0:
        return cells
    leading = not any(fold_text(cell.text) for cell in cells[:surplus])
    trailing = not any(fold_text(cell.text) for cell in cells[-surplus:])
    if leading == trailing:
        return None
    return cells[surplus:] if leading else cells[:wanted]
