"""The table of requests received and handled: its rows matched with the form's."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import zip_longest

from ..codebook import Edition, table_name
from ..codebook.forms import RequestRow
from .alignment import FormRow, PrintedRow, align_rows
from .cells import figure_of_cell, missing_figure, unclear_figure
from .findings import make_finding
from .labels import FormLabels, form_labels
from .model import Figure, Finding
from .request_heads import part_grid
from .request_order import Row, keep_sure_rows
from .request_rows import GROUP, cut_rows
from .tables import PrintedGrid, TableReading, missing_table

__all__ = ["parse_requests"]

#: A label must be at least this much like one of the form to vouch for a table.
TABLE = 0.8
#: A table has labels and numbers: fewer cells than this in a row are no row of it.
CELLS_AT_LEAST = 3
KEY_AT_LEAST = 4

Pair = tuple[str, str]


def parse_requests(grids: Sequence[PrintedGrid], edition: Edition) -> TableReading:
    """Return the figures of every row and applicant of the table of requests."""
    labels = form_labels(edition.code)
    mine = [part_grid(grid, labels) for grid in _request_grids(grids, edition, labels)]
    copies = _copies(cut_rows(mine, edition, labels), edition, labels)
    if not copies:
        cells = [(row, code) for row in _plain_rows(edition) for code in edition.applicants]
        return missing_table(cells)
    readings = [_parse_copy(keep_sure_rows(rows), edition) for rows in copies]
    heads = frozenset((line.grid.number, line.row) for grid in mine for line in grid.heads)
    lines = heads.union(*(reading.lines for reading in readings))
    first = readings[0]
    if any(_numbers(reading) != _numbers(first) for reading in readings[1:]):
        twice = make_finding(
            "table_repeated",
            copies[0][0].line.place,
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
    if not own:
        return []
    first = own[0]
    # A converter may have made a table of each line of the heads.
    while first and _is_all_heads(grids[first - 1], labels):
        first -= 1
    width = len(edition.applicants)
    return [
        grids[at]
        for at in range(first, own[-1] + 1)
        if at in own or grids[at][0].grid.column_count == width or _is_all_heads(grids[at], labels)
    ]


def _is_all_heads(grid: PrintedGrid, labels: FormLabels) -> bool:
    return not part_grid(grid, labels).rows


def _holds_requests(grid: PrintedGrid, labels: FormLabels) -> bool:
    return any(
        len(key) >= KEY_AT_LEAST and labels.request_rows.find(key, TABLE) is not None
        for line in grid
        if len(line.cells) >= CELLS_AT_LEAST
        for _, key in line.labels
    )


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
    rows = _without_lost_labels(rows, edition, form_labels(edition.code))
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


def _without_lost_labels(rows: list[Row], edition: Edition, labels: FormLabels) -> list[Row]:
    """Take a group's label from its row where rows without any follow: theirs are lost, so is its own."""
    groups = {at for at, (_, row) in enumerate(edition.request_rows()) if row.rows}
    return [
        replace(row, label="", groups=(*row.groups, row.label))
        if following
        and not following.label
        and following.values
        and labels.request_rows.find(row.label, GROUP) in groups
        else row
        for row, following in zip_longest(rows, rows[1:])
    ]


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
        figure_of_cell(row.values[code], grid, indicator, code)
        if code in row.values
        else missing_figure(indicator, code)
        for code in edition.applicants
    ]
