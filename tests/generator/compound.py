"""A compound file (OLE2), the container of password-protected Office files, written minimally."""

from __future__ import annotations

import struct

__all__ = ["write_compound"]

_SECTOR = 512
_FREE, _END, _FAT = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD


def write_compound(streams: dict[str, bytes]) -> bytes:
    """Return a compound file with those streams.

    :raises ValueError: a stream is under 4096 bytes (it would need a mini stream), or all are too long.
    """
    fat, body = [_FAT], b""
    starts = {}
    for name, data in streams.items():
        if len(data) < 4096:
            raise ValueError(f"{name} is too short for an ordinary stream")
        sectors = -(-len(data) // _SECTOR)
        starts[name] = len(fat)
        fat += [*range(len(fat) + 1, len(fat) + sectors), _END]
        body += data.ljust(sectors * _SECTOR, b"\0")
    directory_at = len(fat)
    entries = [_entry("Root Entry", 5, _END, 0, child=1)]
    for i, (name, data) in enumerate(streams.items(), 1):
        entries.append(_entry(name, 2, starts[name], len(data), right=i + 1 if i < len(streams) else _FREE))
    directory = b"".join(entries)
    directory_sectors = -(-len(directory) // _SECTOR)
    fat += [*range(directory_at + 1, directory_at + directory_sectors), _END]
    if len(fat) > _SECTOR // 4:
        raise ValueError("the streams are too large for one allocation table")
    table = struct.pack(f"<{_SECTOR // 4}I", *fat, *[_FREE] * (_SECTOR // 4 - len(fat)))
    return _header(directory_at) + table + body + directory.ljust(directory_sectors * _SECTOR, b"\0")


def _header(directory_at: int) -> bytes:
    fields = struct.pack(
        "<8s16sHHHHH6xIIIIIIIII",
        bytes.fromhex("D0CF11E0A1B11AE1"),
        b"",
        0x3E,
        3,
        0xFFFE,
        9,
        6,
        0,
        1,
        directory_at,
        0,
        4096,
        _END,
        0,
        _END,
        0,
    )
    return fields + struct.pack("<109I", 0, *[_FREE] * 108)


def _entry(name: str, kind: int, start: int, size: int, *, child: int = _FREE, right: int = _FREE) -> bytes:
    label = (name + "\0").encode("utf-16-le")
    return (
        label.ljust(64, b"\0")
        + struct.pack("<HBBIII", len(label), kind, 1, _FREE, right, child)
        + b"\0" * 36
        + struct.pack("<IQ", start, size)
    )
