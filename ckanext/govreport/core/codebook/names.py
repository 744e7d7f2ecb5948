"""How a figure is named on the form: its table, row and column as printed, and in English."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from .forms import Edition, Label
from .loader import codebook

__all__ = ["Names", "printed_names", "table_name"]

Pair = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Names:
    """The Chinese and English names of a figure's table, row and column."""

    table: Pair
    row: Pair
    column: Pair


def table_name(edition: Edition, table: str) -> Pair:
    """Return the heading under which a table is printed, or its own, in Chinese and English."""
    part = edition.part_of(table)
    if part is not None:
        return _pair(part.label)
    return _pair(edition.statistics.label) if edition.statistics else (table, table)


def printed_names(edition: str, indicator: str, applicant: str | None = None) -> Names:
    """Return how a figure of an edition is named in print.

    >>> printed_names("2021", "refused_state_secret", "company").row[0]
    '（三）不予公开 1.属于国家秘密'
    >>> printed_names("2021", "litigation_direct_total").column
    ('总计', 'Total')
    """
    names = _names(edition).get(indicator)
    if names is None:
        known = codebook().indicators[indicator]
        return Names((known.zh, known.en), (known.zh, known.en), ("", ""))
    if applicant is None or names.column[0]:
        return names
    column = codebook().applicants[applicant]
    return Names(names.table, names.row, (column.zh, column.en))


@cache
def _names(code: str) -> dict[str, Names]:
    edition = codebook().editions[code]
    names: dict[str, Names] = {}
    for block in edition.disclosure:
        for row in block.rows:
            for column, indicator in zip(block.columns, row.indicators, strict=True):
                names[indicator] = Names(
                    table_name(edition, "disclosure"), _pair(row.label), _pair(column.label)
                )
    for above, request in edition.request_rows():
        within = [_pair(group.label) for group in above[1:]]
        zh, en = zip(*within, _pair(request.label), strict=True)
        names[request.indicator or ""] = Names(
            table_name(edition, "requests"), (" ".join(zh), " ".join(en)), ("", "")
        )
    for group in edition.disputes:
        for result in group.results:
            names[result.indicator] = Names(
                table_name(edition, "disputes"), _pair(group.label), _pair(result.label)
            )
    for over, statistic in edition.statistics_rows():
        zh, en = zip(*(_pair(each.label) for each in (*over, statistic)), strict=True)
        for head, indicator in zip(_columns(edition), statistic.indicators, strict=False):
            names[indicator] = Names(
                table_name(edition, "statistics"), (" ".join(zh), " ".join(en)), _pair(head)
            )
    return names


def _columns(edition: Edition) -> tuple[Label, ...]:
    return edition.statistics.columns if edition.statistics else ()


def _pair(label: Label) -> Pair:
    return (label.zh, label.en)
