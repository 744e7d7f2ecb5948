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
from .model import Figure, Section, Statement

__all__ = ["parse_fees"]


def parse_fees(
    sections: Sequence[Section], statements: Sequence[Statement], form: Edition
) -> tuple[Figure, ...]:
    """Return the amount charged and the number of cases, as far as the part for it states them surely.

    A sentence that says none was charged is an amount of 0; two different
    amounts are unclear; nothing said gives no figure.
    """
    part = form.part_of("text")
    if part is None:
        return ()
    text = fold_text("\n".join(each.text for each in sections if each.number == part.number))
    said = [each for each in statements if each.section == part.number]
    none = _none().search(text)
    figures = []
    charged = [each for each in said if each.counts == "processing_fee_amount"]
    amounts = {(each.value, each.unit): each.raw + each.unit for each in charged}
    if len(amounts) == 1 and not none:
        (amount, money), raw = next(iter(amounts.items()))
        figures.append(Figure("processing_fee_amount", None, Decimal(amount), "reported", raw, unit=money))
    elif none and not amounts:
        unit = codebook().indicators["processing_fee_amount"].unit
        figures.append(Figure("processing_fee_amount", None, Decimal(0), "reported", none.group(), unit=unit))
    elif amounts:
        figures.append(Figure("processing_fee_amount", None, None, "unclear", " ".join(amounts.values())))
    cases = {each.value: each.raw + each.unit for each in said if each.counts == "processing_fee_cases"}
    if len(cases) == 1:
        count, raw = next(iter(cases.items()))
        figures.append(Figure("processing_fee_cases", None, int(count), "reported", raw))
    return tuple(figures)


@cache
def _none() -> re.Pattern[str]:
    words = yaml.safe_load(Path(__file__).with_suffix(".yaml").read_text(encoding="utf-8"))
    return re.compile(words["none"])
