"""A report as a dataset: the fields that follow from a reading."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from ..core.analysis.totals import KEY_FIGURES, key_figures, quality, totals
from ..core.reports.model import Reading
from .names import OWN_AGENCY, dataset_name

__all__ = ["READ_FIELDS", "TYPE", "build_dataset", "dataset_title", "plain_number"]

TYPE = "govreport"
#: What a reading says of a report; when it says nothing of one of them, an earlier value goes.
READ_FIELDS = (
    *("name", "title", "notes", "agency", "agency_code", "level", "region", "year", "edition", "scope"),
    *("published_on", "figures", "quality", "findings_count", "parser_version", *KEY_FIGURES),
)


def build_dataset(reading: Reading) -> dict[str, Any]:
    """Return the fields of the dataset for ``reading``, whose agency and year must be known."""
    report = reading.report
    if not report.agency or not report.year:
        raise ValueError("a report without agency or year has no dataset")
    counts = key_figures(report)
    figures = {code: plain_number(number) for code, number in totals(report).items()}
    fields = {
        "type": TYPE,
        "name": dataset_name(report.agency, report.year, report.scope),
        "title": dataset_title(report.agency, report.year),
        "notes": _summary(counts, bool(figures)),
        "agency": report.agency,
        "agency_code": report.agency_code,
        "level": report.level,
        "region": report.region,
        "year": report.year,
        "edition": report.edition,
        "scope": report.scope or OWN_AGENCY,
        "published_on": report.published_on,
        "figures": figures or None,
        "quality": quality(report, reading.findings),
        "findings_count": len(reading.findings),
        "parser_version": reading.parser_version,
        **counts,
    }
    return {name: value for name, value in fields.items() if value is not None}


def dataset_title(agency: str, year: int | str) -> str:
    """Return the title of the dataset for an agency's report on a year.

    >>> dataset_title("洪泽区统计局", 2023)
    '洪泽区统计局2023年政府信息公开工作年度报告'
    """
    title: str = _words()["title"].format(agency=agency, year=year)
    return title


def plain_number(number: int | Decimal) -> int | float:
    """Return a number that JSON prints with the same digits.

    >>> plain_number(Decimal("59237.2449")), plain_number(Decimal("12.00"))
    (59237.2449, 12)
    """
    return int(number) if number == int(number) else float(number)


def _summary(counts: Mapping[str, int], has_figures: bool) -> str:
    words = _words()
    said = [text.format(count=counts[name]) for name, text in words["counts"].items() if name in counts]
    summary: str = words["summary" if said else "other_counts" if has_figures else "no_counts"]
    return summary.format(counts=words["between"].join(said))


@cache
def _words() -> dict[str, Any]:
    text = Path(__file__).with_name("wording.yaml").read_text(encoding="utf-8")
    words: dict[str, Any] = yaml.safe_load(text)
    return words
