"""Digits that ran together, cut into numbers where arithmetic leaves exactly one way."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import product

__all__ = ["Row", "fitting_splits", "solve_rows", "sums_up"]

#: Beyond these, nothing is tried: no real row of the form comes near.
DIGITS_AT_MOST = 45
SPLITS_AT_MOST = 200_000
COMBINATIONS_AT_MOST = 20_000

Row = tuple[int, ...]


def sums_up(row: Row) -> bool:
    """Whether the last number of ``row`` is the sum of the others.

    >>> sums_up((151, 3, 0, 0, 0, 0, 154))
    True
    """
    return sum(row[:-1]) == row[-1]


def fitting_splits(pieces: Sequence[str], count: int, fits: Callable[[Row], bool]) -> list[Row]:
    """Return the ways to read ``pieces`` of digits as ``count`` numbers that fit.

    No number reaches over two pieces, and none but 0 begins with 0. When there
    are too many ways to go through, none is returned.

    >>> fitting_splits(["15130000154"], 7, sums_up)
    [(151, 3, 0, 0, 0, 0, 154)]
    >>> fitting_splits(["220000022"], 7, sums_up)
    [(2, 20, 0, 0, 0, 0, 22), (22, 0, 0, 0, 0, 0, 22)]
    >>> fitting_splits(["23", "0", "00", "0", "0", "23"], 7, sums_up)
    [(23, 0, 0, 0, 0, 0, 23)]
    """
    found = []
    for number, row in enumerate(_splits(tuple(pieces), count)):
        if number > SPLITS_AT_MOST:
            return []
        if fits(row):
            found.append(row)
    return found


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


def _splits(pieces: tuple[str, ...], count: int) -> Iterator[Row]:
    digits = sum(map(len, pieces))
    if not pieces:
        if count == 0:
            yield ()
        return
    if not len(pieces) <= count <= digits <= DIGITS_AT_MOST:
        return
    first, rest = pieces[0], pieces[1:]
    for length in [1] if first[0] == "0" else range(1, len(first) + 1):
        left = (first[length:], *rest) if first[length:] else rest
        for others in _splits(left, count - 1):
            yield (int(first[:length]), *others)
