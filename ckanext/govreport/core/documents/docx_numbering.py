"""The numbers that Word puts before paragraphs by itself: they stand in no run."""

from __future__ import annotations

import re
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from .docx_names import name
from .numerals import print_numeral

__all__ = ["Numbering", "read_numbering"]

_PROPERTIES, _NUMBER, _LEVEL, _STYLE = name("pPr"), name("numPr"), name("ilvl"), name("pStyle")
_NUMBER_ID, _ABSTRACT_ID, _VALUE = name("numId"), name("abstractNumId"), name("val")
_PLACE = re.compile(r"%([1-9])")
_HAN = re.compile(r"[\u4e00-\u9fff]")


@dataclass(frozen=True, slots=True)
class _Level:
    """One level of a list: where it starts, how it counts, what it prints."""

    start: int
    form: str
    text: str


@dataclass(frozen=True, slots=True)
class _List:
    """One list of the document: whom it counts together with, its levels and fresh starts."""

    shared: str
    levels: dict[int, _Level]
    restarts: dict[int, int]


class Numbering:
    """Counts a document's numbered paragraphs; ``styles`` are numbered by their style."""

    def __init__(self, lists: dict[str, _List], styles: dict[str, tuple[str, int]]) -> None:
        self._lists = lists
        self._styles = styles
        self._counts: dict[str, dict[int, int]] = {}
        self._begun: set[tuple[str, int]] = set()

    def label(self, paragraph: Element, text: str) -> str:
        """Return what Word prints before a paragraph with that text, ``""`` if nothing.

        The paragraph is counted. A number alone is not labelled: ``1.`` before
        it would only make another number.
        """
        place = self._place(paragraph) if self._lists else None
        if place is None:
            return ""
        number_id, level = place
        entry = self._lists.get(number_id)
        if entry is None or level not in entry.levels:
            return ""
        counts = self._counts.setdefault(entry.shared, {})
        if level in entry.restarts and (number_id, level) not in self._begun:
            counts[level] = entry.restarts[level]
        else:
            counts[level] = counts.get(level, entry.levels[level].start - 1) + 1
        self._begun.add((number_id, level))
        for deeper in [deep for deep in counts if deep > level]:
            del counts[deeper]
        return _print_label(entry, level, counts) if _HAN.search(text) else ""

    def _place(self, paragraph: Element) -> tuple[str, int] | None:
        """Return list and level of a paragraph, its own or its style's."""
        properties = paragraph.find(_PROPERTIES)
        if properties is None:
            return None
        own = _read_place(properties)
        style = properties.find(_STYLE)
        styled = self._styles.get(style.get(_VALUE, "")) if style is not None else None
        if own and not own[0] and styled:
            return styled[0], own[1]
        return own or styled


def _print_label(entry: _List, level: int, counts: dict[int, int]) -> str:
    def numeral(place: re.Match[str]) -> str:
        shown = int(place.group(1)) - 1
        facts = entry.levels.get(shown)
        return print_numeral(counts.get(shown, facts.start), facts.form) if facts else ""

    facts = entry.levels[level]
    return "" if facts.form == "bullet" else _PLACE.sub(numeral, facts.text)


def read_numbering(numbering: Element, styles: Element) -> Numbering:
    """Return the lists that ``numbering.xml`` defines and the styles that use them."""
    abstract = {
        element.get(_ABSTRACT_ID, ""): _read_levels(element)
        for element in numbering.iter(name("abstractNum"))
    }
    lists = {}
    for element in numbering.iter(name("num")):
        shared = _value(element.find(_ABSTRACT_ID))
        levels, restarts = dict(abstract.get(shared, {})), {}
        for override in element.iter(name("lvlOverride")):
            level = _integer(override.get(_LEVEL, ""), 0)
            levels.update(_read_levels(override))
            if (start := override.find(name("startOverride"))) is not None:
                restarts[level] = _integer(_value(start), 1)
        lists[element.get(_NUMBER_ID, "")] = _List(shared, levels, restarts)
    return Numbering(lists, _read_styles(styles))


def _read_levels(parent: Element) -> dict[int, _Level]:
    return {
        _integer(level.get(_LEVEL, ""), 0): _Level(
            _integer(_value(level.find(name("start"))), 1),
            _value(level.find(name("numFmt"))) or "decimal",
            _value(level.find(name("lvlText"))),
        )
        for level in parent.findall(name("lvl"))
    }


def _read_styles(styles: Element) -> dict[str, tuple[str, int]]:
    """Return list and level of every style that is numbered, itself or by the style it is based on."""
    own: dict[str, tuple[str, int] | None] = {}
    based: dict[str, str] = {}
    for style in styles.iter(name("style")):
        identifier = style.get(name("styleId"), "")
        properties = style.find(_PROPERTIES)
        own[identifier] = _read_place(properties) if properties is not None else None
        based[identifier] = _value(style.find(name("basedOn")))
    found = {}
    for identifier in own:
        ancestor, left = identifier, len(own)
        while ancestor in own and own[ancestor] is None and left:
            ancestor, left = based[ancestor], left - 1
        if place := own.get(ancestor):
            found[identifier] = place
    return found


def _read_place(properties: Element) -> tuple[str, int] | None:
    number = properties.find(_NUMBER)
    if number is None:
        return None
    return _value(number.find(_NUMBER_ID)), _integer(_value(number.find(_LEVEL)), 0)


def _value(element: Element | None) -> str:
    return "" if element is None else element.get(_VALUE, "")


def _integer(digits: str, default: int) -> int:
    return int(digits[:6]) if digits.isascii() and digits.isdecimal() else default
