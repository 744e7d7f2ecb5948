"""Bands of counts, in their natural order."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from pathlib import Path

import yaml

__all__ = ["Band", "bands", "find_band"]


@dataclass(frozen=True, slots=True)
class Band:
    """The counts from ``first`` to ``last``, both within; the highest band has no last."""

    code: str
    first: int
    last: int | None

    @property
    def label(self) -> str:
        """The band in figures, the same in every language."""
        if self.last is None:
            return f"{self.first:,}+"
        return f"{self.first:,}" if self.first == self.last else f"{self.first:,}–{self.last:,}"


@cache
def bands() -> dict[str, Band]:
    """Return every band by its code, lowest first.

    :raises ValueError: two bands overlap or leave a gap
    """
    text = Path(__file__).with_suffix(".yaml").read_text(encoding="utf-8")
    found = [Band(**entry) for entry in yaml.safe_load(text)]
    for lower, upper in pairwise(found):
        if lower.last is None or lower.last + 1 != upper.first:
            raise ValueError(f"bands.yaml: {lower.code} and {upper.code} do not meet")
    return {band.code: band for band in found}


def find_band(count: int) -> str | None:
    """Return the code of the band that ``count`` falls into, None for a negative one.

    >>> find_band(0), find_band(99), find_band(123456), find_band(-1)
    ('0', '10-99', '10000+', None)
    """
    for band in bands().values():
        if band.first <= count and (band.last is None or count <= band.last):
            return band.code
    return None
