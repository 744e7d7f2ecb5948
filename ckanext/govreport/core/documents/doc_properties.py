"""The properties of characters and paragraphs in a binary Word file, by place in the stream."""

from __future__ import annotations

import struct
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from .doc_file import WordFile, damaged
from .doc_sprms import Properties, iterate_properties
from .doc_styles import Style, ancestry

__all__ = ["HIDDEN", "RAISED", "CharacterLooks", "Paragraph", "ParagraphProperties"]

_PAGE = 512
#: These point to properties that were too long to stand here.
_ELSEWHERE = (0x6645, 0x6646, 0x646B)
_ELSEWHERE_DEEP = 4

_HIDING = frozenset((0x0800, 0x0837, 0x083C, 0x2A53))
_CHARACTER_STYLE = 0x4A30
_POSITION, _SYMBOL = 0x2A48, 0x6A09

_IN_TABLE, _ROW_END, _DEPTH, _INNER_CELL, _INNER_ROW = 0x2416, 0x2417, 0x6649, 0x244B, 0x244C
_DEEPEST = 1000

HIDDEN, RAISED = "hidden", "raised"
_UNLIKE_STYLE = "unlike its style"


@dataclass(frozen=True, slots=True)
class Paragraph:
    """What holds for a paragraph: its style, its own properties, and what they say of tables.

    ``depth`` is that of the table it stands in; ``ends_row`` and ``ends_cell``
    hold for tables within cells only where they are ``inner``.
    """

    style: int
    properties: Properties
    depth: int
    ends_row: bool
    ends_inner_cell: bool
    ends_inner_row: bool


class ParagraphProperties:
    """What holds for the paragraph whose mark stands at some place of the stream."""

    def __init__(self, word: WordFile) -> None:
        self._data = word.data
        self._starts: list[int] = []
        self._ends: list[int] = []
        self._packed: list[bytes] = []
        for start, end, page, at in _runs(word, word.paragraph_pages, 13):
            self._starts.append(start)
            self._ends.append(end)
            self._packed.append(_paragraph_list(page, at))
        self._known: dict[bytes, Paragraph] = {}

    def find(self, place: int) -> Paragraph:
        """Return what holds for the paragraph whose mark, or any other sign of it, stands there."""
        number = bisect_right(self._starts, place) - 1
        packed = self._packed[number] if number >= 0 and place < self._ends[number] else b""
        if packed not in self._known:
            self._known[packed] = self._read(packed)
        return self._known[packed]

    def _read(self, packed: bytes) -> Paragraph:
        properties = list(self._unfold(packed[2:], _ELSEWHERE_DEEP))
        said = dict(properties)
        is_on = {code: operand[:1] not in (b"", b"\0") for code, operand in properties}
        depth = min(int.from_bytes(said.get(_DEPTH, b""), "little"), _DEEPEST)
        return Paragraph(
            int.from_bytes(packed[:2], "little"),
            properties,
            max(depth, 1) if is_on.get(_IN_TABLE) else depth,
            is_on.get(_ROW_END, False),
            is_on.get(_INNER_CELL, False),
            is_on.get(_INNER_ROW, False),
        )

    def _unfold(self, packed: bytes, deep: int) -> Iterator[tuple[int, bytes]]:
        for code, operand in iterate_properties(packed):
            if code in _ELSEWHERE and deep and len(operand) == 4:
                at = struct.unpack("<I", operand)[0]
                length = int.from_bytes(self._data[at : at + 2], "little")
                yield from self._unfold(self._data[at + 2 : at + 2 + length], deep - 1)
            else:
                yield code, operand


class CharacterLooks:
    """Which characters of the stream do not look as they stand: ``HIDDEN``, ``RAISED``, or another sign."""

    def __init__(self, word: WordFile, paragraphs: ParagraphProperties, styles: dict[int, Style]) -> None:
        self._runs: list[tuple[int, int, str]] = []
        hiding = {number for number in styles if _hides(styles, number)}
        known: dict[bytes, str] = {b"": ""}
        for start, end, page, at in _runs(word, word.character_pages, 1):
            packed = page[at + 1 : at + 1 + page[at]] if at else b""
            if packed not in known:
                known[packed] = _look(packed, hiding)
            look = known[packed]
            if look == _UNLIKE_STYLE:
                look = "" if paragraphs.find(start).style in hiding else HIDDEN
            if look and start < end:
                self._runs.append((start, end, look))
        self._runs.sort()

    def between(self, start: int, end: int) -> list[tuple[int, int, str]]:
        """Return the runs that reach into a part of the stream: first and last place, and their look."""
        low = bisect_left(self._runs, (start, 0, ""))
        if low and self._runs[low - 1][1] > start:
            low -= 1
        return self._runs[low : bisect_left(self._runs, (end, 0, ""))]


def _look(packed: bytes, hiding: set[int]) -> str:
    """Return what becomes of the characters of a run, ``""`` if they stand as they are."""
    look = ""
    properties = list(iterate_properties(packed))
    said = any(code in _HIDING for code, _ in properties)
    for code, operand in properties:
        if code == _CHARACTER_STYLE and not said and int.from_bytes(operand, "little") in hiding:
            return HIDDEN
        if code in _HIDING and operand[:1] == b"\x01":
            return HIDDEN
        if code in _HIDING and operand[:1] == b"\x81":
            return _UNLIKE_STYLE
        if code == _POSITION and operand[:1] == b"\x01":
            look = RAISED
        elif code == _SYMBOL and len(operand) == 4:
            look = chr(int.from_bytes(operand[2:], "little"))
    return look


def _hides(styles: dict[int, Style], number: int) -> bool:
    """Return whether a style hides its text, by what it says itself or else the one it is based on."""
    for style in ancestry(styles, number):
        said = [operand[:1] for code, operand in style.characters if code in _HIDING]
        if said:
            return b"\x01" in said
    return False


def _runs(word: WordFile, pages: bytes, entry: int) -> Iterator[tuple[int, int, bytes, int]]:
    """Yield first and last place of each run, the page it is described on, and where on the page.

    Such pages hold the bounds of their runs first, then an entry for each run,
    whose first byte is where its properties stand, in pairs of bytes.
    """
    count = (len(pages) - 4) // 8
    if count < 1:
        return
    if count > len(word.main) // _PAGE:
        raise damaged("more pages of properties than there is room for")
    for (number,) in struct.iter_unpack("<I", pages[4 * (count + 1) : 4 * (count + 1) + 4 * count]):
        at = (number & 0x3FFFFF) * _PAGE
        page = word.main[at : at + _PAGE]
        runs = page[-1] if len(page) == _PAGE else 0
        if 4 * (runs + 1) + entry * runs > _PAGE:
            continue
        bounds = struct.unpack_from(f"<{runs + 1}I", page)
        for run in range(runs):
            yield bounds[run], bounds[run + 1], page, 2 * page[4 * (runs + 1) + entry * run]


def _paragraph_list(page: bytes, at: int) -> bytes:
    """Return style and properties of a paragraph: their length is given in one of two ways."""
    if not at:
        return b""
    if page[at]:
        return page[at + 1 : at + 2 * page[at]]
    return page[at + 2 : at + 2 + 2 * page[at + 1]] if at + 1 < len(page) else b""
