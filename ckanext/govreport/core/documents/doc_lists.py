"""The lists of a binary Word file: which paragraphs Word numbers, and how."""

from __future__ import annotations

import struct
from dataclasses import replace

from .doc_file import WordFile
from .doc_sprms import Properties
from .doc_styles import Style, ancestry
from .numbering import Level, ListCounter, NumberedList

__all__ = ["Numbering"]

_LIST, _LEVEL = 0x460B, 0x260A
_LIST_SIZE, _USE_SIZE, _LEVEL_SIZE = 28, 16, 28
#: The formats of numbers by their code; others print digits.
_FORMS = {
    1: "upperRoman",
    2: "lowerRoman",
    3: "upperLetter",
    4: "lowerLetter",
    10: "ideographDigital",
    11: "japaneseCounting",
    14: "decimalFullWidth",
    18: "decimalEnclosedCircle",
    22: "decimalZero",
    23: "bullet",
    26: "decimalEnclosedFullstop",
    27: "decimalEnclosedParen",
    28: "decimalEnclosedCircleChinese",
    30: "ideographTraditional",
    31: "ideographZodiac",
    33: "taiwaneseCounting",
    34: "ideographLegalTraditional",
    35: "taiwaneseCountingThousand",
    37: "chineseCounting",
    38: "chineseLegalSimplified",
    39: "chineseCountingThousand",
    255: "none",
}


class Numbering:
    """Numbers paragraphs by their own list or by that of their style."""

    def __init__(self, word: WordFile, styles: dict[int, Style]) -> None:
        lists = _read_uses(word.list_uses, _read_lists(word.lists))
        self._counter = ListCounter(lists)
        self._is_used = bool(lists)
        self._styles = _styled_places(styles) if lists else {}

    def label(self, style: int, properties: Properties, text: str) -> str:
        """Return what Word prints before a paragraph with that text, which is counted."""
        if not self._is_used:
            return ""
        place = _place(properties, self._styles.get(style, (0, 0)))
        return self._counter.count(str(place[0]), place[1], text) if place[0] else ""


def _place(properties: Properties, inherited: tuple[int, int]) -> tuple[int, int]:
    used, level = inherited
    for code, operand in properties:
        if code == _LIST and len(operand) == 2:
            used = int.from_bytes(operand, "little", signed=True)
            # Negative numbers name the same list and keep the indents.
            used = 0 if used == -2047 else abs(used)
        elif code == _LEVEL and operand:
            level = operand[0]
    return used, level


def _read_lists(data: bytes) -> dict[int, tuple[Level, ...]]:
    """Return the levels of each list by its identifier."""
    if len(data) < 2:
        return {}
    count = int.from_bytes(data[:2], "little")
    at = 2 + _LIST_SIZE * count
    lists = {}
    for number in range(count):
        entry = data[2 + _LIST_SIZE * number : 2 + _LIST_SIZE * (number + 1)]
        if len(entry) < _LIST_SIZE:
            break
        levels = []
        for _ in range(1 if entry[26] & 1 else 9):
            level, at = _read_level(data, at)
            levels.append(level)
        lists[struct.unpack_from("<i", entry)[0]] = tuple(levels)
    return lists


def _read_level(data: bytes, at: int) -> tuple[Level, int]:
    """Return a level and where the next one begins."""
    entry = data[at : at + _LEVEL_SIZE]
    if len(entry) < _LEVEL_SIZE:
        return Level(1, "none", ""), len(data)
    text_at = at + _LEVEL_SIZE + entry[24] + entry[25]
    length = int.from_bytes(data[text_at : text_at + 2], "little")
    end = text_at + 2 + 2 * length
    signs = data[text_at + 2 : end].decode("utf-16-le", "replace")
    text = "".join(f"%{ord(sign) + 1}" if ord(sign) < 9 else sign for sign in signs)
    start = max(0, min(struct.unpack_from("<i", entry)[0], 0x7FFF))
    return Level(start, _FORMS.get(entry[4], "decimal"), text), end


def _read_uses(data: bytes, lists: dict[int, tuple[Level, ...]]) -> dict[str, NumberedList]:
    """Return the lists by the number that paragraphs know them by."""
    if len(data) < 4:
        return {}
    count = min(int.from_bytes(data[:4], "little"), (len(data) - 4) // _USE_SIZE)
    at = 4 + _USE_SIZE * count
    uses = {}
    for number in range(count):
        identifier, _, _, overrides = struct.unpack_from("<iiiB", data, 4 + _USE_SIZE * number)
        levels = dict(enumerate(lists.get(identifier, ())))
        restarts: dict[int, int] = {}
        at += 4
        for _ in range(overrides):
            if at + 8 > len(data):
                break
            start, flags = struct.unpack_from("<iI", data, at)
            at += 8
            level = flags & 0xF
            if flags & 0x20:
                levels[level], at = _read_level(data, at)
            if flags & 0x10:
                restarts[level] = levels[level].start if flags & 0x20 else max(0, min(start, 0x7FFF))
                levels[level] = replace(levels.get(level, Level(1, "none", "")), start=restarts[level])
        uses[str(number + 1)] = NumberedList(str(identifier), levels, restarts)
    return uses


def _styled_places(styles: dict[int, Style]) -> dict[int, tuple[int, int]]:
    """Return list and level of every style that is numbered, itself or by the style it is based on."""
    found = {}
    for number in styles:
        places = [_place(style.paragraph, (0, 0)) for style in ancestry(styles, number)]
        numbered = next((place for place in places if place[0]), None)
        if numbered:
            found[number] = numbered[0], places[0][1] or numbered[1]
    return found
