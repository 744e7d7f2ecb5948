"""The cells of a spreadsheet → paragraphs and tables."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property

from ..errors import GovReportError
from . import limits
from .layout import RawCell, RawTable

__all__ = ["Sheet", "lay_out"]

#: Merged ranges times the rows that they reach over.
_MERGED_ROWS = 500_000

Place = tuple[int, int]
Range = tuple[int, int, int, int]


@dataclass(slots=True)
class Sheet:
    """What a sheet says: text by row and column, its merged ranges, and which cells have a border.

    A range is its first row and column and its last row and column. What is in
    hidden rows and columns is not read, and they part nothing.
    """

    cells: dict[Place, str] = field(default_factory=dict)
    merged: list[Range] = field(default_factory=list)
    ruled: set[Place] = field(default_factory=set)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)


@dataclass
class _Row:
    """A row that says something: its texts by column, and the merged ranges and borders that it has."""

    number: int
    texts: dict[int, str]
    merged: list[Range] = field(default_factory=list)
    ruled: set[int] = field(default_factory=set)

    @cached_property
    def end(self) -> int:
        """Return the first column behind all that the row says."""
        return 1 + max([*self.texts, *(last for _, _, _, last in self.merged)])

    @cached_property
    def stands_alone(self) -> bool:
        """Return whether the row has one cell only and no range from above reaches into it."""
        if len(self.texts) > 1 or any(area[0] != self.number for area in self.merged):
            return False
        return len({*self.texts, *self.ruled, *(first for _, first, _, _ in self.merged)}) < 2

    def is_label_in(self, width: int) -> bool:
        """Return whether its only cell is merged over some columns of so wide a table, but not over all."""
        return any(1 < last - first + 1 < width for _, first, _, last in self.merged)


def lay_out(sheet: Sheet, kind: str) -> list[str | RawTable]:
    """Return a sheet's paragraphs and tables from top to bottom.

    An empty row ends a table. A row of one cell is a paragraph where a table
    begins or ends, or where the table behind it has another width than the one
    before; between rows of the same width it is a row of the table.
    """
    content: list[str | RawTable] = []
    for region in _regions(_rows(sheet, kind), sheet.hidden_rows):
        for part in _parts(region):
            if part[0].stands_alone:
                lines = (text.split("\n") for row in part for text in row.texts.values())
                content += [line for text in lines for line in text if line.strip()]
            else:
                content.append(_table(part, kind, sheet.hidden_columns))
    return content


def _rows(sheet: Sheet, kind: str) -> list[_Row]:
    by_row: dict[int, dict[int, str]] = {}
    for (row, column), text in sheet.cells.items():
        if text.strip() and row not in sheet.hidden_rows and column not in sheet.hidden_columns:
            by_row.setdefault(row, {})[column] = text
    numbers = sorted(by_row)
    if len(numbers) > limits.ROWS:
        raise GovReportError("too_complex", kind=kind, what=f"{limits.ROWS} rows")
    rows = {number: _Row(number, by_row[number]) for number in numbers}
    reached = 0
    for area in sheet.merged:
        inside = numbers[bisect_left(numbers, area[0]) : bisect_right(numbers, area[2])]
        reached += len(inside)
        if reached > _MERGED_ROWS:
            raise GovReportError("too_complex", kind=kind, what=f"{_MERGED_ROWS} merged rows")
        for number in inside:
            rows[number].merged.append(area)
    for row, column in sheet.ruled:
        if row in rows and column not in sheet.hidden_columns:
            rows[row].ruled.add(column)
    for found in rows.values():
        _drop_covered(found)
    return [found for found in rows.values() if found.texts or found.merged]


def _drop_covered(row: _Row) -> None:
    """Forget what a merged range covers: nobody sees it."""
    for first_row, first, _, last in row.merged:
        kept = first if first_row == row.number else -1
        for column in [c for c in (*row.texts, *row.ruled) if first <= c <= last and c != kept]:
            row.texts.pop(column, None)
            row.ruled.discard(column)


def _regions(rows: Iterable[_Row], hidden: set[int]) -> Iterator[list[_Row]]:
    """Yield the rows between empty ones; a merged range holds its rows together."""
    region: list[_Row] = []
    reach = -1
    for row in rows:
        while reach + 1 in hidden:
            reach += 1
        if region and row.number > reach + 1:
            yield region
            region = []
        region.append(row)
        reach = max([reach, row.number, *(last for _, _, last, _ in row.merged)])
    if region:
        yield region


def _parts(region: list[_Row]) -> Iterator[list[_Row]]:
    """Yield rows that belong together: paragraphs, or one table."""
    part: list[_Row] = []
    alone: list[_Row] = []
    width = 0
    for row in region:
        if row.stands_alone and not (part and not alone and row.is_label_in(width)):
            alone.append(row)
            continue
        if part and alone and row.end != width:
            yield part
            part, width = [], 0
        if part:
            part += alone
        elif alone:
            yield alone
        alone = []
        part.append(row)
        width = max(width, row.end)
    if part:
        yield part
    if alone:
        yield alone


def _table(rows: list[_Row], kind: str, hidden: set[int]) -> RawTable:
    left = min(min([*row.texts, *(first for _, first, _, _ in row.merged)]) for row in rows)
    right = max(row.end for row in rows)
    if (right - left) * len(rows) > limits.CELLS:
        raise GovReportError("too_complex", kind=kind, what=f"{limits.CELLS} cells")
    columns = [column for column in range(left, right) if column not in hidden]
    numbers = [row.number for row in rows]
    cells = []
    for place, row in enumerate(rows):
        spans: dict[int, tuple[int, int]] = {}
        covered: set[int] = set()
        for first_row, first, last_row, last in row.merged:
            covered.update(range(first, last + 1))
            if first_row == row.number:
                down = bisect_right(numbers, last_row) - place
                across = bisect_right(columns, last) - bisect_left(columns, first)
                spans[first] = (down, max(1, across))
        for number, column in enumerate(columns):
            if column in spans or column not in covered:
                text = row.texts.get(column, "")
                cells.append(RawCell(place, number, [text] if text else [], *spans.get(column, (1, 1))))
    return RawTable(cells)
