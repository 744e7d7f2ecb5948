"""Whether a text is garbled: its Chinese was lost or read in a wrong encoding."""

from __future__ import annotations

import re

__all__ = ["is_mojibake"]

_HAN = re.compile(r"[\u3400-\u9fff]+")
_QUESTION_RUN = re.compile(r"\?{3,}")
_LATIN_RUN = re.compile(r"[\u0080-\u00ff\u0152-\u017e\u2013-\u2122]{4,}")
_UNREADABLE = re.compile(r"[\ue000-\uf8ff\ufffd\x00-\x08\x0e-\x1f]")

#: So many characters of a text are turned back into bytes.
_TURNED_BACK = 400


def is_mojibake(text: str) -> bool:
    """Return whether ``text`` is garbled beyond trust.

    Four ways in which Chinese is lost are known by what they leave behind:
    UTF-8 that was read as GBK, Chinese that was read as Latin, question marks
    or U+FFFD in the place of characters, and letters of a font's own.

    >>> is_mojibake("2021年政府信息公开工作年度报告")
    False
    >>> is_mojibake("政府信息公开工作年度报告".encode().decode("gb18030", "replace"))
    True
    >>> is_mojibake("????????2021??????????")
    True
    """
    han = sum(map(len, _HAN.findall(text)))
    return _is_lost(text, han) or _is_utf8_read_as_gbk(text) or _is_read_as_latin(text, han)


def _is_lost(text: str, han: int) -> bool:
    questions = sum(map(len, _QUESTION_RUN.findall(text)))
    if questions >= 8 and questions > han and questions * 8 > len(text):
        return True
    unreadable = len(_UNREADABLE.findall(text))
    return unreadable >= 8 and unreadable * 5 > len(text)


def _is_utf8_read_as_gbk(text: str) -> bool:
    """Turn the text back into GBK bytes: only garbled text gives UTF-8 again."""
    han = "".join(_HAN.findall(text[:_TURNED_BACK]))
    if len(han) < 4:
        return False
    back = han.encode("gb18030", "replace").decode("utf-8", "replace")
    # Three bytes of UTF-8 make one character, read as GBK they made one and a half.
    return sum(map(len, _HAN.findall(back))) * 3 > len(han)


def _is_read_as_latin(text: str, han: int) -> bool:
    latin = sum(map(len, _LATIN_RUN.findall(text)))
    return latin >= 12 and latin > 2 * han
