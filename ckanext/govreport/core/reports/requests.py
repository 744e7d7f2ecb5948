"""The table of requests received and handled: rows by their labels, columns by their heads."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ..codebook import Edition, codebook, table_name
from ..codebook.model import RequestRow
from ..documents.model import Cell, Grid
from ..text.folding import fold_text, is_han, label_key
from .alignment import FormRow, PrintedRow, align_rows
from .cells import figure_of_cell, missing_figure, unclear_figure
from .findings import make_finding
from .lines import Line, best_wording, lines_of, place_of, strip_blanks
from .model import Figure, Place
from .tables import TableReading, missing_table

__all__ = ["parse_requests"]

#: A row's label must be at least this much like a label of the form to vouch for a table.
LABEL = 0.8
HEAD = 0.75


@dataclass(frozen=True, slots=True)
class Row:
    """A row that may carry figures: its label, its groups and the seven cells, if they are sure."""

    line: Line
    label: str
    groups: tuple[str, ...]
    values: tuple[Cell, ...] | None
    rest: tuple[Cell, ...]


def parse_requests(grids: Sequence[Grid], edition: Edition) -> TableReading:
    """Return the figures of every row and applicant of the table of requests."""
    table = table_name(edition, "requests")
    mine = _request_grids(grids, edition)
    copies = _copies([row for grid in mine for row in _rows_of(grid, edition)], edition)
    if not copies:
        return missing_table(_expected(edition))
    readings = [_parse_copy(rows, edition, table) for rows in copies]
    first = readings[0]
    values = {tuple((f.indicator, f.applicant, f.value, f.state) for f in each.figures) for each in readings}
    lines = frozenset().union(*(reading.lines for reading in readings)) | _head_lines(mine, edition)
    if len(values) == 1:
        return TableReading(first.figures, first.findings, lines)
    unclear = tuple(missing_figure(figure.indicator, figure.applicant) for figure in first.figures)
    twice = make_finding("table_repeated", Place(table=mine[0].number), table=table, count=len(copies))
    return TableReading(unclear, (twice,), lines)


def _head_lines(grids: Sequence[Grid], edition: Edition) -> frozenset[tuple[int, int]]:
    return frozenset(
        (grid.number, line.row) for grid in grids for line in lines_of(grid) if _is_head(line, edition)
    )


def _expected(edition: Edition) -> list[tuple[str, str]]:
    """Every cell that the form has; of a group that may be one row or several, the several."""
    return [
        (row.indicator, applicant)
        for _, row in edition.request_rows()
        if row.indicator and not row.rows
        for applicant in edition.applicants
    ]


def _request_grids(grids: Sequence[Grid], edition: Edition) -> list[Grid]:
    """Return the grids with rows of this table, and those of bare numbers that stand between them."""
    own = [place for place, grid in enumerate(grids) if _holds_requests(grid, edition)]
    between = range(own[0], own[-1] + 1) if own else range(0)
    width = len(edition.applicants)
    return [grids[place] for place in between if place in own or grids[place].column_count == width]


def _holds_requests(grid: Grid, edition: Edition) -> bool:
    labels = [row.label.wordings for _, row in edition.request_rows()]
    for line in lines_of(grid):
        if len(line.cells) < 3:
            continue
        for cell in line.cells:
            key = label_key(cell.text)
            if len(key) > 3 and any(best_wording(key, wordings) >= LABEL for wordings in labels):
                return True
    return False


def _rows_of(grid: Grid, edition: Edition) -> list[Row]:
    """Return the rows of ``grid`` that come after its heads, each cut into labels and values."""
    heads = _applicant_columns(grid, edition) if grid.aligned else {}
    last_group = ""
    rows = []
    for line in lines_of(grid):
        if line.is_empty or line.is_page_number or _is_head(line, edition):
            continue
        row = _cut(line, edition, heads, last_group)
        last_group = _group_label(row, edition) or last_group
        rows.append(row)
    return rows


def _is_head(line: Line, edition: Edition) -> bool:
    """Whether the line is one of the table's heads: it names applicants or the printed rule."""
    names = [codebook().applicants[code].zh for code in edition.applicants]
    named = sum(best_wording(cell.text, [name]) >= HEAD for cell in line.cells for name in names)
    marks = (edition.requests_corner, edition.requests_head, edition.requests_organisations)
    marked = any(best_wording(cell.text, mark.wordings) >= HEAD for cell in line.cells for mark in marks)
    return (named >= 2 or marked) and not any(fold_text(cell.text).isdigit() for cell in line.cells)


def _applicant_columns(grid: Grid, edition: Edition) -> dict[str, tuple[int, int]]:
    """Return each applicant's columns on the grid, from where to before where, if all heads are there."""
    found: dict[str, tuple[int, int]] = {}
    for line in lines_of(grid):
        if not _is_head(line, edition):
            continue
        for cell in line.cells:
            for code in edition.applicants:
                if code not in found and best_wording(cell.text, [codebook().applicants[code].zh]) >= HEAD:
                    found[code] = (cell.column, cell.column + cell.column_span)
    return found if len(found) == len(edition.applicants) else {}


def _cut(line: Line, edition: Edition, heads: dict[str, tuple[int, int]], last_group: str) -> Row:
    wordings = [row.label.wordings for _, row in edition.request_rows()]
    labelled = [
        place
        for place, cell in enumerate(line.cells)
        if is_han(cell.text) and max(best_wording(cell.text, each) for each in wordings) >= HEAD
    ]
    if not labelled:
        labelled = [place for place, cell in enumerate(line.cells) if is_han(cell.text)]
    first = labelled[-1] + 1 if labelled else 0
    right = line.cells[first:]
    values = _by_heads(right, heads, edition) or strip_blanks(right, len(edition.applicants))
    label = line.cells[first - 1].text if labelled else ""
    groups = tuple(cell.text for cell in (*line.above, *line.cells[: max(first - 1, 0)]) if is_han(cell.text))
    return Row(line, label, groups or ((last_group,) if last_group else ()), values, right)


def _by_heads(
    cells: tuple[Cell, ...], heads: dict[str, tuple[int, int]], edition: Edition
) -> tuple[Cell, ...] | None:
    """Return the seven cells in the form's order, each standing under its own applicant's head."""
    if not heads:
        return None
    chosen = []
    for code in edition.applicants:
        start, end = heads[code]
        under = [cell for cell in cells if cell.column < end and cell.column + cell.column_span > start]
        if len(under) != 1:
            return None
        chosen.append(under[0])
    return tuple(chosen) if len({id(cell) for cell in chosen}) == len(chosen) else None


def _group_label(row: Row, edition: Edition) -> str:
    """Return the group label that begins in this line, for the lines that only show a blank there."""
    groups = [each.label.wordings for above, _ in edition.request_rows() for each in above]
    for cell in reversed(row.line.cells):
        if is_han(cell.text) and any(best_wording(cell.text, wordings) >= LABEL for wordings in groups):
            return cell.text
    return ""


def _copies(rows: list[Row], edition: Edition) -> list[list[Row]]:
    """Part the rows where the table begins anew."""
    form = [row for _, row in edition.request_rows()]
    first = form[0].label.wordings
    copies: list[list[Row]] = []
    for row in rows:
        begins = (
            best_wording(row.label, first) >= LABEL and bool(copies) and len(copies[-1]) >= len(form) // 2
        )
        if not copies or begins:
            copies.append([])
        copies[-1].append(row)
    return copies


def _parse_copy(rows: list[Row], edition: Edition, table: tuple[str, str]) -> TableReading:
    form = list(edition.request_rows())
    matches = align_rows(
        [PrintedRow(row.label, row.groups) for row in rows],
        [
            FormRow(row.label.wordings, above[-1].label.wordings if above else (), instead=bool(row.rows))
            for above, row in form
        ],
    )
    by_row = {match: row for row, match in zip(rows, matches, strict=True) if match is not None}
    findings = []
    figures: list[Figure] = []
    for place_in_form, (_, form_row) in enumerate(form):
        printed = by_row.get(place_in_form)
        if printed is not None:
            figures += _figures_of(printed, form_row, edition)
            if form_row.rows:
                where = place_of(printed.line.cells[0], printed.line.grid)
                findings.append(
                    make_finding(
                        "one_row_other_outcomes",
                        where,
                        table=table,
                        row=(form_row.label.zh, form_row.label.en),
                    )
                )
        elif _is_expected(place_in_form, form, by_row):
            findings.append(
                make_finding("row_missing", table=table, row=(form_row.label.zh, form_row.label.en))
            )
            figures += [missing_figure(form_row.indicator or "", code) for code in edition.applicants]
    lines = frozenset((row.line.grid.number, row.line.row) for row in by_row.values())
    return TableReading(tuple(figures), tuple(findings), lines)


def _is_expected(
    place: int, form: list[tuple[tuple[RequestRow, ...], RequestRow]], printed: dict[int, Row]
) -> bool:
    """Whether the form needs this row: a group's own row and the rows below it stand for each other."""
    above, row = form[place]
    if row.rows:
        return False
    groups = [other for other, (_, candidate) in enumerate(form) if candidate in above]
    return not any(group in printed for group in groups)


def _figures_of(row: Row, form_row: RequestRow, edition: Edition) -> list[Figure]:
    indicator = form_row.indicator or ""
    grid = row.line.grid
    if row.values is None:
        return [unclear_figure(row.rest, grid, indicator, code) for code in edition.applicants]
    return [
        figure_of_cell(cell, grid, indicator, code)
        for code, cell in zip(edition.applicants, row.values, strict=True)
    ]
