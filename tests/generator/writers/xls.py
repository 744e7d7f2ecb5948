"""Binary .xls files (BIFF8), put together by hand."""

from __future__ import annotations

import struct

from tests.core.documents.making_ole import make_compound

from ..blocks import Cell, Page, Paragraph, Table, placed
from .look import Look
from .xlsx import sheets_of

__all__ = ["STYLES", "write_xls"]

#: ``et`` is what WPS calls the same file.
STYLES = ("one_sheet", "sheets", "et")
_BOF, _EOF, _FONT, _XF, _SHEET = 0x809, 0x0A, 0x31, 0xE0, 0x85
_BLANK, _NUMBER, _LABEL, _MERGED = 0x201, 0x203, 0x204, 0xE5
_RULED = 1


def write_xls(page: Page, look: Look) -> bytes:
    """Return the report as a .xls file."""
    named = sheets_of(page, look)
    bodies = [_sheet(blocks, look) for _, blocks in named]
    heads = _globals([(name, 0) for name, _ in named])
    places, at = [], len(heads)
    for body in bodies:
        places.append(at)
        at += len(body)
    heads = _globals([(name, place) for (name, _), place in zip(named, places, strict=True)])
    return make_compound({"Workbook": heads + b"".join(bodies)})


def _record(kind: int, content: bytes = b"") -> bytes:
    return struct.pack("<HH", kind, len(content)) + content


def _text(text: str, length: str = "<H") -> bytes:
    return struct.pack(length, len(text)) + b"\1" + text.encode("utf-16-le")


def _begin(kind: int) -> bytes:
    return _record(_BOF, struct.pack("<HHHHII", 0x600, kind, 0x1F12, 1997, 0, 6))


def _globals(sheets: list[tuple[str, int]]) -> bytes:
    font = struct.pack("<HHHHHBBBx", 200, 0, 0x7FFF, 400, 0, 0, 0, 0x86) + _text("宋体", "<B")
    style = struct.pack("<HHHBBBBIIH", 0, 0, 0xFFF5, 0x20, 0, 0, 0xF4, 0, 0, 0x20C0)
    ruled = struct.pack("<HHHBBBBIIH", 0, 0, 0x1, 0x20, 0, 0, 0xFC, 0x1111, 0, 0x20C0)
    places = b"".join(
        _record(_SHEET, struct.pack("<IH", place, 0) + _text(name, "<B")) for name, place in sheets
    )
    looks = _record(_FONT, font) * 5 + _record(_XF, style) + _record(_XF, ruled)
    return _begin(5) + looks + places + _record(_EOF)


def _sheet(blocks: list[Paragraph | Table], look: Look) -> bytes:
    rows: dict[tuple[int, int], bytes] = {}
    merges: list[tuple[int, int, int, int]] = []
    at = 0
    for block in blocks:
        if isinstance(block, Paragraph):
            rows[at, 0] = _cell(at, 0, Cell(block.text, "note"), 0, look)
            at += 1
            continue
        for r, c, cell in placed(block):
            for down in range(cell.rows):
                for right in range(cell.columns):
                    first = not down and not right
                    place = (at + r + down, c + right)
                    rows[place] = _cell(*place, cell if first else Cell("", "note"), _RULED, look)
            if cell.rows * cell.columns > 1:
                merges.append((at + r, at + r + cell.rows - 1, c, c + cell.columns - 1))
        at += len(block.lines) + 1
    cells = b"".join(rows[place] for place in sorted(rows))
    ranges = b"".join(struct.pack("<4H", *merge) for merge in merges)
    merged = _record(_MERGED, struct.pack("<H", len(merges)) + ranges) if merges else b""
    return _begin(0x10) + cells + merged + _record(_EOF)


def _cell(row: int, column: int, cell: Cell, look_number: int, look: Look) -> bytes:
    place = struct.pack("<HHH", row, column, look_number)
    text = cell.text
    if not text:
        return _record(_BLANK, place)
    plain = text.isascii() and text.replace(".", "", 1).isdecimal()
    if cell.kind == "value" and plain and look.chance.random() < 0.6:
        return _record(_NUMBER, place + struct.pack("<d", float(text)))
    return _record(_LABEL, place + _text(text))
