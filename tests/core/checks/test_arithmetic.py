"""The form's own sums."""

from __future__ import annotations

from dataclasses import replace

import pytest

from ckanext.govreport.core.checks import check_report, confirm_figures
from ckanext.govreport.core.reports.model import Figure, Report
from tests.core.checks.balanced import APPLICANTS, balanced_report


def _codes(report: Report) -> list[str]:
    return [finding.code for finding in check_report(report)]


def test_a_report_that_adds_up_has_no_findings() -> None:
    assert _codes(balanced_report()) == []


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
    assert _codes(balanced_report(**changes)) == codes


@pytest.mark.parametrize(
    "blank", ["granted__company", "granted__natural_person", "granted__total", "outcomes_total__total"]
)
def test_a_blank_that_may_hide_the_difference_is_no_finding(blank: str) -> None:
    assert _codes(balanced_report(**{blank: None})) == []


def test_a_blank_cannot_hide_a_number_that_is_too_great() -> None:
    assert _codes(balanced_report(granted__natural_person=7, granted__company=None)) == [
        "outcomes_sum",
        "applicants_sum",
    ]


def test_a_sum_with_an_unclear_cell_is_not_judged() -> None:
    report = balanced_report(granted__company="unclear", requests_received__company=3)
    assert "outcomes_sum" not in _codes(report)


def test_a_finding_names_table_row_and_column_as_printed() -> None:
    finding = check_report(balanced_report(requests_carried_out__total=1))[0]
    assert finding.zh == (
        "表“三、收到和处理政府信息公开申请情况”，总计：新收与结转合计 5，办结与结转下年合计 6，两者不相等"
    )
    assert finding.en == (
        "Table “3. Requests received and handled”, column Total: "
        "5 received and carried in, but 6 closed and carried out"
    )


def test_the_one_row_of_other_outcomes_counts_as_its_three() -> None:
    three = {"closed_not_corrected", "closed_fee_unpaid", "closed_other"}
    report = balanced_report(granted__natural_person=3, granted__total=3)
    kept = [figure for figure in report.figures if figure.indicator not in three]
    numbers = {"natural_person": 2, "total": 2}
    one_row = [Figure("closed_otherwise", code, numbers.get(code, 0), "reported", "") for code in APPLICANTS]
    assert _codes(replace(report, figures=(*kept, *one_row))) == []


def test_a_figure_is_confirmed_only_by_a_sum_that_closes() -> None:
    report = confirm_figures(balanced_report(reconsideration_upheld=2))
    confirmed = {(figure.indicator, figure.applicant): figure.confirmed for figure in report.figures}
    assert confirmed["granted", "company"]
    assert not confirmed["reconsideration_total", None]


def test_a_report_without_an_edition_is_not_judged() -> None:
    assert _codes(replace(balanced_report(granted__company=1), edition=None)) == []
