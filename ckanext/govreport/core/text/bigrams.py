"""Chinese text cut into pairs of characters, for search engines that only know spaces."""

from __future__ import annotations

import re
import unicodedata

from .folding import HAN

__all__ = ["bigram_query", "bigrams"]

RUN = re.compile(f"[{HAN}]+")


def bigrams(text: str) -> str:
    """Return what to index for ``text``: each run of Han characters as overlapping pairs.

    Single characters follow once each at the end, so that a query of one
    character finds them without parting the pairs of a phrase.

    >>> bigrams("牧野区2021年")
    '牧野 野区 2021 年 牧 野 区'
    """
    folded = unicodedata.normalize("NFKC", text)
    pairs = " ".join(RUN.sub(lambda run: f" {' '.join(_pairs(run.group()))} ", folded).split())
    singles = dict.fromkeys(sign for run in RUN.findall(folded) if len(run) > 1 for sign in run)
    return " ".join([pairs, *singles])


def bigram_query(query: str) -> str:
    """Return ``query`` with each run of Han characters as a phrase of pairs.

    What stands in quotes already stays one phrase; everything else is untouched.

    >>> bigram_query("政府信息公开 2021")
    '"政府 府信 信息 息公 公开" 2021'
    >>> bigram_query('"牧野区 政务"'), bigram_query("牧野区2021")
    ('"牧野 野区 政务"', '"牧野 野区" 2021')
    """
    folded = unicodedata.normalize("NFKC", query)
    parts = re.split(r'("[^"]*")', folded)
    return " ".join(
        " ".join(
            _in_phrase(part) if part.startswith('"') and len(part) > 1 else _as_phrases(part)
            for part in parts
        ).split()
    )


def _pairs(run: str) -> list[str]:
    return [run[start : start + 2] for start in range(len(run) - 1)] or [run]


def _as_phrases(text: str) -> str:
    return RUN.sub(lambda run: f' "{" ".join(_pairs(run.group()))}" ', text)


def _in_phrase(text: str) -> str:
    inner = RUN.sub(lambda run: f" {' '.join(_pairs(run.group()))} ", text[1:-1])
    return f'"{" ".join(inner.split())}"'
