"""Packed lists of properties, as binary Word files hold them for characters, paragraphs and rows."""

from __future__ import annotations

from collections.abc import Iterator

__all__ = ["Properties", "iterate_properties"]

#: Length of a property's operand by the three highest bits of its code; 0: its first byte says.
_LENGTHS = (1, 1, 2, 4, 2, 2, 0, 3)
_TABLE_CELLS = (0xD608, 0xD606)
_TABS = 0xC615

Properties = list[tuple[int, bytes]]


def iterate_properties(packed: bytes) -> Iterator[tuple[int, bytes]]:
    """Yield code and operand of each property in a packed list; a list that is cut short just ends."""
    at = 0
    while at + 2 <= len(packed):
        code = packed[at] | packed[at + 1] << 8
        at += 2
        length = _LENGTHS[code >> 13]
        if code in _TABLE_CELLS:
            # The only one with a length of two bytes, and it counts one byte more than there is.
            length = (packed[at] | packed[at + 1] << 8) + 1 if at + 2 <= len(packed) else 2
        elif not length:
            length = packed[at] + 1 if at < len(packed) else 1
            if code == _TABS and length == 256 and at + 1 < len(packed):
                deleted = packed[at + 1]
                added_at = at + 2 + 4 * deleted
                length = 3 + 4 * deleted + 3 * (packed[added_at] if added_at < len(packed) else 0)
        yield code, packed[at : at + length]
        at += length
