"""Document → Report: the one way from what a file holds to what an agency reported."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from ..agencies import recognise_agency
from ..codebook import Edition, codebook, printed_names, table_name
from ..documents.model import Document
from ..errors import GovReportError
from .captions import grids_of_other_years
from .disclosure import parse_disclosure
from .disputes import parse_disputes
from .edition import recognise_edition
from .fees import parse_fees
from .findings import make_finding
from .flattened import parse_flattened
from .heading import Heading, find_heading
from .lines import lines_of
from .model import Figure, Finding, Report
from .refusals import refuse_altered_copy, refuse_other_document, refuse_several_reports
from .requests import parse_requests
from .sections import parse_sections
from .tables import PrintedGrid, TableReading

__all__ = ["parse_report"]

TABLES = {"disclosure": parse_disclosure, "requests": parse_requests, "disputes": parse_disputes}
#: The doubt of a name that fits several places in the country.
AMBIGUOUS = "several_divisions"
#: So much of a line that is left over is quoted in a finding.
RAW_LENGTH = 80


def parse_report(
    document: Document, name: str = "", *, agency: str | None = None, year: int | None = None
) -> tuple[Report, tuple[Finding, ...]]:
    """Return the report in ``document`` and what is doubtful about how it was read.

    ``agency`` and ``year`` are what the place it came from says; the report's
    own words come first, and a difference is a finding.

    :raises GovReportError: the document is no report, only looks like one, is an
        altered copy, an empty form, or written on a form that is not known
    """
    heading = find_heading(document, name)
    text = "\n".join(paragraph.text for paragraph in document.paragraphs)
    cells = [cell.text for grid in document.grids for cell in grid.cells]
    edition = recognise_edition(cells, text, heading.year or year)
    form = edition or _newest()
    sections = parse_sections(document, form)
    refuse_altered_copy(text)
    if edition is None:
        refuse_other_document(document, heading.title, len(sections))
    printed = [lines for grid in document.grids if (lines := lines_of(grid))]
    other = grids_of_other_years(document, heading.year or year)
    readings = {table: _read_table(table, printed, edition, other) for table in TABLES} if edition else {}
    refuse_several_reports(readings)
    figures = _figures(readings, edition, text) if edition else ()
    is_named = bool(heading.agency and heading.year)
    if edition and not is_named and not any(figure.state == "reported" for figure in figures):
        raise GovReportError("blank_form")
    fees = parse_fees(sections)
    findings = [finding for reading in readings.values() for finding in reading.findings]
    repeated = {table for table, reading in readings.items() if _is_repeated(reading)}
    findings += [
        finding for table in TABLES if table not in repeated for finding in _missing(figures, form, table)
    ]
    findings += _unclear_cells(figures, form)
    findings += _left_over(printed, readings, form)
    head, doubts = _head(heading, document, agency, year)
    report = Report(
        agency=head.agency,
        agency_code=head.agency_code,
        year=head.year,
        edition=edition.code if edition else None,
        title=head.title,
        level=head.level,
        region=head.region,
        scope=head.scope,
        published_on=head.published_on,
        sections=sections,
        figures=(*figures, *fees),
    )
    if (
        edition
        and report.year
        and not edition.first_year <= report.year <= (edition.last_year or report.year)
    ):
        doubts.append(make_finding("edition_unusual", year=report.year, edition=(edition.zh, edition.en)))
    return report, (*findings, *doubts)


def _read_table(
    table: str, printed: Sequence[PrintedGrid], edition: Edition, other_years: frozenset[int]
) -> TableReading:
    """Return a table's figures; where it stands there twice, captions may tell which is of another year."""
    parse = TABLES[table]
    reading = parse(printed, edition)
    if not _is_repeated(reading):
        return reading
    kept = [grid for grid in printed if grid[0].grid.number not in other_years]
    again = parse(kept, edition)
    if _is_repeated(again) or all(map(_is_missing, again.figures)):
        return reading
    left = next(grid for grid in printed if grid not in kept)
    finding = make_finding("table_of_other_year", left[0].place, table=table_name(edition, table))
    return replace(again, findings=(*again.findings, finding))


def _head(
    heading: Heading, document: Document, agency: str | None, year: int | None
) -> tuple[Report, list[Finding]]:
    """Return a report that has only its head, and the doubts about it."""
    findings = []
    own_agency, own_year = heading.agency, heading.year
    context = "".join(paragraph.text for paragraph in document.paragraphs)
    known = recognise_agency(own_agency or agency or "", own_year or year, context)
    expected = recognise_agency(agency, own_year or year, context) if agency else None
    if expected and AMBIGUOUS in known.doubts and expected.name.endswith(known.name):
        known = expected
    if AMBIGUOUS in known.doubts:
        findings.append(make_finding("place_ambiguous", agency=known.name))
    if not (own_agency or agency):
        findings.append(make_finding("agency_unknown"))
    elif own_agency and not agency and heading.agency_source != "title":
        findings.append(make_finding("agency_doubtful", agency=known.name))
    elif own_agency and expected and not _same_agency(known.name, expected.name):
        findings.append(make_finding("agency_differs", printed=own_agency, expected=agency))
    if not (own_year or year):
        findings.append(make_finding("year_unknown"))
    elif own_year and year and own_year != year:
        findings.append(make_finding("year_differs", printed=own_year, expected=year))
    elif own_year and heading.year_source != "title":
        findings.append(make_finding("year_doubtful", year=own_year))
    report = Report(
        agency=known.name or None,
        agency_code=known.division_code,
        year=own_year or year,
        edition=None,
        title=heading.title,
        level=known.level,
        region=known.region,
        scope=known.scope,
        published_on=heading.published_on,
    )
    return report, findings


def _same_agency(one: str, other: str) -> bool:
    """Whether one name is the other with a superior division in front."""
    return one.endswith(other) or other.endswith(one)


def _figures(readings: Mapping[str, TableReading], edition: Edition, text: str) -> tuple[Figure, ...]:
    """Return the figures of the three tables; rows that no table has are looked for in the running text."""
    figures = [figure for reading in readings.values() for figure in reading.figures]
    if not any(map(_is_missing, figures)):
        return tuple(figures)
    flattened = parse_flattened(text, edition)
    by_cell = {cell: figure for found in flattened.values() for cell, figure in found.items()}
    one_rows = {indicator for indicator, _ in by_cell} - {figure.indicator for figure in figures}
    replaced = {
        row.indicator
        for _, group in edition.request_rows()
        if group.indicator in one_rows
        for row in group.rows
    }
    kept = [figure for figure in figures if figure.indicator not in replaced]
    added = [figure for (indicator, _), figure in by_cell.items() if indicator in one_rows]
    return (
        *(by_cell.get((f.indicator, f.applicant), f) if _is_missing(f) else f for f in kept),
        *added,
    )


def _is_missing(figure: Figure) -> bool:
    return figure.state == "unclear" and not figure.raw and figure.place.table is None


def _is_repeated(reading: TableReading) -> bool:
    return any(finding.code == "table_repeated" for finding in reading.findings)


def _missing(figures: Sequence[Figure], form: Edition, table: str) -> list[Finding]:
    """Return a finding for a table that is not there, or for each column or else row."""
    mine = [each for each in figures if codebook().indicators[each.indicator].table == table]
    missing = [each for each in mine if _is_missing(each)]
    there = {each.applicant for each in mine if not _is_missing(each)}
    name = table_name(form, table)
    if len(missing) == len(mine):
        return [make_finding("table_missing", table=name)]
    columns = dict.fromkeys(each.applicant for each in missing if each.applicant not in there)
    rows = dict.fromkeys(
        printed_names(form.code, each.indicator).row for each in missing if each.applicant in there
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
        if figure.state != "unclear" or _is_missing(figure):
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
        if line.grid.number in tables and (line.grid.number, line.row) not in used
    ]


def _newest() -> Edition:
    return max(codebook().editions.values(), key=lambda edition: edition.first_year)
