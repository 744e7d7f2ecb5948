"""Compound files (OLE2): the streams inside .doc, .wps, .xls and .et."""

from __future__ import annotations

import struct
import sys
from array import array
from collections.abc import Iterator

from ..errors import GovReportError

__all__ = ["SIGNATURE", "CompoundFile"]

SIGNATURE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"

#: Sector numbers from here on are marks (free, end of chain, FAT, DIFAT).
_MARKS = 0xFFFFFFFA
_ENTRY_SIZE = 128
_STORAGE, _STREAM, _ROOT = 1, 2, 5
_HEADER_DIFAT = 109


class CompoundFile:
    """The streams at the root of a compound file, by name; upper and lower case are the same there.

    Streams of embedded objects lie deeper and are left alone.

    :raises GovReportError: ``damaged`` when the tables of the file lead nowhere.
    """

    def __init__(self, data: bytes, kind: str = "OLE") -> None:
        self._kind = kind
        if len(data) < 512 or not data.startswith(SIGNATURE):
            raise _damaged("no header")
        self._data = data
        shift, mini_shift = struct.unpack_from("<HH", data, 30)
        if shift not in (9, 12) or mini_shift != 6:
            raise _damaged("unknown sector size")
        self._size = 1 << shift
        self._mini_size = 1 << mini_shift
        directory, _, self._cutoff, mini_fat = struct.unpack_from("<IIII", data, 48)
        self._fat = self._read_fat()
        self._mini_fat_start = mini_fat
        self._mini: tuple[bytes, array[int]] | None = None
        self._entries = _read_entries(self._read_chain(directory))

    @property
    def names(self) -> set[str]:
        """Names of the streams at the root, in lower case."""
        return set(self._entries) - {""}

    def read(self, name: str) -> bytes:
        """Return the bytes of the stream ``name``; nothing if there is no such stream."""
        start, size = self._entries.get(name.lower(), (0, 0))
        if not size:
            return b""
        if size > len(self._data):
            raise _damaged(f"stream {name}")
        if size >= self._cutoff or not name:
            content = self._read_chain(start)
        else:
            content = self._read_mini_chain(start)
        if len(content) < size:
            raise _damaged(f"stream {name}")
        return content[:size]

    def _read_fat(self) -> array[int]:
        count, difat = (
            struct.unpack_from("<I", self._data, 44)[0],
            struct.unpack_from("<I", self._data, 68)[0],
        )
        sectors = [s for s in struct.unpack_from(f"<{_HEADER_DIFAT}I", self._data, 76) if s < _MARKS]
        per_sector = self._size // 4
        seen: set[int] = set()
        while difat < _MARKS and difat not in seen:
            seen.add(difat)
            entries = _words(self._sector(difat))
            if len(entries) < per_sector:
                raise _damaged("DIFAT")
            sectors += [s for s in entries[:-1] if s < _MARKS]
            difat = entries[-1]
        if len(sectors) > len(self._data) // self._size + 1 or len(sectors) < count:
            raise _damaged("FAT")
        return _words(b"".join(self._sector(s) for s in sectors))

    def _sector(self, number: int) -> bytes:
        start = (number + 1) * self._size
        return self._data[start : start + self._size]

    def _read_chain(self, start: int) -> bytes:
        return b"".join(self._sector(s) for s in _chain(start, self._fat))

    def _read_mini_chain(self, start: int) -> bytes:
        if self._mini is None:
            self._mini = (self.read(""), _words(self._read_chain(self._mini_fat_start)))
        stream, fat = self._mini
        size = self._mini_size
        return b"".join(stream[s * size : (s + 1) * size] for s in _chain(start, fat))


def _chain(start: int, fat: array[int]) -> Iterator[int]:
    """Yield the sectors from ``start`` on; a chain that runs in a circle is damaged."""
    left = len(fat)
    while start < _MARKS:
        if start >= len(fat) or not left:
            raise _damaged("sector chain")
        yield start
        left -= 1
        start = fat[start]


def _words(data: bytes) -> array[int]:
    words = array("I", data[: len(data) & ~3])
    if sys.byteorder == "big":
        words.byteswap()
    return words


def _read_entries(directory: bytes) -> dict[str, tuple[int, int]]:
    """Return (first sector, size) by name of what stands at the root; the root itself is ``""``."""
    found: dict[str, tuple[int, int]] = {}
    total = len(directory) // _ENTRY_SIZE
    if not total:
        raise _damaged("directory")
    name, kind, _, _, child, start, size = _entry(directory, 0)
    if kind != _ROOT:
        raise _damaged("directory")
    found[""] = (start, size)
    waiting, seen = [child], set()
    while waiting:
        number = waiting.pop()
        if number >= total or number in seen:
            continue
        seen.add(number)
        name, kind, left, right, _, start, size = _entry(directory, number)
        waiting += [left, right]
        if kind in (_STREAM, _STORAGE) and name:
            found[name.lower()] = (start, size if kind == _STREAM else 0)
    return found


def _entry(directory: bytes, number: int) -> tuple[str, int, int, int, int, int, int]:
    at = number * _ENTRY_SIZE
    length, kind = struct.unpack_from("<HB", directory, at + 64)
    name = directory[at : at + max(0, min(length, 64) - 2)].decode("utf-16-le", "replace")
    left, right, child = struct.unpack_from("<III", directory, at + 68)
    start, size = struct.unpack_from("<II", directory, at + 116)
    return name, kind, left, right, child, start, size


def _damaged(reason: str) -> GovReportError:
    return GovReportError("damaged", kind="OLE", reason=reason)
