"""Numbers that ran together are told apart only where arithmetic leaves one way."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from ckanext.govreport.core import read_report
from ckanext.govreport.core.codebook import codebook
from ckanext.govreport.core.reports.flattened import parse_flattened
from ckanext.govreport.core.reports.splitting import fitting_splits, solve_rows
from tests.core.truths import expected_figures

FLATTENED = [
    ("pingtan_2019", "2019"),
    ("pingtan_2021", "2021"),
    ("pingtan_2023", "2021"),
    ("pingtan_2025", "2021"),
]


@pytest.mark.parametrize(("name", "edition"), FLATTENED)
def test_every_row_of_requests_and_disputes_is_solved_and_none_wrongly(
    corpus: Path, truth: Callable[[str], Any], name: str, edition: str
) -> None:
    report = read_report((corpus / f"{name}.txt").read_bytes(), f"{name}.txt").report
    read = {(figure.indicator, figure.applicant): figure for figure in report.figures}
    indicators = codebook().indicators
    for cell, value in expected_figures(truth(name), edition).items():
        if indicators[cell[0]].table == "disclosure" and read[cell].state == "unclear":
            continue
        assert str(read[cell].value) == str(value), cell


@pytest.mark.parametrize("name", ["huaian_city_2024", "huaian_hongze_2023"])
def test_a_dump_that_keeps_its_layout_is_read_whole(
    corpus: Path, truth: Callable[[str], Any], name: str
) -> None:
    report = read_report((corpus / f"{name}.layout.txt").read_bytes(), name).report
    read = {(figure.indicator, figure.applicant): figure for figure in report.figures}
    expected = expected_figures(truth(name), "2021")
    assert {cell: str(read[cell].value) for cell in expected} == {
        cell: str(value) for cell, value in expected.items()
    }


@pytest.mark.parametrize("name", ["huaian_city_2024", "huaian_hongze_2023"])
def test_a_dump_that_lost_its_order_gives_no_wrong_number(
    corpus: Path, truth: Callable[[str], Any], name: str
) -> None:
    report = read_report((corpus / f"{name}.raw.txt").read_bytes(), name).report
    expected = expected_figures(truth(name), "2021")
    for figure in report.figures:
        cell = (figure.indicator, figure.applicant)
        if figure.state == "reported" and cell in expected:
            assert str(figure.value) == str(expected[cell]), cell


def test_a_row_with_two_readings_waits_for_the_columns() -> None:
    candidates = {"row": fitting_splits(["220000022"], 7, 7)}
    assert len(candidates["row"]) == 2
    assert solve_rows(candidates, lambda rows: rows["row"][0] == 22) == {"row": (22, 0, 0, 0, 0, 0, 22)}
    assert solve_rows(candidates, lambda rows: True) == {}


def test_a_row_with_one_reading_needs_no_columns() -> None:
    candidates = {"row": fitting_splits(["15130000154"], 7, 7)}
    assert solve_rows(candidates, lambda rows: False) == {"row": (151, 3, 0, 0, 0, 0, 154)}


def test_long_runs_of_digits_are_cut_by_their_sums_and_not_one_way_after_the_other() -> None:
    begun = time.process_time()
    for digits in ("270111019201111124019282113010", "1211251170111190122150301101000", "1" * 45, "9" * 45):
        assert len(fitting_splits([digits], 7, 7)) != 1
        fitting_splits([digits], 15, 5)
    assert time.process_time() - begun < 5


@pytest.mark.parametrize("digits", ["5845546", "213", "693665"])
def test_three_columns_without_a_sum_stay_unclear(digits: str) -> None:
    text = f"第二十条第（一）项信息内容本年制发件数本年废止件数现行有效件数规章{digits}行政规范性文件000"
    figures = parse_flattened(text, codebook().editions["2021"])["disclosure"]
    assert figures["rules_issued", None].state == "unclear"
    assert figures["normative_documents_issued", None].value == 0


@pytest.mark.parametrize("text", ["约2418", "2418余", "2418-", "24l8", "2418/2"])
def test_a_rough_number_is_no_number(text: str) -> None:
    printed = (
        f"信息内容本年处理决定数量行政许可{text}第二十条第（六）项信息内容本年处理决定数量行政处罚1行政强制1"
    )
    heads = "本年制发件数本年废止件数现行有效件数规章000行政规范性文件000"
    figures = parse_flattened(heads + printed, codebook().editions["2021"])["disclosure"]
    assert figures["licences_decisions", None].state == "unclear"


HEADS = "行政复议行政诉讼未经复议直接起诉复议后起诉"
RESULTS = "结果维持结果纠正其他结果尚未审结总计"


@pytest.mark.parametrize(
    ("lines", "first"),
    [
        (["1 2 3 4 10 1 0 0 0 1 0 0 0 0 0"], 10),
        (["1 2 3 4 9 1 0 0 0 1 0 0 0 0 0"], 9),
        (["1 2 3 4 10 1 0 0 0 1", "0 0 0 0 0"], 10),
        (["1 2 3 10 1 0 0 0 1 0 0 0 0 0", "4"], None),
        (["1 2 3 4 9 1 0 0 0 1", "0 0 0 0 0"], None),
    ],
)
def test_numbers_on_several_lines_of_a_page_need_their_sums(lines: list[str], first: int | None) -> None:
    text = "\n".join(["第四部分", HEADS, RESULTS * 3, *lines, "五、存在的主要问题及改进情况"])
    figures = parse_flattened(text, codebook().editions["2021"], laid_out=True)["disputes"]
    assert figures["reconsideration_total", None].value == first


def test_columns_on_several_lines_of_a_page_are_unclear() -> None:
    heads = "第二十条第（一）项\n信息内容 本年制发件数 本年废止件数 现行有效件数"
    text = f"{heads}\n规章 1 3\n2\n行政规范性文件 4 5 6\n"
    figures = parse_flattened(text, codebook().editions["2021"], laid_out=True)["disclosure"]
    assert figures["rules_issued", None].state == "unclear"
    assert figures["normative_documents_repealed", None].value == 5


APPLICANT_HEADS = "申请人情况 自然人 法人或其他组织 总计 商业企业 科研机构 社会公益组织 法律服务机构 其他"
TOTAL_FIRST_HEADS = "申请人情况 总计 自然人 法人或其他组织 商业企业 科研机构 社会公益组织 法律服务机构 其他"
LABELS = [
    "一、本年新收政府信息公开申请数量",
    "二、上年结转政府信息公开申请数量",
    "（一）予以公开",
    "（二）部分公开",
]


def _apart(rows: list[str], heads: str = APPLICANT_HEADS) -> dict[str, list[Any]]:
    text = f"{heads}\n" + "\n".join(f"{label}\n{row}" for label, row in zip(LABELS, rows, strict=True))
    figures = parse_flattened(text, codebook().editions["2021"])["requests"]
    found: dict[str, list[Any]] = {}
    for (indicator, _), figure in figures.items():
        found.setdefault(indicator, []).append(figure.value if figure.state == "reported" else figure.state)
    return found


def test_numbers_that_stand_apart_are_cells() -> None:
    found = _apart(["4 无 0 1 0 / 5", "1 0 0 0 0 0 1", "9 1 0 0 0 0 10", "3 l 0 0 0 0 4"])
    assert found["requests_received"] == [4, "not_applicable", 0, 1, 0, "not_applicable", 5]
    assert found["partly_granted"] == [3, "unclear", 0, 0, 0, 0, 4]


def test_the_total_may_stand_first_where_heads_and_sums_say_so() -> None:
    rows = ["5 4 0 0 1 0 0", "1 1 0 0 0 0 0", "10 9 1 0 0 0 0", "3 3 0 0 0 0 0"]
    by_applicant = _apart(rows, TOTAL_FIRST_HEADS)["requests_received"]
    assert sorted(by_applicant) == [0, 0, 0, 0, 1, 4, 5]
    assert {state for row in _apart(rows).values() for state in row} == {"unclear"}


def test_a_printed_slip_is_kept_where_no_row_lacks_a_number() -> None:
    rows = ["4 0 0 1 0 0 5", "1 0 0 0 0 0 1", "9 1 0 0 0 0 11", "3 0 0 0 0 0 3"]
    assert _apart(rows)["granted"] == [9, 1, 0, 0, 0, 0, 11]


def test_a_number_behind_the_last_row_is_not_its_total() -> None:
    rows = ["4 0 0 1 0 0 5", "1 0 0 0 0 0 1", "9 1 0 0 0 0 10", "3\n0\n0\n0\n0\n0\n\n12"]
    found = _apart(rows)
    assert found["granted"][-1] == 10
    assert set(found["partly_granted"]) == {"unclear"}


def test_a_row_that_lacks_a_number_is_not_filled_from_the_next() -> None:
    found = _apart(["4 0 1 0 0 5", "1 0 0 0 0 0 1", "9 1 0 0 0 0 10", "3 0 0 0 0 0 3"])
    assert set(found["requests_received"]) == {"unclear"}


def test_a_number_that_stands_apart_is_never_cut_in_two() -> None:
    # Cut, the first row would be 1, 2, 0, 0, 0, 0 and 3.
    found = _apart(["12 0 0 0 0 3", "8 0 0 0 0 1", "9 1 0 0 0 0", "3 0 0 0 0 0"])
    assert {state for row in found.values() for state in row} == {"unclear"}


def test_thousands_parted_by_blanks_are_one_number_where_the_row_adds_up() -> None:
    found = _apart(["1 404 0 0 1 0 0 1 405", "1 0 0 0 0 0 1", "9 1 0 0 0 0 10", "3 0 0 0 0 0 3"])
    assert found["requests_received"] == [1404, 0, 0, 1, 0, 0, 1405]


def test_a_mark_of_a_note_is_no_digit_of_the_number_before_it() -> None:
    found = _apart(["12① 0 0 1 0 0 13②", "1 0 0 0 0 0 1", "9 1 0 0 0 0 10", "4 0 0 0 0 0 4"])
    assert found["requests_received"] == [12, 0, 0, 1, 0, 0, 13]


def test_numbers_before_their_labels_are_not_read() -> None:
    rows = ["1 0 0 0 0 0 1", "9 1 0 0 0 0 10", "3 0 0 0 0 0 3", "2 0 0 0 0 0 2"]
    assert _apart(rows, f"{APPLICANT_HEADS}\n4 0 0 1 0 0 5") == {}


def test_a_letter_before_a_number_spoils_it() -> None:
    heads = "信息内容 本年制发件数 本年废止件数 现行有效件数 规章 0 0 0 行政规范性文件 0 0 0"
    figures = parse_flattened(
        f"{heads} 信息内容 本年处理决定数量 行政许可\nl84", codebook().editions["2021"]
    )["disclosure"]
    assert figures["licences_decisions", None].state == "unclear"
