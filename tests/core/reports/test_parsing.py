"""The form as agencies print it, and what they do to it."""

from __future__ import annotations

from typing import Any

import pytest

from ckanext.govreport.core.documents.model import Document
from ckanext.govreport.core.errors import GovReportError
from ckanext.govreport.core.reports.model import Figure, Finding, Report
from ckanext.govreport.core.reports.parsing import parse_report
from tests.core.reports.printing import Row, document, grid, print_form

REQUESTS = 1
DISPUTES = 2


def _parse(
    printed: Document, **hints: Any
) -> tuple[Report, dict[tuple[str, str | None], Figure], list[Finding]]:
    report, findings = parse_report(printed, **hints)
    return report, {(figure.indicator, figure.applicant): figure for figure in report.figures}, list(findings)


def _codes(findings: list[Finding]) -> list[str]:
    return [finding.code for finding in findings]


@pytest.mark.parametrize(("edition", "cells"), [("2021", 200), ("2019", 22 + 161 + 15)])
def test_the_official_form_is_read_to_the_last_cell(edition: str, cells: int) -> None:
    year = 2023 if edition == "2021" else 2020
    title = f"示例省青川市人民政府{year}年政府信息公开工作年度报告"
    report, figures, findings = _parse(print_form(edition=edition, title=title))
    assert (report.edition, report.year, report.agency) == (edition, year, "示例省青川市人民政府")
    assert len(figures) == cells
    assert {figure.value for figure in figures.values()} == {0}
    assert findings == []


def test_the_edition_is_told_by_labels_and_not_by_the_year() -> None:
    report, _, findings = _parse(
        print_form(edition="2019", title="示例省青川市临江区示例镇2022年政府信息公开工作年度报告")
    )
    assert report.edition == "2019"
    assert _codes(findings) == ["edition_unusual"]


def test_a_cell_stays_what_it_is() -> None:
    _, figures, _ = _parse(
        print_form(
            {
                ("granted", "natural_person"): "12",
                ("granted", "company"): "",
                ("granted", "total"): "/",
                ("charges_amount", None): "59237.2449",
                ("rules_in_force", None): "22（其中修订16件）",
            }
        )
    )
    assert [figures["granted", code].state for code in ("natural_person", "company", "total")] == [
        "reported",
        "blank",
        "not_applicable",
    ]
    assert figures["granted", "total"].raw == "/"
    assert str(figures["charges_amount", None].value) == "59237.2449"
    assert (figures["rules_in_force", None].value, figures["rules_in_force", None].note) == (
        22,
        "其中修订16件",
    )


def test_a_cell_that_cannot_be_read_is_unclear_and_named() -> None:
    _, figures, findings = _parse(print_form({("granted", "company"): "1 2"}))
    assert figures["granted", "company"].state == "unclear"
    assert figures["granted", "company"].value is None
    assert [(finding.code, finding.place.row) for finding in findings] == [("cell_unclear", 6)]
    assert "（一）予以公开" in findings[0].zh
    assert "商业企业" in findings[0].zh


def test_the_one_row_of_other_outcomes_stands_for_its_three() -> None:
    def one_row(tables: list[list[Row]]) -> None:
        rows = tables[REQUESTS]
        first = next(at for at, row in enumerate(rows) if ("（六）其他处理", 1, 3) in row)
        rows[first : first + 3] = [[("（六）其他处理", 2), *"1000001"]]

    _, figures, findings = _parse(print_form(change=one_row))
    assert figures["closed_otherwise", "total"].value == 1
    assert ("closed_other", "total") not in figures
    assert _codes(findings) == ["one_row_other_outcomes"]


def test_a_row_that_is_not_there_is_unclear_and_not_the_next_one() -> None:
    def drop(tables: list[list[Row]]) -> None:
        rows = tables[REQUESTS]
        rows[:] = [row for row in rows if ("2.重复申请", 1) not in row]

    _, figures, findings = _parse(print_form({("not_processed_publication", "total"): "7"}, change=drop))
    assert figures["not_processed_repeat", "total"].state == "unclear"
    assert figures["not_processed_publication", "total"].value == 7
    assert _codes(findings) == ["row_missing"]


def test_a_damaged_label_is_carried_by_its_neighbours() -> None:
    def damage(tables: list[list[Row]]) -> None:
        for row in tables[REQUESTS]:
            for at, cell in enumerate(row):
                if cell == ("2.其他法律行政法规禁止公开", 1):
                    row[at] = ("2.其他法律行政止公开", 1)  # type: ignore[index]

    _, figures, findings = _parse(print_form({("refused_other_law", "total"): "4"}, change=damage))
    assert figures["refused_other_law", "total"].value == 4
    assert findings == []


def test_rows_that_lost_their_labels_are_told_by_their_number() -> None:
    def lose(tables: list[list[Row]]) -> None:
        for row in tables[REQUESTS]:
            for at, cell in enumerate(row):
                if isinstance(cell, tuple) and cell[0] in (
                    "1.本机关不掌握相关政府信息",
                    "2.没有现成信息需要另行制作",
                ):
                    row[at] = ("", 1)  # type: ignore[index]

    _, figures, _ = _parse(print_form({("unavailable_not_compiled", "total"): "9"}, change=lose))
    assert figures["unavailable_not_compiled", "total"].value == 9
    assert figures["unavailable_not_held", "total"].value == 0


def test_an_extra_row_is_left_over_and_moves_nothing() -> None:
    def add(tables: list[list[Row]]) -> None:
        tables[REQUESTS].insert(6, [("附：网上申请数", 3), *"9999999"])

    _, figures, findings = _parse(print_form({("partly_granted", "total"): "3"}, change=add))
    assert figures["partly_granted", "total"].value == 3
    assert _codes(findings) == ["cell_left_over"]
    assert "网上申请数" in findings[0].zh


def test_columns_follow_their_heads() -> None:
    def total_first(tables: list[list[Row]]) -> None:
        rows = tables[REQUESTS]
        rows[1] = [("总计", 1, 2), ("自然人", 1, 2), ("法人或其他组织", 5)]
        for at in range(3, len(rows)):
            rows[at] = [*rows[at][:-7], rows[at][-1], *rows[at][-7:-1]]

    _, figures, _ = _parse(
        print_form({("granted", "total"): "5", ("granted", "company"): "2"}, change=total_first)
    )
    assert figures["granted", "total"].value == 5
    assert figures["granted", "company"].value == 2
    assert figures["granted", "natural_person"].value == 0


def test_dropped_cells_are_never_shifted() -> None:
    def drop(tables: list[list[Row]]) -> None:
        tables[REQUESTS][5] = [*tables[REQUESTS][5][:-7], "3", "3"]

    _, figures, findings = _parse(print_form(change=drop))
    assert {figures["granted", code].state for code in ("natural_person", "company", "total")} == {"unclear"}
    assert "row_unclear" in _codes(findings)


def test_a_row_whose_label_covers_too_few_columns_is_not_pushed_to_the_left() -> None:
    counts = ["107", "88", "0", "13", "27", "36", "271"]

    def spoil(tables: list[list[Row]]) -> None:
        tables[REQUESTS][3] = [("一、本年新收政府信息公开申请数量", 2), *counts, ""]

    _, figures, _ = _parse(print_form(change=spoil))
    read = [figure.value for (indicator, _), figure in figures.items() if indicator == "requests_received"]
    assert read == [int(count) for count in counts]


def test_a_row_with_a_short_label_and_blanks_at_its_end_is_not_one_column_off() -> None:
    counts = ["", "15", "", "", "", "", "15"]

    def spoil(tables: list[list[Row]]) -> None:
        for row in tables[REQUESTS][3:]:
            row.append("")
        tables[REQUESTS][4] = [("二、上年结转政府信息公开申请数量", 2), *counts, "", ""]

    _, figures, _ = _parse(print_form(change=spoil))
    read = [figure.raw for (indicator, _), figure in figures.items() if indicator == "requests_carried_in"]
    assert read == counts
    assert figures["requests_received", "total"].value == 0


def test_a_trailing_empty_column_is_no_value() -> None:
    def add(tables: list[list[Row]]) -> None:
        tables[REQUESTS][3:] = [[*row, ""] for row in tables[REQUESTS][3:]]

    _, figures, _ = _parse(print_form({("granted", "natural_person"): "8"}, change=add))
    assert figures["granted", "natural_person"].value == 8
    assert figures["granted", "total"].value == 0


def test_two_copies_of_a_table_that_differ_are_both_doubted() -> None:
    printed = print_form({("granted", "total"): "5"})
    again = print_form({("granted", "total"): "6"}).grids[1]
    twice = document(*printed.blocks, grid([[cell.text for cell in row] for _, row in again.rows()], 4))
    _, figures, findings = _parse(twice)
    assert figures["granted", "total"].state == "unclear"
    assert _codes(findings) == ["table_repeated"]


def test_of_two_copies_the_one_that_is_captioned_as_last_years_does_not_count() -> None:
    printed = print_form({("granted", "total"): "5"})
    again = print_form({("granted", "total"): "6"}).grids[1]
    older = grid([[cell.text for cell in row] for _, row in again.rows()], 4)
    for caption in ("附：上一年度收到和处理政府信息公开申请情况", "2022年申请情况"):
        _, figures, findings = _parse(document(*printed.blocks, caption, older))
        assert figures["granted", "total"].value == 5
        assert _codes(findings) == ["table_of_other_year"]
    for caption in ("附：申请情况", "与上一年度相比，申请数量有所变化。", "2023年与2022年申请情况"):
        _, figures, findings = _parse(document(*printed.blocks, caption, older))
        assert figures["granted", "total"].state == "unclear"


def test_blanks_between_thousands_are_read_in_a_cell_of_a_grid() -> None:
    _, figures, _ = _parse(
        print_form({("licences_decisions", None): "2 282 356", ("penalties_decisions", None): "165 2"})
    )
    assert figures["licences_decisions", None].value == 2_282_356
    assert figures["penalties_decisions", None].state == "unclear"


def test_a_table_that_is_not_there_is_said_to_be_missing() -> None:
    printed = print_form()
    without = Document(
        "html", tuple(block for block in printed.blocks if block is not printed.grids[DISPUTES])
    )
    _, figures, findings = _parse(without)
    assert figures["reconsideration_total", None].state == "unclear"
    assert _codes(findings) == ["table_missing"]


def test_a_table_of_another_matter_is_left_alone() -> None:
    compared = grid([["指标", "上一年", "本年"], ["行政许可", "3", "9"]], 9)
    _, figures, findings = _parse(
        document(*print_form({("licences_decisions", None): "9000"}).blocks, compared)
    )
    assert figures["licences_decisions", None].value == 9000
    assert findings == []


@pytest.mark.parametrize(
    ("title", "agency", "year"),
    [
        ("示例省青川市财政局2021年政府信息公开工作年度报告", "示例省青川市财政局", 2021),
        ("2022年度示例省青川市临江区示例镇政府信息公开工作年度报告", "示例省青川市临江区示例镇", 2022),
        ("示例省教育厅关于2022年度政府信息公开情况的报告", "示例省教育厅", 2022),
        ("示例省青川市卫生局二〇二一年政务信息公开年度报告", "示例省青川市卫生局", 2021),
        ("示例省青川市示例区人民政府\n2024 年政府信息公开工作年度报告", "示例省青川市示例区人民政府", 2024),
        (
            "首页>信息公开>示例省青川市示例县统计局2023年政府信息公开工作年度报告",
            "示例省青川市示例县统计局",
            2023,
        ),
    ],
)
def test_agency_and_year_come_from_the_title(title: str, agency: str, year: int) -> None:
    report, _, _ = _parse(print_form(title=title))
    assert (report.agency or "").startswith(agency)
    assert report.year == year


def test_what_the_source_says_fills_a_silence_and_never_overrules_the_report() -> None:
    report, _, findings = _parse(
        print_form(title="政府信息公开工作年度报告"), agency="示例省青川市财政局", year=2022
    )
    assert (report.agency, report.year, findings) == ("示例省青川市财政局", 2022, [])
    report, _, findings = _parse(
        print_form(title="示例省青川市教育局2023年政府信息公开工作年度报告"),
        agency="示例省青川市财政局",
        year=2022,
    )
    assert (report.agency, report.year) == ("示例省青川市教育局", 2023)
    assert _codes(findings) == ["agency_differs", "year_differs"]


def test_a_report_that_names_nobody_says_so() -> None:
    _, _, findings = _parse(print_form({("granted", "total"): "1"}, title="政府信息公开工作年度报告"))
    assert _codes(findings) == ["agency_unknown", "year_unknown"]


def test_a_name_that_fits_several_places_is_doubted_until_the_source_says_which() -> None:
    printed = print_form(title="鼓楼区统计局2023年政府信息公开工作年度报告")
    report, _, findings = _parse(printed)
    assert (report.agency, _codes(findings)) == ("鼓楼区统计局", ["place_ambiguous"])
    report, _, findings = _parse(printed, agency="南京市鼓楼区统计局")
    assert (report.agency, report.region, findings) == ("南京市鼓楼区统计局", "江苏省/南京市/鼓楼区", [])


def test_an_empty_form_is_refused() -> None:
    printed = print_form(title="XX年政府信息公开工作年度报告")
    blank = Document(
        "docx",
        tuple(
            grid(
                [[(c.text.strip("0"), c.column_span, c.row_span) for c in row] for _, row in block.rows()],
                block.number,
            )
            if block in printed.grids
            else block
            for block in printed.blocks
        ),
    )
    with pytest.raises(GovReportError) as refusal:
        parse_report(blank)
    assert refusal.value.code == "blank_form"


@pytest.mark.parametrize(
    ("title", "code"),
    [
        ("文字解读：示例省青川市人民政府2023年政府信息公开工作年度报告", "look_alike"),
        ("关于编制2023年政府信息公开工作年度报告的通知", "look_alike"),
        ("关于停水的通知", "not_a_report"),
        ("首页>政务公开>政府信息公开年报", "not_a_report"),
        ("示例省青川市人民政府2023年政府信息公開工作年度報(bào)告的數(shù)據(jù)", "clone_page"),
    ],
)
def test_what_only_looks_like_a_report_is_refused(title: str, code: str) -> None:
    with pytest.raises(GovReportError) as refusal:
        parse_report(document(title, "正文。"))
    assert refusal.value.code == code


@pytest.mark.parametrize(
    ("printed", "total"),
    [
        ("1 0 0 2 3 0 0 0 0 0 1 0 0 0 1", 3),
        ("1 0 0 2 4 0 0 0 0 0 1 0 0 0 1", None),
        ("0 0 0 0 0 0 0 0 0 0 0 0 0 0 0", None),
    ],
)
def test_a_row_of_disputes_whose_heads_are_lost_is_known_by_its_sums(printed: str, total: int | None) -> None:
    form = print_form()
    row = grid([printed.split()], 3, aligned=False)
    _, figures, _ = _parse(document(*form.blocks[: form.blocks.index(form.grids[DISPUTES])], row))
    assert figures["reconsideration_total", None].value == total
    assert figures["litigation_after_reconsideration_total", None].value == (1 if total else None)
