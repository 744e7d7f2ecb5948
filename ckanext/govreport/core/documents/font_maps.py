"""Whether the characters of a PDF are what its pages show: some fonts' map to characters is broken."""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from .mojibake import is_mojibake

__all__ = ["UNKNOWN", "is_broken", "unify_radicals"]

#: Stands for a glyph that the font gives no character for.
UNKNOWN = "\ufffd"
RADICALS = re.compile("[\u2e80-\u2fdf]")
#: Among so many Chinese characters, in a real text at least this part are common ones.
ENOUGH = 60
COMMON = 0.12
#: Of a text of some length at most this part may be characters of no known meaning.
LOST = 0.1
#: So much of a text is enough to judge by.
SAMPLE = 3000
FOREIGN = 0.3


def is_broken(text: str) -> bool:
    """Return whether ``text``, without spaces, cannot be what the pages show.

    >>> is_broken("收到和处理政府信息公开申请情况" * 8), is_broken("敉剳咎夅琄敀府俢恰兤弁甴讷惆冸" * 8)
    (False, True)
    """
    if len(text) > SAMPLE:
        middle = len(text) // 2
        text = text[: SAMPLE // 3] + text[middle : middle + SAMPLE // 3] + text[-SAMPLE // 3 :]
    han = [sign for sign in text if "\u3400" <= sign <= "\u9fff"]
    if len(han) >= ENOUGH and sum(sign in _common() for sign in han) < COMMON * len(han):
        return True
    if len(text) < ENOUGH:
        return is_mojibake(text)
    lost = sum(sign == UNKNOWN or unicodedata.category(sign) in {"Co", "Cn", "Cc"} for sign in text)
    compatible = sum("\uf900" <= sign <= "\ufaff" or "\u3200" <= sign <= "\u33ff" for sign in text)
    foreign = sum(sign > "\x7f" and sign.isalpha() for sign in text) - len(han)
    if max(lost, compatible) > LOST * len(text) or (foreign > FOREIGN * len(text) and foreign > 2 * len(han)):
        return True
    return is_mojibake(text)


def unify_radicals(text: str) -> str:
    """Return ``text`` with the characters that its radicals stand for: the page shows the same.

    >>> unify_radicals("⼆、⻓期公开") == "二、长期公开"
    True
    """
    return text.translate(_radicals()) if RADICALS.search(text) else text


@cache
def _facts() -> dict[str, Any]:
    text = Path(__file__).with_suffix(".yaml").read_text(encoding="utf-8")
    loaded: dict[str, Any] = yaml.load(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    return loaded


@cache
def _common() -> frozenset[str]:
    return frozenset(_facts()["common"])


@cache
def _radicals() -> dict[int, str]:
    table = {code: unicodedata.normalize("NFKC", chr(code)) for code in range(0x2F00, 0x2FD6)}
    table.update(zip(map(ord, _facts()["radicals"]), _facts()["characters"], strict=True))
    return table
