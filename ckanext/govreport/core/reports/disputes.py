"""The table of reconsideration and litigation: fifteen numbers under their heads."""

from __future__ import annotations

from collections.abc import Sequence

from ..codebook import Edition, table_name
from ..codebook.model import DisputeGroup
from ..documents.model import Cell, Grid
from ..text.folding import fold_text, is_han, label_key
from .cells import figure_of_cell, missing_figure
from .findings import make_finding
from .lines import Line, best_wording, lines_of, place_of, strip_blanks
from .model import Figure
from .tables import TableReading, missing_table

__all__ = ["parse_disputes"]

HEAD = 0.8


def parse_disputes(grids: Sequence[Grid], edition: Edition) -> TableReading:
    """Return the fifteen figures of the table of reconsideration and litigation."""
    table = table_name(edition, "disputes")
    indicators = [result.indicator for group in edition.disputes for result in group.results]
    lines: set[tuple[int, int]] = set()
    copies: list[tuple[Line, tuple[Figure, ...]]] = []
    heads: list[Line] = []
    for grid in grids:
        for line in lines_of(grid):
            if line.is_empty or line.is_page_number:
                continue
            if _is_head(line, edition):
                heads = [*heads, line] if heads and heads[-1].grid is grid else [line]
                lines.add((grid.number, line.row))
            elif heads and _is_near(grid, heads) and (values := _values(line, heads, edition)):
                figures = [
                    figure_of_cell(cell, grid, code) for code, cell in zip(indicators, values, strict=True)
                ]
                copies.append((line, tuple(figures)))
                lines.add((grid.number, line.row))
    if not copies:
        return missing_table([(code, None) for code in indicators])
    line, first = copies[0]
    if any([f.value for f in other] != [f.value for f in first] for _, other in copies[1:]):
        twice = make_finding(
            "table_repeated", place_of(line.cells[0], line.grid), table=table, count=len(copies)
        )
        return TableReading(tuple(missing_figure(code) for code in indicators), (twice,), frozenset(lines))
    return TableReading(first, (), frozenset(lines))


def _is_near(grid: Grid, heads: list[Line]) -> bool:
    """A page break may part the heads from the numbers, but no other table stands between."""
    return 0 <= grid.number - heads[-1].grid.number <= 1


def _is_head(line: Line, edition: Edition) -> bool:
    words = [word.zh for group in edition.disputes for word in (group.label, group.within) if word]
    words += [result.label.zh for result in edition.disputes[0].results]
    filled = [cell for cell in line.cells if fold_text(cell.text)]
    named = sum(any(best_wording(cell.text, [word]) >= HEAD for word in words) for cell in filled)
    return named >= 2 and named * 2 > len(filled)


def _values(line: Line, heads: list[Line], edition: Edition) -> tuple[Cell, ...] | None:
    """Return the line's fifteen cells in the form's order, or None where it is not the row of numbers."""
    wanted = sum(len(group.results) for group in edition.disputes)
    labels = len(line.cells) - wanted
    while labels > 0 and not is_han(line.cells[labels - 1].text):
        labels -= 1
    cells = strip_blanks(line.cells[max(labels, 0) :], wanted)
    if cells is None or any(len(label_key(cell.text)) > 20 for cell in cells):
        return None
    printed = _printed_order(heads, edition)
    if printed is None:
        return None
    by_place = dict(zip(printed, cells, strict=True))
    return tuple(by_place[place] for place in range(wanted))


def _printed_order(heads: list[Line], edition: Edition) -> tuple[int, ...] | None:
    """Return for each printed column which column of the form it is; None when the heads contradict the form.

    Heads that a page break or a text dump left incomplete do not contradict it.
    """
    results = [result.label.zh for result in edition.disputes[0].results]
    groups = _groups_in_order(heads, edition)
    own_order = list(range(len(edition.disputes)))
    order = groups if sorted(groups) == own_order else own_order
    if groups and not _is_ordered_part(groups, own_order) and order is own_order:
        return None
    last = [_nearest(cell, results) for cell in heads[-1].cells]
    named = [place for place in last if place is not None]
    width = len(results)
    if any(place != at % width for at, place in enumerate(named)) and len(named) % width == 0:
        return None
    return tuple(group * width + place for group in order for place in range(width))


def _groups_in_order(heads: list[Line], edition: Edition) -> list[int]:
    cells = sorted((cell.column, cell.row, cell) for line in heads for cell in line.cells) if heads else []
    found: list[int] = []
    for _, _, cell in cells:
        for place, group in enumerate(edition.disputes):
            if place not in found and _names(cell, group):
                found.append(place)
    return found


def _names(cell: Cell, group: DisputeGroup) -> bool:
    return best_wording(cell.text, group.label.wordings) >= HEAD


def _is_ordered_part(found: list[int], whole: list[int]) -> bool:
    return found == [place for place in whole if place in found]


def _nearest(cell: Cell, results: list[str]) -> int | None:
    scores = [best_wording(cell.text, [result]) for result in results]
    return scores.index(max(scores)) if max(scores) >= HEAD else None
