"""Bytes → Reading: the whole way of a report through the rooms of core."""

from __future__ import annotations

from .. import __version__
from .checks import check_report, confirm_figures, find_sums, settle_broken_numbers, settle_guesses
from .documents import read_document
from .errors import GovReportError
from .reports.model import Reading
from .reports.parsing import parse_report

__all__ = ["PARSER_VERSION", "read_report"]

#: Says which reader made a reading; it changes with every release.
PARSER_VERSION = __version__


def read_report(
    data: bytes, name: str = "", *, agency: str | None = None, year: int | None = None
) -> Reading:
    """Return the report in ``data`` and everything that is doubtful about it.

    The kind of file is known by its content. ``name`` is used for messages and,
    last of all, for the title; ``agency`` and ``year`` are what the source says,
    used where the report itself is silent.

    :raises GovReportError: no report came out; says why, in both languages
    """
    try:
        document = read_document(data)
        report, findings = parse_report(document, name, agency=agency, year=year)
    except GovReportError as error:
        raise error.named(name) from error
    report, findings = settle_broken_numbers(report, findings)
    report, findings = settle_guesses(report, findings)
    sums = tuple(find_sums(report.figures))
    report = confirm_figures(report, sums)
    return Reading(report, (*findings, *check_report(report, sums)), document.kind, PARSER_VERSION)
