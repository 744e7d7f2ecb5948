"""Tables as a file nests them → the paragraphs and grids of a document."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from ..errors import GovReportError
from . import limits
from .model import Block, Cell, Grid, Paragraph

__all__ = ["PICTURE", "RawCell", "RawTable", "cell_text", "settle"]

#: What a cell says that holds a picture and no text: it is not blank, and nobody has read it.
PICTURE = "\ufffc"

#: A cell with more than this is no cell of a form but a page put into a table.
_LONGEST_CELL = 1500


@dataclass(slots=True)
class RawCell:
    """A cell and what stands in it, paragraphs and tables in order."""

    row: int
    column: int
    content: list[str | RawTable] = field(default_factory=list)
    row_span: int = 1
    column_span: int = 1
    has_picture: bool = False


@dataclass(slots=True)
class RawTable:
    """A table of a file, its cells at their places, in reading order."""

    cells: list[RawCell] = field(default_factory=list)
    aligned: bool = True


def settle(content: Iterable[str | RawTable], kind: str) -> tuple[Block, ...]:
    """Return paragraphs and numbered grids in reading order.

    A table that only arranges the page gives its paragraphs and inner tables
    instead of a grid, so that the form inside comes out whole and no narrative
    is lost in a cell.

    :raises GovReportError: ``too_complex`` beyond the limits on cells and nesting.
    """
    blocks: list[Block] = []
    grids = cells = 0
    for item in _flatten(content, kind, 0):
        if len(blocks) > limits.BLOCKS:
            raise GovReportError("too_complex", kind=kind, what=f"{limits.BLOCKS} paragraphs")
        if isinstance(item, str):
            blocks.append(Paragraph(item))
            continue
        grids += 1
        cells += len(item.cells)
        if cells > limits.CELLS:
            raise GovReportError("too_complex", kind=kind, what=f"{limits.CELLS} cells")
        blocks.append(Grid(grids, tuple(_to_cell(cell) for cell in item.cells), aligned=item.aligned))
    return tuple(blocks)


def _flatten(content: Iterable[str | RawTable], kind: str, depth: int) -> Iterator[str | RawTable]:
    if depth > limits.TABLE_DEPTH:
        raise GovReportError("too_complex", kind=kind, what=f"{limits.TABLE_DEPTH} nested tables")
    for item in content:
        if isinstance(item, str):
            if not item.isspace():
                yield item
        elif _arranges_page(item):
            for cell in item.cells:
                yield from _flatten(cell.content, kind, depth + 1)
        else:
            yield item
            for cell in item.cells:
                nested = [
                    inner for inner in cell.content if isinstance(inner, RawTable) and len(inner.cells) > 1
                ]
                if nested:
                    yield from _flatten(nested, kind, depth + 1)


def _arranges_page(table: RawTable) -> bool:
    cells = table.cells
    if len({cell.row for cell in cells}) == len(cells):
        return True
    nested = 0
    for cell in cells:
        length = 0
        for item in cell.content:
            if isinstance(item, str):
                length += len(item)
            else:
                nested += _size(item)
        if length > _LONGEST_CELL:
            return True
    return nested >= len(cells)


def _size(table: RawTable) -> int:
    """Return the number of cells, nested ones too; a box around one cell counts for nothing."""
    if len(table.cells) == 1 and not any(isinstance(item, RawTable) for item in table.cells[0].content):
        return 0
    inner = (item for cell in table.cells for item in cell.content if isinstance(item, RawTable))
    return len(table.cells) + sum(_size(item) for item in inner)


def _to_cell(cell: RawCell) -> Cell:
    content = cell.content
    only = content[0] if len(content) == 1 else None
    text = only if isinstance(only, str) else cell_text(content)
    if cell.has_picture and not text.strip():
        text = PICTURE
    return Cell(cell.row, cell.column, text, cell.row_span, cell.column_span)


def cell_text(content: Iterable[str | RawTable]) -> str:
    """Return the text of a cell, one line for each paragraph or line break in it."""
    lines = []
    for item in content:
        if isinstance(item, str):
            lines.append(item)
        elif len(item.cells) == 1:
            lines.append(cell_text(item.cells[0].content))
    return "\n".join(lines)
