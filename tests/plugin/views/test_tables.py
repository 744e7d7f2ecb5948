"""The tables of a report as HTML needs them."""

from __future__ import annotations

from typing import Any

import pytest

from ckanext.govreport.views.tables import Cell, Table, report_tables, show_number


def figure(indicator: str, value: Any = None, state: str = "reported", **said: Any) -> dict[str, Any]:
    raw = said.pop("raw", "" if value is None else str(value))
    return {"indicator": indicator, "applicant": None, "value": value, "state": state, "raw": raw, **said}


def finding(**place: int) -> dict[str, Any]:
    return {"code": "cell_unclear", "severity": "error", "place": place, "zh": "读不准", "en": "unclear"}


def cells(table: Table) -> list[Cell]:
    return [cell for body in table.bodies for row in body for cell in row if not cell.scope]


def first(*figures: dict[str, Any], findings: Any = ()) -> Cell:
    return cells(report_tables("2021", figures, findings)[0])[0]


def test_the_three_tables_stand_in_the_order_of_the_form() -> None:
    tables = report_tables("2021", [figure("rules_issued", 1)], [])

    assert [table.code for table in tables] == ["disclosure", "requests", "disputes"]
    assert len(cells(tables[2])) == 15


def test_every_row_of_the_table_of_requests_is_as_wide_as_its_head() -> None:
    requests = report_tables("2021", [figure("rules_issued", 1)], [])[1]
    covered: dict[int, int] = {}
    for body in requests.bodies:
        for number, row in enumerate(body):
            for cell in row:
                for below in range(cell.row_span):
                    covered[number + below] = covered.get(number + below, 0) + cell.column_span

    assert set(covered.values()) == {10}


def test_a_blank_is_shown_as_blank_and_said_in_words() -> None:
    cell = first(figure("rules_issued", state="blank"))

    assert (cell.text, cell.state, cell.remark) == ("", "blank", "left blank")


def test_a_zero_is_shown_as_a_zero() -> None:
    cell = first(figure("rules_issued", 0))

    assert (cell.text, cell.state, cell.remark) == ("0", "reported", "")


def test_a_stroke_stays_a_stroke() -> None:
    cell = first(figure("rules_issued", state="not_applicable", raw="/"))

    assert (cell.text, cell.remark) == ("/", "not applicable")


def test_what_could_not_be_read_has_a_sign_and_words() -> None:
    cell = first(figure("rules_issued", state="unclear", raw="1O"))

    assert (cell.text, cell.sign, cell.remark) == ("1O", "?", "not read surely")


def test_a_cell_that_the_report_does_not_have_is_not_a_blank() -> None:
    cell = first()

    assert (cell.text, cell.sign, cell.state) == ("", "—", "absent")


def test_a_cell_refers_to_the_findings_about_it_by_number() -> None:
    place = {"page": 2, "table": 1, "row": 3, "column": 2}
    about = [finding(table=9, row=9, column=9), finding(**place), finding(page=2), finding(**place)]

    cell = first(figure("rules_issued", 5, place={**place, "box": [1, 2, 3, 4]}), findings=about)

    assert cell.findings == (2, 4)
    assert cell.title == "page 2, table 1, row 3, column 2"


def test_a_finding_about_a_whole_page_marks_no_cell() -> None:
    cell = first(figure("rules_issued", 5, place={"page": 2}), findings=[finding(page=2)])

    assert cell.findings == ()


def test_a_cell_says_how_it_is_printed_when_that_is_otherwise() -> None:
    assert first(figure("rules_issued", 1205, raw="１，２０５ 件")).title == "printed as “１，２０５ 件”"
    assert first(figure("rules_issued", 1205, raw="1205")).title == ""


def test_the_unit_of_an_amount_is_shown_with_it() -> None:
    tables = report_tables("2021", [figure("charges_amount", 59237.2449, unit="万元")], [])

    assert cells(tables[0])[-1].text == "59,237.2449 万元"


@pytest.mark.parametrize(
    ("value", "text"), [(0, "0"), (-12, "-12"), (3985758, "3,985,758"), (0.1, "0.1"), (96171.6, "96,171.6")]
)
def test_numbers_are_grouped_and_never_rounded(value: Any, text: str) -> None:
    assert show_number(value) == text
