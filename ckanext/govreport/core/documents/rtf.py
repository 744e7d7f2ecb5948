"""Rich text (.rtf, and the .doc that are one) → Document."""

from __future__ import annotations

import re

from ..errors import GovReportError
from . import limits
from .layout import settle
from .model import Document
from .properties import find_properties
from .row_tables import TableStream
from .rtf_rows import RowShapes
from .rtf_words import CODEPAGES, DESTINATIONS, ENTERED, SIGNS, decode_run

__all__ = ["read_rtf"]

_TOKEN = re.compile(
    r"\\(?:([a-zA-Z]{1,32})(-?[0-9]{1,10})? ?|'([0-9a-fA-F]{2})|([^a-zA-Z']))|([{}])|([^\\{}\r\n]+)",
    re.DOTALL,
)
_BINARY = re.compile(r"\\bin([0-9]{1,9}) ?")
_HAN = re.compile(r"[\u4e00-\u9fff]")
_DEEPEST = 10_000
_LABELS = frozenset(("listtext", "pntext"))
_PICTURES = frozenset(("pict", "shppict", "object"))
_PARAGRAPH_ENDS = frozenset(("par", "sect", "page"))
_HIDING = frozenset(("v", "strike", "striked", "deleted"))


def read_rtf(data: bytes) -> Document:
    """Return a text's paragraphs and grids; hidden, struck and deleted text left out."""
    text = _drop_binary(data.decode("latin-1"))
    if text.count("\\") + text.count("{") > 2 * limits.LINES:
        raise GovReportError("too_complex", kind="rtf", what=f"{2 * limits.LINES} control words")
    reader = _Reader()
    reader.read(text)
    blocks = settle(reader.tables.content, "rtf")
    return Document("rtf", blocks, properties=find_properties(blocks))


def _drop_binary(text: str) -> str:
    """Cut out what stands in the file byte by byte: it may hold braces that are none."""
    kept = []
    position = 0
    while found := _BINARY.search(text, position):
        kept.append(text[position : found.start()])
        position = found.end() + int(found.group(1))
    return "".join(kept) + text[position:]


class _State:
    """What holds within a group until something in the group changes it."""

    __slots__ = (
        "depth",
        "fallback",
        "font",
        "hidden",
        "in_table",
        "is_label",
        "nested",
        "raised",
        "skipped",
        "twofold",
    )

    def __init__(self) -> None:
        self.skipped = self.hidden = self.raised = self.is_label = self.nested = False
        self.in_table = self.twofold = False
        self.font = 0
        self.fallback = self.depth = 1

    def copy(self) -> _State:
        """Return the state that a group inside begins with."""
        other = _State.__new__(_State)
        for slot in _State.__slots__:
            setattr(other, slot, getattr(self, slot))
        return other


class _Reader:
    """Takes a file's tokens in order; ``tables`` is what they amount to."""

    def __init__(self) -> None:
        self.tables = TableStream("rtf")
        self._rows = {False: RowShapes(), True: RowShapes()}
        self._state = _State()
        self._groups: list[_State] = []
        self._encoding = "cp1252"
        self._charsets: dict[int, int] = {}
        self._bytes = bytearray()
        self._to_skip = 0
        self._starred = False
        self._pieces: list[str] = []
        self._label: list[str] = []

    def read(self, text: str) -> None:
        """Take in the whole file."""
        for token in _TOKEN.finditer(text):
            word, number, code, symbol, brace, plain = token.groups()
            if plain is not None:
                self._take_bytes(plain.encode("latin-1"))
            elif code is not None:
                self._take_bytes(bytes((int(code, 16),)))
            elif word is not None:
                self._flush()
                self._take_word(word, number)
            elif brace == "{":
                self._open_group()
            elif brace == "}":
                self._close_group()
            elif symbol == "*":
                self._starred = True
            else:
                self._flush()
                self._take_symbol(symbol)
        self._end_line()
        self.tables.finish()

    def _take_bytes(self, data: bytes) -> None:
        if self._to_skip:
            left = len(data) - self._to_skip
            self._to_skip = max(0, -left)
            data = data[len(data) - left :] if left > 0 else b""
        if not self._state.skipped:
            self._bytes += data

    def _flush(self) -> None:
        if self._bytes:
            text = decode_run(bytes(self._bytes), self._charsets.get(self._state.font, 0), self._encoding)
            self._bytes.clear()
            self._add(text)

    def _add(self, text: str) -> None:
        state = self._state
        if state.skipped or state.hidden:
            return
        if state.raised:
            # A note's mark must not join the number it stands behind.
            text = f"[{text}]"
        (self._label if state.is_label else self._pieces).append(text)

    def _open_group(self) -> None:
        self._flush()
        self._to_skip = 0
        self._groups.append(self._state)
        if len(self._groups) > _DEEPEST:
            raise GovReportError("too_complex", kind="rtf", what=f"{_DEEPEST} nested groups")
        self._state = self._state.copy()
        self._starred = False

    def _close_group(self) -> None:
        self._flush()
        self._to_skip = 0
        if self._groups:
            self._state = self._groups.pop()

    def _take_symbol(self, symbol: str) -> None:
        if self._to_skip:
            self._to_skip -= 1
        elif symbol in SIGNS:
            self._add(SIGNS[symbol])
        elif symbol in "\r\n" and not self._state.skipped:
            self._end_line()

    def _take_word(self, word: str, digits: str | None) -> None:
        state = self._state
        number = int(digits) if digits else None
        starred, self._starred = self._starred, False
        if word == "f":
            state.font = number or 0
        elif word == "fcharset":
            self._charsets[state.font] = number or 0
        elif word == "upr" and not state.skipped:
            # What follows comes twice, without and with Unicode.
            state.skipped = state.twofold = True
        elif word == "ud":
            state.skipped = state.skipped and not state.twofold
        elif word in _PICTURES:
            if not state.skipped:
                self.tables.add_picture(self._depth())
            state.skipped = True
        elif word in DESTINATIONS or (starred and word not in ENTERED) or word == "fonttbl":
            state.skipped = True
        elif not state.skipped:
            self._take_text_word(word, number)

    def _take_text_word(self, word: str, number: int | None) -> None:
        state = self._state
        if word == "u":
            self._to_skip = 0
            self._add(chr((number or 0) & 0xFFFF))
            self._to_skip = state.fallback
        elif word in _PARAGRAPH_ENDS:
            self._end_line()
        elif word in ("cell", "nestcell"):
            self._end_line(at_least=1)
            self.tables.end_cell(state.depth if word == "nestcell" else 1)
        elif word in ("row", "nestrow"):
            self._pieces.clear()
            self.tables.end_row(state.depth if word == "nestrow" else 1, self._rows[state.nested].shapes)
        elif word in SIGNS:
            self._add(SIGNS[word])
        elif not self._rows[state.nested].take(word, number or 0):
            self._take_property(word, number)

    def _take_property(self, word: str, number: int | None) -> None:
        state = self._state
        if word == "plain":
            state.hidden = state.raised = False
        elif word == "pard":
            state.in_table, state.depth = False, 1
        elif word == "intbl":
            state.in_table = True
        elif word == "itap":
            state.in_table, state.depth = number != 0, max(1, number or 1)
        elif word == "uc":
            state.fallback = max(0, number if number is not None else 1)
        elif word in _HIDING:
            state.hidden = number != 0
        elif word in ("super", "nosupersub"):
            state.raised = word == "super" and number != 0
        elif word in _LABELS:
            state.is_label = True
        elif word == "nesttableprops":
            state.nested = True
        elif word == "ansicpg":
            self._encoding = CODEPAGES.get(number or 0, self._encoding)

    def _depth(self) -> int:
        return self._state.depth if self._state.in_table else 0

    def _end_line(self, at_least: int = 0) -> None:
        text = "".join(self._pieces).replace("\0", "")
        label = "".join(self._label).strip()
        self._pieces.clear()
        self._label.clear()
        if label and _HAN.search(text):
            text = label + text
        if any("\ud800" <= sign <= "\udfff" for sign in text):
            text = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
        for line in text.split("\n"):
            self.tables.add_line(max(self._depth(), at_least), line)
