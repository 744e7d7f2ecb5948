"""Each table of a form, read from the grids of a document."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from ..codebook import Edition, table_name
from .disclosure import parse_disclosure
from .disputes import parse_disputes
from .findings import make_finding
from .parting import part_tables
from .requests import parse_requests
from .statistics import parse_statistics
from .tables import PrintedGrid, TableReading

__all__ = ["read_tables"]

TABLES: dict[str, Callable[[Sequence[PrintedGrid], Edition], TableReading]] = {
    "disclosure": parse_disclosure,
    "requests": parse_requests,
    "disputes": parse_disputes,
    "statistics": parse_statistics,
}


def read_tables(
    printed: Sequence[PrintedGrid], edition: Edition, other_years: frozenset[int]
) -> dict[str, TableReading]:
    """Return what was read of each table that the form has; ``other_years`` are grids of other reports."""
    parted = [part for grid in printed for part in part_tables(grid, edition)]
    return {table: _read_table(table, parted, edition, other_years) for table in edition.tables}


def _read_table(
    table: str, printed: Sequence[PrintedGrid], edition: Edition, other_years: frozenset[int]
) -> TableReading:
    """Return a table's figures; where it stands there twice, captions may tell which is of another year."""
    parse = TABLES[table]
    reading = parse(printed, edition)
    if not reading.is_repeated:
        return reading
    kept = [grid for grid in printed if grid[0].grid.number not in other_years]
    again = parse(kept, edition)
    if again.is_repeated or all(figure.is_missing for figure in again.figures):
        return reading
    left = next(grid for grid in printed if grid not in kept)
    finding = make_finding("table_of_other_year", left[0].place, table=table_name(edition, table))
    return replace(again, findings=(*again.findings, finding))
