"""The tables of an HTML page while it is read, cells put at their places."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping

from ..errors import GovReportError
from . import limits
from .layout import RawCell, RawTable

__all__ = ["OpenTable"]


class OpenTable:
    """A table that is being read; ``outer`` is where the text around it goes.

    End tags may be missing: a cell ends where the next one begins, a row where
    the next row does.
    """

    __slots__ = ("_groups", "_rows", "cell", "outer")

    def __init__(self, outer: list[str | RawTable]) -> None:
        self.outer = outer
        self.cell: RawCell | None = None
        self._rows: list[list[RawCell]] = []
        self._groups: set[int] = set()

    def open_group(self) -> None:
        """Begin a head, body or foot: no cell spans beyond it."""
        self.cell = None
        self._groups.add(len(self._rows))

    def open_row(self) -> None:
        """Begin a row."""
        self.cell = None
        if len(self._rows) >= limits.ROWS:
            raise _too_complex(f"{limits.ROWS} rows")
        self._rows.append([])

    def open_cell(self, attributes: Mapping[str, str | None]) -> RawCell:
        """Begin a cell and return it."""
        self.cell = self.add_cell(attributes, [])
        return self.cell

    def add_cell(self, attributes: Mapping[str, str | None], content: list[str | RawTable]) -> RawCell:
        """Put a cell behind the last one of the row and return it."""
        if not self._rows:
            self.open_row()
        cell = RawCell(0, 0, content)
        if "rowspan" in attributes:
            cell.row_span = _span(attributes["rowspan"])
        if "colspan" in attributes:
            cell.column_span = max(1, _span(attributes["colspan"]))
        self._rows[-1].append(cell)
        return cell

    def close(self) -> RawTable:
        """Return the table, each cell in the first column of its row that spans from above leave free."""
        ends = sorted(self._groups | {len(self._rows)})
        covered: dict[int, int] = {}
        end = 0
        for number, row in enumerate(self._rows):
            if number >= end:
                end = ends[bisect_right(ends, number)]
            column = 0
            for cell in row:
                while covered.get(column, 0) > number:
                    column += 1
                cell.row, cell.column = number, column
                column += cell.column_span
                if cell.row_span != 1:
                    cell.row_span = min(cell.row_span or end, end - number)
                    covered.update(dict.fromkeys(range(cell.column, column), number + cell.row_span))
            if column > limits.COLUMNS:
                raise _too_complex(f"{limits.COLUMNS} columns")
        return RawTable([cell for row in self._rows for cell in row])


def _span(value: str | None) -> int:
    """Return a span as browsers take it: 1 if it says nothing, 0 where it reaches to the end."""
    digits = (value or "").strip()
    return min(int(digits[:6]), limits.SPAN) if digits.isascii() and digits.isdecimal() else 1


def _too_complex(what: str) -> GovReportError:
    return GovReportError("too_complex", kind="html", what=what)
