"""What a reader types, as a query that Solr understands: Chinese as phrases of pairs."""

from __future__ import annotations

import re
import unicodedata

from ..core.text.bigrams import bigram_query
from ..core.text.folding import is_han

__all__ = ["chinese_query"]

#: What stands in quotes, or a word; a quote that is never closed is no quote.
PARTS = re.compile(r'([+-]?)("[^"]*"|[^\s"]+)')
#: Signs that mean something to Solr.
OPERATORS = set(':+-!"~*?^()[]{}|&\\/')


def chinese_query(query: str) -> str | None:
    """Return the query to send for what a reader typed, None where it is to stay as it is.

    Words parted by a space must all be found. A query with a half-width colon is
    Solr's own language and stays; full-width signs are only punctuation.

    >>> chinese_query("牧野区 2021"), chinese_query("查询：“牧野”")
    ('"牧野 野区" 2021', '"查询" "牧野"')
    >>> chinese_query('"牧野区 政务" -统计局'), chinese_query("title:牧野"), chinese_query("annual report")
    ('"牧野 野区 政务" -"统计 计局"', None, None)
    """
    if not is_han(query) or ":" in query:
        return None
    plain = "".join(" " if _is_punctuation(sign) else sign for sign in query)
    parts = []
    for sign, words in PARTS.findall(plain):
        parts += [f"{sign}{part}" for part in _phrases(bigram_query(words))]
    return " ".join(parts)


def _is_punctuation(sign: str) -> bool:
    """Say whether ``sign`` is punctuation of Chinese text, or would become an operator when folded."""
    if ord(sign) < 128:
        return False
    folded = unicodedata.normalize("NFKC", sign)
    return bool(OPERATORS & set(folded)) or unicodedata.category(sign).startswith("P")


def _phrases(query: str) -> list[str]:
    return re.findall(r'"[^"]*"|[^\s"]+', query)
