"""Real reports, cell by cell."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from ckanext.govreport.core import GovReportError, Reading, read_report
from tests.core.truths import difference, expected_figures

#: File, truth, edition, agency, year, level, region, scope.
REPORTS = [
    (
        "xinxiang_muye_dsj_2021.txt",
        "xinxiang_muye_dsj_2021",
        "2021",
        "新乡市牧野区政务服务和大数据管理局",
        2021,
        "department",
        "河南省/新乡市/牧野区",
        "own_agency",
    ),
    (
        "huaian_city_2024.pdf",
        "huaian_city_2024",
        "2021",
        "淮安市人民政府",
        2024,
        "city",
        "江苏省/淮安市",
        "government_aggregate",
    ),
    (
        "huaian_hongze_2023.pdf",
        "huaian_hongze_2023",
        "2021",
        "淮安市洪泽区人民政府",
        2023,
        "county",
        "江苏省/淮安市/洪泽区",
        "government_aggregate",
    ),
    (
        "shanghai_general_office_2019.html",
        "shanghai_general_office_2019",
        "2019",
        "上海市人民政府办公厅",
        2019,
        "department",
        "上海市",
        "own_agency",
    ),
    ("hangzhou_style_city_2025.html", "hangzhou_style_city_2025", "2021", "测试市", 2025, None, None, None),
]
IDS = [report[0] for report in REPORTS]


def _read(corpus: Path, name: str) -> Reading:
    return read_report((corpus / name).read_bytes(), name)


@pytest.mark.parametrize(("name", "truth_name", "edition"), [report[:3] for report in REPORTS], ids=IDS)
def test_every_cell_is_read_as_printed(
    corpus: Path, truth: Callable[[str], Any], name: str, truth_name: str, edition: str
) -> None:
    reading = _read(corpus, name)
    assert reading.report.edition == edition
    expected = expected_figures(truth(truth_name), edition)
    assert len(expected) > 180
    assert difference(expected, reading.report.figures) == []


@pytest.mark.parametrize(
    ("name", "agency", "year", "level", "region", "scope"),
    [(report[0], *report[3:]) for report in REPORTS],
    ids=IDS,
)
def test_agency_and_year_are_those_of_the_report(
    corpus: Path, name: str, agency: str, year: int, level: str, region: str, scope: str
) -> None:
    report = _read(corpus, name).report
    assert report.year == year
    assert (report.agency or "").startswith(agency)
    if level:
        assert (report.agency, report.level, report.region, report.scope) == (agency, level, region, scope)


@pytest.mark.parametrize("name", IDS)
def test_the_six_parts_are_found(corpus: Path, name: str) -> None:
    assert {section.number for section in _read(corpus, name).report.sections} == {1, 2, 3, 4, 5, 6}


@pytest.mark.parametrize(
    ("name", "fee"),
    [
        ("xinxiang_muye_dsj_2021.txt", 0),
        ("huaian_city_2024.pdf", 3940),
        ("hangzhou_style_city_2025.html", 400),
    ],
)
def test_the_processing_fee_is_taken_from_the_sixth_part(corpus: Path, name: str, fee: int) -> None:
    figures = {figure.indicator: figure for figure in _read(corpus, name).report.figures}
    assert figures["processing_fee_amount"].value == fee


def test_printed_totals_that_are_wrong_are_kept_and_flagged(corpus: Path) -> None:
    reading = _read(corpus, "huaian_hongze_2023.pdf")
    figures = {figure.indicator: figure for figure in reading.report.figures}
    assert figures["reconsideration_total"].value == 0
    assert not figures["reconsideration_total"].confirmed
    broken = [finding for finding in reading.findings if finding.severity == "error"]
    assert [(finding.code, finding.details["left"], finding.details["right"]) for finding in broken] == [
        ("disputes_sum", 11, 0),
        ("disputes_sum", 5, 0),
    ]
    assert "行政复议" in broken[0].zh
    assert "四、政府信息公开行政复议、行政诉讼情况" in broken[0].zh


def test_a_report_whose_sums_close_has_no_findings_and_confirms_its_figures(corpus: Path) -> None:
    reading = _read(corpus, "huaian_city_2024.pdf")
    assert reading.findings == ()
    requests = [figure for figure in reading.report.figures if figure.applicant]
    assert requests
    assert all(figure.confirmed for figure in requests)


def test_every_figure_can_be_traced_to_its_cell(corpus: Path) -> None:
    for name in IDS:
        for figure in _read(corpus, name).report.figures:
            if figure.indicator.startswith("processing_fee"):
                continue
            assert figure.place.table
            assert figure.place.row
            assert figure.place.column
    places = [figure.place.page for figure in _read(corpus, "huaian_hongze_2023.pdf").report.figures]
    assert {2, 3, 4} <= set(places)


@pytest.mark.parametrize(
    "data", [b"", b"\x00\x01\x02" * 100, "会议通知：明天开会。".encode(), b"<html></html>"]
)
def test_what_is_no_report_is_refused_by_name(data: bytes) -> None:
    with pytest.raises(GovReportError) as refusal:
        read_report(data, "notice.html")
    assert refusal.value.name == "notice.html"
    assert refusal.value.zh
    assert refusal.value.en
