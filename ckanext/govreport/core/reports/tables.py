"""What goes into each of the table parsers, and what comes out."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from .cells import missing_figure
from .lines import Line
from .model import Figure, Finding

__all__ = ["PrintedGrid", "TableReading", "missing_table"]

#: One grid as its lines; never empty.
PrintedGrid = tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class TableReading:
    """One table's figures, what is doubtful, and the lines it used: (number of the grid, row).

    ``year`` is the one that the heads of its columns name, if they do.
    """

    figures: tuple[Figure, ...]
    findings: tuple[Finding, ...]
    lines: frozenset[tuple[int, int]] = frozenset()
    year: int | None = None

    @property
    def is_repeated(self) -> bool:
        """Whether the table stands there several times with different figures."""
        return any(finding.code == "table_repeated" for finding in self.findings)


def missing_table(cells: Iterable[tuple[str, str | None]]) -> TableReading:
    """Return the reading of a table that was not found: every cell (indicator, applicant) is unclear."""
    return TableReading(tuple(missing_figure(indicator, applicant) for indicator, applicant in cells), ())
