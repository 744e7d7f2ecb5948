"""The numbers that word processors put before paragraphs by themselves: they stand in no text."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from .numerals import print_numeral

__all__ = ["DEEPEST", "Level", "ListCounter", "NumberedList"]

#: Word processors have nine levels or ten; what a file numbers deeper is not printed.
DEEPEST = 10
#: What is printed before a paragraph is short.
_LONGEST = 100
_PLACE = re.compile(r"%([1-9])")
_HAN = re.compile(r"[\u4e00-\u9fff]")


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a list: where it starts, how it counts, what it prints.

    In ``text``, ``%1`` to ``%9`` stand for the number of that level.
    """

    start: int
    form: str
    text: str


@dataclass(frozen=True, slots=True)
class NumberedList:
    """One list of a document: whom it counts together with, its levels and its fresh starts."""

    shared: str
    levels: Mapping[int, Level]
    restarts: Mapping[int, int]


class ListCounter:
    """Counts a document's numbered paragraphs in order."""

    def __init__(self, lists: Mapping[str, NumberedList]) -> None:
        self._lists = lists
        self._counts: dict[str, dict[int, int]] = {}
        self._begun: set[tuple[str, int]] = set()

    def count(self, identifier: str, level: int, text: str) -> str:
        """Return what is printed before the next paragraph at that level of a list, ``""`` if nothing.

        A number alone is not labelled: ``1.`` before it would only make another
        number.
        """
        entry = self._lists.get(identifier)
        if entry is None or level not in entry.levels:
            return ""
        counts = self._counts.setdefault(entry.shared, {})
        if level in entry.restarts and (identifier, level) not in self._begun:
            counts[level] = entry.restarts[level]
        else:
            counts[level] = counts.get(level, entry.levels[level].start - 1) + 1
        self._begun.add((identifier, level))
        for deeper in [deep for deep in counts if deep > level]:
            del counts[deeper]
        return _print_label(entry, level, counts) if _HAN.search(text) else ""


def _print_label(entry: NumberedList, level: int, counts: Mapping[int, int]) -> str:
    def numeral(place: re.Match[str]) -> str:
        shown = int(place.group(1)) - 1
        facts = entry.levels.get(shown)
        return print_numeral(counts.get(shown, facts.start), facts.form) if facts else ""

    facts = entry.levels[level]
    return "" if facts.form == "bullet" else _PLACE.sub(numeral, facts.text[:_LONGEST])
