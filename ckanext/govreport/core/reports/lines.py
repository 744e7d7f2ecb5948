"""The rows of a document's grids, as the parsers of the three tables see them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from ..documents.model import Cell, Grid
from ..text.folding import fold_text, label_key, similarity
from .model import Place

__all__ = ["Line", "best_wording", "lines_of", "place_of", "strip_blanks"]

PAGE_NUMBER = re.compile(r"[-.·]*\d{1,3}[-.·]*|p?\d+/\d+")


@dataclass(frozen=True, slots=True)
class Line:
    """One row of a grid: the cells that begin in it, and those above that reach into it."""

    grid: Grid
    row: int
    cells: tuple[Cell, ...]
    above: tuple[Cell, ...]

    @property
    def is_page_number(self) -> bool:
        """Whether the row holds nothing but a page number."""
        filled = [cell for cell in self.cells if fold_text(cell.text)]
        return len(filled) == 1 < len(self.cells) + 1 and bool(
            len(self.cells) == 1 and PAGE_NUMBER.fullmatch(fold_text(filled[0].text))
        )

    @property
    def raw(self) -> str:
        """The row's text, cells parted by bars, for findings."""
        return " | ".join(" ".join(cell.text.split()) for cell in self.cells)

    @property
    def is_empty(self) -> bool:
        """Whether nothing is printed in the row."""
        return not any(fold_text(cell.text) for cell in self.cells)


def lines_of(grid: Grid) -> list[Line]:
    """Return the rows of ``grid``, top to bottom."""
    reaching: list[Cell] = []
    lines = []
    for row, cells in grid.rows():
        reaching = [cell for cell in reaching if cell.row + cell.row_span > row]
        lines.append(Line(grid, row, tuple(cells), tuple(sorted(reaching, key=lambda cell: cell.column))))
        reaching += [cell for cell in cells if cell.row_span > 1]
    return lines


def place_of(cell: Cell, grid: Grid) -> Place:
    """Return where ``cell`` stands in the original."""
    return Place(cell.page or grid.page, grid.number, cell.row + 1, cell.column + 1, cell.box)


def best_wording(text: str, wordings: Iterable[str]) -> float:
    """Return how alike ``text`` is to the nearest of ``wordings``, 0 to 1."""
    key = label_key(text)
    return max((similarity(key, label_key(wording)) for wording in wordings), default=0.0)


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
    blank: Callable[[Cell], bool] = lambda cell: not fold_text(cell.text)  # noqa: E731
    leading = all(map(blank, cells[:surplus]))
    trailing = all(map(blank, cells[-surplus:]))
    if leading == trailing:
        return None
    return cells[surplus:] if leading else cells[:wanted]
