"""Tables drawn with signs, as pandoc (``+---+``) and text browsers (``┌──┐``) do, with their spans."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from itertools import pairwise

from . import limits
from .layout import RawCell, RawTable

__all__ = ["split_drawn"]

#: Signs that a line goes through: sideways, downwards, or both.
_ACROSS, _DOWN, _BOTH = "-=:─━═", "|│┃║", "+┌┐└┘├┤┬┴┼┏┓┗┛┣┫┳┻╋╔╗╚╝╠╣╦╩╬"
_SIDEWAYS, _UPRIGHT = frozenset(_ACROSS + _BOTH), frozenset(_DOWN + _BOTH)
_CORNERS = frozenset(_BOTH)
#: The second half of a wide sign.
_HALF = "\0"
#: Signs that some programs take for wide and others for narrow.
_AMBIGUOUS = "A"
_WITHOUT_WIDTH = ("Mn", "Cf")

Picture = list[str]


def split_drawn(lines: Sequence[str]) -> Iterator[list[str] | RawTable]:
    """Yield the drawn tables among ``lines``, and the lines between them."""
    plain: list[str] = []
    at = 0
    while at < len(lines):
        end = _block_end(lines, at)
        parts = _read_block([line.strip() for line in lines[at:end]]) if end - at > 2 else []
        if not parts:
            plain += lines[at : max(end, at + 1)]
            at = max(end, at + 1)
            continue
        if plain:
            yield plain
        plain = []
        yield from parts
        at = end
    if plain:
        yield plain


def _block_end(lines: Sequence[str], start: int) -> int:
    """Return where the lines end that a table which opens at ``start`` reaches over."""
    if not _is_rule(lines[start].strip()):
        return start
    end = start
    while end < len(lines) and lines[end].strip()[:1] in _UPRIGHT and lines[end].strip():
        end += 1
    while end > start and not _is_rule(lines[end - 1].strip()):
        end -= 1
    return end


def _is_rule(line: str) -> bool:
    return len(line) > 2 and line[0] in _CORNERS and line[-1] in _CORNERS and set(line) <= _SIDEWAYS


def _read_block(lines: list[str]) -> list[list[str] | RawTable]:
    inner = _unwrap(lines)
    if inner is not None:
        return list(split_drawn(inner))
    for wide in (False, True):
        picture = [_spread(line, wide) for line in lines]
        if len({len(row) for row in picture}) == 1:
            table = _read_picture(picture)
            return [table] if table else []
    return []


def _unwrap(lines: list[str]) -> list[str] | None:
    """Return what stands in a box of one cell with tables inside; None for any other table."""
    edges = (lines[0], lines[-1])
    if any(set(edge[1:-1]) & _CORNERS for edge in edges):
        return None
    inner = [line[1:-1] for line in lines[1:-1]]
    return inner if any(_is_rule(line.strip()) for line in inner) else None


def _spread(line: str, ambiguous_wide: bool) -> str:
    """Return the line with as many signs as it is columns wide."""
    wide = "FW" + (_AMBIGUOUS if ambiguous_wide else "")
    return "".join(
        sign + _HALF
        if sign not in _UPRIGHT and sign not in _SIDEWAYS and unicodedata.east_asian_width(sign) in wide
        else sign
        for sign in line
        if unicodedata.category(sign) not in _WITHOUT_WIDTH
    )


def _read_picture(picture: Picture) -> RawTable | None:
    """Return the table that lines in a picture enclose; None where they do not part it into boxes."""
    width = len(picture[0])
    across = [row for row in range(len(picture)) if _has_rule(picture[row])]
    down = [column for column in range(width) if any(picture[row][column] in _CORNERS for row in across)]
    if len(across) < 2 or len(down) < 2 or len(across) * len(down) > limits.CELLS:
        return None
    shape = len(across) - 1, len(down) - 1
    boxes: dict[tuple[int, int], tuple[int, int]] = {}
    for row in range(shape[0]):
        for column in range(shape[1]):
            if (row, column) in boxes:
                continue
            end = _box_end(picture, across, down, row, column)
            for place in ((r, c) for r in range(row, end[0]) for c in range(column, end[1])):
                if place in boxes:
                    return None
                boxes[place] = (row, column)
    cells = []
    for row, column in sorted(set(boxes.values())):
        owned = [place for place, box in boxes.items() if box == (row, column)]
        rows, columns = max(r for r, _ in owned) + 1, max(c for _, c in owned) + 1
        lines = [line[down[column] + 1 : down[columns]] for line in picture[across[row] + 1 : across[rows]]]
        text = [line.replace(_HALF, "").strip() for line in lines]
        cells.append(RawCell(row, column, [t for t in text if t], rows - row, columns - column))
    return RawTable(cells)


def _has_rule(row: str) -> bool:
    ends = [column for column, sign in enumerate(row) if sign in _CORNERS]
    return any(end - start > 1 and _is_line(row[start + 1 : end]) for start, end in pairwise(ends))


def _is_line(piece: str) -> bool:
    return bool(piece) and set(piece) <= _SIDEWAYS


def _box_end(
    picture: Picture, across: Sequence[int], down: Sequence[int], row: int, column: int
) -> tuple[int, int]:
    """Return the row and column behind the box whose upper left corner is given."""
    first_line = across[row] + 1
    right = column + 1
    while right < len(down) - 1 and picture[first_line][down[right]] not in _UPRIGHT:
        right += 1
    inside = slice(down[column] + 1, down[right])
    below = row + 1
    while below < len(across) - 1 and not _is_line(picture[across[below]][inside]):
        below += 1
    return below, right
