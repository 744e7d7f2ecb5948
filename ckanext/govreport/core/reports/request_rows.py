"""The rows of the table of requests, cut into labels and each applicant's cell."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from ..codebook import Edition
from ..documents.model import Cell
from ..text.folding import fold_text, is_han
from .labels import FormLabels
from .lines import Line, strip_blanks
from .request_heads import FOREIGN, Heads, PartedGrid, PrintedOrder, applicant_columns, printed_applicants
from .request_order import Row, mend_rows

__all__ = ["GROUP", "Row", "cut_rows"]

#: A label must be at least this much like a row's or a group's of the form.
LABEL = 0.75
GROUP = 0.8


def cut_rows(grids: Sequence[PartedGrid], edition: Edition, labels: FormLabels) -> list[Row]:
    """Return the rows of the table without its heads, each cut into labels and values.

    A grid without heads is the rest of the one before, and stands under its heads.
    """
    rows: list[Row] = []
    heads: Heads = {}
    order = PrintedOrder(edition.applicants)
    above: tuple[Line, ...] = ()
    width = 0
    for grid in grids:
        if grid.heads:
            above = (*above, *grid.heads)
            heads = applicant_columns(grid, edition, labels) if grid.aligned else {}
            order = printed_applicants(above, edition, labels)
            width = grid.column_count
        own_heads = heads if grid.column_count == width else {}
        edge = _usual_edge(grid, labels)
        last_group = ""
        mine = []
        for line in grid.rows:
            is_moved = bool(edge) and 0 < _edge(line, labels) < edge
            row = _cut(line, labels, {} if is_moved else own_heads, order.applicants, last_group)
            mine.append(replace(row, is_placed=bool(heads), is_named=order.is_named))
            last_group = _group_begun(line, labels) or last_group
            above = ()
        rows += mend_rows(_keep_columns(mine), order.applicants)
    return rows


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


def _usual_edge(grid: PartedGrid, labels: FormLabels) -> int:
    """Return the column before which most labels of a grid end, 0 where they do not agree.

    A label that ends further left covers too few columns, and its row is moved to the left.
    """
    edges = Counter(edge for line in grid.rows if (edge := _edge(line, labels)))
    edge, count = edges.most_common(1)[0] if grid.aligned and edges else (0, 0)
    return edge if 2 * count > edges.total() else 0


def _edge(line: Line, labels: FormLabels) -> int:
    """Return the column before which the labels of a line end, 0 where it has none."""
    end = _labels_end(line, labels)
    return line.cells[end - 1].column + line.cells[end - 1].column_span if end else 0


def _labels_end(line: Line, labels: FormLabels) -> int:
    """Return how many cells of a line are labels or stand before one."""
    known = [
        at for at, key in enumerate(line.keys) if key and labels.request_rows.find(key, LABEL) is not None
    ]
    labelled = known or [at for at, key in enumerate(line.keys) if key]
    return labelled[-1] + 1 if labelled else 0


def _cut(line: Line, labels: FormLabels, heads: Heads, printed: tuple[str, ...], last_group: str) -> Row:
    first = _labels_end(line, labels)
    right = line.cells[first:]
    values = _by_heads(right, heads) or _by_order(right, printed)
    label = line.keys[first - 1] if first else ""
    left = [key for key in line.keys[: max(first - 1, 0)] if key]
    above = [cell.text for cell in line.above if is_han(cell.text)]
    if label and _is_bare_group(label, line.cells[first - 1], labels):
        left, label = [*left, label], ""
    groups = (*above, *left) or ((last_group,) if last_group else ())
    return Row(line, label, groups, values, right)


def _is_bare_group(label: str, cell: Cell, labels: FormLabels) -> bool:
    """Whether a row shows its group's label alone: its own is lost, or the group spans several rows."""
    is_group = labels.request_groups.find(label, GROUP) is not None
    return is_group and (cell.row_span > 1 or labels.request_rows.find(label, GROUP) is None)


def _group_begun(line: Line, labels: FormLabels) -> str:
    """Return the group label that begins in this line, for the lines that only show a blank there."""
    groups = [key for _, key in line.labels if labels.request_groups.find(key, GROUP) is not None]
    return groups[-1] if groups else ""


def _by_heads(cells: tuple[Cell, ...], heads: Heads) -> dict[str, Cell] | None:
    """Return each applicant's cell, standing under its own head and no other."""
    chosen: dict[str, Cell] = {}
    for code, (start, end) in heads.items():
        under = [cell for cell in cells if cell.column < end and cell.column + cell.column_span > start]
        if len(under) != 1 or under[0] in chosen.values():
            return None
        chosen[code] = under[0]
    return chosen if chosen and not _is_pushed_left(cells, tuple(chosen.values())) else None


def _is_pushed_left(cells: tuple[Cell, ...], chosen: tuple[Cell, ...]) -> bool:
    """Whether a number stands before the heads and a blank under the last: the label covers too little."""
    first = min(cell.column for cell in chosen)
    before = any(cell.column < first and fold_text(cell.text) for cell in cells)
    return before and not fold_text(max(chosen, key=lambda cell: cell.column).text)


def _by_order(cells: tuple[Cell, ...], printed: tuple[str, ...]) -> dict[str, Cell] | None:
    """Return each applicant's cell by the order of the heads, where there are just as many cells."""
    values = strip_blanks(cells, len(printed)) if printed else None
    if not values:
        return None
    return {code: cell for code, cell in zip(printed, values, strict=True) if code != FOREIGN}
