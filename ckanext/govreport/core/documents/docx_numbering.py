"""The lists of a .docx: which paragraphs Word numbers, and how."""

from __future__ import annotations

from xml.etree.ElementTree import Element

from .docx_names import name
from .numbering import DEEPEST, Level, ListCounter, NumberedList

__all__ = ["Numbering", "read_numbering"]

_PROPERTIES, _NUMBER, _LEVEL, _STYLE = name("pPr"), name("numPr"), name("ilvl"), name("pStyle")
#: A style is based on another, that on a third; Word follows eleven.
_MOST_ANCESTORS = 20
_NUMBER_ID, _ABSTRACT_ID, _VALUE = name("numId"), name("abstractNumId"), name("val")


class Numbering:
    """Numbers paragraphs by their own list or by that of their style."""

    def __init__(self, lists: dict[str, NumberedList], styles: dict[str, tuple[str, int]]) -> None:
        self._counter = ListCounter(lists)
        self._is_used = bool(lists)
        self._styles = styles

    def label(self, paragraph: Element, text: str) -> str:
        """Return what Word prints before a paragraph with that text, which is counted."""
        place = self._place(paragraph) if self._is_used else None
        return self._counter.count(*place, text) if place else ""

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
            if (start := override.find(name("startOverride"))) is not None and level < DEEPEST:
                restarts[level] = _integer(_value(start), 1)
        lists[element.get(_NUMBER_ID, "")] = NumberedList(shared, levels, restarts)
    return Numbering(lists, _read_styles(styles))


def _read_levels(parent: Element) -> dict[int, Level]:
    return {
        _integer(level.get(_LEVEL, ""), 0): Level(
            _integer(_value(level.find(name("start"))), 1),
            _value(level.find(name("numFmt"))) or "decimal",
            _value(level.find(name("lvlText"))),
        )
        for level in parent.findall(name("lvl"))
        if _integer(level.get(_LEVEL, ""), 0) < DEEPEST
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
        ancestor, left = identifier, _MOST_ANCESTORS
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
