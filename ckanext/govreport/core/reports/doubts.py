"""What is doubtful about the figures of a report: what is missing, unclear, left over or unusual."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from ..codebook import Edition, codebook, printed_names, table_name
from ..documents.model import Document
from .findings import make_finding
from .model import Figure, Finding, Place, Report
from .refusals import holds_numbers
from .sections import recognise_part
from .tables import PrintedGrid, TableReading

__all__ = ["find_doubts", "find_no_figures", "find_pictures", "find_unusual"]

#: So much of a line that is left over is quoted in a finding.
RAW_LENGTH = 80
#: From the reports on this year on every report has the three tables.
TABLES_SINCE = 2019


def find_doubts(
    printed: Sequence[PrintedGrid],
    readings: Mapping[str, TableReading],
    figures: Sequence[Figure],
    form: Edition,
) -> list[Finding]:
    """Return what is doubtful about the figures that were read from the tables of a form."""
    findings = [finding for reading in readings.values() for finding in reading.findings]
    for table, reading in readings.items():
        if not reading.is_repeated:
            findings += _missing(figures, form, table)
    return [*findings, *_unclear_cells(figures, form), *_left_over(printed, readings, form)]


def find_no_figures(document: Document, report: Report) -> list[Finding]:
    """Return why a report on no form that we know has no figures."""
    if holds_numbers(document.grids):
        return [make_finding("form_unknown")]
    if report.year is not None and report.year < TABLES_SINCE:
        return [make_finding("no_statistics")]
    form = codebook().national_edition(report.year)
    return [make_finding("table_missing", table=table_name(form, table)) for table in form.tables]


def find_pictures(document: Document) -> list[Finding]:
    """Return what is to be said of pages that are pictures: read by OCR, or not read."""
    unread = [make_finding("page_unread", Place(page=page), page=page) for page in document.unread_pages]
    return [make_finding("read_by_ocr"), *unread] if document.by_ocr else unread


def find_unusual(report: Report, readings: Mapping[str, TableReading]) -> list[Finding]:
    """Return what does not go with the report's year: its form, or the heads of its columns."""
    edition = codebook().editions.get(report.edition or "")
    if edition is None or report.year is None:
        return []
    findings = []
    if not edition.in_use(report.year):
        unusual = make_finding("edition_unusual", year=report.year, edition=(edition.zh, edition.en))
        findings.append(unusual)
    for table, reading in readings.items():
        if reading.year not in (None, report.year):
            name = table_name(edition, table)
            findings.append(
                make_finding("column_of_another_year", table=name, printed=reading.year, year=report.year)
            )
    return findings


def _missing(figures: Sequence[Figure], form: Edition, table: str) -> list[Finding]:
    """Return a finding for a table that is not there, or for each column or else row."""
    codes = set(form.indicators_of(table))
    mine = [each for each in figures if each.indicator in codes]
    missing = [each for each in mine if each.is_missing]
    name = table_name(form, table)
    if len(missing) == len(mine):
        return [make_finding("table_missing", table=name)]
    by_applicant = {each.applicant for each in mine if table == "requests"}
    gone = by_applicant - {each.applicant for each in mine if not each.is_missing}
    columns = dict.fromkeys(each.applicant for each in missing if each.applicant in gone)
    rows = dict.fromkeys(
        printed_names(form.code, each.indicator).row for each in missing if each.applicant not in gone
    )
    known = codebook().applicants
    named = [(known[code].zh, known[code].en) for code in columns if code]
    return [make_finding("column_missing", table=name, column=column) for column in named] + [
        make_finding("row_missing", table=name, row=row) for row in rows
    ]


def _unclear_cells(figures: Sequence[Figure], form: Edition) -> list[Finding]:
    """Return a finding for each cell that could not be read; one for a row that ran together."""
    findings: dict[tuple[str, str], Finding] = {}
    for figure in figures:
        if figure.state != "unclear" or figure.is_missing:
            continue
        names = printed_names(form.code, figure.indicator, figure.applicant)
        ran_together = figure.place.column is None
        cell = (names.row[0], figure.raw if ran_together else names.column[0])
        findings.setdefault(
            cell,
            make_finding(
                "row_unclear" if ran_together else "cell_unclear",
                figure.place,
                table=names.table,
                row=names.row,
                column=names.column,
                raw=" ".join(figure.raw.split()),
            ),
        )
    return list(findings.values())


def _left_over(
    grids: Sequence[PrintedGrid], readings: Mapping[str, TableReading], edition: Edition
) -> list[Finding]:
    """Return a finding for each line of a table that no table of the form has a use for."""
    used = frozenset().union(*(reading.lines for reading in readings.values()))
    tables = {number: table for table, reading in readings.items() for number, _ in reading.lines}
    return [
        make_finding(
            "cell_left_over",
            line.place,
            table=table_name(edition, tables[line.grid.number]),
            raw=line.raw[:RAW_LENGTH],
        )
        for grid in grids
        for line in grid
        if line.grid.number in tables
        and (line.grid.number, line.row) not in used
        and not (len(line.cells) == 1 and recognise_part(line.cells[0].text, edition))
    ]
