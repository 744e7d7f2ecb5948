"""Rules drawn on a page → the tables they make: cells with spans, and which cell a point lies in."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import compress
from typing import NamedTuple

from ..errors import GovReportError
from .model import Box

__all__ = ["THICKEST", "RuledCell", "RuledTable", "build_tables"]

#: A drawn shape at most this thick is a rule; a thicker one is a background (points, as all measures here).
THICKEST = 3.0
#: Rules nearer than this are one rule: rounding, double lines.
SNAP = 3.0
#: Pieces of one rule may lie this far apart: corners drawn by themselves, dots, dashes.
GAP = 3.0
#: What stays shorter than this after joining is a speck.
SHORTEST = 4.0
#: Rules that stick out further than this past the last crossing rule leave the table open there.
OPEN = 7.0
#: What is drawn further out is on no page (and in a broken file it may be no number at all).
FAR = 1e6
MOST_PIECES = 60_000
MOST_CELLS = 200_000

#: A straight piece: where it runs (y of a horizontal, x of a vertical), from where, to where.
Piece = tuple[float, float, float]


class RuledCell(NamedTuple):
    """One cell as the rules enclose it; ``open`` if its left or right side has no rule."""

    row: int
    column: int
    row_span: int
    column_span: int
    box: Box
    open: bool = False


@dataclass(frozen=True, slots=True)
class RuledTable:
    """One table as drawn: its cells in reading order, and the positions of its columns and rows."""

    cells: tuple[RuledCell, ...]
    columns: tuple[float, ...]
    rows: tuple[float, ...]
    places: list[list[int | None]] = field(repr=False)
    #: Left, top, right, bottom of the whole table.
    box: Box

    def find_cell(self, x: float, y: float) -> int | None:
        """Return the number of the cell that holds the point, or None."""
        left, top, right, bottom = self.box
        if not (left <= x < right and top <= y < bottom):
            return None
        return self.places[bisect_right(self.rows, y) - 1][bisect_right(self.columns, x) - 1]


def build_tables(shapes: Iterable[Box], kind: str) -> list[RuledTable]:
    """Return the tables that thin ``shapes`` draw, from the top; a table may have a single cell.

    ``shapes`` are boxes in points, y downwards; thick ones are passed over.
    ``kind`` is the kind of file, for the refusal.

    :raises GovReportError: ``too_complex`` if there are more rules than a report could have.
    """
    horizontal, vertical = _sort_pieces(shapes)
    if max(len(horizontal), len(vertical)) > MOST_PIECES:
        raise GovReportError("too_complex", kind=kind, what=f"{MOST_PIECES} rules")
    rows, columns = _merge_rules(horizontal), _merge_rules(vertical)
    tables = []
    for across, down in _connect(rows, columns, kind):
        table = _build_table(*_close_table(across, down), kind)
        if table is not None:
            tables.append(table)
    return sorted(tables, key=lambda table: (table.box[1], table.box[0]))


def _sort_pieces(shapes: Iterable[Box]) -> tuple[list[Piece], list[Piece]]:
    """Sort the shapes into horizontal and vertical pieces; a dot may belong to either."""
    horizontal: list[Piece] = []
    vertical: list[Piece] = []
    for left, top, right, bottom in set(shapes):
        if not (-FAR < left <= right < FAR and -FAR < top <= bottom < FAR):
            continue
        if bottom - top <= THICKEST:
            horizontal.append(((top + bottom) / 2, left, right))
        if right - left <= THICKEST:
            vertical.append(((left + right) / 2, top, bottom))
    return horizontal, vertical


def _merge_rules(pieces: list[Piece]) -> list[Piece]:
    """Join pieces to rules: dots and dashes first, where they lie; then what is nearly on one line."""
    fine = [piece for piece in _join_level(pieces, 0.75) if piece[2] - piece[1] >= SHORTEST]
    return _join_level(fine, SNAP)


def _join_level(pieces: list[Piece], reach: float) -> list[Piece]:
    joined: list[Piece] = []
    for group in _levels(pieces, reach):
        level = sum(piece[0] for piece in group) / len(group)
        spans = sorted((start, end) for _, start, end in group)
        start, end = spans[0]
        for next_start, next_end in spans[1:]:
            if next_start > end + GAP:
                joined.append((level, start, end))
                start, end = next_start, next_end
            else:
                end = max(end, next_end)
        joined.append((level, start, end))
    return joined


def _levels(pieces: list[Piece], reach: float) -> Iterable[list[Piece]]:
    group: list[Piece] = []
    for piece in sorted(pieces):
        if group and piece[0] - group[0][0] > reach:
            yield group
            group = []
        group.append(piece)
    if group:
        yield group


def _connect(rows: list[Piece], columns: list[Piece], kind: str) -> Iterable[tuple[list[Piece], list[Piece]]]:
    """Yield the rules that hang together by their crossings, horizontal and vertical."""
    parents = list(range(len(rows) + len(columns)))

    def root(item: int) -> int:
        while parents[item] != item:
            parents[item] = parents[parents[item]]
            item = parents[item]
        return item

    order = sorted(range(len(columns)), key=lambda index: columns[index][0])
    places = [columns[index][0] for index in order]
    crossings = 0
    for number, (y, left, right) in enumerate(rows):
        mine = root(number)
        for at in range(bisect_right(places, left - SNAP), bisect_right(places, right + SNAP)):
            _, top, bottom = columns[order[at]]
            crossings += 1
            if top - SNAP <= y <= bottom + SNAP:
                parents[mine] = mine = root(len(rows) + order[at])
        if crossings > MOST_CELLS * 10:
            raise GovReportError("too_complex", kind=kind, what=f"{MOST_CELLS * 10} crossings")
    groups: dict[int, tuple[list[Piece], list[Piece]]] = {}
    for number, piece in enumerate(rows + columns):
        groups.setdefault(root(number), ([], []))[number >= len(rows)].append(piece)
    return [group for group in groups.values() if group[0] and group[1]]


def _close_table(across: list[Piece], down: list[Piece]) -> tuple[list[Piece], list[Piece]]:
    """Add the outer edges that are not drawn: open sides, and a table that the end of the page cuts."""
    flat, upright = _close_sides(across, down), _close_sides(down, across)
    if flat and upright:
        flat = [(y, min(start, min(upright)[0]), max(end, max(upright)[0])) for y, start, end in flat]
        upright = [(x, min(start, min(flat)[0]), max(end, max(flat)[0])) for x, start, end in upright]
    return across + flat, down + upright


def _close_sides(rules: list[Piece], others: list[Piece]) -> list[Piece]:
    """Return the outer edges that ``others`` ask for: two or more stick out past ``rules`` to one place."""
    first, last = min(rules)[0], max(rules)[0]
    edges: list[Piece] = []
    for side in (1, 2):
        ends = [(piece[side], piece[0], piece[0]) for piece in others]
        ends = [end for end in ends if (end[0] < first - OPEN if side == 1 else end[0] > last + OPEN)]
        for group in _levels(ends, SNAP):
            levels = [level for _, level, _ in group]
            if max(levels) - min(levels) > SNAP:
                edges.append((group[0][0], min(levels), max(levels)))
    return edges


def _build_table(across: list[Piece], down: list[Piece], kind: str) -> RuledTable | None:
    ys, xs = sorted({piece[0] for piece in across}), sorted({piece[0] for piece in down})
    if len(ys) < 2 or len(xs) < 2:
        return None
    if len(ys) * len(xs) > MOST_CELLS:
        raise GovReportError("too_complex", kind=kind, what=f"{MOST_CELLS} cells")
    regions = _regions(_covered(across, ys, xs), _covered(down, xs, ys), len(ys) - 1, len(xs) - 1)
    if not regions:
        return None
    used_ys = sorted({edge for top, _, bottom, _, _ in regions for edge in (top, bottom)})
    used_xs = sorted({edge for _, left, _, right, _ in regions for edge in (left, right)})
    row_numbers = {level: number for number, level in enumerate(used_ys)}
    column_numbers = {level: number for number, level in enumerate(used_xs)}
    cells: list[RuledCell] = []
    places: list[list[int | None]] = [[None] * (len(used_xs) - 1) for _ in used_ys[1:]]
    for top, left, bottom, right, is_open in sorted(regions):
        row, column = row_numbers[top], column_numbers[left]
        row_span, column_span = row_numbers[bottom] - row, column_numbers[right] - column
        for place in places[row : row + row_span]:
            place[column : column + column_span] = [len(cells)] * column_span
        box = (xs[left], ys[top], xs[right], ys[bottom])
        cells.append(RuledCell(row, column, row_span, column_span, box, is_open))
    columns, rows = tuple(xs[at] for at in used_xs), tuple(ys[at] for at in used_ys)
    return RuledTable(tuple(cells), columns, rows, places, (columns[0], rows[0], columns[-1], rows[-1]))


def _covered(rules: list[Piece], levels: list[float], stations: list[float]) -> list[list[bool]]:
    """Tell for each level and each stretch between two stations whether a rule is drawn there."""
    by_level: dict[float, list[Piece]] = defaultdict(list)
    for piece in rules:
        by_level[piece[0]].append(piece)
    table = []
    for level in levels:
        drawn = [False] * (len(stations) - 1)
        for _, start, end in by_level[level]:
            first = max(bisect_right(stations, start - 0.01) - 1, 0)
            last = min(bisect_left(stations, end), len(drawn)) - 1
            if last - first > 1:
                drawn[first + 1 : last] = [True] * (last - first - 1)
            for at in {first, last} if first <= last else ():
                shared = min(end, stations[at + 1]) - max(start, stations[at])
                drawn[at] = drawn[at] or shared >= 0.5 * (stations[at + 1] - stations[at])
        table.append(drawn)
    return table


#: Top, left, bottom, right as numbers of levels, and whether the left or right side is open.
Region = tuple[int, int, int, int, bool]


def _regions(
    horizontal: list[list[bool]], vertical: list[list[bool]], height: int, width: int
) -> list[Region]:
    """Return the rectangles between the rules: neighbours without a rule between them are one."""
    strips: list[list[int]] = []
    owner: dict[tuple[int, int], list[int]] = {}
    for row, walls in enumerate(zip(*vertical[1:width], [True] * height, strict=True)):
        left = 0
        roof = horizontal[row]
        for right in compress(range(1, width + 1), walls):
            above = owner.get((left, right))
            if above and above[2] == row and True not in roof[left:right]:
                above[2] = row + 1
            else:
                strip = [row, left, row + 1, right]
                strips.append(strip)
                owner[left, right] = strip
            left = right
    regions: list[Region] = []
    for top, left, bottom, right in strips:
        sides = (
            top > 0 or _mostly(horizontal[0][left:right]),
            bottom < height or _mostly(horizontal[height][left:right]),
            left > 0 or _mostly(vertical[0][top:bottom]),
            right < width or _mostly(vertical[width][top:bottom]),
        )
        if sum(sides) >= 3:
            regions.append((top, left, bottom, right, not (sides[2] and sides[3])))
    return regions


def _mostly(drawn: Sequence[bool]) -> bool:
    return 2 * sum(drawn) > len(drawn)
