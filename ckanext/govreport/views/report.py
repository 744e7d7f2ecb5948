"""One report as its page shows it: key figures, tables, findings, narrative, and where it comes from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import ckan.plugins.toolkit as tk

from ..core.codebook import codebook
from ..search.labels import figure_label, reader_language
from .tables import Table, report_tables, show_number

__all__ = ["FindingLine", "KeyFigure", "Part", "ReportPage", "key_figures", "report_page"]

#: Key figures, as a line of results shows them.
KEY_FIGURES = ("requests_received", "granted", "partly_granted", "refused", "disputes")


@dataclass(frozen=True, slots=True)
class KeyFigure:
    """A figure by which reports are compared; ``text`` is empty where the report does not tell it."""

    code: str
    label: str
    text: str


@dataclass(frozen=True, slots=True)
class FindingLine:
    """A doubt about the report, in words; ``marked`` when a cell of a table refers to it."""

    number: int
    code: str
    severity: str
    severity_label: str
    origin_label: str
    text: str
    marked: bool


@dataclass(frozen=True, slots=True)
class Part:
    """One of the parts: its heading and paragraphs; ``table`` is the code of the table that it holds."""

    number: int
    heading: str
    paragraphs: tuple[str, ...]
    table: str | None


@dataclass(frozen=True, slots=True)
class ReportPage:
    """Everything below the title of a report's page."""

    has_reading: bool
    tables: list[Table]
    findings: list[FindingLine]
    parts: list[Part]
    files: dict[str, list[dict[str, Any]]]


def report_page(dataset: Mapping[str, Any]) -> ReportPage:
    """Return what the page of ``dataset`` shows; without a reading, the totals that the dataset holds."""
    reading = _reading(dataset)
    edition = dataset.get("edition")
    figures = reading["figures"] if reading else _totals(dataset)
    findings = reading["findings"] if reading else []
    tables = report_tables(edition, figures, findings) if edition in codebook().editions and figures else []
    marked = {number for table in tables for number in table.findings}
    files: dict[str, list[dict[str, Any]]] = {}
    for resource in dataset.get("resources", []):
        files.setdefault(resource.get("role") or "", []).append(resource)
    return ReportPage(
        reading is not None,
        tables,
        [_finding(number, finding, number in marked) for number, finding in enumerate(findings, 1)],
        _parts(reading["report"]["sections"], tables, edition) if reading else [],
        files,
    )


def key_figures(dataset: Mapping[str, Any]) -> list[KeyFigure]:
    """Return the key figures of a dataset, in the order of the form."""
    return [
        KeyFigure(code, figure_label(code), show_number(dataset[code]) if _is_told(dataset, code) else "")
        for code in KEY_FIGURES
    ]


def _is_told(dataset: Mapping[str, Any], code: str) -> bool:
    return dataset.get(code) not in (None, "")


def _reading(dataset: Mapping[str, Any]) -> dict[str, Any] | None:
    try:
        shown: dict[str, Any] = tk.get_action("govreport_report_show")({}, {"id": dataset["id"]})
    except (tk.ObjectNotFound, tk.NotAuthorized, tk.ValidationError):
        return None
    return shown if shown["report"] else None


def _totals(dataset: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Return the totals of a dataset that was entered by hand, in the form of a reading's figures."""
    indicators = codebook().indicators
    return [
        {
            "indicator": code,
            "applicant": indicators[code].total_applicant,
            "value": value,
            "state": "reported",
            "raw": "",
        }
        for code, value in (dataset.get("figures") or {}).items()
        if code in indicators
    ]


def _finding(number: int, finding: Mapping[str, Any], marked: bool) -> FindingLine:
    template = codebook().findings.get(finding["code"])
    severities = {"error": tk._("Error"), "warning": tk._("Warning"), "notice": tk._("Notice")}
    origins = {"agency": tk._("in the report"), "reader": tk._("in the reading")}
    return FindingLine(
        number,
        finding["code"],
        finding["severity"],
        severities.get(finding["severity"], finding["severity"]),
        origins[template.origin] if template else "",
        finding[reader_language()],
        marked,
    )


def _parts(sections: list[dict[str, Any]], tables: list[Table], edition: str | None) -> list[Part]:
    form = codebook().editions.get(edition or "")
    holds = {part.number: part.holds for part in form.parts} if form else {}
    shown = {table.code for table in tables}
    return [
        Part(
            section["number"],
            section["heading"],
            tuple(line.strip() for line in section["text"].splitlines() if line.strip()),
            table if (table := holds.get(section["number"])) in shown else None,
        )
        for section in sections
    ]
