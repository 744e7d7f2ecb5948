"""The streams of a binary Word file: its pieces of text and where its tables of properties stand."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass

from ..errors import GovReportError
from . import limits
from .cfb import CompoundFile

__all__ = ["Piece", "WordFile", "damaged", "open_word"]

_MAGIC = 0xA5EC
_OLDER_MAGICS = (0xA5DC, 0xA5DB, 0xA59B, 0xA59C, 0xA697, 0xA699)
#: The first version with this layout: Word 97.
_WORD_97 = 0x00C1
_ENCRYPTED, _SECOND_TABLE, _OBFUSCATED = 0x0100, 0x0200, 0x8000
#: Where the lengths of the stories stand: text, footnotes, headers, (macros), comments, endnotes, text boxes.
_STORIES = 76
_TABLE_PLACES = 154
#: Which of the places of tables is which.
_CHARACTERS, _PARAGRAPHS, _STYLES, _PIECES, _LISTS, _LIST_USES = 12, 13, 1, 33, 73, 74
_COMPRESSED = 0x40000000


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of text: its first character, where it stands in the stream, its characters' width, its text."""

    start: int
    offset: int
    width: int
    text: str


@dataclass(frozen=True, slots=True)
class WordFile:
    """A binary Word file taken apart.

    ``stories`` are first and last character of text, text boxes, footnotes and
    endnotes; headers and comments are left out. ``table`` is the stream that
    ``places`` point into: offset and length by number.
    """

    main: bytes
    table: bytes
    data: bytes
    pieces: tuple[Piece, ...]
    stories: tuple[tuple[int, int], ...]
    places: tuple[tuple[int, int], ...]

    def part(self, number: int) -> bytes:
        """Return one of the tables, nothing if the file has none."""
        offset, length = self.places[number] if number < len(self.places) else (0, 0)
        return self.table[offset : offset + length]

    @property
    def character_pages(self) -> bytes:
        """The table of pages of character properties."""
        return self.part(_CHARACTERS)

    @property
    def paragraph_pages(self) -> bytes:
        """The table of pages of paragraph properties."""
        return self.part(_PARAGRAPHS)

    @property
    def styles(self) -> bytes:
        """The style sheet."""
        return self.part(_STYLES)

    @property
    def lists(self) -> bytes:
        """The definitions of lists, whose levels stand behind them."""
        offset, length = self.places[_LISTS] if len(self.places) > _LISTS else (0, 0)
        return self.table[offset:] if length else b""

    @property
    def list_uses(self) -> bytes:
        """The uses of lists, which paragraphs point to."""
        return self.part(_LIST_USES)


def open_word(data: bytes) -> WordFile:
    """Return a binary Word file taken apart.

    :raises GovReportError: ``encrypted``, ``too_old`` before Word 97, ``damaged``.
    """
    compound = CompoundFile(data, "doc")
    main = compound.read("WordDocument")
    magic = int.from_bytes(main[:2], "little")
    if magic in _OLDER_MAGICS:
        raise too_old()
    if len(main) < _TABLE_PLACES or magic != _MAGIC:
        raise damaged("no file information block")
    version, flags = struct.unpack_from("<H", main, 2)[0], struct.unpack_from("<H", main, 10)[0]
    if flags & (_ENCRYPTED | _OBFUSCATED):
        raise GovReportError("encrypted", kind="doc")
    if version < _WORD_97:
        raise too_old()
    table = compound.read("1Table" if flags & _SECOND_TABLE else "0Table")
    count = struct.unpack_from("<H", main, _TABLE_PLACES - 2)[0]
    numbers = struct.unpack_from(f"<{2 * count}I", main, _TABLE_PLACES)
    places = tuple(zip(numbers[::2], numbers[1::2], strict=True))
    offset, length = places[_PIECES]
    pieces = tuple(_read_pieces(table[offset : offset + length], main))
    if sum(piece.text.count("\r") + piece.text.count("\x07") for piece in pieces) > limits.LINES // 2:
        raise GovReportError("too_complex", kind="doc", what=f"{limits.LINES // 2} paragraphs")
    return WordFile(main, table, compound.read("Data"), pieces, _read_stories(main), places)


def _read_stories(main: bytes) -> tuple[tuple[int, int], ...]:
    text, footnotes, headers, macros, comments, endnotes, boxes = struct.unpack_from("<7i", main, _STORIES)
    if min(text, footnotes, headers, macros, comments, endnotes, boxes) < 0:
        raise damaged("length of a story")
    footnotes_end = text + footnotes
    endnotes_start = footnotes_end + headers + macros + comments
    boxes_start = endnotes_start + endnotes
    return (
        (0, text),
        (boxes_start, boxes_start + boxes),
        (text, footnotes_end),
        (endnotes_start, boxes_start),
    )


def _read_pieces(table: bytes, main: bytes) -> Iterator[Piece]:
    """Yield the pieces in the order of the text; properties before them in the table are passed over."""
    at = 0
    while at + 3 <= len(table) and table[at] == 1:
        at += 3 + struct.unpack_from("<H", table, at + 1)[0]
    if at + 5 > len(table) or table[at] != 2:
        raise damaged("no piece table")
    size = struct.unpack_from("<I", table, at + 1)[0]
    plex = table[at + 5 : at + 5 + size]
    count = (len(plex) - 4) // 12
    if count < 1:
        raise damaged("empty piece table")
    bounds = struct.unpack_from(f"<{count + 1}I", plex)
    if bounds[-1] > len(main):
        raise damaged("piece table")
    for number in range(count):
        offset = struct.unpack_from("<I", plex, 4 * (count + 1) + 8 * number + 2)[0]
        length = bounds[number + 1] - bounds[number]
        if length < 0:
            raise damaged("piece table")
        if offset & _COMPRESSED:
            offset = (offset & ~_COMPRESSED) // 2
            raw = main[offset : offset + length]
            yield Piece(bounds[number], offset, 1, raw.decode("cp1252", "replace"))
        else:
            raw = main[offset : offset + 2 * length]
            yield Piece(bounds[number], offset, 2, raw.decode("utf-16-le", "replace"))


def too_old() -> GovReportError:
    """Return the refusal of a file from before Word 97."""
    return GovReportError("too_old", kind="doc", program="Word 97")


def damaged(reason: str) -> GovReportError:
    """Return the refusal of a file whose tables lead nowhere."""
    return GovReportError("damaged", kind="doc", reason=reason)
