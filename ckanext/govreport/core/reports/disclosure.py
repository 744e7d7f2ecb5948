"""The table of proactive disclosure: rows by their labels, columns by the heads of their block."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from ..codebook import Edition, table_name
from ..codebook.forms import Block, DisclosureRow
from ..documents.model import Cell
from ..text.folding import fold_text
from ..text.numbers import MONEY_UNITS, read_count
from .cells import figure_of_cell, missing_figure, unclear_figure
from .findings import make_finding
from .labels import FormLabels, form_labels
from .lines import Line, strip_blanks
from .model import Figure
from .tables import PrintedGrid, TableReading, missing_table

__all__ = ["parse_disclosure"]

LABEL = 0.75
HEAD = 0.7
CAPTION = 0.9
MONEY = re.compile("|".join(MONEY_UNITS))


@dataclass(frozen=True, slots=True)
class Heads:
    """The head cells of a block as printed: which column of the form each one is.

    ``repeats`` says in how many cells each one was printed: a copy of a merged
    cell may stand in every column that the cell covered.
    """

    cells: tuple[Cell, ...]
    order: tuple[int, ...]
    repeats: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Copy:
    """One row of the form as it is printed in one place; ``in_block``: under the heads of a block."""

    line: Line
    figures: tuple[Figure, ...]
    in_block: bool

    @property
    def values(self) -> list[object]:
        """Its numbers."""
        return [figure.value for figure in self.figures]


#: Place in the form → where that row is printed.
Copies = dict[int, list[Copy]]


def parse_disclosure(grids: Sequence[PrintedGrid], edition: Edition) -> TableReading:
    """Return the figures of every row of the table of proactive disclosure."""
    labels = form_labels(edition.code)
    rows = [(block, row) for block in edition.disclosure for row in block.rows]
    printed: Copies = {}
    lines: set[tuple[int, int]] = set()
    for grid in grids:
        heads: Heads | None = None
        for line in grid:
            row = _find_row(line, labels)
            if row:
                place, start = row
                figures = _figures_of(line, line.cells[start:], *rows[place], heads)
                copy = Copy(line, figures, in_block=heads is not None)
                printed.setdefault(place, []).append(copy)
                continue
            if found := _find_heads(line, labels):
                heads = found
            elif not any(labels.captions.find(key, CAPTION) is not None for _, key in line.labels):
                continue
            lines.add((line.grid.number, line.row))
    if not printed:
        return missing_table([(code, None) for _, row in rows for code in row.indicators])
    return _collect([row for _, row in rows], printed, table_name(edition, "disclosure"), lines)


def _collect(
    rows: Sequence[DisclosureRow],
    printed: Copies,
    table: tuple[str, str],
    lines: set[tuple[int, int]],
) -> TableReading:
    figures: list[Figure] = []
    findings = []
    for place, row in enumerate(rows):
        copies = printed.get(place, [])
        # Another table may have a row of this name; the form's own stands under the heads of its block.
        copies = [copy for copy in copies if copy.in_block] or copies
        if not copies:
            figures += [missing_figure(code) for code in row.indicators]
            continue
        lines |= {(copy.line.grid.number, copy.line.row) for copy in copies}
        first = copies[0]
        if all(copy.values == first.values for copy in copies):
            figures += first.figures
            continue
        name = (row.label.zh, row.label.en)
        findings.append(make_finding("row_repeated", first.line.place, table=table, row=name))
        figures += [figure._replace(value=None, state="unclear") for figure in first.figures]
    return TableReading(tuple(figures), tuple(findings), frozenset(lines))


def _find_row(line: Line, labels: FormLabels) -> tuple[int, int] | None:
    """Return which row of the form the line is, and where its values begin."""
    labelled = next((place for place, key in enumerate(line.keys) if key), None)
    if labelled is None:
        return None
    row = labels.disclosure_rows.find(line.keys[labelled], LABEL)
    values = line.cells[labelled + 1 :]
    keys = line.keys[labelled + 1 :]
    is_row = any(not key or _has_number(cell) for cell, key in zip(values, keys, strict=True))
    return (row, labelled + 1) if row is not None and is_row else None


def _has_number(cell: Cell) -> bool:
    return any(sign.isdigit() for sign in cell.text) or read_count(cell.text).state == "not_applicable"


def _find_heads(line: Line, labels: FormLabels) -> Heads | None:
    """Return the line's head cells if it is the head of a block: the block whose heads it has most of."""
    best: Heads | None = None
    for columns in labels.block_columns:
        found = [(cell, place) for cell, key in line.labels if (place := columns.find(key, HEAD)) is not None]
        runs = [list(run) for _, run in groupby(found, key=lambda each: (each[1], fold_text(each[0].text)))]
        order = tuple(run[0][1] for run in runs)
        if order and len(set(order)) == len(order) and (best is None or len(order) > len(best.order)):
            best = Heads(tuple(run[0][0] for run in runs), order, tuple(map(len, runs)))
    return best


def _figures_of(
    line: Line, cells: tuple[Cell, ...], block: Block, row: DisclosureRow, heads: Heads | None
) -> tuple[Figure, ...]:
    values = _values(line, cells, len(block.columns), heads)
    if values is None:
        return tuple(unclear_figure(cells, line.grid, code) for code in row.indicators)
    if heads and len(heads.order) == len(values):
        by_column = dict(zip(heads.order, values, strict=True))
        units = {place: _unit(cell) for place, cell in zip(heads.order, heads.cells, strict=True)}
    else:
        by_column, units = dict(enumerate(values)), {}
    is_whole = len(values) == 1 or all(fold_text(cell.text) for cell in cells)
    return tuple(
        figure_of_cell(by_column[place], line.grid, code, unit=units.get(place), is_one_cell=is_whole)
        for place, code in enumerate(row.indicators)
    )


def _values(line: Line, cells: tuple[Cell, ...], wanted: int, heads: Heads | None) -> tuple[Cell, ...] | None:
    """Return as many cells as the block has columns, in printed order, or None where that is not sure."""
    if len(cells) == wanted:
        return cells
    if heads and len(heads.cells) == wanted and (copies := _without_copies(cells, heads.repeats)):
        return copies
    filled = tuple(cell for cell in cells if fold_text(cell.text))
    if wanted == 1 and len(cells) > 1 and len(filled) <= 1:
        return filled or cells[:1]
    if heads and line.grid.aligned and len(heads.cells) == wanted:
        under = [[cell for cell in cells if _overlap(cell, head)] for head in heads.cells]
        chosen = tuple(each[0] for each in under if len(each) == 1)
        if (
            len(chosen) == wanted
            and len({id(cell) for cell in chosen}) == wanted
            and set(filled) <= set(chosen)
        ):
            return chosen
    return strip_blanks(cells, wanted)


def _without_copies(cells: tuple[Cell, ...], repeats: tuple[int, ...]) -> tuple[Cell, ...] | None:
    """Return one cell for each head, if all cells under the copies of a head are copies of each other."""
    if len(cells) != sum(repeats):
        return None
    chosen = []
    start = 0
    for count in repeats:
        under = cells[start : start + count]
        if len({fold_text(cell.text) for cell in under}) > 1:
            return None
        chosen.append(under[0])
        start += count
    return tuple(chosen)


def _overlap(one: Cell, other: Cell) -> bool:
    return one.column < other.column + other.column_span and other.column < one.column + one.column_span


def _unit(head: Cell) -> str | None:
    found = MONEY.search(fold_text(head.text))
    return found.group() if found else None
