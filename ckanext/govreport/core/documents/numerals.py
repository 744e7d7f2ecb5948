"""Numbers as the lists of word processors print them."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import yaml

__all__ = ["find_form", "print_numeral"]

#: Formats that print nothing, or a sign that does not count.
_SILENT = frozenset(("bullet", "none"))


def print_numeral(number: int, form: str) -> str:
    """Return ``number`` as the list format ``form`` prints it, in digits where that is not known.

    >>> print_numeral(21, "chineseCounting"), print_numeral(3, "decimalEnclosedCircle")
    ('二十一', '③')
    """
    if form in _SILENT:
        return ""
    formats = _formats()
    spoken, listed = formats["spoken"].get(form), formats["listed"].get(form)
    if spoken and 0 < number < 100:
        tens, ones = divmod(number, 10)
        digits = ["", *spoken["digits"]]
        return f"{digits[tens] if tens > 1 else ''}{spoken['ten'] if tens else ''}{digits[ones]}"
    if listed and 0 < number <= len(listed):
        return str(listed[number - 1])
    return f"{number:02d}" if form == "decimalZero" else str(number)


def find_form(beginning: str) -> str:
    """Return the format that is named by how it begins (``一, 二, 三, ...``); ``none`` if by nothing.

    >>> find_form("一, 二, 三, ..."), find_form("")
    ('chineseCounting', 'none')
    """
    return str(_formats()["beginnings"].get(beginning[:1], "decimal")) if beginning else "none"


@cache
def _formats() -> dict[str, Any]:
    text = Path(__file__).with_suffix(".yaml").read_text(encoding="utf-8")
    loaded: dict[str, Any] = yaml.load(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    return loaded
