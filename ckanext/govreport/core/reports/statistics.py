"""The table of statistics of the forms before 2019: one indicator a row, matched with the form's rows."""

from __future__ import annotations

from collections.abc import Sequence

from ..codebook import Edition, codebook, table_name
from ..codebook.forms import StatisticsRow
from ..text.folding import label_key, similarity
from .alignment import FormRow, PrintedRow, align_rows
from .cells import figure_of_cell, missing_figure, unclear_figure
from .findings import make_finding
from .model import Figure
from .statistics_rows import Row, StatisticsLabels, cut_rows, statistics_labels
from .tables import PrintedGrid, TableReading, missing_table

__all__ = ["match_statistics", "parse_statistics"]

#: A label must be at least this much like one of the form to vouch for a table, or to be that row.
TABLE = 0.9
ROW = 0.7
#: No form has as many rows, no report as many tables.
ROWS_AT_MOST = 200
COPIES_AT_MOST = 20

Cell = tuple[str, str | None]


def parse_statistics(grids: Sequence[PrintedGrid], edition: Edition) -> TableReading:
    """Return the figures of every row of the table of statistics; an optional one may be absent."""
    labels = statistics_labels(edition.code)
    cut = cut_rows([grid for grid in grids if _holds_statistics(grid, labels)], edition)
    copies = _copies(cut.rows, labels)
    if not copies:
        return missing_table(cells_of(edition))
    lines = frozenset((line.grid.number, line.row) for line in cut.others)
    readings = [_parse_copy(rows, edition) for rows in copies]
    lines = lines.union(*(reading.lines for reading in readings))
    first = readings[0]
    if any(_numbers(reading) != _numbers(first) for reading in readings[1:]):
        table = table_name(edition, "statistics")
        twice = make_finding("table_repeated", copies[0][0].line.place, table=table, count=len(copies))
        return TableReading(missing_table(cells_of(edition)).figures, (twice,), lines)
    return TableReading(first.figures, (), lines, cut.year)


def match_statistics(printed: Sequence[PrintedRow], edition: Edition) -> list[StatisticsRow | None]:
    """Return for each printed row the row of the form that it is, or None where none is alike enough."""
    form = [(above, row) for above, row in edition.statistics_rows() if row.indicators]
    rows = [FormRow(row.label.wordings, above[-1].label.wordings if above else ()) for above, row in form]
    matches = align_rows(printed, rows)
    return [
        form[match][1] if match is not None and _is_alike(row.label, form[match][1]) else None
        for row, match in zip(printed, matches, strict=True)
    ]


def cells_of(edition: Edition) -> list[Cell]:
    """Return indicator and applicant of every cell that each copy of the form has."""
    return [cell for _, row in edition.statistics_rows() if not row.optional for cell in row_cells(row)]


def row_cells(row: StatisticsRow) -> list[Cell]:
    """Return indicator and applicant of each cell of a row."""
    return [(code, codebook().indicators[code].total_applicant) for code in row.indicators]


def _is_alike(label: str, row: StatisticsRow) -> bool:
    key = label_key(label)
    return max(similarity(key, label_key(wording)) for wording in row.label.wordings) >= ROW


def _holds_statistics(grid: PrintedGrid, labels: StatisticsLabels) -> bool:
    return any(
        labels.rows.find(key, TABLE) is not None
        for line in grid
        if len(line.cells) > 1
        for _, key in line.labels
    )


def _copies(rows: Sequence[Row], labels: StatisticsLabels) -> list[list[Row]]:
    """Part the rows where the table begins anew."""
    copies: list[list[Row]] = []
    for row in rows:
        if not copies or (labels.rows.find(row.label, TABLE) == 0 and len(copies[-1]) > 1):
            copies.append([])
        copies[-1].append(row)
    return [copy[:ROWS_AT_MOST] for copy in copies[:COPIES_AT_MOST]]


def _parse_copy(rows: Sequence[Row], edition: Edition) -> TableReading:
    printed = [PrintedRow(row.label, (row.group,) if row.group else ()) for row in rows]
    matches = match_statistics(printed, edition)
    found = {match.indicators: row for match, row in zip(matches, rows, strict=True) if match}
    figures: list[Figure] = []
    for _, form_row in edition.statistics_rows():
        row = found.get(form_row.indicators) if form_row.indicators else None
        if row is not None:
            figures += _figures_of(row, form_row)
        elif not form_row.optional:
            figures += [missing_figure(*cell) for cell in row_cells(form_row)]
    lines = frozenset((row.line.grid.number, row.line.row) for row in found.values())
    return TableReading(tuple(figures), (), lines)


def _figures_of(row: Row, form_row: StatisticsRow) -> list[Figure]:
    grid = row.line.grid
    if row.values is None:
        return [unclear_figure(row.rest, grid, *cell) for cell in row_cells(form_row)]
    return [
        figure_of_cell(cell, grid, *name, unit=row.unit)
        for name, cell in zip(row_cells(form_row), row.values, strict=True)
    ]


def _numbers(reading: TableReading) -> list[tuple[str, object]]:
    return [(figure.indicator, figure.value) for figure in reading.figures]
