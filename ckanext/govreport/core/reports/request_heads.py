"""The heads of the table of requests: whose numbers stand in which column."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ..codebook import Edition
from .labels import FormLabels
from .lines import Line
from .tables import PrintedGrid

__all__ = [
    "FOREIGN",
    "Heads",
    "PartedGrid",
    "PrintedOrder",
    "applicant_columns",
    "part_grid",
    "printed_applicants",
]

#: A head must be at least this much like the form's.
HEAD = 0.75
TOTAL = ["total"]
#: A line of heads that names so many applicants is that of the organisations.
ORGANISATIONS = 3
#: Stands for a column that is not the form's among the applicants.
FOREIGN = ""

#: Each applicant's columns on a grid: from where, to before where.
Heads = dict[str, tuple[int, int]]


@dataclass(frozen=True, slots=True)
class PartedGrid:
    """One grid of the table, its heads parted from its rows."""

    heads: tuple[Line, ...]
    rows: tuple[Line, ...]
    column_count: int
    aligned: bool


@dataclass(frozen=True, slots=True)
class PrintedOrder:
    """The applicants as a row's numbers follow each other; ``is_named``: the heads say so for every one."""

    applicants: tuple[str, ...]
    is_named: bool = False


def part_grid(grid: PrintedGrid, labels: FormLabels) -> PartedGrid:
    """Return the grid with its heads parted from its rows."""
    heads = tuple(line for line in grid if _is_head(line, labels))
    rows = tuple(line for line in grid if line not in heads)
    return PartedGrid(heads, rows, grid[0].grid.column_count, grid[0].grid.aligned)


def _is_head(line: Line, labels: FormLabels) -> bool:
    """Whether the line is one of the table's heads: it names applicants or the printed rule."""
    named = sum(labels.applicants.find(key, HEAD) is not None for _, key in line.labels)
    marked = any(labels.request_marks.find(key, HEAD) is not None for _, key in line.labels)
    return (named >= 2 or marked) and not any(cell.text.strip().isdigit() for cell in line.cells)


def applicant_columns(grid: PartedGrid, edition: Edition, labels: FormLabels) -> Heads:
    """Return each applicant's columns, if all heads are there, or that of totals if there is no other."""
    found: Heads = {}
    for line in grid.heads:
        for cell, key in line.labels:
            place = labels.applicants.find(key, HEAD)
            if place is not None:
                found.setdefault(edition.applicants[place], (cell.column, cell.column + cell.column_span))
    missing = [code for code in edition.applicants if code not in found]
    if [*found] == TOTAL and found["total"][1] == grid.column_count:
        return found
    # A table may leave out the column of totals; one that lost another head is not told by its heads.
    return (
        {code: found[code] for code in edition.applicants if code in found} if missing in ([], TOTAL) else {}
    )


def printed_applicants(heads: Sequence[Line], edition: Edition, labels: FormLabels) -> PrintedOrder:
    """Return the applicants in the order of a row's numbers; none where the heads defy the form.

    Heads in one line stand in the form's order, those in two lines begin with the
    person and the total, or the other way round where the total is printed first.
    Heads that are not there do not contradict the form.
    """
    form = edition.applicants
    named: list[str] = []
    behind: dict[str, int] = {}
    for line in heads:
        # A converter copies the merged corner into every line of the heads.
        keys = [key for _, key in line.labels if labels.request_marks.find(key, HEAD) is None]
        found = [labels.applicants.find(key, HEAD) for key in keys]
        for place in found:
            if place is not None and form[place] not in named:
                named.append(form[place])
            elif place is None and named and sum(each is not None for each in found) >= ORGANISATIONS:
                # A column that the form does not have, such as one of subtotals.
                behind[named[-1]] = behind.get(named[-1], 0) + 1
    person, *organisations, total = form
    orders = (form, (person, total, *organisations), (total, person, *organisations))
    order = next((order for order in orders if named == [code for code in order if code in named]), None)
    if order is None or (order is orders[2] and len(named) < len(form)):
        return PrintedOrder(())
    applicants = order if order is orders[2] else form[:-1] if named == [*form[:-1]] else form
    printed = tuple(code for each in applicants for code in (each, *[FOREIGN] * behind.get(each, 0)))
    return PrintedOrder(printed, len(named) >= len(form) - 1)
