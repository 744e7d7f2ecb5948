"""What each of the three table parsers gives."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from .cells import missing_figure
from .model import Figure, Finding

__all__ = ["TableReading", "missing_table"]


@dataclass(frozen=True, slots=True)
class TableReading:
    """One table's figures, what is doubtful, and the lines it used: (number of the grid, row)."""

    figures: tuple[Figure, ...]
    findings: tuple[Finding, ...]
    lines: frozenset[tuple[int, int]] = frozenset()


def missing_table(cells: Iterable[tuple[str, str | None]]) -> TableReading:
    """Return the reading of a table that was not found: every cell (indicator, applicant) is unclear."""
    return TableReading(tuple(missing_figure(indicator, applicant) for indicator, applicant in cells), ())
