"""The style sheet of a binary Word file."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from .doc_sprms import Properties, iterate_properties

__all__ = ["Style", "ancestry", "read_styles"]

_PARAGRAPH_STYLE, _CHARACTER_STYLE = 1, 2
#: Less than the part of a style that every version writes.
_SHORTEST = 10
#: A style is based on another, that on a third; Word follows eleven.
_MOST_ANCESTORS = 20


@dataclass(frozen=True, slots=True)
class Style:
    """A style: which one it is based on, and what it says of paragraphs and of characters."""

    parent: int
    paragraph: Properties
    characters: Properties


def read_styles(data: bytes) -> dict[int, Style]:
    """Return the styles of paragraphs and characters by number."""
    if len(data) < 6:
        return {}
    header, count, base_size = (int.from_bytes(data[at : at + 2], "little") for at in (0, 2, 4))
    at = 2 + header
    styles = {}
    for number in range(count):
        size = int.from_bytes(data[at : at + 2], "little")
        entry = data[at + 2 : at + 2 + size]
        at += 2 + size + size % 2
        kind = entry[2] & 0xF if len(entry) > base_size >= _SHORTEST else 0
        if kind in (_PARAGRAPH_STYLE, _CHARACTER_STYLE):
            parent = int.from_bytes(entry[2:4], "little") >> 4
            paragraph, characters = _read_parts(entry, base_size)
            if kind == _CHARACTER_STYLE:
                paragraph, characters = b"", paragraph
            # The paragraph's part begins with the style's own number.
            styles[number] = Style(
                parent, list(iterate_properties(paragraph[2:])), list(iterate_properties(characters))
            )
    return styles


def ancestry(styles: dict[int, Style], number: int) -> Iterator[Style]:
    """Yield a style, the one it is based on, and so on."""
    for _ in range(_MOST_ANCESTORS):
        style = styles.get(number)
        if style is None:
            return
        yield style
        number = style.parent


def _read_parts(entry: bytes, base_size: int) -> tuple[bytes, bytes]:
    """Return the two parts of a style that stand behind its name, each on an even place."""
    length = int.from_bytes(entry[base_size : base_size + 2], "little")
    at = base_size + 2 + 2 * length + 2
    parts = []
    for _ in range(2):
        at += at % 2
        size = int.from_bytes(entry[at : at + 2], "little")
        parts.append(entry[at + 2 : at + 2 + size])
        at += 2 + size
    return parts[0], parts[1]
