"""What the text around a name says about the place of its agency."""

from __future__ import annotations

import re
from collections.abc import Iterable

from .divisions import find_divisions
from .model import Division, Naming

__all__ = ["common_chain", "divisions_before", "divisions_named", "narrow"]

#: How far before a word its divisions can begin, and how many places of a text are looked at.
REACH = 24
ENOUGH = 40


def divisions_before(word: str, context: str, year: int | None) -> list[Naming]:
    """Return the divisions that ``context`` prints directly before ``word``, each once.

    >>> divisions_before("洪泽区", "请与淮安市洪泽区人民政府办公室联系", 2023)[0].last.name
    '淮安市'
    """
    windows = [context[max(0, at - REACH) : at] for at in _occurrences(word, context)]
    found: dict[str, Naming] = {}
    for window in dict.fromkeys(windows):
        for start in range(len(window) - 1):
            namings = [
                naming
                for naming in find_divisions(window[start:], year)
                if naming.length == len(window) - start and not naming.short
            ]
            if namings:
                found.update((naming.last.code, naming) for naming in namings)
                break
    return list(found.values())


def divisions_named(context: str, ending: str, year: int | None) -> list[Naming]:
    """Return the divisions with this last sign that ``context`` names anywhere, each once.

    >>> [naming.last.name for naming in divisions_named("2025年，天门市各部门", "市", 2025)]
    ['天门市']
    """
    found: dict[str, Naming] = {}
    for at in _occurrences(ending, context):
        window = context[max(0, at - REACH) : at + 1]
        for start in range(len(window) - 1):
            namings = find_divisions(window[start:], year)
            if namings and namings[0].length == len(window) - start and not namings[0].short:
                found.update((naming.last.code, naming) for naming in namings)
                break
    return list(found.values())


def narrow(namings: list[Naming], context: str, year: int | None) -> tuple[list[Naming], bool]:
    """Return those readings of a name that fit the text around it best, and whether that is sure.

    It is sure where the text prints a larger division directly before the name.
    That it names the city or the province somewhere is a hint; without one, all stay.
    """
    word = namings[0].printed[0].name
    before = [naming.last for naming in divisions_before(word, context, year)]
    by_neighbour = [naming for naming in namings if any(naming.printed[0].lies_in(upper) for upper in before)]
    if by_neighbour:
        return by_neighbour, True
    for depth in (1, 2):
        named = [naming for naming in namings if _names(context, _above(naming)[-depth:][:1])]
        if named:
            return named, False
    return namings, False


def common_chain(namings: Iterable[Naming]) -> tuple[Division, ...]:
    """Return the divisions that all readings share, from the province down."""
    common: list[Division] = []
    for level in zip(*(naming.chain for naming in namings), strict=False):
        if len({division.code for division in level}) > 1:
            break
        common.append(level[0])
    return tuple(common)


def _above(naming: Naming) -> tuple[Division, ...]:
    return tuple(upper for upper in naming.chain if naming.printed[0].lies_in(upper))


def _names(context: str, divisions: Iterable[Division]) -> bool:
    return any(division.name in context for division in divisions)


def _occurrences(word: str, context: str) -> list[int]:
    return [
        match.start() for match, _ in zip(re.finditer(re.escape(word), context), range(ENOUGH), strict=False)
    ]
