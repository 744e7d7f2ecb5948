"""Binary Word files (.doc, .wps) → Document."""

from __future__ import annotations

import re
from collections.abc import Iterator

from .doc_file import Piece, WordFile, open_word
from .doc_lists import Numbering
from .doc_properties import HIDDEN, RAISED, CharacterLooks, Paragraph, ParagraphProperties
from .doc_rows import read_shapes
from .doc_styles import read_styles
from .layout import settle
from .model import Document
from .properties import find_properties
from .row_tables import TableStream

__all__ = ["read_doc"]

_END_MARKS = re.compile(r"[\r\x07\x0c]")
_NOT_END_MARKS = re.compile(r"[^\r\x07\x0c]")
_FIELD_MARKS = re.compile(r"([\x13\x14\x15])")
_GONE = "\ufdd0"
#: Marks of notes, comments and optional hyphens, and what takes the place of hidden text.
_DROPPED = re.compile(f"[{_GONE}\x02\x05\x1f\x00]")
_SIGNS = str.maketrans({"\x0b": "\n", "\x0e": "\n", "\x1e": "-"})
_PICTURE_MARKS = re.compile(r"[\x01\x08]")
_CELL_MARK, _SYMBOL_MARK = "\x07", "("


def read_doc(data: bytes) -> Document:
    """Return a Word file's paragraphs and grids, those in text boxes and notes behind the rest.

    Merged cells come as one cell with its spans; hidden, struck and deleted
    text is left out, and so are headers and comments.

    :raises GovReportError: ``encrypted``, ``too_old``, ``damaged``.
    """
    word = open_word(data)
    tables = TableStream("doc")
    fields = _Fields()
    styles = read_styles(word.styles)
    numbering = Numbering(word, styles)
    paragraphs = ParagraphProperties(word)
    for text, mark, place in _paragraphs(word, CharacterLooks(word, paragraphs, styles)):
        _take(tables, fields.strip(text), mark, paragraphs.find(place), numbering)
    tables.finish()
    blocks = settle(tables.content, "doc")
    return Document("doc", blocks, properties=find_properties(blocks))


def _take(tables: TableStream, text: str, mark: str, paragraph: Paragraph, numbering: Numbering) -> None:
    """Put a paragraph where it belongs: outside of tables, into a cell, or as the end of a row."""
    depth = max(paragraph.depth, 1) if mark == _CELL_MARK else paragraph.depth
    is_row_end = paragraph.ends_inner_row if depth > 1 else mark == _CELL_MARK and paragraph.ends_row
    if is_row_end:
        tables.end_row(depth, read_shapes(paragraph.properties))
        return
    if not text.isalnum():
        if _PICTURE_MARKS.search(text):
            text = _PICTURE_MARKS.sub("", text)
            tables.add_picture(depth)
        text = _DROPPED.sub("", text).translate(_SIGNS)
    text = numbering.label(paragraph.style, paragraph.properties, text) + text
    for line in text.split("\n"):
        tables.add_line(depth, line)
    if paragraph.ends_inner_cell if depth > 1 else mark == _CELL_MARK:
        tables.end_cell(depth)


def _paragraphs(word: WordFile, looks: CharacterLooks) -> Iterator[tuple[str, str, int]]:
    """Yield each paragraph's text, its mark, and where in the stream the mark stands."""
    for first, last in word.stories:
        open_text: list[str] = []
        for piece in word.pieces:
            part = _cut(piece, first, last)
            if not part.text:
                continue
            marks = [found.start() for found in _END_MARKS.finditer(part.text)]
            pieces = _END_MARKS.split(_edit(part, looks))
            for number, at in enumerate(marks):
                open_text.append(pieces[number])
                yield "".join(open_text), part.text[at], part.offset + part.width * at
                open_text.clear()
            open_text.append(pieces[-1])
        if any(open_text):
            yield "".join(open_text), "\r", -1


def _cut(piece: Piece, first: int, last: int) -> Piece:
    """Return the part of a piece that lies between two characters of the text."""
    skip = max(0, first - piece.start)
    text = piece.text[skip : max(0, last - piece.start)]
    return Piece(piece.start + skip, piece.offset + piece.width * skip, piece.width, text)


def _edit(piece: Piece, looks: CharacterLooks) -> str:
    """Return a piece's text as it looks; the marks that end paragraphs stay as they are."""
    text = piece.text
    end = piece.offset + piece.width * len(text)
    for first, last, look in reversed(looks.between(piece.offset, end)):
        low = max(0, (first - piece.offset) // piece.width)
        high = min(len(piece.text), (last - piece.offset) // piece.width)
        inside = text[low:high]
        if look == HIDDEN:
            inside = _NOT_END_MARKS.sub(_GONE, inside)
        elif look != RAISED:
            inside = inside.replace(_SYMBOL_MARK, look)
        elif inside and not _END_MARKS.search(inside):
            # A note's mark must not join the number it stands behind.
            inside = f"[{inside}]"
        text = text[:low] + inside + text[high:]
    return text


class _Fields:
    """Takes out the instructions of fields, over several paragraphs if need be, and keeps what they show."""

    def __init__(self) -> None:
        self._in_instruction: list[bool] = []

    def strip(self, text: str) -> str:
        """Return the next paragraph's text without instructions."""
        if not self._in_instruction and "\x13" not in text:
            return text
        kept = []
        for part in _FIELD_MARKS.split(text):
            if part == "\x13":
                self._in_instruction.append(True)
            elif part == "\x14" and self._in_instruction:
                self._in_instruction[-1] = False
            elif part == "\x15" and self._in_instruction:
                self._in_instruction.pop()
            elif not any(self._in_instruction):
                kept.append(part)
        return "".join(kept)
