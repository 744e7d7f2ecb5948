"""Text made comparable: one form for each sign, no spaces, labels reduced to what carries meaning."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

from .signs import signs

__all__ = [
    "ALIKE",
    "HAN",
    "ZERO_WIDTH",
    "fold_text",
    "is_han",
    "label_key",
    "pairs_of",
    "similarity",
    "strip_spaces",
]

#: Signs of no width, as the inside of a character class: soft hyphen, byte order and direction marks …
ZERO_WIDTH = "\\u00ad\\u180e\\u200b-\\u200f\\u2028-\\u202e\\u2060\\ufeff"
INVISIBLE = re.compile(rf"[\s{ZERO_WIDTH}]+")
#: Signs as Chinese is printed, with their compatibility forms: where none is left, NFKC has nothing to do.
FULL_WIDTH = [(sign, unicodedata.normalize("NFKC", sign)) for sign in map(chr, range(0xFF01, 0xFF20))] + [
    (sign, " ") for sign in "\u00a0\u3000"
]
#: Signs that mean the same, one for one: 其它 and 其他.
ALIKE = str.maketrans({sign: plain for plain, others in signs()["alike"].items() for sign in others})
ALIKE_SIGNS = [(chr(sign), plain) for sign, plain in ALIKE.items()]
#: Han characters, as the inside of a character class.
HAN = "\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
KEY = re.compile(rf"[^{HAN}0-9]")
#: Labels and cells repeat, within a report and from one to the next; this many are remembered.
CACHED = 4096
#: A longer text has its usual signs replaced before it is folded, which is faster.
SHORT = 40
GUIDANCE = re.compile(r"[(\[][^()\[\]]{4,}[)\]]$")
IS_HAN = re.compile(rf"[{HAN}]")


def strip_spaces(text: str) -> str:
    """Return ``text`` in compatibility form without white space or invisible signs.

    >>> strip_spaces("　１，２０５ \\u00a0件")
    '1,205件'
    """
    if len(text) > SHORT:
        text = _replace_signs(text, FULL_WIDTH)
    return INVISIBLE.sub("", unicodedata.normalize("NFKC", text))


@lru_cache(maxsize=CACHED)
def fold_text(text: str) -> str:
    """Return ``text`` so that two writings of the same words compare equal.

    >>> fold_text("第二十条 第（一）项") == fold_text("第二十条第(一)项")
    True
    >>> fold_text("３．其它")
    '3.其他'
    """
    return _replace_signs(strip_spaces(text), ALIKE_SIGNS)


def _replace_signs(text: str, signs: Iterable[tuple[str, str]]) -> str:
    """Return ``text`` with signs replaced; for a long text many times faster than its translation."""
    for sign, plain in signs:
        text = text.replace(sign, plain)
    return text


@lru_cache(maxsize=CACHED)
def label_key(text: str) -> str:
    """Return the Han characters and digits of a label: its meaning without its punctuation.

    A remark in brackets at its end does not count: forms are passed on with guidance in their labels.

    >>> label_key("3.危及“三安全一稳定”"), label_key("1、申请人无正当理由逾期不补正")
    ('3危及三安全一稳定', '1申请人无正当理由逾期不补正')
    >>> label_key("本年增/减（减用负值表示，如-8）"), label_key("（本列数据的勾稽关系）"), label_key("（一）")
    ('本年增减', '本列数据的勾稽关系', '一')
    """
    folded = fold_text(text)
    plain = GUIDANCE.sub("", folded)
    return KEY.sub("", plain if len(IS_HAN.findall(plain)) > 1 else folded)


def is_han(text: str) -> bool:
    """Say whether ``text`` has a Han character.

    >>> is_han("22（其中修订16件）"), is_han("2,205")
    (True, False)
    """
    return IS_HAN.search(text) is not None


@lru_cache(maxsize=8 * CACHED)
def similarity(one: str, other: str) -> float:
    """Return how alike two label keys are, 0 to 1: shared pairs of neighbours (Dice).

    >>> similarity("2其他法律行政法规禁止公开", "2其他法律行政止公开") > 0.75
    True
    >>> similarity("2重复申请", "2没有现成信息需要另行制作") < 0.2
    True
    """
    if one == other:
        return 1.0 if one else 0.0
    first, second = pairs_of(one), pairs_of(other)
    if not first or not second:
        return 0.0
    return 2 * len(first & second) / (len(first) + len(second))


@lru_cache(maxsize=CACHED)
def pairs_of(key: str) -> frozenset[str]:
    """Return the pairs of neighbours in a label key, its beginning and end marked.

    >>> sorted(pairs_of("其他"))
    ['^其', '他$', '其他']
    """
    padded = f"^{key}$"
    return frozenset(padded[start : start + 2] for start in range(len(padded) - 1)) if key else frozenset()
