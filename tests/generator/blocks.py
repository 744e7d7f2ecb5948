"""A report with a shape: paragraphs and tables with merged cells, before any file format."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from typing import Literal

from .printed import Key

__all__ = ["Cell", "Page", "Paragraph", "Table", "TableKind", "cells_of", "grid_of", "map_cells", "placed"]

CellKind = Literal["caption", "head", "label", "value", "note"]
TableKind = Literal["disclosure", "requests", "disputes", "other"]
ParagraphKind = Literal["title", "preface", "heading", "text", "signed"]


@dataclass(frozen=True)
class Cell:
    """One printed cell; ``key`` says which figure stands in it, a newline is a paragraph's end."""

    text: str
    kind: CellKind
    rows: int = 1
    columns: int = 1
    key: Key | None = None


@dataclass(frozen=True)
class Paragraph:
    """One paragraph outside the tables."""

    text: str
    kind: ParagraphKind = "text"


@dataclass(frozen=True)
class Table:
    """One table: for each row the cells that begin in it; ``head`` counts the rows of its head."""

    kind: TableKind
    lines: tuple[tuple[Cell, ...], ...]
    widths: tuple[int, ...]
    head: int = 0


@dataclass(frozen=True)
class Page:
    """A whole report with a shape; ``properties`` is what a site's metadata box says."""

    blocks: tuple[Paragraph | Table, ...]
    title: str
    properties: dict[str, str] = field(default_factory=dict)

    def tables(self) -> Iterator[Table]:
        """Yield the tables alone."""
        for block in self.blocks:
            if isinstance(block, Table):
                yield block


def placed(table: Table) -> Iterator[tuple[int, int, Cell]]:
    """Yield every cell with the row and column it begins in, spans reckoned in."""
    covered: set[tuple[int, int]] = set()
    for r, line in enumerate(table.lines):
        c = 0
        for cell in line:
            while (r, c) in covered:
                c += 1
            yield r, c, cell
            covered.update((r + i, c + j) for i in range(cell.rows) for j in range(cell.columns))
            c += cell.columns


def grid_of(table: Table) -> list[list[tuple[Cell, bool]]]:
    """Return the table as a full grid of (cell, whether it begins here)."""
    grid: list[list[tuple[Cell, bool]]] = [
        [(Cell("", "note"), False)] * len(table.widths) for _ in table.lines
    ]
    for r, c, cell in placed(table):
        for i in range(min(cell.rows, len(grid) - r)):
            for j in range(cell.columns):
                grid[r + i][c + j] = (cell, i == j == 0)
    return grid


def cells_of(page: Page) -> Iterator[Cell]:
    """Yield every cell of every table."""
    for table in page.tables():
        for line in table.lines:
            yield from line


def map_cells(page: Page, change: Callable[[Cell], Cell]) -> Page:
    """Return the page with every cell changed."""
    blocks = tuple(
        replace(block, lines=tuple(tuple(change(cell) for cell in line) for line in block.lines))
        if isinstance(block, Table)
        else block
        for block in page.blocks
    )
    return replace(page, blocks=blocks)
