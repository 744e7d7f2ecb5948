"""The administrative divisions of China since 2003: by code, and by the names that agencies begin with."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

from .model import Division, Naming

__all__ = ["chain_of", "find_division", "find_divisions", "standing"]

TABLE = Path(__file__).with_name("divisions.tsv")
LONGEST = 16
FUTURE = 9999


def find_division(code: str, year: int | None = None) -> Division | None:
    """Return the division of a code, under the name it had in ``year`` (None: today).

    >>> find_division("320829", 2015).name, find_division("320829", 2015).successor
    ('洪泽县', '320813')
    """
    divisions = map(_division, _by_code().get(code, ()))
    return min(divisions, key=lambda division: standing(division, year), default=None)


def find_divisions(name: str, year: int | None = None, *, below: int = LONGEST * 3) -> list[Naming]:
    """Return the readings of the divisions that ``name`` begins with; several where it fits several.

    The longest reading with less than ``below`` characters counts, and among those
    the ones in force in ``year`` (None: today); only where there are none, those of
    other years.

    >>> [naming] = find_divisions("新乡市牧野区政务服务和大数据管理局", 2021)
    >>> [division.name for division in naming.chain], naming.last.code, naming.length
    (['河南省', '新乡市', '牧野区'], '410711', 6)
    >>> sorted(naming.chain[-2].name for naming in find_divisions("鼓楼区人民政府", 2021))
    ['南京市', '开封市', '徐州市', '福州市']
    >>> find_divisions("市场监督管理局")
    []
    """
    read = [reading for reading in _read(name, 0, None) if reading[1] < below]
    length = max((end for _, end, _ in read), default=0)
    longest = [(printed, short) for printed, end, short in read if end == length]
    longest = [item for item in longest if not item[1]] or longest
    near = [item for item in longest if _rank(item[0], year) < 2] or longest
    namings: dict[tuple[str, ...], Naming] = {}
    for printed, short in sorted(
        near, key=lambda item: (_rank(item[0], year), -(item[0][-1].valid_from or 0))
    ):
        if not any(_same_place(printed[-1], naming.last) for naming in namings.values()):
            chain = chain_of(printed[-1], year)
            namings.setdefault(tuple(above.name for above in chain), Naming(chain, printed, length, short))
    return list(namings.values())


def chain_of(division: Division, year: int | None = None) -> tuple[Division, ...]:
    """Return the province, the city and so on down to the division itself."""
    if standing(division, year) > 1 and division.valid_to is not None:
        year = division.valid_to - 1
    codes = [division.code[:2] + "0000", division.code[:4] + "00", division.code[:6]]
    above = (find_division(code, year) for code in dict.fromkeys(codes) if code != division.code)
    return (*(upper for upper in above if upper and division.lies_in(upper)), division)


def standing(division: Division, year: int | None) -> int:
    """Return 0 if in force at the end of ``year`` (None: today), 1 if that is a year away at most, else 2.

    A report is written in the year after, so it may bear the name to come or the one just lost.
    """
    begun, ended = division.valid_from or 0, division.valid_to or FUTURE
    if year is None:
        return 0 if ended == FUTURE else 2
    if begun <= year < ended:
        return 0
    return 1 if year in (begun - 1, ended) else 2


def _same_place(one: Division, other: Division) -> bool:
    """Return whether one became the other: a district under two codes is one place."""
    return one.code != other.code and (one.successor == other.code or other.successor == one.code)


def _rank(printed: Iterable[Division], year: int | None) -> int:
    return max(standing(division, year) for division in printed)


def _read(name: str, start: int, inside: Division | None) -> Iterator[tuple[tuple[Division, ...], int, bool]]:
    """Yield the divisions printed from ``start`` on, where they end, and whether the last is a short name.

    A short name is only trusted at the very beginning, or before a full name of something inside it.
    """
    full, short = _forms()
    for end in range(min(len(name), start + LONGEST), start + 1, -1):
        form = name[start:end]
        for forms in (full, short):
            for division in map(_division, forms.get(form, ())):
                if inside and not division.lies_in(inside):
                    continue
                for below, stop, is_short in _read(name, end, division):
                    if not (forms is short and is_short):
                        yield (division, *below), stop, is_short
                if forms is full or inside is None:
                    yield (division,), end, forms is short


@cache
def _division(line: str) -> Division:
    code, name, shorts, parent, begun, ended, successor = line.split("\t")
    return Division(
        code,
        name,
        tuple(shorts.split()),
        parent or None,
        int(begun) if begun else None,
        int(ended) if ended else None,
        successor or None,
    )


@cache
def _by_code() -> dict[str, list[str]]:
    """Return the lines of the table by code; a line becomes a division when somebody asks for it."""
    rows: dict[str, list[str]] = {}
    for line in TABLE.read_text(encoding="utf-8").splitlines()[1:]:
        rows.setdefault(line[:6], []).append(line)
    return rows


@cache
def _forms() -> tuple[dict[str, list[str]], dict[str, list[str]]]:
    """Return the lines of the table by full name and by short name."""
    full: dict[str, list[str]] = {}
    short: dict[str, list[str]] = {}
    for lines in _by_code().values():
        for line in lines:
            _, name, shorts, _ = line.split("\t", 3)
            full.setdefault(name, []).append(line)
            for form in shorts.split():
                short.setdefault(form, []).append(line)
    return full, short
