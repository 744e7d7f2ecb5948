"""Document → Report: the one way from what a file holds to what an agency reported."""

from __future__ import annotations

from collections.abc import Sequence

from ..agencies import recognise_agency
from ..codebook import Edition, codebook, printed_names, table_name
from ..documents.model import Document, Grid
from ..errors import GovReportError
from ..text.numbers import read_count
from .disclosure import parse_disclosure
from .disputes import parse_disputes
from .edition import recognise_edition
from .fees import parse_fees
from .findings import make_finding
from .heading import Heading, find_heading
from .lines import lines_of, place_of
from .model import Figure, Finding, Report
from .requests import parse_requests
from .sections import parse_sections
from .tables import TableReading

__all__ = ["parse_report"]

#: With so many numbers in its tables, a document whose labels we do not know is another form.
NUMBERS_OF_A_FORM = 10
TABLES = {"disclosure": parse_disclosure, "requests": parse_requests, "disputes": parse_disputes}
PARTS_OF_A_REPORT = 3


def parse_report(
    document: Document, name: str = "", *, agency: str | None = None, year: int | None = None
) -> tuple[Report, tuple[Finding, ...]]:
    """Return the report in ``document`` and what is doubtful about how it was read.

    ``agency`` and ``year`` are what the place it came from says; the report's
    own words come first, and a difference is a finding.

    :raises GovReportError: the document is no report (``not_a_report``), uses a
        form that is not known (``unknown_form``) or is an empty form (``blank_form``)
    """
    heading = find_heading(document, name)
    cells = [cell.text for grid in document.grids for cell in grid.cells]
    edition = recognise_edition(cells, heading.year or year)
    form = edition or _newest()
    sections = parse_sections(document, form)
    is_report = bool(heading.title) or len(sections) >= PARTS_OF_A_REPORT
    readings = _read_tables(document, edition, is_report)
    figures = tuple(figure for _, reading in readings for figure in reading.figures)
    if not heading.title and edition and not any(figure.state == "reported" for figure in figures):
        raise GovReportError("blank_form")
    figures += parse_fees(sections)
    findings = [finding for _, reading in readings for finding in reading.findings]
    if not edition:
        findings += [make_finding("table_missing", table=table_name(form, table)) for table in TABLES]
    findings += _unclear_cells(figures, form)
    findings += _left_over(document.grids, readings, form)
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
        figures=figures,
    )
    if (
        edition
        and report.year
        and not edition.first_year <= report.year <= (edition.last_year or report.year)
    ):
        doubts.append(make_finding("edition_unusual", year=report.year, edition=(edition.zh, edition.en)))
    return report, (*findings, *doubts)


def _head(
    heading: Heading, document: Document, agency: str | None, year: int | None
) -> tuple[Report, list[Finding]]:
    """Return a report that has only its head, and the doubts about it."""
    findings = []
    own_agency, own_year = heading.agency, heading.year
    context = "".join(paragraph.text for paragraph in document.paragraphs)
    known = recognise_agency(own_agency or agency or "", own_year or year, context)
    expected = recognise_agency(agency, own_year or year, context) if agency else None
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


def _unclear_cells(figures: Sequence[Figure], edition: Edition) -> list[Finding]:
    """Return a finding for each cell that stands there but could not be read."""
    findings = []
    for figure in figures:
        if figure.state == "unclear" and (figure.place.table is not None or figure.raw):
            names = printed_names(edition.code, figure.indicator, figure.applicant)
            findings.append(
                make_finding(
                    "cell_unclear",
                    figure.place,
                    table=names.table,
                    row=names.row,
                    column=names.column,
                    raw=figure.raw,
                )
            )
    return findings


def _left_over(
    grids: Sequence[Grid], readings: Sequence[tuple[str, TableReading]], edition: Edition
) -> list[Finding]:
    """Return a finding for each line of a table that no table of the form has a use for."""
    used = frozenset().union(*(reading.lines for _, reading in readings))
    tables = {number: table for table, reading in reversed(readings) for number, _ in reading.lines}
    return [
        make_finding(
            "cell_left_over",
            place_of(line.cells[0], grid),
            table=table_name(edition, tables[grid.number]),
            raw=line.raw[:80],
        )
        for grid in grids
        if grid.number in tables
        for line in lines_of(grid)
        if (grid.number, line.row) not in used and not line.is_empty and not line.is_page_number
    ]


def _read_tables(
    document: Document, edition: Edition | None, is_report: bool
) -> list[tuple[str, TableReading]]:
    """Return what each table gave; without a known form there are none, and a narrative alone is no table."""
    if edition:
        return [(table, parse(document.grids, edition)) for table, parse in TABLES.items()]
    if not is_report:
        raise GovReportError("not_a_report")
    if _count_numbers(document.grids) >= NUMBERS_OF_A_FORM:
        raise GovReportError("unknown_form")
    return []


def _count_numbers(grids: Sequence[Grid]) -> int:
    return sum(read_count(cell.text).state == "reported" for grid in grids for cell in grid.cells)


def _newest() -> Edition:
    return max(codebook().editions.values(), key=lambda edition: edition.first_year)
