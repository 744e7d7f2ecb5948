"""The row definitions of a binary Word file: edges and merges of a row's cells."""

from __future__ import annotations

import struct

from .doc_sprms import Properties
from .row_tables import CellShape, Merge

__all__ = ["read_shapes"]

_DEFINITION, _MERGE_ACROSS, _MERGE_DOWN = 0xD608, 0x5624, 0xD62B
_CELL_SIZE = 20
#: No row has more cells than this.
_MOST = 64


def read_shapes(properties: Properties) -> list[CellShape]:
    """Return the shapes of the cells of the row whose end has these properties."""
    edges: list[int] = []
    flags: list[int] = []
    across: dict[int, Merge] = {}
    down: dict[int, Merge] = {}
    for code, operand in properties:
        if code == _DEFINITION and len(operand) > 3:
            edges, flags = _read_definition(operand)
        elif code == _MERGE_ACROSS and len(operand) >= 2:
            across.update(dict.fromkeys(range(operand[0] + 1, min(operand[1], _MOST)), "on"))
        elif code == _MERGE_DOWN and len(operand) >= 3:
            down[operand[1]] = _down(operand[2])
    flagged = _across(flags)
    return [
        CellShape(
            edges[number],
            edges[number + 1],
            down.get(number, _down(flags[number] >> 5 & 3)),
            across.get(number, flagged[number]),
        )
        for number in range(len(edges) - 1)
    ]


def _read_definition(operand: bytes) -> tuple[list[int], list[int]]:
    """Return the edges of the cells and the flags of each; trailing cells may have none."""
    count = min(operand[2], _MOST, (len(operand) - 5) // 2)
    if count < 1:
        return [], []
    edges = list(struct.unpack_from(f"<{count + 1}h", operand, 3))
    cells = operand[3 + 2 * (count + 1) :]
    flags = [
        cells[_CELL_SIZE * number] | cells[_CELL_SIZE * number + 1] << 8
        if _CELL_SIZE * number + 1 < len(cells)
        else 0
        for number in range(count)
    ]
    return edges, flags


def _down(flags: int) -> Merge:
    return "" if not flags & 1 else "first" if flags & 2 else "on"


def _across(flags: list[int]) -> list[Merge]:
    """Return how the cells are merged from left to right.

    Descriptions of the format disagree on which of the two flags marks the first
    cell; whichever stands first in a run does.
    """
    merges: list[Merge] = []
    first = 0
    for flag in (value & 3 for value in flags):
        if not flag:
            first = 0
            merges.append("")
        elif not first or flag == first:
            first = flag
            merges.append("first")
        else:
            merges.append("on")
    return merges
