"""The tables of statistics from before 2019, as agencies print them and as dumps leave them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from random import Random
from typing import Any

import pytest

from ckanext.govreport.core import read_report
from ckanext.govreport.core.codebook import codebook
from ckanext.govreport.core.codebook.forms import Edition
from ckanext.govreport.core.documents.model import Block, Document
from ckanext.govreport.core.errors import GovReportError
from ckanext.govreport.core.reports.model import Figure, Finding, Report
from ckanext.govreport.core.reports.parsing import parse_report
from tests.core.reports.printing import Row, document, grid
from tests.core.truths import expected_figures
from tests.generator.layout import lay_out
from tests.generator.printed import Content, number
from tests.generator.statistics import draw_statistics, write_old_narrative
from tests.generator.writers import ON_REQUEST, WRITERS, Look

TITLE = "示例省青川市人民政府2016年政府信息公开工作年度报告"
#: File and truth, edition, and the cells that the glued digits leave open.
REPORTS = [
    ("pingtan_zone_2012", "fujian_2011", ()),
    ("pingtan_county_2013", "fujian_2011", ("information_disclosed", "information_disclosed_website")),
    ("pingtan_zone_2014", "fujian_2014", ()),
    ("pingtan_zone_2016", "fujian_2014", ("documents_disclosed", "documents_disclosed_website")),
]
#: Dumps that leave some cells or all without their table: what is not sure there is unclear.
OPEN = ("flattened", "layout", "commas")
FORMS = ["2014", "fujian_2011", "fujian_2014"]


def expected(truth: dict[str, Any], edition: str) -> dict[str, Any]:
    """Return indicator → number as the truth file has it."""
    return {code: value for (code, _), value in expected_figures(truth, edition).items()}


def print_rows(edition: str, numbers: dict[str, str] | None = None) -> list[Row]:
    """Return the rows of a form: 1, 2, 3 … in its cells, or what ``numbers`` says."""
    form = codebook().editions[edition]
    table = _table(form)
    heads = [f"2016{label.zh}" if label.zh == "年度" else label.zh for label in table.columns]
    rows: list[Row] = [[table.indicator.zh, table.unit.zh, *heads]]
    count = 0
    for _, row in form.statistics_rows():
        cells = []
        for code in row.indicators:
            count += 1
            cells.append((numbers or {}).get(code, str(count)))
        rows.append([row.label.zh, row.unit or "——", *(cells or [""] * len(heads))])
    return rows


def _table(form: Edition) -> Any:
    assert form.statistics is not None
    return form.statistics


def parse(*blocks: Block | str, title: str = TITLE) -> tuple[Report, dict[str, Figure], list[Finding]]:
    report, findings = parse_report(document(title, "一、概述", "依法公开。", *blocks))
    return report, {figure.indicator: figure for figure in report.figures}, list(findings)


def values(figures: dict[str, Figure]) -> dict[str, Any]:
    return {code: figure.value for code, figure in figures.items() if figure.state == "reported"}


def in_order(edition: str) -> dict[str, int]:
    return {code: place for place, code in enumerate(codebook().editions[edition].indicators, 1)}


@pytest.mark.parametrize(("name", "edition", "left_open"), REPORTS)
def test_every_cell_of_a_real_dump_is_right_or_unclear(
    corpus: Path, truth: Any, name: str, edition: str, left_open: tuple[str, ...]
) -> None:
    reading = read_report((corpus / f"{name}.txt").read_bytes(), f"{name}.txt")
    figures = {figure.indicator: figure for figure in reading.report.figures}
    cells = expected(truth(name), edition)
    unclear = {code + column for code in left_open for column in ("", "_cumulative")}
    assert reading.report.edition == edition
    assert figures.keys() == cells.keys()
    assert {code for code, figure in figures.items() if figure.state != "reported"} == unclear
    assert values(figures) == {code: value for code, value in cells.items() if code not in unclear}
    assert [finding.code for finding in reading.findings] == ["row_unclear"] * len(left_open)


@pytest.mark.parametrize(("name", "edition", "left_open"), REPORTS)
@pytest.mark.parametrize("aligned", [True, False])
def test_every_cell_of_a_real_table_is_right(
    truth: Any, name: str, edition: str, left_open: tuple[str, ...], aligned: bool
) -> None:
    printed = truth(name)["stat_table"]
    rows: list[Row] = [["指标名称", "计量单位", f"{name[-4:]}年度", "历年累计"]]
    rows += [[label, "条", *map(str, numbers)] for label, numbers in printed.items()]
    title = f"平潭县人民政府{name[-4:]}年政府信息公开工作年度报告"
    report, figures, findings = parse(grid(rows, aligned=aligned), title=title)
    assert (report.edition, findings) == (edition, [])
    assert values(figures) == expected(truth(name), edition)
    assert {figure.place.row for figure in figures.values()} == set(range(2, len(rows) + 1))


@pytest.mark.parametrize("edition", FORMS)
@pytest.mark.parametrize("aligned", [True, False])
def test_the_form_is_read_to_the_last_cell(edition: str, aligned: bool) -> None:
    report, figures, findings = parse(grid(print_rows(edition), aligned=aligned))
    assert report.edition == edition
    assert values(figures) == in_order(edition)
    assert not [
        each
        for each in findings
        if each.code not in ("statistics_sum", "statistics_parts")
        and (edition, each.code) != ("fujian_2011", "edition_unusual")
    ]


@pytest.mark.parametrize("edition", FORMS)
@pytest.mark.parametrize("between", [" ", ""])
def test_the_form_is_read_from_running_text_without_a_wrong_number(edition: str, between: str) -> None:
    text = between.join(cell for row in print_rows(edition) for cell in map(str, row) if cell)
    report, figures, _ = parse(text)
    right = in_order(edition)
    assert report.edition == edition
    assert {code: value for code, value in values(figures).items() if value != right[code]} == {}
    if between or edition == "2014":
        assert values(figures) == right


def test_the_number_of_all_requests_keeps_its_code() -> None:
    report, _, _ = parse(grid(print_rows("2014")))
    assert [each.applicant for each in report.figures if each.indicator == "requests_received"] == ["total"]


def test_the_same_label_in_two_groups_is_two_figures() -> None:
    rows = print_rows("2014")
    lost = next(at for at, row in enumerate(rows) if row[0] == "（二）被依法纠错数")
    _, figures, findings = parse(grid(rows[:lost] + rows[lost + 1 :]))
    assert figures["reconsideration_corrected"].state == "unclear"
    assert figures["lawsuits_corrected"].value == in_order("2014")["lawsuits_corrected"]
    assert "row_missing" in [finding.code for finding in findings]


def test_a_table_cut_by_a_page_break_is_one() -> None:
    rows = print_rows("fujian_2014")
    _, figures, _ = parse(grid(rows[:7], 1), grid(rows[7:], 2))
    assert values(figures) == in_order("fujian_2014")


def test_columns_are_told_by_their_heads() -> None:
    rows = [[row[0], row[1], row[3], row[2]] for row in print_rows("fujian_2014")]
    for aligned in (True, False):
        _, figures, _ = parse(grid(rows, aligned=aligned))
        assert values(figures) == in_order("fujian_2014")


def test_a_column_that_the_form_does_not_have_is_passed_over() -> None:
    rows = [[row[0], row[1], "代码" if at == 0 else f"{at:02}", *row[2:]]
            for at, row in enumerate(print_rows("fujian_2014"))]  # fmt: skip
    _, figures, _ = parse(grid(rows))
    assert values(figures) == in_order("fujian_2014")


@pytest.mark.parametrize("heads", [["2015年度", "2014年度"], ["本期实际", "本年累计"], ["", ""]])
def test_columns_that_mean_something_else_are_not_read(heads: Sequence[str]) -> None:
    rows = print_rows("fujian_2014")
    rows[0] = ["指标名称", "计量单位", *heads]
    report, figures, findings = parse("二、主动公开政府信息情况", "三、依申请公开政府信息情况", grid(rows))
    assert (report.edition, values(figures)) == (None, {})
    assert [finding.code for finding in findings] == ["form_unknown"]


def test_three_columns_of_a_form_with_one_are_unclear() -> None:
    rows = print_rows("2014")
    rows = [
        ["统计指标", "单位", "本级统计数", "直属单位统计数", "乡镇统计数"],
        *([*row, "", ""] for row in rows[1:]),
    ]
    _, figures, _ = parse(grid(rows))
    assert values(figures) == {}


@pytest.mark.parametrize("aligned", [True, False])
def test_two_halves_side_by_side_give_no_number_of_the_other_half(aligned: bool) -> None:
    head, *rows = print_rows("2014")
    half = len(rows) // 2
    sides = [[*left, *right] for left, right in zip(rows[:half], rows[half:], strict=False)]
    _, figures, _ = parse(grid([[*head, *head], *sides], aligned=aligned))
    right = in_order("2014")
    assert {code: value for code, value in values(figures).items() if value != right[code]} == {}


def test_what_stands_around_the_table_is_not_left_over_and_a_row_of_its_own_is() -> None:
    rows: list[Row] = [
        [("示例省青川市政府信息公开情况统计表（2016年度）", 3)],
        [("填报单位（盖章）：示例省青川市人民政府", 3)],
        *print_rows("2014"),
        ["十、宣传报道数", "篇", "7"],
        [("单位负责人：张三　审核人：李四　填报人：王五", 3)],
    ]
    _, figures, findings = parse(grid(rows))
    assert values(figures) == in_order("2014")
    left_over = [finding.details["raw"] for finding in findings if finding.code == "cell_left_over"]
    assert left_over == ["十、宣传报道数 | 篇 | 7"]


def test_a_misprinted_label_is_carried_by_its_neighbours() -> None:
    rows = [["3.信涵、传真申请数" if cell == "3.信函、传真申请数" else cell for cell in row]
            for row in print_rows("fujian_2014")]  # fmt: skip
    _, figures, _ = parse(grid(rows))
    assert figures["accepted_by_letter_or_fax"].value == in_order("fujian_2014")["accepted_by_letter_or_fax"]


def test_a_blank_is_no_zero_and_the_unit_is_the_printed_one() -> None:
    rows = print_rows("fujian_2014", {"fees_waived": "", "lawsuits": "/", "reconsiderations": "0"})
    rows[-2] = [rows[-2][0], "条", *rows[-2][2:]]
    _, figures, _ = parse(grid(rows))
    assert [figures[code].state for code in ("fees_waived", "lawsuits", "reconsiderations")] == [
        "blank",
        "not_applicable",
        "reported",
    ]
    assert [figures[code].unit for code in ("reconsiderations", "fees_waived_cumulative")] == ["条", "元"]


def test_two_tables_that_differ_are_unclear() -> None:
    _, figures, findings = parse(
        grid(print_rows("2014"), 1), grid(print_rows("2014", {"complaints": "99"}), 2)
    )
    assert values(figures) == {}
    assert "table_repeated" in [finding.code for finding in findings]


def test_a_head_that_names_another_year_is_said() -> None:
    _, _, findings = parse(grid(print_rows("fujian_2014")), title=TITLE.replace("2016", "2017"))
    found = next(finding for finding in findings if finding.code == "column_of_another_year")
    assert (found.details["printed"], found.details["year"]) == (2016, 2017)


def test_a_table_in_a_report_on_the_form_of_2021_changes_nothing(corpus: Path) -> None:
    whole = (corpus / "pingtan_2025.txt").read_text("utf-8")
    annex = " ".join(cell for row in print_rows("fujian_2014") for cell in map(str, row))
    before, after = (read_report(text.encode(), "a.txt").report for text in (whole, f"{whole}\n{annex}"))
    assert before.figures == after.figures
    assert after.edition == "2021"


@pytest.mark.parametrize(
    ("name", "agency", "year"),
    [
        ("pingtan_local_tax_2013.txt", "平潭综合实验区地方税务局", 2013),
        ("gsat_2010.p.txt", "国家税务总局", 2010),
        ("hengyang_2008.p.txt", "衡阳市人民政府", 2008),
        ("longtan_2017.p.txt", "龙潭区人民政府", 2017),
        ("shulan_scjg_2016.p.txt", "舒兰市市场监督管理局", 2016),
    ],
)
def test_a_report_in_words_alone_is_a_report(corpus: Path, name: str, agency: str, year: int) -> None:
    reading = read_report((corpus / name).read_bytes(), name)
    report = reading.report
    assert (report.agency, report.year, report.edition, report.figures) == (agency, year, None, ())
    assert any(section.text for section in report.sections)
    assert "no_statistics" in [finding.code for finding in reading.findings]
    assert not [finding for finding in reading.findings if finding.severity == "error"]


@pytest.mark.parametrize(
    "name", ["district_requests_stats_2022.p.txt", "huaihua_stats_2016.p.txt", "dingxi_form.blank.txt"]
)
def test_what_only_looks_like_a_report_stays_refused(corpus: Path, name: str) -> None:
    with pytest.raises(GovReportError):
        read_report((corpus / name).read_bytes(), name)


def test_a_long_text_of_labels_is_gone_through_once() -> None:
    text = "统计指标 单位 统计数 " + "1.当面申请数件" * 2_000
    _, figures, _ = parse(text + "主动公开政府信息数条，" * 2_000)
    assert values(figures) == {}


def test_numbers_that_run_into_what_follows_the_table_are_unclear() -> None:
    text = "".join(cell for row in print_rows("2014") for cell in map(str, row)) + "2017年1月20日"
    _, figures, _ = parse(text)
    assert figures["training_participants"].state == "unclear"
    assert figures["training_courses"].state == "reported"


@pytest.mark.parametrize(("sign", "value"), [(".", 7), ("、", 7), ("", None)])
def test_the_number_of_the_next_label_is_told_by_the_sign_behind_it(sign: str, value: int | None) -> None:
    text = "".join(cell for row in print_rows("2014", {"requests_in_person": "7"}) for cell in map(str, row))
    _, figures, _ = parse(text.replace("2.传真申请数", f"2{sign}传真申请数"))
    assert figures["requests_in_person"].value == value


@pytest.mark.parametrize("edition", FORMS)
@pytest.mark.parametrize(
    ("kind", "style"),
    [(kind, style) for kind in WRITERS if kind not in (*ON_REQUEST, "zip") for style in WRITERS[kind].styles],
)
def test_no_kind_of_file_gives_a_wrong_number(kind: str, style: str, edition: str) -> None:
    chance = Random(f"{edition} {kind} {style}")
    drawn = draw_statistics(chance, edition, 900)
    content = Content(
        agency="示例省青川市人民政府",
        year=2016,
        edition=edition,
        figures={key: number(value) for key, value in drawn.items()},
        narrative=write_old_narrative(2016, drawn),
    )
    data = WRITERS[kind].write(lay_out(content), Look(style, chance))
    report = read_report(data, f"report{WRITERS[kind].suffix}").report
    read = {(figure.indicator, figure.applicant): figure.value for figure in report.figures}
    assert report.edition == edition
    assert read.keys() <= drawn.keys()
    assert {key: value for key, value in read.items() if value not in (None, drawn[key])} == {}
    if style not in OPEN:
        assert read == drawn


def test_the_parts_of_old_reports_are_known_by_their_headings() -> None:
    printed: Document = document(
        "示例省青川市2015年政府信息公开工作年度报告",
        "一、概述", "略。", "二、主动公开政府信息的情况", "甲。",
        "三、政府信息依申请公开工作情况", "乙。", "四、存在的主要问题和改进措施", "丙。",
    )  # fmt: skip
    report, _ = parse_report(printed)
    assert [(section.number, section.text) for section in report.sections] == [
        (1, "略。"),
        (2, "甲。"),
        (4, "乙。"),
        (8, "丙。"),
    ]
