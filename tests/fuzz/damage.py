"""Damage that knows how a kind of file is built: members packed again, huge spans, chains bent to loops."""

from __future__ import annotations

import io
import re
import struct
import zipfile
import zlib
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from random import Random

import yaml

__all__ = ["damage", "is_of_kind"]

_ATTRIBUTE = re.compile(rb'="([^"<>]{0,60})"')
_NUMBER = re.compile(rb"\d+")
#: Attributes that count or place something.
_SPANS = re.compile(
    rb'(?:gridSpan|gridBefore|vMerge|hMerge|ilvl|numId|start)[^>]{0,20}val="([^"]*)"'
    rb"|(?:spanned|repeated|rowspan|colspan|level|value|count|min|max|[ :]r|[ :]s|ref|Boundary|CTM|DeltaX)"
    rb'="([^"]*)"'
    rb"|(?:rowspan|colspan)=[\"']?(\d+)",
    re.IGNORECASE,
)
_ELEMENT = re.compile(rb"<([\w:]+)(?: [^<>]*)?>")
_STREAM = re.compile(rb"stream\r?\n(.*?)\r?\n?endstream", re.DOTALL)
_REFERENCE = re.compile(rb"(\d+) 0 R")
_PACKED = ("docx", "xlsx", "ods", "odt", "ofd", "zip")
_BEGINNINGS = {
    **dict.fromkeys(_PACKED, b"PK"),
    **dict.fromkeys(("doc", "xls"), b"\xd0\xcf\x11\xe0"),
    "pdf": b"%PDF",
    "rtf": b"{\\rt",
}
_LONGEST = 2_000_000


def damage(data: bytes, kind: str, chance: Random) -> bytes:
    """Return ``data`` damaged once or a few times, in the way of its kind mostly."""
    for _ in range(chance.choice((1, 1, 1, 2, 3, 6))):
        if chance.random() < 0.12:
            data = _damage_bytes(data, chance)
        elif kind in _PACKED:
            data = _damage_member(data, kind, chance)
        elif kind in ("doc", "xls"):
            data = _damage_compound(data, chance)
        elif kind == "pdf":
            data = _damage_pdf(data, chance)
        else:
            tokens = [*_tokens(kind), *(_tokens("html") if kind == "mhtml" else ())]
            data = _damage_marked(data, tokens or _tokens("text"), chance)
        data = data[:_LONGEST]
    return data


def is_of_kind(data: bytes, kind: str) -> bool:
    """Return whether ``data`` still begins as files of that kind do."""
    return bool(data) and data.startswith(_BEGINNINGS.get(kind, b""))


@cache
def _facts() -> dict[str, list[bytes]]:
    facts = yaml.safe_load(Path(__file__).with_suffix(".yaml").read_text(encoding="utf-8"))
    found = {name: [token.encode() for token in tokens] for name, tokens in facts["tokens"].items()}
    return {**found, "numbers": [*(number.encode() for number in facts["numbers"]), b"9" * 5000]}


def _tokens(name: str) -> list[bytes]:
    return _facts().get(name, [])


def _damage_bytes(data: bytes, chance: Random) -> bytes:
    """Flip bits, cut off, leave out or repeat: what happens to files on their way."""
    if not data:
        return chance.randbytes(20)
    at, size = chance.randrange(len(data)), 1 << chance.randrange(12)
    before, part, after = data[:at], data[at : at + size], data[at + size :]
    flipped = bytearray(data)
    for _ in range(chance.choice((1, 4, 32))):
        flipped[chance.randrange(len(flipped))] ^= 1 << chance.randrange(8)
    return chance.choice(
        (
            before,
            before + after,
            before + part * chance.choice((2, 3, 50)) + after,
            before + chance.randbytes(min(size, 64)) + after,
            bytes(flipped),
        )
    )


def _damage_marked(data: bytes, tokens: Sequence[bytes], chance: Random) -> bytes:
    """Put hostile numbers into attributes, tokens between others, elements into themselves."""
    ways = (_change_span, _change_span, _change_number, _repeat_element, _swap_attribute, _swap_lines)
    ways += (_put_token, _put_token)
    return chance.choice(ways)(data, tokens, chance)


def _change_span(data: bytes, tokens: Sequence[bytes], chance: Random) -> bytes:
    found = list(_SPANS.finditer(data))
    if not found:
        return _change_number(data, tokens, chance)
    place = chance.choice(found)
    group = next(number for number in (1, 2, 3) if place[number] is not None)
    return data[: place.start(group)] + chance.choice(_tokens("numbers")) + data[place.end(group) :]


def _change_number(data: bytes, tokens: Sequence[bytes], chance: Random) -> bytes:
    found = list(_NUMBER.finditer(data))
    if not found:
        return _put_token(data, tokens, chance)
    place = chance.choice(found)
    return data[: place.start()] + chance.choice(_tokens("numbers")) + data[place.end() :]


def _repeat_element(data: bytes, tokens: Sequence[bytes], chance: Random) -> bytes:
    found = list(_ELEMENT.finditer(data))
    if not found:
        return _put_token(data, tokens, chance)
    place = chance.choice(found)
    close = b"</" + place[1] + b">"
    at = data.find(close, place.end())
    end = at + len(close) if at >= 0 else place.end()
    times = chance.choice((0, 2, 3, 40, 400))
    if chance.random() < 0.3:
        return data[: place.start()] + place[0] * times + data[place.start() :]
    return data[: place.start()] + data[place.start() : end] * times + data[end:]


def _swap_attribute(data: bytes, tokens: Sequence[bytes], chance: Random) -> bytes:
    found = list(_ATTRIBUTE.finditer(data))
    if not found:
        return _put_token(data, tokens, chance)
    place, other = chance.choice(found), chance.choice(found)
    return data[: place.start(1)] + other[1] + data[place.end(1) :]


def _swap_lines(data: bytes, _tokens: Sequence[bytes], chance: Random) -> bytes:
    lines = data.split(b"\n")
    first, second = chance.randrange(len(lines)), chance.randrange(len(lines))
    lines[first], lines[second] = lines[second], lines[first] * chance.choice((0, 1, 2, 30))
    return b"\n".join(lines)


def _put_token(data: bytes, tokens: Sequence[bytes], chance: Random) -> bytes:
    at = chance.randrange(len(data) + 1)
    return data[:at] + chance.choice(tokens) * chance.choice((1, 1, 1, 2, 60, 2000)) + data[at:]


def _damage_member(data: bytes, kind: str, chance: Random) -> bytes:
    """Damage a member of an archive and pack all again, check sums right; sometimes another archive in it."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            infos = [info for info in archive.infolist() if info.file_size < 10**7]
            members = {info.filename: archive.read(info) for info in infos}
    except Exception:
        return _damage_bytes(data, chance)
    if not members:
        return data
    name = chance.choice(list(members))
    choice = chance.randrange(12)
    if choice == 0:
        del members[name]
    elif choice == 1:
        members[name] = members[chance.choice(list(members))]
    elif choice == 2 and kind == "zip":
        members[f"{name}.zip"] = data
    elif choice == 3:
        members[name] = _damage_bytes(members[name], chance)
    elif members[name][:2] == b"PK":
        members[name] = _damage_member(members[name], "docx", chance)
    else:
        members[name] = _damage_marked(members[name], _tokens("xml"), chance)
    return _pack(members)


def _pack(members: dict[str, bytes]) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for member, content in members.items():
            archive.writestr(member, content)
    return packed.getvalue()


def _damage_compound(data: bytes, chance: Random) -> bytes:
    """Bend what a compound file and the streams in it count and point with."""
    if len(data) < 1024:
        return _damage_bytes(data, chance)
    choice = chance.randrange(4)
    at = chance.randrange(len(data) - 4)
    if choice == 0:
        at = chance.choice((30, 32, 44, 48, 56, 60, 64, 68, 72, 76))
    elif choice == 1:
        sector = struct.unpack_from("<I", data, 76)[0] % max(1, len(data) // 512)
        at = min((sector + 1) * 512 + 4 * chance.randrange(128), len(data) - 4)
    size = chance.choice((1, 2, 4))
    values = (0, 1, 2, 3, 7, 0x7F, 0x80, 0xFF, 0xFFFF, 0x7FFFFFFF, 0xFFFFFFFE, chance.getrandbits(32))
    bent = (chance.choice(values) & (1 << 8 * size) - 1).to_bytes(size, "little")
    return data[:at] + bent + data[at + size :]


def _damage_pdf(data: bytes, chance: Random) -> bytes:
    """Damage what a page draws inside its packing, or the objects around it."""
    streams = list(_STREAM.finditer(data))
    if streams and chance.random() < 0.6:
        place = chance.choice(streams)
        try:
            content = zlib.decompress(place[1])
        except zlib.error:
            content = b""
        if content:
            packed = zlib.compress(_damage_marked(content, _tokens("pdf"), chance), 1)
            return data[: place.start(1)] + packed + data[place.end(1) :]
    if chance.random() < 0.5 and (found := list(_REFERENCE.finditer(data))):
        place, other = chance.choice(found), chance.choice(found)
        return data[: place.start(1)] + other[1] + data[place.end(1) :]
    return _damage_marked(data, _tokens("pdf_object"), chance)
