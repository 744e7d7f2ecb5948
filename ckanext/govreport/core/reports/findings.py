"""A finding in words: its template filled in."""

from __future__ import annotations

from typing import Any

from ..codebook import codebook
from .model import Finding, Place

__all__ = ["make_finding"]

NOWHERE = Place()


def make_finding(code: str, place: Place = NOWHERE, **details: Any) -> Finding:
    """Return the finding ``code`` with its sentences in Chinese and English.

    A detail that is a pair is said in Chinese and in English; what is stored is
    the Chinese, as printed.
    """
    template = codebook().findings[code]
    zh = {key: value[0] if isinstance(value, tuple) else value for key, value in details.items()}
    en = {key: value[1] if isinstance(value, tuple) else value for key, value in details.items()}
    return Finding(code, template.severity, place, template.zh.format(**zh), template.en.format(**en), zh)
