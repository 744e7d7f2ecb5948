"""The townships of today, read only when one is asked for."""

from __future__ import annotations

import gzip
import re
from functools import cache
from pathlib import Path

from .model import Division

__all__ = ["find_townships", "longest_township"]

TABLE = Path(__file__).with_name("townships.txt.gz")
#: How the codes of townships, 001 to 999, stand before their names.
DIGITS = 3


def find_townships(name: str, inside: Division | None = None) -> list[Division]:
    """Return the townships of exactly this name, within a division or anywhere.

    >>> [township.code for township in find_townships("鲊埠回族乡")]
    ['430922208']
    """
    table = _table()
    found = []
    for match in re.finditer(rf"\t(\d{{{DIGITS}}}){re.escape(name)}(?=[\t\n])", table):
        line = table.rfind("\n", 0, match.start()) + 1
        township = _township(table[line : line + 6], match.group(1), name)
        if inside is None or township.lies_in(inside):
            found.append(township)
    return found


def longest_township(text: str, county: Division) -> Division | None:
    """Return the township of a county that ``text`` begins with, or None.

    >>> from .divisions import find_division
    >>> longest_township("二郎街道办事处", find_division("500107")).name
    '二郎街道'
    """
    table = _table()
    start = table.find(f"\n{county.code}\t")
    entries = table[start : table.find("\n", start + 1)].split("\t")[1:] if start >= 0 else []
    fitting = [entry for entry in entries if text.startswith(entry[DIGITS:])]
    if not fitting:
        return None
    entry = max(fitting, key=len)
    return _township(county.code, entry[:DIGITS], entry[DIGITS:])


def _township(county: str, digits: str, name: str) -> Division:
    return Division(county + digits, name, parent=county)


@cache
def _table() -> str:
    return "\n" + gzip.decompress(TABLE.read_bytes()).decode() + "\n"
