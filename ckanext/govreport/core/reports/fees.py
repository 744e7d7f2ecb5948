"""The fee for processing information (国办函〔2020〕109号), from the sentences of the sixth part."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from functools import cache
from pathlib import Path

import yaml

from ..codebook import Edition, codebook
from ..text.folding import fold_text
from .model import Figure, Section

__all__ = ["parse_fees"]


def parse_fees(sections: Sequence[Section], form: Edition) -> tuple[Figure, ...]:
    """Return the amount charged and the number of cases, as far as the part for it states them surely.

    A sentence that says none was charged is an amount of 0; two different
    amounts are unclear; nothing said gives no figure.
    """
    part = form.part_of("text")
    text = fold_text("\n".join(each.text for each in sections if part and each.number == part.number))
    patterns = _patterns()
    if not patterns["subject"].search(text):
        return ()
    figures = []
    amounts = {
        (Decimal(match["amount"].replace(",", "")), match["unit"]): match.group()
        for name in ("amount", "amount_before")
        for match in patterns[name].finditer(text)
    }
    none = patterns["none"].search(text)
    if len(amounts) == 1 and not none:
        (amount, unit), raw = next(iter(amounts.items()))
        figures.append(Figure("processing_fee_amount", None, amount, "reported", raw, unit=unit))
    elif none and not amounts:
        figures.append(
            Figure(
                "processing_fee_amount",
                None,
                Decimal(0),
                "reported",
                none.group(),
                unit=codebook().indicators["processing_fee_amount"].unit,
            )
        )
    elif amounts:
        figures.append(Figure("processing_fee_amount", None, None, "unclear", " ".join(amounts.values())))
    cases = {
        int(match["cases"] or match["cases2"]): match.group() for match in patterns["cases"].finditer(text)
    }
    if len(cases) == 1:
        count, raw = next(iter(cases.items()))
        figures.append(Figure("processing_fee_cases", None, count, "reported", raw))
    return tuple(figures)


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    words = yaml.safe_load(Path(__file__).with_suffix(".yaml").read_text(encoding="utf-8"))
    return {name: re.compile(pattern) for name, pattern in words.items()}
