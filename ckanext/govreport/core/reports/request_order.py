"""Whether the numbers of the rows of requests stand in the order of their heads: their sums tell."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from ..documents.model import Cell
from ..text.folding import fold_text
from ..text.numbers import Number, read_count
from .lines import Line
from .request_heads import FOREIGN

__all__ = ["Row", "keep_sure_rows", "mend_rows"]

TOTAL = "total"
#: Numbers of two columns in one cell.
TWO_NUMBERS = re.compile(r"\d\s+\d")


@dataclass(frozen=True, slots=True)
class Row:
    """A row that may carry figures: its label, its groups, and each applicant's cell if they are sure.

    ``is_placed``: the cells stand under their heads; ``is_named``: at least every
    head is there, in the order of the cells.
    """

    line: Line
    label: str
    groups: tuple[str, ...]
    values: dict[str, Cell] | None
    rest: tuple[Cell, ...]
    is_placed: bool = False
    is_named: bool = False


def keep_sure_rows(rows: Sequence[Row]) -> list[Row]:
    """Return the rows of one table, without values where neither heads nor sums tell whose they are.

    Heads that are all there need no sums: rows that cannot be added up, because they
    print no total or nothing but one, say nothing against them.
    """
    verdicts = [adds_up for row in rows if (adds_up := _adds_up(row, row.is_named)) is not None]
    if any(row.is_placed for row in rows) or 2 * sum(verdicts) >= len(verdicts):
        return list(rows)
    return [replace(row, values=None) for row in rows]


def _adds_up(row: Row, is_named: bool) -> bool | None:
    """Say whether a row adds up; None for a row without numbers, or one that leaves it open."""
    values = row.values or {}
    counts = {code: read_count(cell.text) for code, cell in values.items()}
    if not any(count.value for count in counts.values()):
        return None
    total = counts.pop(TOTAL, None)
    if is_named and (total is None or _leaves_open(total, counts.values())):
        return None
    if total is None or any(count.state == "unclear" for count in (total, *counts.values())):
        return False
    return sum(int(count.value or 0) for count in counts.values()) == int(total.value or 0)


def _leaves_open(total: Number, parts: Iterable[Number]) -> bool:
    states = {part.state for part in parts}
    return total.state == "blank" or states == {"blank"} or "unclear" in {total.state, *states}


def mend_rows(rows: Sequence[Row], printed: tuple[str, ...]) -> list[Row]:
    """Return the rows of one grid, cells with several numbers cut where the row then adds up.

    A converter of PDF puts neighbours into one cell and leaves others empty: what
    stands in such a grid is not in the columns that it seems to be in.
    """
    if any(row.values and len(row.rest) > len(row.values) for row in rows):
        rows = [replace(row, values=None) if _may_have_moved(row) else row for row in rows]
    if not any(_is_displaced(row) for row in rows):
        return list(rows)
    return [row if _adds_up(row, False) else _cut_anew(row, printed) for row in rows]


def _may_have_moved(row: Row) -> bool:
    """Whether the blank that a row begins with may be no cell but one of a wide label's columns."""
    values = list((row.values or {}).values())
    if row.line.grid.aligned or not values:
        return False
    filled = [bool(fold_text(cell.text)) for cell in values]
    only_total = filled[-1] and not any(filled[:-1])
    return not filled[0] and not only_total and not _adds_up(row, False)


def _is_displaced(row: Row) -> bool:
    cells = list((row.values or {}).values()) or row.rest
    blank = any(not fold_text(cell.text) for cell in cells)
    return not row.line.grid.aligned and blank and any(TWO_NUMBERS.search(cell.text) for cell in cells)


def _cut_anew(row: Row, printed: tuple[str, ...]) -> Row:
    pieces = [cell._replace(text=text) for cell in row.rest for text in cell.text.split()]
    mended = replace(row, values=None)
    if len(pieces) == len(printed):
        values = {code: cell for code, cell in zip(printed, pieces, strict=True) if code != FOREIGN}
        mended = replace(row, values=values)
    is_sure = _adds_up(mended, False) or len({piece.text for piece in pieces}) == 1
    return mended if is_sure else replace(row, values=None)
