"""What a report comes to."""

from __future__ import annotations

import pytest

from ckanext.govreport.core.analysis import key_figures, quality, totals
from ckanext.govreport.core.checks import check_report
from tests.core.checks.balanced import balanced_report


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
    report = balanced_report(**changes)
    assert quality(report, check_report(report)) == expected


def test_a_key_figure_is_left_out_when_a_part_of_it_is_not_reported() -> None:
    assert key_figures(balanced_report())["refused"] == 0
    figures = key_figures(balanced_report(refused_state_secret__total=None))
    assert "refused" not in figures
    assert figures["requests_received"] == 5


def test_a_total_that_its_own_parts_contradict_is_no_key_figure() -> None:
    report = balanced_report(reconsideration_upheld=10, granted__total=6)
    figures = key_figures(report)
    assert "disputes" not in figures
    assert "granted" not in figures
    assert figures["requests_received"] == 5
    assert totals(report)["reconsideration_total"] == 0
