"""Whose numbers stand in which column, where a dump lost its columns: heads and sums tell, or nobody."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from ckanext.govreport.core.documents.model import Document
from ckanext.govreport.core.reports.model import Figure
from ckanext.govreport.core.reports.parsing import parse_report
from tests.core.reports.printing import Row, document, grid, print_form

Values = list[str]
NUMBERS = ["4", "0", "0", "1", "0", "0", "5"]
LINES = [
    ["一、本年新收政府信息公开申请数量"],
    ["二、上年结转政府信息公开申请数量"],
    ["三、本年度办理结果", "（一）予以公开"],
    ["（二）部分公开"],
    ["四、结转下年度继续办理"],
]
IN_FRONT = [["自然人", "法人或其他组织", "总计"]]
TOTAL_FIRST = [["总计", "自然人", "法人或其他组织"]]
ORGANISATIONS = [["商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他"]]


def _dump(heads: list[list[Row]], values: Callable[[Values], Values]) -> Document:
    rows: list[Row] = [[*labels, *values(NUMBERS)] for labels in LINES]
    first, _, last = (print_form().grids[at] for at in range(3))
    tables = [*heads, rows]
    made = [grid(table, at, aligned=False) for at, table in enumerate(tables, 2)]
    return document("示例市人民政府2023年政府信息公开工作年度报告", first, *made, last, kind="markdown")


def _granted(printed: Document) -> dict[str, Figure]:
    report, _ = parse_report(printed)
    return {figure.applicant or "": figure for figure in report.figures if figure.indicator == "granted"}


def _total_first(values: Values) -> Values:
    return [values[-1], *values[:-1]]


def _words(values: Values) -> Values:
    return ["无" if value == "0" else value for value in values]


@pytest.mark.parametrize("write", [lambda values: values, _words])
def test_heads_in_pieces_tell_that_the_total_stands_first(write: Callable[[Values], Values]) -> None:
    printed = _dump([TOTAL_FIRST, ORGANISATIONS], lambda values: write(_total_first(values)))
    found = _granted(printed)
    assert (found["natural_person"].value, found["total"].value) == (4, 5)


@pytest.mark.parametrize("write", [lambda values: values, _words])
def test_rows_that_do_not_add_up_without_heads_are_unclear(write: Callable[[Values], Values]) -> None:
    found = _granted(_dump([ORGANISATIONS], lambda values: write(_total_first(values))))
    assert {figure.state for figure in found.values()} == {"unclear"}


def test_rows_that_add_up_without_heads_are_in_the_order_of_the_form() -> None:
    found = _granted(_dump([], lambda values: values))
    assert (found["natural_person"].value, found["total"].value) == (4, 5)


def test_a_column_of_totals_alone_is_read_where_every_head_is_there() -> None:
    found = _granted(_dump([IN_FRONT, ORGANISATIONS], lambda values: [""] * 6 + values[-1:]))
    assert (found["natural_person"].state, found["total"].value) == ("blank", 5)


def test_cells_that_hold_two_columns_are_cut_where_the_row_adds_up() -> None:
    found = _granted(_dump([IN_FRONT, ORGANISATIONS], lambda values: ["", "", "4", "0 0", "1 0 0", "", "5"]))
    assert [figure.value for figure in found.values()] == [4, 0, 0, 1, 0, 0, 5]


def test_cells_that_hold_two_columns_are_unclear_where_the_row_does_not_add_up() -> None:
    found = _granted(_dump([IN_FRONT, ORGANISATIONS], lambda values: ["", "", "4", "0 0", "1 0 3", "", "5"]))
    assert {figure.state for figure in found.values()} == {"unclear"}


def test_a_column_of_subtotals_is_passed_over_where_its_head_stands_among_the_others() -> None:
    organisations = [[*ORGANISATIONS[0], "小计"]]
    found = _granted(_dump([IN_FRONT, organisations], lambda values: [*values[:-1], "7", values[-1]]))
    assert [figure.value for figure in found.values()] == [4, 0, 0, 1, 0, 0, 5]
    found = _granted(_dump([IN_FRONT, ORGANISATIONS], lambda values: [*values[:-1], "7", values[-1]]))
    assert {figure.state for figure in found.values()} == {"unclear"}


def test_a_table_of_totals_alone_is_read_under_its_one_head() -> None:
    rows: list[Row] = [[("申请人情况", 2), "总计"]]
    rows += [[*labels, *[""] * (2 - len(labels)), NUMBERS[-1]] for labels in LINES]
    found = _granted(document("示例市人民政府2023年政府信息公开工作年度报告", grid(rows)))
    assert (found["total"].value, found["natural_person"].state) == (5, "unclear")


def test_a_row_that_lacks_a_cell_is_not_filled_up_with_a_blank_of_its_label() -> None:
    # One of two blanks beside a wide label, and one cell too few.
    found = _granted(_dump([IN_FRONT, ORGANISATIONS], lambda values: ["", "", *values[:-1]]))
    assert {figure.state for figure in found.values()} == {"unclear"}
    found = _granted(_dump([IN_FRONT, ORGANISATIONS], lambda values: ["", "", "", *values[1:-1], "1"]))
    assert (found["natural_person"].state, found["total"].value) == ("blank", 1)
