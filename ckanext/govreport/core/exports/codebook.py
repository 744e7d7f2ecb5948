"""The codebook as tables: what is counted, and what of one form compares with what of another."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from ..codebook import Codebook, Indicator

__all__ = ["CROSSWALK_COLUMNS", "INDICATOR_COLUMNS", "crosswalk_rows", "indicator_row"]

INDICATOR_COLUMNS = ("code", "table", "zh", "en", "unit", "kind", "note", "editions", "comparable")
CROSSWALK_COLUMNS = ("relation", "one", "other", "one_editions", "other_editions", "zh", "en")


def indicator_row(indicator: Indicator, book: Codebook) -> dict[str, Any]:
    """Return one indicator (INDICATOR_COLUMNS).

    ``editions`` are the forms that ask for it; ``comparable`` says how it compares
    with others: for each its ``relation``, ``with`` (codes; several are added up),
    ``and`` (codes that must be added to this one first), ``zh`` and ``en``.
    """
    return {
        "code": indicator.code,
        "table": indicator.table,
        "zh": indicator.zh,
        "en": indicator.en,
        "unit": indicator.unit,
        "kind": indicator.kind,
        "note": indicator.note,
        "editions": list(book.editions_with(indicator.code)),
        "comparable": [
            {
                "relation": entry.relation,
                "with": list(entry.other if indicator.code in entry.one else entry.one),
                "and": [
                    code
                    for code in (entry.one if indicator.code in entry.one else entry.other)
                    if code != indicator.code
                ],
                "zh": entry.zh,
                "en": entry.en,
            }
            for entry in book.comparisons_of(indicator.code)
        ],
    }


def crosswalk_rows(book: Codebook) -> list[dict[str, Any]]:
    """Return what compares with what across the forms (CROSSWALK_COLUMNS), shared codes first."""
    return [
        {
            "relation": entry.relation,
            "one": list(entry.one),
            "other": list(entry.other),
            "one_editions": _editions(entry.one, book),
            "other_editions": _editions(entry.other, book),
            "zh": entry.zh,
            "en": entry.en,
        }
        for entry in (*book.shared, *book.crosswalk)
    ]


def _editions(codes: Sequence[str], book: Codebook) -> list[str]:
    """Return the forms that have all of these indicators."""
    return [code for code, form in book.editions.items() if set(codes) <= set(form.indicators)]
