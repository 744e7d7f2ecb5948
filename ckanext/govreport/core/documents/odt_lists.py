"""The lists of OpenDocument text: what is printed before their items."""

from __future__ import annotations

from xml.etree.ElementTree import Element

from .numbering import DEEPEST, Level, ListCounter, NumberedList
from .numerals import find_form
from .odf import name

__all__ = ["Lists"]

_STYLE, _NUMBER_LEVEL = name("text:list-style"), name("text:list-level-style-number")
_STYLE_NAME, _USED_STYLE = name("style:name"), name("text:style-name")
_LEVEL, _SHOWN, _START = name("text:level"), name("text:display-levels"), name("text:start-value")
_FORM, _BEFORE, _BEHIND = name("style:num-format"), name("style:num-prefix"), name("style:num-suffix")
_GOES_ON, _GOES_ON_FROM = name("text:continue-numbering"), name("text:continue-list")
_IDENTIFIER = "{http://www.w3.org/XML/1998/namespace}id"


class Lists:
    """Numbers the items of a file's lists in order; ``roots`` are the parts that define list styles."""

    def __init__(self, *roots: Element) -> None:
        self._styles = {
            style.get(_STYLE_NAME, ""): _read_levels(style) for root in roots for style in root.iter(_STYLE)
        }
        self._lists: dict[str, NumberedList] = {}
        self._counter = ListCounter(self._lists)
        self._last: dict[str, str] = {}
        self._named: dict[str, str] = {}

    def begin(self, element: Element, style: str) -> tuple[str, str]:
        """Return the list that an outermost ``text:list`` is or goes on with, and its style."""
        style = element.get(_USED_STYLE, style)
        earlier = self._named.get(element.get(_GOES_ON_FROM, ""), "")
        if not earlier and element.get(_GOES_ON) == "true":
            earlier = self._last.get(style, "")
        identifier = earlier or str(len(self._lists))
        if identifier not in self._lists:
            self._lists[identifier] = NumberedList(identifier, self._styles.get(style, {}), {})
        self._last[style] = identifier
        if element.get(_IDENTIFIER):
            self._named[element.get(_IDENTIFIER, "")] = identifier
        return identifier, style

    def label(self, identifier: str, level: int, text: str) -> str:
        """Return what is printed before the next item at that level of a list."""
        return self._counter.count(identifier, level, text)


def _read_levels(style: Element) -> dict[int, Level]:
    levels = {}
    for element in style.findall(_NUMBER_LEVEL):
        number = min(_integer(element.get(_LEVEL), 1), DEEPEST)
        shown = range(max(1, number - _integer(element.get(_SHOWN), 1) + 1), number + 1)
        places = ".".join(f"%{place}" for place in shown)
        text = f"{element.get(_BEFORE, '')}{places}{element.get(_BEHIND, '')}"
        levels[number - 1] = Level(_integer(element.get(_START), 1), find_form(element.get(_FORM, "")), text)
    return levels


def _integer(digits: str | None, default: int) -> int:
    return int(digits[:6]) if digits and digits.isascii() and digits.isdecimal() else default
