"""A printed cell → a figure."""

from __future__ import annotations

import re

from ..codebook import codebook
from ..documents.model import Cell, Grid
from ..text.numbers import join_thousands, read_amount, read_change, read_count
from .lines import place_of
from .model import Figure, Place, Reader

__all__ = ["figure_of_cell", "figure_of_text", "missing_figure", "unclear_figure"]

#: Digits on two lines and nothing else, the first so long that it may well have filled its column.
BROKEN_LINE = re.compile(r"\d[\d,.]{3,}\s*\n\s*[\d,.]*\d")
READERS = {"count": read_count, "change": read_change, "amount": read_amount}


def figure_of_cell(
    cell: Cell,
    grid: Grid,
    indicator: str,
    applicant: str | None = None,
    unit: str | None = None,
    *,
    is_one_cell: bool = False,
) -> Figure:
    """Return what ``cell`` says of ``indicator``; ``unit`` is what the column's head names, if it does.

    A grid that is not aligned may have put two columns into one cell, unless
    ``is_one_cell``: only one cell's blanks can part thousands.
    """
    known = codebook().indicators[indicator]
    text = cell.text
    if known.table == "disclosure" and BROKEN_LINE.fullmatch(text.strip()):
        # A narrow column breaks a long number over lines; no sum of this table could tell.
        text = "".join(text.split())
    if grid.aligned or is_one_cell:
        text = join_thousands(text)
    number = READERS[known.kind](text)
    return Figure(
        indicator,
        applicant,
        number.value,
        number.state,
        cell.text.strip(),
        place_of(cell, grid),
        number.unit or unit or known.unit,
        number.note,
        reader="ocr" if cell.guess else "text",
        guess=cell.guess,
    )


def figure_of_text(text: str, indicator: str, applicant: str | None = None) -> Figure:
    """Return what a cell of a dump without tables says of ``indicator``."""
    known = codebook().indicators[indicator]
    number = READERS[known.kind](text)
    unit = number.unit or known.unit
    return Figure(indicator, applicant, number.value, number.state, text, unit=unit, note=number.note)


def unclear_figure(
    cells: tuple[Cell, ...], grid: Grid, indicator: str, applicant: str | None = None
) -> Figure:
    """Return the figure of a row that stands there but whose cells cannot be told apart."""
    raw = " | ".join(cell.text.strip() for cell in cells)
    place = place_of(cells[0], grid) if cells else Place(table=grid.number)
    reader: Reader = "ocr" if any(cell.guess for cell in cells) else "text"
    place = Place(place.page, place.table, place.row)
    return Figure(indicator, applicant, None, "unclear", raw, place, reader=reader)


def missing_figure(indicator: str, applicant: str | None = None) -> Figure:
    """Return the figure of a row or table that was not found."""
    return Figure(indicator, applicant, None, "unclear", "")
