"""Pieces of a table on several pages → one table: heads dropped, columns matched, cut rows joined."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from ..text.folding import is_han, strip_spaces
from .model import Box
from .page_words import is_figure, is_numbered

__all__ = ["Fragment", "Part", "join_fragments"]

#: Column edges nearer than this are one edge (points).
NEAR = 3.5
#: On facing pages a table may stand this much further left or right.
SHIFT = 60.0
SHARED_EDGES = 0.8
#: A Chinese line ends early rather than part a sign from its punctuation.
KINSOKU = 2
#: A number parted at a hyphen goes on, whatever room there was.
NUMBER = re.compile(r"[\d,.]+")
HYPHENATED = re.compile(r"\d-$")


class Part(NamedTuple):
    """A cell, or the part of one that is on a page.

    ``room`` is what its last line leaves free, ``first`` how wide its first
    sign is: by these one tells whether the text goes on from page to page.
    """

    row: int
    column: int
    row_span: int
    column_span: int
    text: str
    page: int
    box: Box
    room: float = 0.0
    first: float = 0.0


@dataclass(frozen=True, slots=True)
class Fragment:
    """A table, or the part of one that is on a page, with the positions of its columns."""

    parts: tuple[Part, ...]
    columns: tuple[float, ...]

    @property
    def row_count(self) -> int:
        """Number of rows, spans included."""
        return max((part.row + part.row_span for part in self.parts), default=0)


#: What meets at the page break: the upper part and the lower part of one column.
Pair = tuple[Part, Part]


def join_fragments(upper: Fragment, lower: Fragment) -> Fragment | None:
    """Return ``upper`` and ``lower`` as one table, or None if their columns say that they are two.

    The caller vouches that nothing but page numbers stands between them.
    """
    moved = _move(lower.columns, upper.columns)
    if moved is None or (len(upper.parts) == 1 and len(lower.parts) == 1):
        return None
    columns = _unite(upper.columns, moved)
    top = _spread(upper.parts, upper.columns, columns)
    bottom = _spread(lower.parts, moved, columns)
    if _is_head_alone(top, bottom):
        return Fragment(tuple(bottom), columns)
    bottom = _drop_heads(top, bottom)
    if not bottom:
        return Fragment(tuple(top), columns)
    return Fragment(tuple(_stack(top, bottom)), columns)


def _move(lower: Sequence[float], upper: Sequence[float]) -> list[float] | None:
    """Return ``lower`` moved so that its outer edges are those of ``upper``, or None if most edges differ."""
    shift = upper[0] - lower[0]
    if abs(upper[-1] - lower[-1] - shift) > 2 * NEAR or abs(shift) > SHIFT:
        return None
    moved = [*(edge + shift for edge in lower[:-1]), upper[-1]]
    few, many = sorted((list(upper), moved), key=len)
    shared = sum(any(abs(edge - other) <= NEAR for other in many) for edge in few)
    return moved if shared >= SHARED_EDGES * len(few) else None


def _unite(one: Sequence[float], other: Sequence[float]) -> tuple[float, ...]:
    columns = list(one)
    columns += [edge for edge in other if all(abs(edge - mine) > NEAR for mine in one)]
    return tuple(sorted(columns))


def _spread(parts: Sequence[Part], own: Sequence[float], columns: Sequence[float]) -> list[Part]:
    """Say of each part which of the common ``columns`` it covers."""
    places = [_nearest(columns, edge) for edge in own]
    if places == list(range(len(columns))):
        return list(parts)
    return [
        part._replace(
            column=places[part.column],
            column_span=places[part.column + part.column_span] - places[part.column],
        )
        for part in parts
    ]


def _nearest(columns: Sequence[float], edge: float) -> int:
    at = bisect_left(columns, edge)
    return min(
        (place for place in (at - 1, at) if 0 <= place < len(columns)), key=lambda i: abs(columns[i] - edge)
    )


def _drop_heads(top: list[Part], bottom: list[Part]) -> list[Part]:
    """Drop the rows at the head of ``bottom`` that repeat those at the head of ``top``."""
    height = 0
    for rows in _boundaries(bottom):
        if rows in _boundaries(top):
            head = _signature(bottom, rows)
            if head != _signature(top, rows) or any(is_figure(text) for *_, text in head):
                break
            if any(is_han(text) for *_, text in head):
                height = rows
    return (
        [part._replace(row=part.row - height) for part in bottom if part.row >= height] if height else bottom
    )


def _is_head_alone(top: list[Part], bottom: list[Part]) -> bool:
    """Whether the upper part is nothing but the beginning of a head that stands whole on the next page."""
    below = {(part.row, part.column): strip_spaces(part.text) for part in bottom}
    texts = [(below.get((part.row, part.column)), strip_spaces(part.text)) for part in top if part.text]
    heads = any(is_han(text) for _, text in texts) and not any(is_figure(text) for _, text in texts)
    return heads and all(other == text for other, text in texts)


def _boundaries(parts: list[Part]) -> list[int]:
    """Return the numbers of rows after which no cell goes on."""
    last = max(part.row + part.row_span for part in parts)
    crossed = {row for part in parts for row in range(part.row + 1, part.row + part.row_span)}
    return [row for row in range(1, last + 1) if row not in crossed]


def _signature(parts: list[Part], rows: int) -> list[tuple[int, int, str]]:
    return [(part.row, part.row_span, strip_spaces(part.text)) for part in parts if part.row < rows]


def _stack(top: list[Part], bottom: list[Part]) -> list[Part]:
    height = max(part.row + part.row_span for part in top)
    last = [part for part in top if part.row + part.row_span == height]
    first = [part for part in bottom if part.row == 0]
    under = {(part.column, part.column_span): part for part in first}
    pairs = [
        (part, under[part.column, part.column_span])
        for part in last
        if (part.column, part.column_span) in under
    ]
    cut = len(pairs) == len(last) == len(first) and _is_cut(pairs)
    if not cut:
        pairs = _group_pairs(pairs, last, first)
    overlap = int(cut)
    joined = {id(upper): _join_parts(upper, lower, overlap) for upper, lower in pairs}
    used = {id(lower) for _, lower in pairs}
    stacked = [joined.get(id(part), part) for part in top]
    stacked += [part._replace(row=part.row + height - overlap) for part in bottom if id(part) not in used]
    return sorted(stacked, key=lambda part: (part.row, part.column))


def _is_cut(pairs: list[Pair]) -> bool:
    """Whether the page break cuts a row in two, so that its halves are the last row and the first.

    The halves of a cell must not contradict it: where both have text, the
    lower goes on where the upper had no room left. And something must speak
    for it: a text that goes on, or a label on one side and its figures on the other.
    """
    at = _label_at([upper.text + lower.text for upper, lower in pairs])
    figures = any(is_figure(part.text) for pair in pairs for part in pair)
    groups = at if at is not None and figures else 0
    own = pairs[groups:]
    if not all(_goes_on(upper, lower) for upper, lower in pairs[:groups] + own[1:]):
        return False
    if not _goes_on(*own[0]) and not _shares_row(own):
        return False
    if any(upper.text and lower.text and not _is_same(upper, lower) for upper, lower in own):
        return True
    if not any(lower.text for _, lower in own) or not any(upper.text for upper, _ in own):
        return True
    label, values = own[0], own[1:]
    if label[0].text and not label[1].text:
        return figures
    return bool(label[1].text) and not any(lower.text for _, lower in values)


def _shares_row(own: list[Pair]) -> bool:
    """Whether a numbered label goes on without a number, and the figures are all on one side."""
    label, values = own[0], own[1:]
    sides = [any(pair[half].text for pair in values) for half in (0, 1)]
    return is_numbered(label[0].text) and not is_numbered(label[1].text) and sides[0] != sides[1]


def _label_at(texts: Sequence[str]) -> int | None:
    """Return where the row's own label stands: the last cell with words, groups stand before it."""
    return max((at for at, text in enumerate(texts) if is_han(text) and not is_figure(text)), default=None)


def _group_pairs(pairs: list[Pair], last: list[Part], first: list[Part]) -> list[Pair]:
    """Return the pairs that are one cell over several rows: a group's label, or a head in a row of heads."""
    above, below = (sorted(row, key=lambda part: part.column) for row in (last, first))
    labels = [_label_at([part.text for part in row]) for row in (above, below)]
    until = min(
        (row[at].column for row, at in zip((above, below), labels, strict=True) if at is not None), default=0
    )
    heads = not any(is_figure(part.text) for part in (*last, *first))
    goes_down = not (above[0].text and below[0].text)
    return [
        (upper, lower)
        for upper, lower in pairs
        if (upper.column < until and _goes_on(upper, lower))
        or (goes_down and (heads or upper.row_span > 1) and is_han(upper.text) and not lower.text)
        or (goes_down and (heads or lower.row_span > 1) and is_han(lower.text) and not upper.text)
    ]


def _goes_on(upper: Part, lower: Part) -> bool:
    """Whether ``lower`` can be the rest of ``upper``: nothing, the same again, or what had no room above."""
    if not upper.text or not lower.text or _is_same(upper, lower):
        return True
    if HYPHENATED.search(upper.text):
        return lower.text[0].isdigit()
    digits = upper.text[-1] in ",." or upper.text[-1].isdigit(), lower.text[0].isdigit()
    if is_numbered(lower.text) or (digits[0] != digits[1] and (digits[1] or NUMBER.fullmatch(upper.text))):
        return False
    return upper.room < lower.first * (1 if digits[1] else KINSOKU) + 1.0


def _is_same(upper: Part, lower: Part) -> bool:
    return is_han(upper.text) and strip_spaces(upper.text) == strip_spaces(lower.text)


def _join_parts(upper: Part, lower: Part, overlap: int) -> Part:
    text = upper.text if _is_same(upper, lower) else upper.text + lower.text
    seen = upper if upper.text or not lower.text else lower
    span = upper.row_span + lower.row_span - overlap
    room = lower.room if lower.text else upper.room
    return upper._replace(row_span=span, text=text, page=seen.page, box=seen.box, room=room, first=seen.first)
