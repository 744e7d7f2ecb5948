"""The lines of a table of statistics, cut into label, unit and values."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from ..codebook import Edition, codebook
from ..documents.model import Cell
from ..text.folding import fold_text, label_key
from ..text.numbers import COUNT_UNITS, MONEY_UNITS
from ..text.years import YEAR, read_year
from .labels import Labels
from .lines import Line
from .tables import PrintedGrid

__all__ = ["UNITS", "Row", "StatisticsLabels", "cut_rows", "statistics_labels"]

#: A printed label must be at least this much like one of the form.
HEAD = 0.8
GROUP = 0.9
UNITS = (*COUNT_UNITS, *MONEY_UNITS)
IN_YEAR = re.compile(YEAR)


class StatisticsLabels:
    """The labels of an edition's table of statistics, by what they name."""

    def __init__(self, edition: Edition) -> None:
        form = edition.statistics
        rows = list(edition.statistics_rows())
        self.rows = Labels([row.label.wordings for _, row in rows if row.indicators])
        self.groups = Labels([row.label.wordings for _, row in rows if row.rows])
        self.headings = Labels([row.label.wordings for _, row in rows if not row.indicators])
        self.columns = Labels([column.wordings for column in form.columns] if form else [])
        self.marks = Labels([form.indicator.wordings, form.unit.wordings] if form else [])
        self.title = label_key(form.label.zh) if form else ""
        self.around = tuple(label_key(mark) for mark in form.around) if form else ()


@cache
def statistics_labels(edition: str) -> StatisticsLabels:
    """Return the labels of the table of statistics of the edition with this code."""
    return StatisticsLabels(codebook().editions[edition])


@dataclass(frozen=True, slots=True)
class Heads:
    """The heads of the columns: where each column of the form stands on the grid, and all in their order.

    ``order`` has -1 for a column that the form does not have; ``year`` is what a head says.
    """

    spans: tuple[tuple[int, int], ...]
    order: tuple[int, ...]
    year: int | None


@dataclass(frozen=True, slots=True)
class Row:
    """A line with values: its label, the group begun before it, a cell for each column if sure."""

    line: Line
    label: str
    group: str
    unit: str | None
    values: tuple[Cell, ...] | None
    rest: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class CutRows:
    """The rows of a table, the lines around them that have no figures, and the year that the heads name."""

    rows: list[Row]
    others: list[Line]
    year: int | None


def cut_rows(grids: Sequence[PrintedGrid], edition: Edition) -> CutRows:
    """Return the rows of the table; a grid without heads goes on under those of the one before."""
    labels = statistics_labels(edition.code)
    columns = len(edition.statistics.columns) if edition.statistics else 0
    rows: list[Row] = []
    others: list[Line] = []
    heads: Heads | None = None
    width = 0
    group = ""
    for grid in grids:
        if grid[0].grid.column_count != width:
            heads, width = None, grid[0].grid.column_count
        for line in grid:
            found = _find_heads(line, labels, columns)
            if found or _is_around(line, labels):
                heads = found or heads
                others.append(line)
                continue
            row = _cut(line, heads, columns, group)
            if row and row.label:
                rows.append(row)
                group = row.label if labels.groups.find(row.label, GROUP) is not None else group
    return CutRows(rows, others, heads.year if heads else None)


def _find_heads(line: Line, labels: StatisticsLabels, columns: int) -> Heads | None:
    """Return the line's heads if it names every column of the form once, beside the indicator or the unit."""
    found = {at: labels.marks.find(key, HEAD) for at, key in enumerate(line.keys) if key}
    marked = [at for at, mark in found.items() if mark is not None]
    if not marked or len({found[at] for at in marked}) < len(marked):
        # Heads that come twice are those of two tables side by side.
        return None
    right = line.cells[marked[-1] + 1 :]
    places = [labels.columns.find(_without_year(cell.text), HEAD) for cell in right]
    order = tuple(-1 if place is None else place for place in places)
    if sorted(place for place in order if place >= 0) != list(range(columns)):
        return None
    cells = [right[order.index(column)] for column in range(columns)]
    years = [read_year(match.group()) for cell in cells if (match := IN_YEAR.search(fold_text(cell.text)))]
    spans = tuple((cell.column, cell.column + cell.column_span) for cell in cells)
    return Heads(spans, order, next(iter(years), None))


def _without_year(text: str) -> str:
    return label_key(IN_YEAR.sub("", fold_text(text)))


def _is_around(line: Line, labels: StatisticsLabels) -> bool:
    """Whether the line is the table's title, a heading without figures, or what is signed below it."""
    return bool(line.labels) and all(
        labels.title in key or key.startswith(labels.around) or labels.headings.find(key, GROUP) is not None
        for _, key in line.labels
    )


def _cut(line: Line, heads: Heads | None, columns: int, group: str) -> Row | None:
    """Return the line as a row; None where it has no label."""
    units = [at for at, cell in enumerate(line.cells) if _unit(cell) is not None]
    labelled = [
        at for at, key in enumerate(line.keys) if key and at not in units and (not units or at < units[0])
    ]
    if not labelled:
        return None
    first = (units[0] if units else labelled[-1]) + 1
    # Behind another label stands that one's number.
    end = next((at for at in range(first, len(line.cells)) if line.keys[at]), len(line.cells))
    right = line.cells[first:]
    unit = _unit(line.cells[units[0]]) if units else None
    values = _values(right, heads, columns, aligned=line.grid.aligned)
    if values and not set(map(id, values)) <= set(map(id, line.cells[first:end])):
        values = None
    return Row(line, line.keys[labelled[-1]], group, unit, values, right)


def _unit(cell: Cell) -> str | None:
    text = fold_text(cell.text).strip("()[]")
    return text if text in UNITS else None


def _values(
    cells: tuple[Cell, ...], heads: Heads | None, columns: int, *, aligned: bool
) -> tuple[Cell, ...] | None:
    """Return a cell for each column of the form, or None where that is not sure."""
    if heads is None:
        return cells if columns == 1 and len(cells) == 1 else None
    under = [
        [cell for cell in cells if cell.column < end and start < cell.column + cell.column_span]
        for start, end in heads.spans
    ]
    chosen = tuple(each[0] for each in under if len(each) == 1)
    if aligned and len(chosen) == columns and len({id(cell) for cell in chosen}) == columns:
        return chosen
    if len(cells) == len(heads.order):
        return tuple(cells[heads.order.index(column)] for column in range(columns))
    return None
