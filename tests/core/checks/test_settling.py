"""Broken numbers are put together by arithmetic, and by nothing else."""

from __future__ import annotations

import pytest

from ckanext.govreport.core.checks import settle_broken_numbers
from ckanext.govreport.core.reports.model import Figure
from ckanext.govreport.core.reports.parsing import parse_report
from tests.core.reports.printing import print_form

BALANCED = {
    (indicator, applicant): "1234"
    for indicator in ("requests_received", "granted", "outcomes_total")
    for applicant in ("natural_person", "total")
}


def _settled(
    changes: dict[tuple[str, str | None], str],
) -> tuple[dict[tuple[str, str | None], Figure], list[str]]:
    report, findings = parse_report(print_form(BALANCED | changes))
    report, findings = settle_broken_numbers(report, findings)
    figures = {(figure.indicator, figure.applicant): figure for figure in report.figures}
    return figures, [finding.code for finding in findings]


@pytest.mark.parametrize("printed", ["123\n4", "1 234", "12\n\n34"])
def test_a_number_in_pieces_is_whole_where_its_sums_close(printed: str) -> None:
    figures, codes = _settled({("granted", "natural_person"): printed})
    assert (figures["granted", "natural_person"].value, codes) == (1234, [])
    assert figures["granted", "natural_person"].raw == printed


@pytest.mark.parametrize("printed", ["12\n3", "1 2", "1234\n5"])
def test_a_number_in_pieces_stays_unclear_where_a_sum_fails(printed: str) -> None:
    figures, codes = _settled({("granted", "natural_person"): printed})
    assert figures["granted", "natural_person"].state == "unclear"
    assert codes == ["cell_unclear"]


def test_two_numbers_with_a_space_do_not_vouch_for_each_other() -> None:
    footnotes = {("refused_security", "natural_person"): "2 3", ("refused_security", "total"): "2 3"}
    figures, _ = _settled(footnotes | {("granted", "natural_person"): "", ("granted", "total"): ""})
    assert figures["refused_security", "natural_person"].state == "unclear"


def test_a_long_number_on_two_lines_is_one_where_no_sum_could_tell() -> None:
    figures, _ = _settled({("licences_decisions", None): "52974\n5"})
    assert figures["licences_decisions", None].value == 529745


@pytest.mark.parametrize("printed", ["5 2", "0\n0", "12,\n3"])
def test_what_may_be_two_numbers_is_not_joined(printed: str) -> None:
    figures, _ = _settled({("licences_decisions", None): printed})
    assert figures["licences_decisions", None].state == "unclear"
