"""The table of requests received and handled: rows by their labels, columns by their heads."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ..codebook import Edition, table_name
from ..codebook.model import RequestRow
from ..documents.model import Cell
from ..text.folding import is_han
from .alignment import FormRow, PrintedRow, align_rows
from .cells import figure_of_cell, missing_figure, unclear_figure
from .findings import make_finding
from .labels import FormLabels, form_labels
from .lines import Line, strip_blanks
from .model import Figure, Finding, Place
from .tables import PrintedGrid, TableReading, missing_table

__all__ = ["parse_requests"]

#: A label must be at least this much like one of the form to vouch for a table, and for a head or row in it.
TABLE = 0.8
LABEL = 0.75
#: A table has labels and numbers: fewer cells than this in a row are no row of it.
CELLS_AT_LEAST = 3
KEY_AT_LEAST = 4

#: Each applicant's columns on a grid: from where, to before where.
Heads = dict[str, tuple[int, int]]
Pair = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Row:
    """A row that may carry figures: its label, its groups, and the seven cells if they are sure."""

    line: Line
    label: str
    groups: tuple[str, ...]
    values: tuple[Cell, ...] | None
    rest: tuple[Cell, ...]


def parse_requests(grids: Sequence[PrintedGrid], edition: Edition) -> TableReading:
    """Return the figures of every row and applicant of the table of requests."""
    labels = form_labels(edition.code)
    mine = _request_grids(grids, edition, labels)
    copies = _copies([row for grid in mine for row in _rows_of(grid, edition, labels)], edition, labels)
    if not copies:
        cells = [(row, code) for row in _plain_rows(edition) for code in edition.applicants]
        return missing_table(cells)
    readings = [_parse_copy(rows, edition) for rows in copies]
    heads = frozenset(
        (line.grid.number, line.row) for grid in mine for line in grid if _is_head(line, labels)
    )
    lines = heads.union(*(reading.lines for reading in readings))
    first = readings[0]
    if any(_numbers(reading) != _numbers(first) for reading in readings[1:]):
        twice = make_finding(
            "table_repeated",
            Place(table=mine[0][0].grid.number),
            table=table_name(edition, "requests"),
            count=len(copies),
        )
        unclear = tuple(missing_figure(figure.indicator, figure.applicant) for figure in first.figures)
        return TableReading(unclear, (twice,), lines)
    return TableReading(first.figures, first.findings, lines)


def _numbers(reading: TableReading) -> list[tuple[str, str | None, object]]:
    return [(figure.indicator, figure.applicant, figure.value) for figure in reading.figures]


def _plain_rows(edition: Edition) -> list[str]:
    """The rows that the form has; of a group that may be one row or several, the several."""
    return [row.indicator for _, row in edition.request_rows() if row.indicator and not row.rows]


def _request_grids(
    grids: Sequence[PrintedGrid], edition: Edition, labels: FormLabels
) -> Sequence[PrintedGrid]:
    """Return the grids with rows of this table, and those of bare numbers that stand between them."""
    own = [place for place, grid in enumerate(grids) if _holds_requests(grid, labels)]
    between = range(own[0], own[-1] + 1) if own else range(0)
    width = len(edition.applicants)
    return [grids[at] for at in between if at in own or grids[at][0].grid.column_count == width]


def _holds_requests(grid: PrintedGrid, labels: FormLabels) -> bool:
    return any(
        len(key) >= KEY_AT_LEAST and labels.request_rows.find(key, TABLE) is not None
        for line in grid
        if len(line.cells) >= CELLS_AT_LEAST
        for key in line.keys
    )


def _rows_of(grid: PrintedGrid, edition: Edition, labels: FormLabels) -> list[Row]:
    """Return the rows of ``grid`` without its heads, each cut into labels and values."""
    heads = _applicant_columns(grid, edition, labels) if grid and grid[0].grid.aligned else {}
    last_group = ""
    rows = []
    for line in grid:
        if not _is_head(line, labels):
            rows.append(_cut(line, edition, labels, heads, last_group))
            last_group = _group_begun(line, labels) or last_group
    return rows


def _is_head(line: Line, labels: FormLabels) -> bool:
    """Whether the line is one of the table's heads: it names applicants or the printed rule."""
    named = sum(labels.applicants.find(key, LABEL) is not None for key in line.keys)
    marked = any(labels.request_marks.find(key, LABEL) is not None for key in line.keys)
    return (named >= 2 or marked) and not any(cell.text.strip().isdigit() for cell in line.cells)


def _applicant_columns(grid: PrintedGrid, edition: Edition, labels: FormLabels) -> Heads:
    """Return each applicant's columns, if all heads are there."""
    found: Heads = {}
    for line in grid:
        if not _is_head(line, labels):
            continue
        for cell, key in zip(line.cells, line.keys, strict=True):
            place = labels.applicants.find(key, LABEL)
            if place is not None:
                found.setdefault(edition.applicants[place], (cell.column, cell.column + cell.column_span))
    return found if len(found) == len(edition.applicants) else {}


def _cut(line: Line, edition: Edition, labels: FormLabels, heads: Heads, last_group: str) -> Row:
    known = [
        at for at, key in enumerate(line.keys) if key and labels.request_rows.find(key, LABEL) is not None
    ]
    labelled = known or [at for at, key in enumerate(line.keys) if key]
    first = labelled[-1] + 1 if labelled else 0
    right = line.cells[first:]
    values = _by_heads(right, heads, edition) or strip_blanks(right, len(edition.applicants))
    label = line.keys[first - 1] if labelled else ""
    left = [key for key in line.keys[: max(first - 1, 0)] if key]
    above = [cell.text for cell in line.above if is_han(cell.text)]
    groups = (*above, *left) or ((last_group,) if last_group else ())
    return Row(line, label, groups, values, right)


def _by_heads(cells: tuple[Cell, ...], heads: Heads, edition: Edition) -> tuple[Cell, ...] | None:
    """Return the seven cells in the form's order, each standing under its own applicant's head."""
    chosen = []
    for start, end in (heads[code] for code in edition.applicants if heads):
        under = [cell for cell in cells if cell.column < end and cell.column + cell.column_span > start]
        if len(under) != 1 or under[0] in chosen:
            return None
        chosen.append(under[0])
    return tuple(chosen) or None


def _group_begun(line: Line, labels: FormLabels) -> str:
    """Return the group label that begins in this line, for the lines that only show a blank there."""
    groups = [key for key in line.keys if labels.request_groups.find(key, TABLE) is not None]
    return groups[-1] if groups else ""


def _copies(rows: list[Row], edition: Edition, labels: FormLabels) -> list[list[Row]]:
    """Part the rows where the table begins anew."""
    half = len(_plain_rows(edition)) // 2
    copies: list[list[Row]] = []
    for row in rows:
        is_first = labels.request_rows.find(row.label, TABLE) == 0
        if not copies or (is_first and len(copies[-1]) >= half):
            copies.append([])
        copies[-1].append(row)
    return copies


def _parse_copy(rows: list[Row], edition: Edition) -> TableReading:
    form = list(edition.request_rows())
    matches = align_rows([PrintedRow(row.label, row.groups) for row in rows], _form_rows(edition))
    by_place = {match: row for row, match in zip(rows, matches, strict=True) if match is not None}
    findings: list[Finding] = []
    figures: list[Figure] = []
    for place, (_, form_row) in enumerate(form):
        printed = by_place.get(place)
        if printed is not None:
            figures += _figures_of(printed, form_row.indicator or "", edition)
            if form_row.rows:
                names: tuple[Pair, Pair] = (
                    table_name(edition, "requests"),
                    (form_row.label.zh, form_row.label.en),
                )
                findings.append(
                    make_finding("one_row_other_outcomes", printed.line.place, table=names[0], row=names[1])
                )
        elif _is_expected(place, form, by_place):
            figures += [missing_figure(form_row.indicator or "", code) for code in edition.applicants]
    lines = frozenset((row.line.grid.number, row.line.row) for row in by_place.values())
    return TableReading(tuple(figures), tuple(findings), lines)


def _form_rows(edition: Edition) -> list[FormRow]:
    return [
        FormRow(row.label.wordings, above[-1].label.wordings if above else (), instead=bool(row.rows))
        for above, row in edition.request_rows()
    ]


def _is_expected(
    place: int, form: list[tuple[tuple[RequestRow, ...], RequestRow]], printed: dict[int, Row]
) -> bool:
    """Whether the form needs this row: a group's own row and the rows below it stand for each other."""
    above, row = form[place]
    groups = [other for other, (_, candidate) in enumerate(form) if candidate in above]
    return not row.rows and not any(group in printed for group in groups)


def _figures_of(row: Row, indicator: str, edition: Edition) -> list[Figure]:
    grid = row.line.grid
    if row.values is None:
        return [unclear_figure(row.rest, grid, indicator, code) for code in edition.applicants]
    return [
        figure_of_cell(cell, grid, indicator, code)
        for code, cell in zip(edition.applicants, row.values, strict=True)
    ]
