"""The table of reconsideration and litigation: fifteen numbers under their heads."""

from __future__ import annotations

from collections.abc import Sequence

from ..codebook import Edition, table_name
from ..documents.model import Cell
from ..text.folding import fold_text
from ..text.numbers import read_count
from .cells import figure_of_cell, missing_figure
from .findings import make_finding
from .labels import FormLabels, form_labels
from .lines import Line, strip_blanks
from .model import Figure
from .tables import PrintedGrid, TableReading, missing_table

__all__ = ["parse_disputes"]

HEAD = 0.8
#: A longer text beside the numbers is a note, not a unit or label.
NOTE_LENGTH = 20


def parse_disputes(grids: Sequence[PrintedGrid], edition: Edition) -> TableReading:
    """Return the fifteen figures of the table of reconsideration and litigation."""
    labels = form_labels(edition.code)
    indicators = [result.indicator for group in edition.disputes for result in group.results]
    used: list[Line] = []
    copies: list[tuple[Line, tuple[Figure, ...]]] = []
    heads: list[Line] = []
    for line in (line for grid in grids for line in grid):
        if _is_head(line, labels):
            heads = [*heads, line] if heads and heads[-1].grid is line.grid else [line]
            used.append(line)
        elif heads and _is_near(line, heads) and (values := _values(line, heads, edition, labels)):
            figures = [
                figure_of_cell(cell, line.grid, code) for code, cell in zip(indicators, values, strict=True)
            ]
            copies.append((line, tuple(figures)))
            used.append(line)
    bare = None if copies else _row_without_heads(grids, edition)
    if bare:
        cells = strip_blanks(bare.cells, len(indicators)) or ()
        figures = [
            figure_of_cell(cell, bare.grid, code) for code, cell in zip(indicators, cells, strict=True)
        ]
        return TableReading(tuple(figures), (), frozenset({(bare.grid.number, bare.row)}))
    if not copies:
        return missing_table([(code, None) for code in indicators])
    lines = frozenset((line.grid.number, line.row) for line in used)
    line, first = copies[0]
    if any([f.value for f in other] != [f.value for f in first] for _, other in copies[1:]):
        table = table_name(edition, "disputes")
        twice = make_finding("table_repeated", line.place, table=table, count=len(copies))
        return TableReading(tuple(missing_figure(code) for code in indicators), (twice,), lines)
    return TableReading(first, (), lines)


def _row_without_heads(grids: Sequence[PrintedGrid], edition: Edition) -> Line | None:
    """Return the one row with as many numbers as the form has, if there is one and its groups add up."""
    width = len(edition.disputes[0].results)
    found = []
    for line in (line for grid in grids for line in grid):
        cells = strip_blanks(line.cells, width * len(edition.disputes)) or ()
        counts = [read_count(cell.text).value for cell in cells]
        numbers = [int(count) for count in counts if count is not None]
        groups = [numbers[start : start + width] for start in range(0, len(numbers), width)]
        if numbers and len(numbers) == len(counts) and all(sum(group[:-1]) == group[-1] for group in groups):
            found.append((line, any(numbers)))
    return found[0][0] if len(found) == 1 and found[0][1] else None


def _is_near(line: Line, heads: list[Line]) -> bool:
    """A page break may part the heads from the numbers, but no other table stands between."""
    return 0 <= line.grid.number - heads[-1].grid.number <= 1


def _is_head(line: Line, labels: FormLabels) -> bool:
    named = sum(labels.dispute_heads.find(key, HEAD) is not None for _, key in line.labels)
    return named >= 2 and named * 2 > sum(bool(fold_text(cell.text)) for cell in line.cells)


def _values(line: Line, heads: list[Line], edition: Edition, labels: FormLabels) -> tuple[Cell, ...] | None:
    """Return the line's fifteen cells in the form's order, or None where it is not the row of numbers."""
    wanted = sum(len(group.results) for group in edition.disputes)
    named = len(line.cells) - wanted
    while named > 0 and not line.keys[named - 1]:
        named -= 1
    cells = strip_blanks(line.cells[max(named, 0) :], wanted)
    if cells is None or any(len(key) > NOTE_LENGTH for key in line.keys):
        return None
    printed = _printed_order(heads, edition, labels)
    if printed is None:
        return None
    by_place = dict(zip(printed, cells, strict=True))
    return tuple(by_place[place] for place in range(wanted))


def _printed_order(heads: list[Line], edition: Edition, labels: FormLabels) -> tuple[int, ...] | None:
    """Return for each printed column which column of the form it is; None when the heads contradict the form.

    Heads that a page break or a text dump left incomplete do not contradict it.
    """
    width = len(edition.disputes[0].results)
    whole = list(range(len(edition.disputes)))
    groups = _groups_in_order(heads, labels)
    is_whole = sorted(groups) == whole
    if not is_whole and groups != sorted(groups):
        return None
    found = [labels.results.find(key, HEAD) for key in heads[-1].keys]
    named = [place for place in found if place is not None]
    if len(named) % width == 0 and any(place != at % width for at, place in enumerate(named)):
        return None
    return tuple(group * width + place for group in (groups if is_whole else whole) for place in range(width))


def _groups_in_order(heads: list[Line], labels: FormLabels) -> list[int]:
    """Return the groups that the heads name, from left to right."""
    cells = sorted((cell.column, cell.row, key) for line in heads for cell, key in line.labels)
    places = [labels.dispute_groups.find(key, HEAD) for _, _, key in cells]
    return list(dict.fromkeys(place for place in places if place is not None))
