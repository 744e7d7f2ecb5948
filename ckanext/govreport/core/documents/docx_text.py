"""The paragraphs of a .docx: runs joined to text, what is deleted or hidden left out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from xml.etree.ElementTree import Element

from .docx_looks import HIDING, Looks, is_raised
from .docx_names import is_on, name

__all__ = ["CHOICES", "ParagraphReader", "chosen"]

_COMPATIBILITY = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_MATH_TEXT = "{http://schemas.openxmlformats.org/officeDocument/2006/math}t"
CHOICES = f"{_COMPATIBILITY}AlternateContent"

_RUN, _TEXT, _RUN_PROPERTIES = name("r"), name("t"), name("rPr")
_VALUE, _TYPE = name("val"), name("type")
#: Around runs, these only mark something.
_AROUND_RUNS = frozenset(
    map(
        name,
        (
            "hyperlink",
            "ins",
            "moveTo",
            "smartTag",
            "sdt",
            "sdtContent",
            "fldSimple",
            "customXml",
            "dir",
            "bdo",
        ),
    )
)
_DROPPED = frozenset(map(name, ("del", "moveFrom", "pPr")))
_BREAKS = {
    name("tab"): "\t",
    name("ptab"): "\t",
    name("cr"): "\n",
    name("noBreakHyphen"): "-",
}
_BREAK, _SYMBOL, _RUBY, _RUBY_BASE = name("br"), name("sym"), name("ruby"), name("rubyBase")
_PICTURES = frozenset(map(name, ("drawing", "pict", "object")))
_BOX = name("txbxContent")
_POSITION = name("vertAlign")
_PARAGRAPH_PROPERTIES, _PARAGRAPH_STYLE, _RUN_STYLE = name("pPr"), name("pStyle"), name("rStyle")


class ParagraphReader:
    """Gathers the text of one paragraph, and what is anchored in it.

    ``boxes`` are the contents of its text boxes, ``has_picture`` says that it
    holds a picture.
    """

    def __init__(self, looks: Looks) -> None:
        self._looks = looks
        self._hidden: frozenset[str] = frozenset()
        self.pieces: list[str] = []
        self.boxes: list[Element] = []
        self.has_picture = False

    def take_paragraph(self, paragraph: Element) -> None:
        """Take in a paragraph's runs."""
        if self._looks.hidden:
            properties = paragraph.find(_PARAGRAPH_PROPERTIES)
            style = None if properties is None else properties.find(_PARAGRAPH_STYLE)
            self._hidden = self._hidden_by(style)
        self.take(paragraph)

    def take(self, parent: Element) -> None:
        """Take in the runs of an element."""
        for child in parent:
            tag = child.tag
            if tag == _RUN:
                self._take_run(child)
            elif tag in _AROUND_RUNS:
                self.take(child)
            elif tag == CHOICES:
                for choice in chosen(child):
                    self.take(choice)
            elif tag not in _DROPPED:
                # Formulas are now and then used to write a number.
                self.pieces += [text.text or "" for text in child.iter(_MATH_TEXT)]

    def _take_run(self, run: Element) -> None:
        hidden, raised = self._hidden, False
        properties = run.find(_RUN_PROPERTIES)
        if properties is not None:
            # What a run says of itself stands behind its style and counts more.
            for mark in properties:
                if mark.tag in HIDING:
                    if is_on(mark):
                        return
                    hidden -= {mark.tag}
                elif mark.tag == _RUN_STYLE:
                    hidden |= self._hidden_by(mark)
                    raised = mark.get(_VALUE) in self._looks.raised
                elif mark.tag == _POSITION:
                    raised = is_raised(mark)
        if hidden:
            return
        if raised:
            # A note's mark must not join the number it stands behind.
            self.pieces.append("[")
        self._take_parts(run)
        if raised:
            self.pieces.append("]")

    def _hidden_by(self, style: Element | None) -> frozenset[str]:
        return frozenset() if style is None else self._looks.hidden.get(style.get(_VALUE, ""), frozenset())

    def _take_parts(self, parts: Iterable[Element]) -> None:
        for part in parts:
            tag = part.tag
            if tag == _TEXT:
                self.pieces.append(part.text or "")
            elif tag in _BREAKS:
                self.pieces.append(_BREAKS[tag])
            elif tag == _BREAK:
                if part.get(_TYPE) in (None, "textWrapping"):
                    self.pieces.append("\n")
            elif tag in _PICTURES:
                boxes = list(_outermost(part, _BOX))
                self.boxes += boxes
                self.has_picture = self.has_picture or not boxes
            elif tag == CHOICES:
                for choice in chosen(part):
                    self._take_parts(choice)
            elif tag == _RUBY:
                for base in part.findall(_RUBY_BASE):
                    self.take(base)
            elif tag == _SYMBOL:
                self.pieces.append(_symbol(part.get(name("char")) or ""))


def chosen(alternatives: Element) -> list[Element]:
    """Return the one of several renderings of the same thing that is to be read: the newest."""
    choice = alternatives.find(f"{_COMPATIBILITY}Choice")
    if choice is None:
        choice = alternatives.find(f"{_COMPATIBILITY}Fallback")
    return [] if choice is None else [choice]


def _outermost(element: Element, tag: str) -> Iterator[Element]:
    """Yield the elements of that name in order, but none inside another."""
    waiting = [element]
    while waiting:
        current = waiting.pop()
        if current.tag == tag:
            yield current
        else:
            waiting += reversed(chosen(current) if current.tag == CHOICES else list(current))


def _symbol(code: str) -> str:
    """Return a character of a symbol font by its place in the font, which means nothing outside it."""
    try:
        return chr(int(code, 16))
    except (ValueError, OverflowError):
        return ""
