"""Digits that ran together, cut into numbers where arithmetic leaves exactly one way."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache
from itertools import pairwise, product

__all__ = ["Row", "count_splits", "every_split", "fitting_splits", "sole_split", "solve_rows"]

#: Beyond these, nothing is tried: no real row of the form comes near.
DIGITS_AT_MOST = 45
SPLITS_AT_MOST = 200_000
COMBINATIONS_AT_MOST = 20_000

Row = tuple[int, ...]


def count_splits(pieces: Sequence[str], count: int) -> int:
    """Return in how many ways ``pieces`` of digits can be read as ``count`` numbers.

    No number reaches over two pieces, and none but 0 begins with 0.

    >>> count_splits(["1234"], 2), count_splits(["100"], 3), count_splits(["12", "3"], 2)
    (3, 1, 1)
    """
    text = "".join(pieces)
    if not len(pieces) <= count <= len(text) <= DIGITS_AT_MOST:
        return int(not text and not count)
    return _ways(text, _ends(pieces), count)[0]


def sole_split(pieces: Sequence[str], count: int) -> list[Row]:
    """Return the one way to read ``pieces`` of digits as ``count`` numbers; nothing if there are several.

    >>> sole_split(["000"], 3), sole_split(["1000"], 3), sole_split(["123"], 2)
    ([(0, 0, 0)], [], [])
    """
    if count_splits(pieces, count) != 1:
        return []
    text, ends = "".join(pieces), _ends(pieces)
    cuts = [0]
    for left in reversed(range(count)):
        ways = _ways(text, ends, left)
        cuts.append(next(end for end in _reach(text, ends, cuts[-1]) if ways[end]))
    return [tuple(int(text[start:end]) for start, end in pairwise(cuts))]


def every_split(pieces: Sequence[str], count: int) -> list[Row]:
    """Return every way to read ``pieces`` of digits as ``count`` numbers; nothing if there are too many.

    >>> every_split(["728"], 2), every_split(["07"], 2), every_split(["7", "28"], 2)
    ([(7, 28), (72, 8)], [(0, 7)], [(7, 28)])
    """
    if not 0 < count_splits(pieces, count) <= COMBINATIONS_AT_MOST:
        return []
    text, ends = "".join(pieces), _ends(pieces)

    def cut(start: int, left: int) -> Iterator[Row]:
        if not left:
            if start == len(text):
                yield ()
        elif start < len(text):
            for end in _reach(text, ends, start):
                yield from ((int(text[start:end]), *others) for others in cut(end, left - 1))

    return list(cut(0, count))


def fitting_splits(pieces: Sequence[str], count: int, width: int) -> list[Row]:
    """Return the ways to read ``pieces`` of digits as ``count`` numbers of which every ``width``-th is a sum.

    It is the sum of the numbers since the one before. When there are too many
    ways to cut the digits, or too many that fit, none is returned.

    >>> fitting_splits(["15130000154"], 7, 7)
    [(151, 3, 0, 0, 0, 0, 154)]
    >>> fitting_splits(["220000022"], 7, 7)
    [(2, 20, 0, 0, 0, 0, 22), (22, 0, 0, 0, 0, 0, 22)]
    >>> fitting_splits(["23", "0", "00", "0", "0", "23"], 7, 7)
    [(23, 0, 0, 0, 0, 0, 23)]
    >>> fitting_splits(["1121101"], 6, 3)
    [(1, 1, 2, 1, 10, 1)]
    """
    if not 0 < count_splits(pieces, count) <= SPLITS_AT_MOST:
        return []
    rows: list[Row] = []
    for row in _Cutter(pieces, width).rows(0, count // width):
        rows.append(row)
        if len(rows) > COMBINATIONS_AT_MOST:
            return []
    return rows


class _Cutter:
    """Cuts digits into groups of numbers, the last of each their sum."""

    def __init__(self, pieces: Sequence[str], width: int) -> None:
        text = "".join(pieces)
        ends = _ends(pieces)
        self._length = len(text)
        self._width = width
        #: For each digit, the numbers that may begin there: where each ends, and what it is.
        self._numbers = [
            [(end, int(text[start:end])) for end in _reach(text, ends, start)] for start in range(len(text))
        ] + [[]]
        self._group = cache(self._find_group)
        self._fits = cache(self._find_addends)

    def rows(self, start: int, groups: int) -> Iterator[Row]:
        """Yield the readings of all digits from ``start`` on as so many groups."""
        if not groups:
            if start == self._length:
                yield ()
            return
        for end in [self._length] if groups == 1 else range(start + self._width, self._length + 1):
            if self._group(start, end):
                for others in self.rows(end, groups - 1):
                    yield from (group + others for group in self._group(start, end))

    def _find_group(self, start: int, end: int) -> list[Row]:
        """Return the readings of some digits as one group: its sum is chosen first, it rules most out."""
        found: list[Row] = []
        for cut in range(start, end):
            for total in (value for stop, value in self._numbers[cut] if stop == end):
                if self._fits(start, cut, self._width - 1, total):
                    found += [(*row, total) for row in self._addends(start, cut, self._width - 1, total)]
            if len(found) > COMBINATIONS_AT_MOST:
                break
        return found

    def _addends(self, start: int, end: int, count: int, total: int) -> Iterator[Row]:
        if not count:
            yield ()
            return
        for cut, value in self._numbers[start]:
            if cut > end or value > total:
                return
            if self._fits(cut, end, count - 1, total - value):
                for others in self._addends(cut, end, count - 1, total - value):
                    yield (value, *others)

    def _find_addends(self, start: int, end: int, count: int, total: int) -> bool:
        """Say whether some digits can be read as so many numbers with this sum."""
        if count < 2:
            return (end, total) in self._numbers[start] if count else start == end and not total
        if not count <= end - start <= count * len(str(total)):
            return False
        for cut, value in self._numbers[start]:
            if cut > end or value > total:
                return False
            if self._fits(cut, end, count - 1, total - value):
                return True
        return False


def _ways(text: str, ends: Sequence[int], count: int) -> list[int]:
    """Return for each digit in how many ways all from it on can be read as ``count`` numbers."""
    ways = [0] * len(text) + [1]
    for _ in range(count):
        ways = [sum(ways[end] for end in _reach(text, ends, start)) for start in range(len(text))] + [0]
    return ways


def _ends(pieces: Sequence[str]) -> list[int]:
    """Return for each digit where its piece ends."""
    ends: list[int] = []
    for piece in pieces:
        ends += [len(ends) + len(piece)] * len(piece)
    return ends


def _reach(text: str, ends: Sequence[int], start: int) -> range:
    """Return where the number that begins at ``start`` may end."""
    return range(start + 1, start + 2) if text[start] == "0" else range(start + 1, ends[start] + 1)


def solve_rows(
    candidates: Mapping[str, Sequence[Row]], fits: Callable[[Mapping[str, Row]], bool]
) -> dict[str, Row]:
    """Return the rows that are sure: those with one reading, and those of which one is left by ``fits``.

    ``fits`` says of a reading of every row whether the columns add up. Where they
    never do, the printed totals are wrong, and only each row's own sum decides.
    """
    sure = {name: rows[0] for name, rows in candidates.items() if len(rows) == 1}
    unsure = {name: rows for name, rows in candidates.items() if len(rows) > 1}
    combinations = 1
    for rows in unsure.values():
        combinations *= len(rows)
    if not unsure or combinations > COMBINATIONS_AT_MOST:
        return sure
    readings = [dict(zip(unsure, chosen, strict=True)) for chosen in product(*unsure.values())]
    fitting = [reading for reading in readings if fits({**sure, **reading})]
    for name in unsure:
        left = {reading[name] for reading in fitting}
        if len(left) == 1:
            sure[name] = left.pop()
    return sure
