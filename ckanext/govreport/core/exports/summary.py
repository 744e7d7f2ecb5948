"""A reading as a page of text for terminals."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any, Literal

import yaml

from ..analysis import quality
from ..codebook import codebook
from ..reports.model import Figure, Reading
from .form import FormCell, FormTable, form_tables

__all__ = ["Language", "summary"]

Language = Literal["zh", "en"]
HEAD = ("agency", "year", "region", "title", "published_on")
MARKS = {"blank": "( )", "not_applicable": "/", "unclear": "?"}
LABEL_WIDTH = 44


def summary(reading: Reading, language: Language) -> str:
    """Return agency, year, edition, the tables and the findings as text."""
    return "\n".join(_lines(reading, language))


def _lines(reading: Reading, language: Language) -> Iterator[str]:
    words = _words()
    report = reading.report

    def said(name: str, value: object) -> str:
        return f"{words[name][language]}: {words['unknown'][language] if value is None else value}"

    for name in HEAD:
        yield said(name, getattr(report, name))
    edition = codebook().editions.get(report.edition or "")
    yield said("edition", getattr(edition, language) if edition else None)
    yield said("quality", words["qualities"][quality(report, reading.findings)][language])
    if edition:
        for table in form_tables(edition.code, report.figures):
            yield ""
            yield from _table(table, language)
        yield words["legend"][language]
    yield ""
    yield words["findings" if reading.findings else "no_findings"][language]
    for finding in reading.findings:
        severity = words["severities"][finding.severity][language]
        yield f"- {severity} {finding.code}: {getattr(finding, language)}"


def _table(table: FormTable, language: Language) -> Iterator[str]:
    yield getattr(table, language)
    if table.code == "disputes":
        yield from _across(table, language)
        return
    for row in (*table.head, *table.body):
        labels = [_text(cell, language) for cell in row if cell.header and not cell.unit]
        figures = [_text(cell, language) for cell in row if not cell.header]
        if not figures and len(row) == 1 and table.code == "statistics":
            yield labels[-1]
        if figures:
            yield _pad(labels[-1], LABEL_WIDTH) + "".join(_pad(figure, 14, right=True) for figure in figures)


def _across(table: FormTable, language: Language) -> Iterator[str]:
    """The table of disputes is one row of fifteen: a line for each of its three groups reads better."""
    groups = [cell for cell in table.head[0][:1] + table.head[1] if cell.column_span > 1]
    heads = [cell for cell in table.head[1] if cell.column_span == 1]
    cells = iter(table.body[0])
    yield _pad("", LABEL_WIDTH) + "".join(_pad(_text(head, language), 14, right=True) for head in heads)
    for group in groups:
        figures = [_text(next(cells), language) for _ in range(group.column_span)]
        yield _pad(_text(group, language), LABEL_WIDTH) + "".join(
            _pad(each, 14, right=True) for each in figures
        )


def _text(cell: FormCell, language: Language) -> str:
    if cell.header:
        text: str = getattr(cell, language)
        return text
    figure = cell.figure
    if not isinstance(figure, Figure):
        return ""
    return MARKS.get(figure.state) or str(figure.value)


def _pad(text: str, width: int, *, right: bool = False) -> str:
    """Return ``text`` filled or cut to ``width`` columns of a terminal; Han characters take two."""
    while _width(text) > width - 2:
        text = text[:-1]
    space = " " * (width - _width(text))
    return space + text if right else text + space


def _width(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(sign) in "WF" else 1 for sign in text)


@cache
def _words() -> dict[str, Any]:
    text = Path(__file__).with_suffix(".yaml").read_text(encoding="utf-8")
    loaded: dict[str, Any] = yaml.load(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    return loaded
