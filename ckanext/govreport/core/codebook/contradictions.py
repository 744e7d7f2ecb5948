"""What in a codebook contradicts itself, refused with file and entry."""

from __future__ import annotations

from collections.abc import Iterable
from typing import get_args

from .forms import Edition, Table
from .model import Codebook, Comparison, Relation

__all__ = ["CodebookError", "refuse_contradictions"]


class CodebookError(ValueError):
    """The YAML contradicts itself; says which file and entry."""


def refuse_contradictions(book: Codebook) -> None:
    """Refuse a codebook that names what it does not define, or says two things of one.

    :raises CodebookError: with the file and the entry
    """
    for edition in book.editions.values():
        _refuse_edition(edition, book)
    for check in book.checks.values():
        known: Iterable[str] = book.applicants if check.per == "indicator" else book.indicators
        _refuse_unknown("checks.yaml", (*check.left, *check.right), known)
        _refuse_unknown("checks.yaml", (check.finding,), book.findings)
    _refuse_crosswalk(book)


def _refuse_edition(edition: Edition, book: Codebook) -> None:
    where = f"editions/{edition.code}.yaml"
    _refuse_unknown(where, edition.indicators, book.indicators)
    _refuse_unknown(where, edition.applicants, book.applicants)
    _refuse_unknown(where, (part.holds for part in edition.parts if part.holds), get_args(Table))
    if len(set(edition.indicators)) != len(edition.indicators):
        raise CodebookError(f"{where}: an indicator stands in two places")
    if not edition.tables:
        raise CodebookError(f"{where}: the form has no table")
    if edition.requests and set(edition.applicants) != set(book.applicants):
        raise CodebookError(f"{where}: not every applicant has a column")
    for table in edition.tables:
        if table != "statistics" and edition.part_of(table) is None:
            raise CodebookError(f"{where}: no part holds the table {table}")
    for block in edition.disclosure:
        for row in block.rows:
            if len(row.indicators) != len(block.columns):
                raise CodebookError(f"{where}: {row.label.zh} needs {len(block.columns)} indicators")
    columns = len(edition.statistics.columns) if edition.statistics else 0
    for _, statistic in edition.statistics_rows():
        if len(statistic.indicators) not in (0, columns):
            raise CodebookError(f"{where}: {statistic.label.zh} needs {columns} indicators")
        if not statistic.indicators and not statistic.rows:
            raise CodebookError(f"{where}: {statistic.label.zh} counts nothing")


def _refuse_crosswalk(book: Codebook) -> None:
    pairs = set()
    for entry in book.crosswalk:
        where = f"crosswalk.yaml: {' + '.join(entry.one)} / {' + '.join(entry.other)}"
        _refuse_unknown(where, (*entry.one, *entry.other), book.indicators)
        if entry.relation not in get_args(Relation):
            raise CodebookError(f"{where}: {entry.relation} is no relation")
        if not entry.zh or not entry.en:
            raise CodebookError(f"{where}: the reason is missing")
        if not entry.one or not entry.other or set(entry.one) & set(entry.other):
            raise CodebookError(f"{where}: an indicator is compared with itself")
        if _share_an_edition(entry, book):
            raise CodebookError(f"{where}: both stand on the same forms and need no comparing")
        pair = frozenset((frozenset(entry.one), frozenset(entry.other)))
        if pair in pairs:
            raise CodebookError(f"{where}: compared twice")
        pairs.add(pair)


def _share_an_edition(entry: Comparison, book: Codebook) -> bool:
    """Whether every form that has one side whole has the other whole as well."""
    one, other = (
        {code for code, form in book.editions.items() if set(side) <= set(form.indicators)}
        for side in (entry.one, entry.other)
    )
    return bool(one) and one == other


def _refuse_unknown(where: str, names: Iterable[str], known: Iterable[str]) -> None:
    unknown = set(names) - set(known)
    if unknown:
        raise CodebookError(f"{where}: not defined: {', '.join(sorted(unknown))}")
