"""The table of requests received and handled: rows by their labels, columns by their heads."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import zip_longest

from ..codebook import Edition, table_name
from ..codebook.model import RequestRow
from ..documents.model import Cell
from ..text.folding import is_han
from ..text.numbers import read_count
from .alignment import FormRow, PrintedRow, align_rows
from .cells import figure_of_cell, missing_figure, unclear_figure
from .findings import make_finding
from .labels import FormLabels, form_labels
from .lines import Line, strip_blanks
from .model import Figure, Finding
from .tables import PrintedGrid, TableReading, missing_table

__all__ = ["parse_requests"]

#: A label must be at least this much like one of the form to vouch for a table, and for a head or row in it.
TABLE = 0.8
LABEL = 0.75
#: A table has labels and numbers: fewer cells than this in a row are no row of it.
CELLS_AT_LEAST = 3
KEY_AT_LEAST = 4

TOTAL = ["total"]

#: Each applicant's columns on a grid: from where, to before where.
Heads = dict[str, tuple[int, int]]
Pair = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Parted:
    """One grid of the table, its heads parted from its rows."""

    heads: tuple[Line, ...]
    rows: tuple[Line, ...]
    column_count: int
    aligned: bool


@dataclass(frozen=True, slots=True)
class Row:
    """A row that may carry figures: its label, its groups, and each applicant's cell if they are sure."""

    line: Line
    label: str
    groups: tuple[str, ...]
    values: dict[str, Cell] | None
    rest: tuple[Cell, ...]


def parse_requests(grids: Sequence[PrintedGrid], edition: Edition) -> TableReading:
    """Return the figures of every row and applicant of the table of requests."""
    labels = form_labels(edition.code)
    mine = [_part(grid, labels) for grid in _request_grids(grids, edition, labels)]
    copies = _copies(_rows_of(mine, edition, labels), edition, labels)
    if not copies:
        cells = [(row, code) for row in _plain_rows(edition) for code in edition.applicants]
        return missing_table(cells)
    readings = [_parse_copy(rows, edition) for rows in copies]
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
    between = range(own[0], own[-1] + 1) if own else range(0)
    width = len(edition.applicants)
    return [grids[at] for at in between if at in own or grids[at][0].grid.column_count == width]


def _holds_requests(grid: PrintedGrid, labels: FormLabels) -> bool:
    return any(
        len(key) >= KEY_AT_LEAST and labels.request_rows.find(key, TABLE) is not None
        for line in grid
        if len(line.cells) >= CELLS_AT_LEAST
        for _, key in line.labels
    )


def _part(grid: PrintedGrid, labels: FormLabels) -> Parted:
    heads = tuple(line for line in grid if _is_head(line, labels))
    rows = tuple(line for line in grid if line not in heads)
    return Parted(heads, rows, grid[0].grid.column_count, grid[0].grid.aligned)


def _rows_of(grids: Sequence[Parted], edition: Edition, labels: FormLabels) -> list[Row]:
    """Return the rows of the table without its heads, each cut into labels and values.

    A grid without heads is the rest of the one before, and stands under its heads.
    """
    rows: list[Row] = []
    heads: Heads = {}
    printed = edition.applicants
    width = 0
    for grid in grids:
        if grid.heads:
            heads = _applicant_columns(grid, edition, labels) if grid.aligned else {}
            printed = _printed_applicants(grid, edition, labels)
            width = grid.column_count
        own_heads = heads if grid.column_count == width else {}
        last_group = ""
        mine = []
        for line in grid.rows:
            mine.append(_cut(line, labels, own_heads, printed, last_group))
            last_group = _group_begun(line, labels) or last_group
        rows += _keep_columns(mine)
    return rows if heads or _rows_add_up(rows) else [replace(row, values=None) for row in rows]


def _rows_add_up(rows: Sequence[Row]) -> bool:
    """Whether most rows add up to their last number: then columns without heads are in the form's order."""
    filled = [numbers for row in rows if any(numbers := _values_of(row))]
    return 2 * sum(sum(numbers[:-1]) == numbers[-1] for numbers in filled) >= len(filled)


def _values_of(row: Row) -> list[int]:
    """Return the row's seven numbers; none where one is missing or no number."""
    counts = [read_count(cell.text).value for cell in (row.values or {}).values()]
    return [int(count) for count in counts if count is not None] if None not in counts else []


def _keep_columns(rows: list[Row]) -> list[Row]:
    """Take the values from rows without a label that do not stand in the columns of those with one.

    An empty cell of the labels looks like a blank value: such a row would be one column off.
    """
    columns = {_columns(row) for row in rows if row.label and row.values}
    return [
        row if row.label or _columns(row) in columns or not columns else replace(row, values=None)
        for row in rows
    ]


def _columns(row: Row) -> tuple[int, ...]:
    aligned = row.line.grid.aligned
    return tuple(cell.column if aligned else 0 for cell in (row.values or {}).values())


def _is_head(line: Line, labels: FormLabels) -> bool:
    """Whether the line is one of the table's heads: it names applicants or the printed rule."""
    named = sum(labels.applicants.find(key, LABEL) is not None for _, key in line.labels)
    marked = any(labels.request_marks.find(key, LABEL) is not None for _, key in line.labels)
    return (named >= 2 or marked) and not any(cell.text.strip().isdigit() for cell in line.cells)


def _applicant_columns(grid: Parted, edition: Edition, labels: FormLabels) -> Heads:
    """Return each applicant's columns, if all heads are there."""
    found: Heads = {}
    for line in grid.heads:
        for cell, key in line.labels:
            place = labels.applicants.find(key, LABEL)
            if place is not None:
                found.setdefault(edition.applicants[place], (cell.column, cell.column + cell.column_span))
    missing = [code for code in edition.applicants if code not in found]
    # A table may leave out the column of totals; one that lost another head is not told by its heads.
    return (
        {code: found[code] for code in edition.applicants if code in found} if missing in ([], TOTAL) else {}
    )


def _printed_applicants(grid: Parted, edition: Edition, labels: FormLabels) -> tuple[str, ...]:
    """Return the applicants in the order of a row's numbers; none where the heads defy the form.

    Heads in one line stand in the form's order, those in two lines begin with the
    person and the total. Heads that are not there do not contradict the form.
    """
    form = edition.applicants
    places = [
        place
        for line in grid.heads
        for _, key in line.labels
        if (place := labels.applicants.find(key, LABEL)) is not None
    ]
    named = [form[place] for place in dict.fromkeys(places)]
    person, *organisations, total = form
    for order in (form, (person, total, *organisations)):
        if named == [code for code in order if code in named]:
            return form[:-1] if named == [*form[:-1]] else form
    return ()


def _cut(line: Line, labels: FormLabels, heads: Heads, printed: tuple[str, ...], last_group: str) -> Row:
    known = [
        at for at, key in enumerate(line.keys) if key and labels.request_rows.find(key, LABEL) is not None
    ]
    labelled = known or [at for at, key in enumerate(line.keys) if key]
    first = labelled[-1] + 1 if labelled else 0
    right = line.cells[first:]
    values = _by_heads(right, heads) or _by_order(right, printed)
    label = line.keys[first - 1] if labelled else ""
    left = [key for key in line.keys[: max(first - 1, 0)] if key]
    above = [cell.text for cell in line.above if is_han(cell.text)]
    if label and _is_bare_group(label, line.cells[first - 1], labels):
        left, label = [*left, label], ""
    groups = (*above, *left) or ((last_group,) if last_group else ())
    return Row(line, label, groups, values, right)


def _is_bare_group(label: str, cell: Cell, labels: FormLabels) -> bool:
    """Whether a row shows its group's label alone: its own is lost, or the group spans several rows."""
    is_group = labels.request_groups.find(label, TABLE) is not None
    return is_group and (cell.row_span > 1 or labels.request_rows.find(label, TABLE) is None)


def _without_lost_labels(rows: list[Row], edition: Edition, labels: FormLabels) -> list[Row]:
    """Take a group's label from its row where rows without any follow: theirs are lost, so is its own."""
    groups = {at for at, (_, row) in enumerate(edition.request_rows()) if row.rows}
    return [
        replace(row, label="", groups=(*row.groups, row.label))
        if following
        and not following.label
        and following.values
        and labels.request_rows.find(row.label, TABLE) in groups
        else row
        for row, following in zip_longest(rows, rows[1:])
    ]


def _by_heads(cells: tuple[Cell, ...], heads: Heads) -> dict[str, Cell] | None:
    """Return each applicant's cell, standing under its own head and no other."""
    chosen: dict[str, Cell] = {}
    for code, (start, end) in heads.items():
        under = [cell for cell in cells if cell.column < end and cell.column + cell.column_span > start]
        if len(under) != 1 or under[0] in chosen.values():
            return None
        chosen[code] = under[0]
    return chosen or None


def _by_order(cells: tuple[Cell, ...], printed: tuple[str, ...]) -> dict[str, Cell] | None:
    """Return each applicant's cell by the order of the heads, where there are just as many cells."""
    values = strip_blanks(cells, len(printed)) if printed else None
    return dict(zip(printed, values, strict=True)) if values else None


def _group_begun(line: Line, labels: FormLabels) -> str:
    """Return the group label that begins in this line, for the lines that only show a blank there."""
    groups = [key for _, key in line.labels if labels.request_groups.find(key, TABLE) is not None]
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
