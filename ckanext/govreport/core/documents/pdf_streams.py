"""The packed streams of a PDF, before it is opened: are they whole, and do they unpack to too much."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator

from ..errors import GovReportError
from . import limits

__all__ = ["check_streams"]

PACKED = re.compile(rb"/Fl(?:ateDecode)?\b")
#: What a stream is packed with may be said elsewhere, and names may be written with numbers of letters.
SAID_ELSEWHERE = re.compile(rb"/Filter\s*\[?\s*\d+\s+\d+\s+R")
WRITTEN_AS_NUMBER = re.compile(rb"#([0-9a-fA-F]{2})")
PACKED_TWICE = re.compile(rb"/Filter\s*\[[^\]]*(?:/Fl|/LZW|/RunLength|/RL)[^\]]*(?:/Fl|/LZW|/RunLength|/RL)")
#: Of these PDFium needs no letter of the text right; they are weighed, not read.
UNREAD = re.compile(rb"/Length1\b|/Type1C|/CIDFontType0C|/OpenType|/ICCBased|/Metadata")
PICTURE = re.compile(rb"/Image\b")
#: Packed and then written in letters: weighed as it stands, for undoing that takes long.
LETTERS = re.compile(rb"/A(?:SCII)?(?:85|Hx|HexDecode)")
#: A stream's dictionary begins at most so far before it.
HEAD = 1500
MOST_STREAMS = 20_000
PIECE = 64 * 1024
#: What packs well once more was packed from next to nothing.
SAMPLE = 1024


def check_streams(data: bytes) -> None:
    """Refuse a file whose text is damaged inside its packing, or that unpacks to too much.

    PDFium passes over a wrong check sum, and then a digit may be wrong.

    :raises GovReportError: ``damaged``, ``archive_bomb`` or ``too_complex``.
    """
    locked = b"/Encrypt" in data
    total = 0
    for head, start in _streams(data):
        if PACKED_TWICE.search(head):
            raise GovReportError("archive_bomb", member="Filter")
        is_packed = PACKED.search(head) or SAID_ELSEWHERE.search(head)
        if locked or not is_packed or PICTURE.search(head):
            continue
        end = data.find(b"endstream", start)
        end = len(data) if end < 0 else end
        if LETTERS.search(head):
            if _is_hollow(data, start, end):
                raise GovReportError("archive_bomb", member="FlateDecode")
        elif not UNREAD.search(head) or _is_hollow(data, start, end):
            total += _unpack(data, start, end)
            if total > limits.ARCHIVE_TOTAL:
                raise GovReportError("archive_bomb", member="FlateDecode")


def _streams(data: bytes) -> Iterator[tuple[bytes, int]]:
    """Yield each stream's dictionary and where the stream begins."""
    at = data.find(b"stream")
    for _ in range(MOST_STREAMS):
        if at < 0:
            return
        if data[at - 3 : at] != b"end" and data[at + 6 : at + 7] in (b"\r", b"\n"):
            head = data[max(0, at - HEAD) : at]
            head = head[head.rfind(b" obj") + 1 :]
            if b"#" in head:
                head = WRITTEN_AS_NUMBER.sub(lambda code: bytes((int(code[1], 16),)), head)
            yield head, at + (8 if data[at + 6 : at + 8] == b"\r\n" else 7)
        at = data.find(b"stream", at + 6)
    raise GovReportError("too_complex", kind="pdf", what=f"{MOST_STREAMS} streams")


def _unpack(data: bytes, start: int, end: int) -> int:
    """Return the size of a stream unpacked, which is not kept."""
    unpacker = zlib.decompressobj()
    size = 0
    try:
        while not unpacker.eof:
            piece = unpacker.unconsumed_tail
            if not piece:
                piece = data[start : min(start + PIECE, end)]
                start += PIECE
            if not piece:
                break
            size += len(unpacker.decompress(piece, 1 << 20))
            if size > limits.MEMBER_SIZE:
                raise GovReportError("archive_bomb", member="FlateDecode")
    except zlib.error as error:
        raise GovReportError("damaged", kind="pdf", reason=str(error)) from error
    return size


def _is_hollow(data: bytes, start: int, end: int) -> bool:
    """Whether a long stream says the same again and again: what was packed from something never does."""
    if end - start < PIECE:
        return False
    sample = data[start + PIECE // 2 : start + PIECE // 2 + SAMPLE]
    return len({sample[at : at + 4] for at in range(len(sample) - 3)}) < len(sample) // 2
