"""The styles of a .docx that change what is read: they hide text or raise it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from .docx_names import is_on, name

__all__ = ["HIDING", "Looks", "is_raised", "read_looks"]

_VALUE, _PROPERTIES, _POSITION = name("val"), name("rPr"), name("vertAlign")
#: What is struck out is as good as hidden: the number beside it is the one that counts.
HIDING = frozenset(map(name, ("vanish", "strike", "dstrike")))
#: A style is based on another, that on a third; Word follows eleven.
_MOST_ANCESTORS = 20


@dataclass(frozen=True, slots=True)
class Looks:
    """The styles that hide text, each with the marks it does so by, and those that raise it."""

    hidden: Mapping[str, frozenset[str]] = field(default_factory=dict)
    raised: frozenset[str] = frozenset()


def is_raised(mark: Element) -> bool:
    """Return whether a mark of characters raises them, as those of notes are."""
    return mark.tag == _POSITION and mark.get(_VALUE) == "superscript"


def read_looks(styles: Element) -> Looks:
    """Return the looks that the styles define, themselves or by the style that they are based on."""
    based: dict[str, str] = {}
    said: dict[str, dict[str, bool]] = {}
    for style in styles.iter(name("style")):
        identifier = style.get(name("styleId"), "")
        parent, properties = style.find(name("basedOn")), style.find(_PROPERTIES)
        based[identifier] = "" if parent is None else parent.get(_VALUE, "")
        marks = () if properties is None else properties
        said[identifier] = {
            mark.tag: is_raised(mark) if mark.tag == _POSITION else is_on(mark)
            for mark in marks
            if mark.tag == _POSITION or mark.tag in HIDING
        }
    holding = {identifier: _holding(identifier, based, said) for identifier in based}
    hidden = {identifier: marks - {_POSITION} for identifier, marks in holding.items() if marks - {_POSITION}}
    return Looks(hidden, frozenset(identifier for identifier, marks in holding.items() if _POSITION in marks))


def _holding(style: str, based: dict[str, str], said: dict[str, dict[str, bool]]) -> frozenset[str]:
    """Return the marks that hold for a style; of what its ancestors say the nearest counts."""
    found: dict[str, bool] = {}
    for _ in range(_MOST_ANCESTORS):
        found = {**said.get(style, {}), **found}
        style = based.get(style, "")
    return frozenset(mark for mark, holds in found.items() if holds)
