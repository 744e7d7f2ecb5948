"""Sheets as text: rows whose cells are parted by commas or tabs, empty ones too."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from .layout import RawTable
from .sheets import Sheet, lay_out

__all__ = ["lay_out_rows", "split_commas", "split_sheets"]

#: A text with fewer rows of so many cells is no sheet but prose with commas.
_ROWS_AT_LEAST, _CELLS_AT_LEAST = 10, 3


def split_commas(lines: Sequence[str]) -> list[str | RawTable] | None:
    """Return what a sheet saved with commas says, or None where every line is not as wide as the others."""
    if sum(line.count(",") >= _CELLS_AT_LEAST - 1 for line in lines) < _ROWS_AT_LEAST:
        return None
    try:
        rows = [row for row in csv.reader(lines, strict=True) if row]
    except csv.Error:
        return None
    return lay_out_rows(rows) if len({len(row) for row in rows}) == 1 else None


def split_sheets(lines: Sequence[str]) -> list[str | RawTable] | None:
    """Return what sheets say that Apache Tika wrote down, or None where the text is none.

    Its rows open with a tab and have another between their cells, sheets their name above them.
    """
    rows = [line for line in lines if line.startswith("\t")]
    plain = sum(bool(line.strip()) for line in lines) - len(rows)
    if sum(line.count("\t") >= _CELLS_AT_LEAST for line in rows) < _ROWS_AT_LEAST or 4 * plain > len(rows):
        return None
    return list(_sheets(lines))


def _sheets(lines: Iterable[str]) -> Iterator[str | RawTable]:
    for is_sheet, part in groupby(lines, key=lambda line: line.startswith("\t") or not line.strip()):
        if is_sheet:
            yield from lay_out_rows([line[1:].split("\t") for line in part])
        else:
            yield from part


def lay_out_rows(rows: Iterable[Sequence[str]]) -> list[str | RawTable]:
    """Return the paragraphs and tables of a sheet given by its rows."""
    cells = {
        (number, column): text
        for number, row in enumerate(rows)
        for column, text in enumerate(row)
        if text.strip()
    }
    return lay_out(Sheet(cells), "text")
