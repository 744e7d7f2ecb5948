from __future__ import annotations

from dataclasses import replace

from ckanext.govreport.core import read_report
from ckanext.govreport.core.documents.model import Document
from ckanext.govreport.core.reports.heading import find_heading
from tests.core.reports.printing import document, grid, print_form

OTHERS = ("襄阳市人民政府2022年政府信息公开工作年度报告", "谷城县财政局2020年政府信息公开工作年度报告")
OWN = "谷城县水利和湖泊局2022年政府信息公开工作年度报告"
PERIOD = "本报告所列数据的统计期限自2022年1月1日起至2022年12月31日止。"


def page(*lines: str, titles: tuple[str, ...] = (), links: tuple[str, ...] = ()) -> Document:
    blocks = document(*lines, "一、总体情况", "二、主动公开政府信息情况")
    return replace(blocks, titles=titles, link_texts=frozenset(links))


def test_reports_listed_before_the_title_are_not_this_one() -> None:
    named = find_heading(page(*OTHERS, OWN, titles=(f"{OWN}_谷城县人民政府",)))
    linked = find_heading(page(f"{OTHERS[0]} 2023-01-12", f"· {OTHERS[1]}", OWN, links=OTHERS))
    for heading in (named, linked):
        assert (heading.agency, heading.year) == ("谷城县水利和湖泊局", 2022)


def test_a_linked_title_is_none_unless_the_page_bears_it() -> None:
    short = "2022年度政府信息公开工作年度报告"
    heading = find_heading(page(f"{OTHERS[0]}2023-01-12", short, titles=(short,), links=(OTHERS[0], short)))
    assert (heading.agency, heading.year) == (None, 2022)


def test_of_titles_of_several_years_the_one_of_the_period_is_meant() -> None:
    lines = ("谷城县水利和湖泊局2021年政府信息公开工作年度报告", OWN, PERIOD)
    assert find_heading(page(*lines)).year == 2022


def test_a_stale_title_of_a_file_does_not_overrule_the_body() -> None:
    stale = "谷城县水利和湖泊局2019年政府信息公开工作年度报告"
    assert find_heading(page(OWN, PERIOD, titles=(stale,))).year == 2022


def test_links_before_the_title_do_not_push_it_out_of_sight() -> None:
    rows = "".join(f"<li><a href='{n}'>栏目{n}</a></li>" for n in range(60))
    parts = "<p>一、总体情况</p><p>二、主动公开政府信息情况</p><p>三、收到和处理政府信息公开申请情况</p>"
    reading = read_report(f"<html><body>{rows}<p>{OWN}</p>{parts}</body></html>".encode())
    assert (reading.report.agency, reading.report.year) == ("谷城县水利和湖泊局", 2022)


def test_a_title_in_the_first_row_of_a_table_is_one() -> None:
    printed = print_form(title="附件")
    first = printed.grids[0]
    rows = [[(OWN, 4)], *[[cell.text for cell in cells] for _, cells in first.rows()]]
    blocks = tuple(grid(rows) if block is first else block for block in printed.blocks)
    heading = find_heading(replace(printed, blocks=blocks[-10:]))
    assert (heading.agency, heading.year) == ("谷城县水利和湖泊局", 2022)


def test_marks_of_markdown_are_no_part_of_a_name() -> None:
    assert find_heading(page(f"# {OWN}")).agency == "谷城县水利和湖泊局"
