"""Document → Report: the one way from what a file holds to what an agency reported."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from ..codebook import Edition, codebook
from ..documents.model import Document, Guess
from ..errors import GovReportError
from .captions import grids_of_other_years
from .doubts import find_doubts, find_no_figures, find_pictures, find_unusual
from .edition import recognise_edition
from .fees import parse_fees
from .flattened import parse_flattened
from .heading import find_heading
from .identity import identify
from .lines import lines_of
from .model import Figure, Finding, Report, Section
from .readings import read_tables
from .refusals import (
    refuse_altered_copy,
    refuse_look_alike,
    refuse_other_document,
    refuse_several_reports,
)
from .sections import parse_sections
from .statements import find_statements
from .tables import TableReading

__all__ = ["parse_report"]

#: Kinds of file whose lines are those of a page.
LAID_OUT = ("pdf", "ofd")


def parse_report(
    document: Document, name: str = "", *, agency: str | None = None, year: int | None = None
) -> tuple[Report, tuple[Finding, ...]]:
    """Return the report in ``document`` and what is doubtful about how it was read.

    ``agency`` and ``year`` are what the place it came from says; the report's
    own words come first, and a difference is a finding.

    :raises GovReportError: the document is no report, only looks like one, is an
        altered copy, an empty form, or little more than a table in a form that is not known
    """
    heading = find_heading(document, name)
    text = "\n".join(paragraph.text for paragraph in document.paragraphs)
    cells = [cell.text for grid in document.grids for cell in grid.cells]
    own_year = heading.year or year
    edition = recognise_edition(cells, text, own_year)
    form = edition or codebook().national_edition(own_year)
    sections = parse_sections(document, form)
    refuse_altered_copy(text)
    if edition is None:
        refuse_other_document(document, heading.title, len(sections))
    printed = [lines for grid in document.grids if (lines := lines_of(grid))]
    other_years = grids_of_other_years(document, own_year)
    readings = read_tables(printed, edition, other_years) if edition else {}
    refuse_several_reports(readings)
    laid_out = document.kind in LAID_OUT
    figures = _figures(readings, edition, text, laid_out) if edition else ()
    if edition:
        is_filled = any(figure.state == "reported" for figure in figures)
        refuse_look_alike(document, heading.title, is_filled=is_filled)
        if not is_filled and not (heading.agency and heading.year):
            raise GovReportError("blank_form")
    head, doubts = identify(heading, document, agency, year)
    statements = find_statements(sections or _whole_text(text, edition))
    fees = parse_fees(sections, statements, form)
    if document.by_ocr:
        figures, fees = tuple(map(_guessed, figures)), tuple(map(_guessed, fees))
    report = replace(
        head,
        edition=edition.code if edition else None,
        sections=sections or _whole_text(text, edition),
        statements=statements,
        figures=(*figures, *fees),
    )
    findings = find_doubts(printed, readings, figures, form) if edition else find_no_figures(document, report)
    return report, (*findings, *doubts, *find_unusual(report, readings), *find_pictures(document))


def _guessed(figure: Figure) -> Figure:
    """Return a figure from the running text of a document that a machine read: nothing vouches for it."""
    if figure.place.table is not None or not figure.raw:
        return figure
    return figure._replace(reader="ocr", guess=Guess("".join(figure.raw.split()), None))


def _whole_text(text: str, edition: Edition | None) -> tuple[Section, ...]:
    """Return the narrative of a report in words alone whose parts have no heading that we know."""
    return () if edition else (Section(0, "", text),)


def _figures(
    readings: Mapping[str, TableReading], edition: Edition, text: str, laid_out: bool
) -> tuple[Figure, ...]:
    """Return the figures of the tables; rows that no table has are looked for in the running text."""
    figures = [figure for reading in readings.values() for figure in reading.figures]
    if not any(figure.is_missing for figure in figures):
        return tuple(figures)
    flattened = parse_flattened(text, edition, laid_out=laid_out)
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
    settled = [by_cell.get((f.indicator, f.applicant), f) if f.is_missing else f for f in kept]
    places = {indicator: place for place, indicator in enumerate(edition.indicators)}
    return tuple(sorted([*settled, *added], key=lambda figure: places[figure.indicator]))
