"""The official form laid out again."""

from __future__ import annotations

import pytest

from ckanext.govreport.core.codebook import codebook
from ckanext.govreport.core.exports import FormTable, form_tables
from ckanext.govreport.core.reports.model import Figure


def _widths(table: FormTable) -> set[int]:
    """The width of every row with what reaches into it from above."""
    reach: dict[int, int] = {}
    for at, row in enumerate((*table.head, *table.body)):
        for cell in row:
            for below in range(cell.row_span):
                reach[at + below] = reach.get(at + below, 0) + cell.column_span
    return set(reach.values())


@pytest.mark.parametrize("edition", ["2019", "2021"])
def test_every_row_of_a_table_is_as_wide_as_the_form(edition: str) -> None:
    widths = {table.code: _widths(table) for table in form_tables(edition, [])}
    assert widths == {"disclosure": {4}, "requests": {10}, "disputes": {15}}


@pytest.mark.parametrize(("edition", "cells"), [("2021", 200), ("2019", 198)])
def test_every_figure_of_the_form_has_one_place(edition: str, cells: int) -> None:
    places = [
        (cell.indicator, cell.applicant)
        for table in form_tables(edition, [])
        for row in table.body
        for cell in row
        if cell.indicator
    ]
    assert len(places) == len(set(places)) == cells
    assert {indicator for indicator, _ in places} <= set(codebook().editions[edition].indicators)


def test_a_group_that_was_filled_in_as_one_row_is_one_row() -> None:
    figure = Figure("closed_otherwise", "total", 3, "reported", "3")
    tables = form_tables("2021", [figure])
    placed = [cell.figure for row in tables[1].body for cell in row if cell.indicator == "closed_otherwise"]
    assert figure in placed
    assert _widths(tables[1]) == {10}
    assert not any(cell.indicator == "closed_other" for row in tables[1].body for cell in row)


@pytest.mark.parametrize(("edition", "width", "cells"), [("2014", 3, 58), ("fujian_2011", 4, 30)])
def test_a_table_of_statistics_is_laid_out_row_by_row(edition: str, width: int, cells: int) -> None:
    (table,) = form_tables(edition, [])
    places = [cell.indicator for row in table.body for cell in row if cell.indicator]
    assert (table.code, _widths(table)) == ("statistics", {width})
    assert len(places) == len(set(places)) == cells


def test_an_optional_row_stands_only_where_the_report_has_it() -> None:
    figures = [Figure("appeals", None, 3, "reported", "3", unit="件")]
    rows = {
        row[0].zh: [cell.zh for cell in row if cell.unit]
        for row in form_tables("fujian_2011", figures)[0].body
    }
    assert rows["行政申诉数"] == ["件"]
    assert "行政申诉、举报数" not in rows


def test_the_unit_is_that_of_the_report() -> None:
    figures = [Figure("reconsiderations", None, 0, "reported", "0", unit="条")]
    rows = {row[0].zh: row[1].zh for row in form_tables("fujian_2011", figures)[0].body}
    assert (rows["行政复议数"], rows["行政诉讼数"]) == ("条", "件")


def test_rows_stand_below_the_one_they_belong_to() -> None:
    labels = [row[0].zh for row in form_tables("2014", [])[0].body]
    depths = {label.strip(): len(label) - len(label.lstrip()) for label in labels}
    assert [
        depths[label]
        for label in ("三、依申请公开情况", "（三）申请答复数", "4.不同意公开答复数", "涉及商业秘密")
    ] == [0, 1, 2, 3]
