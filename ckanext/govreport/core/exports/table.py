"""Figures and findings as CSV, one row each."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from ..codebook import codebook
from ..reports.model import Place, Reading

__all__ = ["FIGURE_COLUMNS", "FINDING_COLUMNS", "figures_csv", "findings_csv", "rows_csv"]

FIGURE_COLUMNS = (
    "agency",
    "year",
    "edition",
    "indicator",
    "applicant",
    "value",
    "state",
    "raw",
    "unit",
    "note",
    "confirmed",
    "confirmed_by",
    "reader",
    "page",
    "table",
    "row",
    "column",
    "indicator_zh",
    "indicator_en",
    "applicant_zh",
    "applicant_en",
)
#: What a spreadsheet would take for a formula.
FORMULA = re.compile(r"[=@\t\r]|[+-](?!\d[\d,.]*$|$)")
FINDING_COLUMNS = ("agency", "year", "code", "severity", "page", "table", "row", "column", "zh", "en")


def figures_csv(reading: Reading, *, heads: bool = True) -> str:
    """Return every figure as a CSV row (FIGURE_COLUMNS); a blank has no value, its ``state`` says so."""
    report = reading.report
    book = codebook()
    rows = []
    for figure in report.figures:
        indicator = book.indicators[figure.indicator]
        applicant = book.applicants.get(figure.applicant or "")
        rows.append(
            (
                report.agency,
                report.year,
                report.edition,
                figure.indicator,
                figure.applicant,
                figure.value,
                figure.state,
                figure.raw,
                figure.unit,
                figure.note,
                str(figure.confirmed).lower(),
                figure.confirmed_by,
                figure.reader,
                *_place(figure.place),
                indicator.zh,
                indicator.en,
                applicant.zh if applicant else None,
                applicant.en if applicant else None,
            )
        )
    return _write(FIGURE_COLUMNS if heads else None, rows)


def findings_csv(reading: Reading) -> str:
    """Return every finding as a CSV row (FINDING_COLUMNS)."""
    report = reading.report
    rows = [
        (report.agency, report.year, each.code, each.severity, *_place(each.place), each.zh, each.en)
        for each in reading.findings
    ]
    return _write(FINDING_COLUMNS, rows)


def rows_csv(columns: Sequence[str], rows: Iterable[Mapping[str, Any]]) -> str:
    """Return rows as CSV; codes in a list are parted by blanks, other things in a list are JSON."""
    return _write(columns, ([_plain(row[column]) for column in columns] for row in rows))


def _plain(value: Any) -> Any:
    if not isinstance(value, list):
        return value
    if all(isinstance(each, str) for each in value):
        return " ".join(value)
    return json.dumps(value, ensure_ascii=False)


def _place(place: Place) -> tuple[int | None, ...]:
    return (place.page, place.table, place.row, place.column)


def _write(heads: Sequence[str] | None, rows: Iterable[Sequence[Any]]) -> str:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    if heads:
        writer.writerow(heads)
    writer.writerows([_inert(value) for value in row] for row in rows)
    return out.getvalue()


def _inert(value: Any) -> Any:
    """Keep a spreadsheet from running a cell's text as a formula; signed numbers and bare signs are none."""
    return f"'{value}" if isinstance(value, str) and FORMULA.match(value) else value
