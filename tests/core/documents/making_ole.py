"""Compound files and binary Word files made by hand, as far as the readers' tests need them."""

from __future__ import annotations

import struct
from collections.abc import Callable
from dataclasses import dataclass, field

__all__ = ["Part", "cell", "make_compound", "make_doc", "paragraph", "row_end"]

FREE, END, FAT = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
SECTOR, MINI, CUTOFF = 512, 64, 4096


def make_compound(streams: dict[str, bytes]) -> bytes:
    """Return a compound file; streams under 4096 bytes stand in its mini stream, as they must."""
    small = {name: data for name, data in streams.items() if len(data) < CUTOFF}
    mini_fat: list[int] = []
    mini = b""
    starts = {}
    for name, data in small.items():
        count = -(-len(data) // MINI)
        starts[name] = len(mini_fat)
        mini_fat += [*range(len(mini_fat) + 1, len(mini_fat) + count), END]
        mini += data.ljust(count * MINI, b"\0")
    fat, body = [FAT], b""

    def add(data: bytes) -> int:
        nonlocal body
        count = -(-len(data) // SECTOR)
        if not count:
            return END
        start = len(fat)
        fat.extend([*range(start + 1, start + count), END])
        body += data.ljust(count * SECTOR, b"\0")
        return start

    for name, data in streams.items():
        if name not in small:
            starts[name] = add(data)
    mini_start = add(mini)
    mini_fat_start = add(struct.pack(f"<{len(mini_fat)}I", *mini_fat))
    entries = [entry("Root Entry", 5, mini_start, len(mini), child=1 if streams else FREE)]
    for number, (name, data) in enumerate(streams.items(), 1):
        right = number + 1 if number < len(streams) else FREE
        entries.append(entry(name, 2, starts[name], len(data), right=right))
    directory = add(b"".join(entries))
    return _with_tables(fat, body, directory, mini_fat_start)


def _with_tables(fat: list[int], body: bytes, directory: int, mini_fat: int) -> bytes:
    """Return the file: its header, the first sector of its table, what is in it, the rest of its table."""
    more = 0
    while len(fat) + more > 128 * (1 + more):
        more += 1
    tables = [0, *range(len(fat), len(fat) + more)]
    whole = [*fat, *[FAT] * more]
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".ljust(24, b"\0")
    header += struct.pack(
        "<HHHHH6x9I", 0x3E, 3, 0xFFFE, 9, 6, 0, len(tables), directory, 0, CUTOFF, mini_fat, 1, END, 0
    )
    header += struct.pack("<109I", *tables, *[FREE] * (109 - len(tables)))
    table = struct.pack(f"<{len(whole)}I", *whole).ljust(len(tables) * SECTOR, b"\xff")
    return header + table[:SECTOR] + body + table[SECTOR:]


def entry(name: str, kind: int, start: int, size: int, *, right: int = FREE, child: int = FREE) -> bytes:
    """Return an entry of the directory."""
    raw = name.encode("utf-16-le")
    place = raw.ljust(64, b"\0") + struct.pack(
        "<HBBIII36xIQ", len(raw) + 2, kind, 1, FREE, right, child, start, size
    )
    return place.ljust(128, b"\0")


@dataclass
class Part:
    """A paragraph: its text, the mark that ends it, its properties, and those of characters in it."""

    text: str
    mark: str = "\r"
    properties: bytes = b""
    looks: list[tuple[int, int, bytes]] = field(default_factory=list)


IN_TABLE, ROW_END = bytes.fromhex("162401"), bytes.fromhex("172401")


def paragraph(text: str, properties: bytes = b"", *looks: tuple[int, int, bytes]) -> Part:
    """Return a paragraph outside of tables."""
    return Part(text, "\r", properties, list(looks))


def cell(text: str, *looks: tuple[int, int, bytes]) -> Part:
    """Return the last paragraph of a cell."""
    return Part(text, "\x07", IN_TABLE, list(looks))


def row_definition(edges: list[int], flags: list[int]) -> bytes:
    """Return the property that defines a row."""
    cells = b"".join(struct.pack("<H18x", flag) for flag in flags)
    operand = bytes((len(edges) - 1,)) + struct.pack(f"<{len(edges)}h", *edges) + cells
    return struct.pack("<HH", 0xD608, len(operand) + 1) + operand


def row_end(edges: list[int], flags: list[int] | None = None, more: bytes = b"") -> Part:
    """Return the end of a row with cells between these edges."""
    definition = row_definition(edges, flags or [0] * (len(edges) - 1))
    return Part("", "\x07", IN_TABLE + ROW_END + definition + more)


def make_doc(
    *parts: Part,
    boxes: tuple[Part, ...] = (),
    styles: bytes = b"",
    compressed: bool = False,
    data: bytes = b"",
    magic: int = 0xA5EC,
    flags: int = 0x0200,
) -> bytes:
    """Return a binary Word file with these paragraphs, those of text boxes behind the rest."""
    text = "".join(part.text + part.mark for part in (*parts, *boxes))
    width, encoding = (1, "cp1252") if compressed else (2, "utf-16-le")
    main = bytearray(1024)
    main += text.encode(encoding)
    main += b"\0" * (-len(main) % SECTOR)
    runs, looks = [], []
    at = 1024
    for part in (*parts, *boxes):
        looks += [(at + width * first, at + width * last, packed) for first, last, packed in part.looks]
        end = at + width * len(part.text + part.mark)
        runs.append((at, end, b"\0\0" + part.properties))
        at = end
    paragraphs = _add_pages(main, runs, 13, _even)
    characters = _add_pages(main, looks, 1, lambda packed: bytes((len(packed),)) + packed)
    offset = 1024 * 2 | 0x40000000 if compressed else 1024
    pieces = struct.pack("<IIHIH", 0, len(text), 0, offset, 0)
    clx = b"\x02" + struct.pack("<I", len(pieces)) + pieces
    struct.pack_into("<HH", main, 0, magic, 0x00C1)
    struct.pack_into("<H", main, 10, flags)
    lengths = [sum(len(part.text) + 1 for part in story) for story in (parts, boxes)]
    struct.pack_into("<7i", main, 76, lengths[0], 0, 0, 0, 0, 0, lengths[1])
    struct.pack_into("<H", main, 152, 93)
    table = b""
    for number, content in ((1, styles), (12, characters), (13, paragraphs), (33, clx)):
        struct.pack_into("<II", main, 154 + 8 * number, len(table), len(content))
        table += content
    streams = {"WordDocument": bytes(main), "1Table": table}
    return make_compound(streams | ({"Data": data} if data else {}))


def make_styles(*styles: tuple[int, int, bytes]) -> bytes:
    """Return a style sheet; each style is its kind, the style it is based on, and what it says."""
    entries = b""
    for kind, parent, said in styles:
        entry = struct.pack("<HH6xH2x", 0, kind | parent << 4, 0) + struct.pack("<H", len(said)) + said
        entry += b"\0" * (len(entry) % 2)
        entries += struct.pack("<H", len(entry)) + entry
    return struct.pack("<HHH", 4, len(styles), 10) + entries


def _even(packed: bytes) -> bytes:
    """Return the length of a list of properties in one of its two forms, and the list."""
    if len(packed) % 2:
        return bytes(((len(packed) + 1) // 2,)) + packed
    return bytes((0, len(packed) // 2)) + packed


def _add_pages(
    main: bytearray, runs: list[tuple[int, int, bytes]], size: int, pack: Callable[[bytes], bytes]
) -> bytes:
    """Put runs and their properties on pages of ``main``, two on each; return the table of the pages."""
    bounds, numbers = [], []
    for first in range(0, len(runs), 2):
        chosen = runs[first : first + 2]
        page = bytearray(SECTOR)
        page[-1] = len(chosen)
        struct.pack_into(f"<{len(chosen) + 1}I", page, 0, *[run[0] for run in chosen], chosen[-1][1])
        at = SECTOR - 1
        for number, (_, _, packed) in enumerate(chosen):
            content = pack(packed)
            at = (at - len(content)) // 2 * 2
            page[at : at + len(content)] = content
            page[4 * (len(chosen) + 1) + size * number] = at // 2
        numbers.append(len(main) // SECTOR)
        bounds.append(chosen[0][0])
        main += page
    if not numbers:
        return b""
    return struct.pack(f"<{len(bounds) + 1}I{len(numbers)}I", *bounds, runs[-1][1], *numbers)
