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
HAN = re.compile("[\u3400-\u9fff]+")
NO_CHARACTER = re.compile("[\x00-\x1f\x7f-\x9f\ue000-\uf8ff\ufff0-\uffff\U000f0000-\U0010ffff]+")
COMPATIBLE = re.compile("[\u3200-\u33ff\uf900-\ufaff]+")
#: Letters that are neither ASCII nor Chinese.
FOREIGN = re.compile("[\xaa-\u1fff\u2c00-\u2dff\ua000-\ud7ff]+")
RADICALS = re.compile("[\u2e80-\u2fdf]")
#: Among so many Chinese characters, in a real text at least this part are common ones.
ENOUGH = 60
COMMON = 0.12
#: Of a text of some length at most this part may be characters of no known meaning.
LOST = 0.1
#: So much of a text is enough to judge by.
SAMPLE = 3000
STRANGE = 0.3


def is_broken(text: str) -> bool:
    """Return whether ``text``, without spaces, cannot be what the pages show.

    >>> is_broken("收到和处理政府信息公开申请情况" * 8), is_broken("敉剳咎夅琄敀府俢恰兤弁甴讷惆冸" * 8)
    (False, True)
    """
    if len(text) > SAMPLE:
        middle = len(text) // 2
        text = text[: SAMPLE // 3] + text[middle : middle + SAMPLE // 3] + text[-SAMPLE // 3 :]
    han = "".join(HAN.findall(text))
    if len(han) >= ENOUGH and len(han.translate(_uncommon())) > (1 - COMMON) * len(han):
        return True
    if len(text) >= ENOUGH:
        counts = [sum(map(len, marks.findall(text))) for marks in (NO_CHARACTER, COMPATIBLE, FOREIGN)]
        if max(counts[:2]) > LOST * len(text) or counts[2] > max(STRANGE * len(text), 2 * len(han)):
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
def _uncommon() -> dict[int, None]:
    """What takes the common characters out of a text."""
    return dict.fromkeys(map(ord, _facts()["common"]))


@cache
def _radicals() -> dict[int, str]:
    table = {code: unicodedata.normalize("NFKC", chr(code)) for code in range(0x2F00, 0x2FD6)}
    table.update(zip(map(ord, _facts()["radicals"]), _facts()["characters"], strict=True))
    return table
