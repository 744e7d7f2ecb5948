"""The table of proactive disclosure: rows by their labels, columns by the heads of their block."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from ..codebook import Edition, table_name
from ..codebook.model import Block, DisclosureRow
from ..documents.model import Cell, Grid
from ..text.folding import fold_text, is_han
from ..text.numbers import MONEY_UNITS, read_count
from .cells import figure_of_cell, missing_figure, unclear_figure
from .findings import make_finding
from .lines import Line, best_wording, lines_of, place_of, strip_blanks
from .model import Figure
from .tables import TableReading, missing_table

__all__ = ["parse_disclosure"]

LABEL = 0.75
HEAD = 0.7
MONEY = re.compile("|".join(MONEY_UNITS))


@dataclass(frozen=True, slots=True)
class Heads:
    """The head cells of a block as printed: which column of the form each one is."""

    cells: tuple[Cell, ...]
    order: tuple[int, ...]


def parse_disclosure(grids: Sequence[Grid], edition: Edition) -> TableReading:
    """Return the figures of every row of the table of proactive disclosure."""
    table = table_name(edition, "disclosure")
    printed: dict[str, list[tuple[Line, tuple[Figure, ...]]]] = {}
    lines: set[tuple[int, int]] = set()
    for grid in grids:
        heads: Heads | None = None
        for line in lines_of(grid):
            found = _find_row(line, edition)
            if found:
                block, row, start = found
                figures = _figures_of(line, line.cells[start:], block, row, heads)
                printed.setdefault(row.label.zh, []).append((line, figures))
                lines.add((grid.number, line.row))
            elif _is_caption(line, edition):
                lines.add((grid.number, line.row))
            else:
                found_heads = _find_heads(line, edition)
                if found_heads:
                    heads = found_heads
                    lines.add((grid.number, line.row))
    rows = [(block, row) for block in edition.disclosure for row in block.rows]
    if not printed:
        return missing_table([(code, None) for _, row in rows for code in row.indicators])
    return _collect(rows, printed, table, frozenset(lines))


def _collect(
    rows: list[tuple[Block, DisclosureRow]],
    printed: dict[str, list[tuple[Line, tuple[Figure, ...]]]],
    table: tuple[str, str],
    lines: frozenset[tuple[int, int]],
) -> TableReading:
    figures: list[Figure] = []
    findings = []
    for _, row in rows:
        copies = printed.get(row.label.zh, [])
        name = (row.label.zh, row.label.en)
        if not copies:
            figures += [missing_figure(code) for code in row.indicators]
            continue
        line, first = copies[0]
        if all([f.value for f in other] == [f.value for f in first] for _, other in copies):
            figures += first
            continue
        findings.append(
            make_finding("row_repeated", place_of(line.cells[0], line.grid), table=table, row=name)
        )
        figures += [replace(figure, value=None, state="unclear") for figure in first]
    return TableReading(tuple(figures), tuple(findings), lines)


def _find_row(line: Line, edition: Edition) -> tuple[Block, DisclosureRow, int] | None:
    """Return the block and row that the line is, and where its values begin."""
    for place, cell in enumerate(line.cells[:-1]):
        if not is_han(cell.text):
            continue
        alike = [
            (best_wording(cell.text, row.label.wordings), block, row)
            for block in edition.disclosure
            for row in block.rows
        ]
        score, block, row = max(alike, key=lambda each: each[0])
        if score >= LABEL and any(
            not is_han(value.text) or _has_number(value) for value in line.cells[place + 1 :]
        ):
            return block, row, place + 1
        return None
    return None


def _has_number(cell: Cell) -> bool:
    return any(sign.isdigit() for sign in cell.text) or read_count(cell.text).state == "not_applicable"


def _is_caption(line: Line, edition: Edition) -> bool:
    return any(
        best_wording(cell.text, block.caption.wordings) >= 0.9
        for cell in line.cells
        for block in edition.disclosure
    )


def _find_heads(line: Line, edition: Edition) -> Heads | None:
    """Return the line's head cells if it is the head of a block: the block whose heads it has most of."""
    best: Heads | None = None
    for block in edition.disclosure:
        cells, order = [], []
        for cell in line.cells:
            scores = [best_wording(cell.text, column.label.wordings) for column in block.columns]
            if max(scores) >= HEAD:
                cells.append(cell)
                order.append(scores.index(max(scores)))
        if order and len(set(order)) == len(order) and (best is None or len(order) > len(best.order)):
            best = Heads(tuple(cells), tuple(order))
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
    return tuple(
        figure_of_cell(by_column[place], line.grid, code, unit=units.get(place))
        for place, code in enumerate(row.indicators)
    )


def _values(line: Line, cells: tuple[Cell, ...], wanted: int, heads: Heads | None) -> tuple[Cell, ...] | None:
    """Return as many cells as the block has columns, in printed order, or None where that is not sure."""
    if len(cells) == wanted:
        return cells
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


def _overlap(one: Cell, other: Cell) -> bool:
    return one.column < other.column + other.column_span and other.column < one.column + one.column_span


def _unit(head: Cell) -> str | None:
    found = MONEY.search(fold_text(head.text))
    return found.group() if found else None
