"""The words of pages.yaml, and what the beginning of a cell says: a numbered label or a figure."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from ..text.folding import is_han, strip_spaces
from ..text.signs import signs

__all__ = ["is_figure", "is_numbered", "page_words"]

#: About a number may stand so many characters: about, more than, a unit.
FEW_WORDS = 4


@cache
def page_words() -> dict[str, Any]:
    """Return pages.yaml as it stands."""
    text = Path(__file__).with_name("pages.yaml").read_text(encoding="utf-8")
    loaded: dict[str, Any] = yaml.load(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    return loaded


def is_numbered(text: str) -> bool:
    """Say whether ``text`` begins with a number as labels do.

    >>> [is_numbered(text) for text in ("（四）无法提供", "1、申请人", "3.其他", "2.02", "法提供")]
    [True, True, True, False, False]
    """
    return _opening().match(strip_spaces(text)) is not None


def is_figure(text: str) -> bool:
    """Say whether ``text`` is a number with a few words at most, or says that there is none; a label is not.

    >>> [is_figure(text) for text in ("３ 件", "约198余件", "22（其中修订16件）", "/", "3.其他", "规章", "")]
    [True, True, True, True, False, False, False]
    """
    plain = strip_spaces(text)
    if plain in signs()["nothing"]:
        return True
    if is_numbered(plain) or not any(sign.isdigit() for sign in plain):
        return False
    return plain[0].isdigit() or sum(map(is_han, plain)) <= FEW_WORDS


@cache
def _opening() -> re.Pattern[str]:
    numerals = page_words()["numerals"]
    return re.compile(rf"\(?[{numerals}]{{1,3}}[)\u3001.,]|\(?\d{{1,2}}[)\u3001.](?!\d)")
