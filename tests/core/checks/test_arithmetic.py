"""The form's own sums."""

from __future__ import annotations

from dataclasses import replace

import pytest

from ckanext.govreport.core.analysis import key_figures, quality
from ckanext.govreport.core.checks import check_report, confirm_figures
from ckanext.govreport.core.codebook import codebook
from ckanext.govreport.core.reports.model import Figure, Report

APPLICANTS = tuple(codebook().applicants)


def _report(**changes: int | str | None) -> Report:
    """A report on five granted requests of natural persons; changes name cells: indicator__applicant."""
    figures = []
    for _, row in codebook().editions["2021"].request_rows():
        if row.rows:
            continue
        counted = row.indicator in ("requests_received", "granted", "outcomes_total")
        for applicant in APPLICANTS:
            value = 5 if counted and applicant in ("natural_person", "total") else 0
            figures.append(_figure(row.indicator or "", applicant, value, changes))
    for group in codebook().editions["2021"].disputes:
        figures += [_figure(result.indicator, None, 0, changes) for result in group.results]
    return Report("示例市人民政府", 2023, "2021", "", figures=tuple(figures))


def _figure(
    indicator: str, applicant: str | None, value: int, changes: dict[str, int | str | None]
) -> Figure:
    name = f"{indicator}__{applicant}" if applicant else indicator
    said = changes.get(name, value)
    if isinstance(said, int):
        return Figure(indicator, applicant, said, "reported", str(said))
    return Figure(indicator, applicant, None, said or "blank", "")  # type: ignore[arg-type]


def _codes(report: Report) -> list[str]:
    return [finding.code for finding in check_report(report)]


def test_a_report_that_adds_up_has_no_findings() -> None:
    assert _codes(_report()) == []


@pytest.mark.parametrize(
    ("changes", "codes"),
    [
        ({"requests_carried_out__total": 1}, ["requests_balance", "applicants_sum"]),
        ({"granted__company": 1}, ["outcomes_sum", "applicants_sum"]),
        ({"granted__total": 6}, ["outcomes_sum", "applicants_sum"]),
        ({"reconsideration_upheld": 2}, ["disputes_sum"]),
        ({"litigation_direct_total": 1}, ["disputes_sum"]),
    ],
)
def test_a_sum_that_does_not_close_is_a_finding(changes: dict[str, int], codes: list[str]) -> None:
    assert _codes(_report(**changes)) == codes


@pytest.mark.parametrize(
    "blank", ["granted__company", "granted__natural_person", "granted__total", "outcomes_total__total"]
)
def test_a_blank_that_may_hide_the_difference_is_no_finding(blank: str) -> None:
    assert _codes(_report(**{blank: None})) == []


def test_a_blank_cannot_hide_a_number_that_is_too_great() -> None:
    assert _codes(_report(granted__natural_person=7, granted__company=None)) == [
        "outcomes_sum",
        "applicants_sum",
    ]


def test_a_sum_with_an_unclear_cell_is_not_judged() -> None:
    report = _report(granted__company="unclear", requests_received__company=3)
    assert "outcomes_sum" not in _codes(report)


def test_a_finding_names_table_row_and_column_as_printed() -> None:
    finding = check_report(_report(requests_carried_out__total=1))[0]
    assert finding.zh == (
        "表“三、收到和处理政府信息公开申请情况”，总计：新收与结转合计 5，办结与结转下年合计 6，两者不相等"
    )
    assert finding.en == (
        "Table “3. Requests received and handled”, column Total: "
        "5 received and carried in, but 6 closed and carried out"
    )


def test_the_one_row_of_other_outcomes_counts_as_its_three() -> None:
    three = {"closed_not_corrected", "closed_fee_unpaid", "closed_other"}
    report = _report(granted__natural_person=3, granted__total=3)
    kept = [figure for figure in report.figures if figure.indicator not in three]
    numbers = {"natural_person": 2, "total": 2}
    one_row = [Figure("closed_otherwise", code, numbers.get(code, 0), "reported", "") for code in APPLICANTS]
    assert _codes(replace(report, figures=(*kept, *one_row))) == []


def test_a_figure_is_confirmed_only_by_a_sum_that_closes() -> None:
    report = confirm_figures(_report(reconsideration_upheld=2))
    confirmed = {(figure.indicator, figure.applicant): figure.confirmed for figure in report.figures}
    assert confirmed["granted", "company"]
    assert not confirmed["reconsideration_total", None]


def test_a_report_without_an_edition_is_not_judged() -> None:
    assert _codes(replace(_report(granted__company=1), edition=None)) == []


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, "consistent"),
        ({"granted__company": None}, "incomplete"),
        ({"granted__company": 1}, "inconsistent"),
        ({"granted__company": "unclear"}, "unclear"),
        ({"granted__company": "unclear", "reconsideration_upheld": 2}, "unclear"),
    ],
)
def test_quality_is_the_gravest_doubt(changes: dict[str, int | str | None], expected: str) -> None:
    report = _report(**changes)
    assert quality(report, check_report(report)) == expected


def test_a_key_figure_is_left_out_when_a_part_of_it_is_not_reported() -> None:
    assert key_figures(_report())["refused"] == 0
    figures = key_figures(_report(refused_state_secret__total=None))
    assert "refused" not in figures
    assert figures["requests_received"] == 5
