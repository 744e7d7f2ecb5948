"""Whole PDF files: the real reports, and files drawn as Word, WPS and LibreOffice draw them."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from ckanext.govreport.core.documents.pdf import read_pdf
from tests.core.documents.drawn_pdf import Sheet, Style, Table, draw_pdf
from tests.core.documents.form_2021 import (
    DISCLOSURE_WIDTHS,
    REQUEST_WIDTHS,
    disclosure_rows,
    request_rows,
)
from tests.core.documents.pdf_form import (
    SMALL,
    TENTHS,
    VALUES,
    assert_whole_form,
    expected,
    placed,
    report,
    small,
)


@pytest.mark.parametrize("name", ["huaian_city_2024", "huaian_hongze_2023"])
def test_every_cell_of_a_real_report_is_as_printed(
    corpus: Path, truth: Callable[[str], Any], name: str
) -> None:
    grids = read_pdf((corpus / f"{name}.pdf").read_bytes()).grids
    facts = truth(name)
    assert len(grids) == 3
    disclosure, requests, disputes = (
        [[cell.text for cell in row] for _, row in grid.rows()] for grid in grids
    )
    read = {
        row[0]: [float(text) for text in row[1:]] for row in disclosure if row[1:] and row[-1][-1].isdigit()
    }
    assert read == {
        label: [float(value) for value in (values if isinstance(values, list) else [values])]
        for label, values in facts["table2"].items()
    }
    misprint = {"（三）不予公开/2.其他法律行政止公开": "（三）不予公开/2.其他法律行政法规禁止公开"}
    assert {misprint.get(label, label): row for label, row in read_requests(requests).items()} == facts[
        "table3"
    ]
    assert [int(text) for text in disputes[-1]] == facts["table4"]


def read_requests(rows: list[list[str]]) -> dict[str, list[int]]:
    """The rows by label, a row inside a group by both; the group stands in its first row."""
    read: dict[str, list[int]] = {}
    group = ""
    for row in rows[3:]:
        labels, values = row[:-7], [int(text) for text in row[-7:]]
        labels = [label for label in labels if label != "三、本年度办理结果"]
        if len(labels) == 2:
            group = labels[0]
        label = labels[-1].replace("、", ".", 1) if labels[-1][0].isdigit() else labels[-1]
        read[f"{group}/{label}" if label[0].isdigit() else label] = values
    return read


def test_the_real_table_over_two_pages_is_one_grid(corpus: Path) -> None:
    grid = read_pdf((corpus / "huaian_city_2024.pdf").read_bytes()).grids[1]
    assert (grid.column_count, grid.row_count, grid.page) == (10, 28, 4)
    assert {cell.page for cell in grid.cells} == {4, 5}
    groups = {cell.text: cell.row_span for cell in grid.cells if cell.row_span > 1 and cell.row > 4}
    assert groups == {
        "三、本年度办理结果": 22,
        "（三）不予公开": 8,
        "（四）无法提供": 3,
        "（五）不予处理": 5,
        "（六）其他处理": 3,
    }


def test_the_real_narrative_comes_in_paragraphs_without_page_numbers(corpus: Path) -> None:
    document = read_pdf((corpus / "huaian_city_2024.pdf").read_bytes())
    texts = [paragraph.text for paragraph in document.paragraphs]
    assert texts[:2] == ["淮安市人民政府", "2024年政府信息公开工作年度报告"]
    assert len(texts) == 18
    assert texts[7].startswith("（三）政府信息管理情况。在政府网站、政务新媒体、政府公报等公开平台")
    assert not any(re.fullmatch(r"\W*\d+\W*", text) for text in texts)
    assert document.titles == ("政府信息公开工作年度报告",)


# How it is drawn


@pytest.mark.parametrize(
    "style",
    [
        Style("strokes"),
        Style("rectangles"),
        Style("path"),
        Style("form"),
        Style(single_glyphs=True),
        Style(rotation=90),
        Style(rotation=270),
        Style(sideways=True),
        Style("rectangles", single_glyphs=True, rotation=90),
        Style(padding=1.0),
    ],
    ids=str,
)
def test_the_form_is_read_however_it_is_drawn(style: Style) -> None:
    assert_whole_form(report(style))


def test_a_table_without_outer_rules_is_read() -> None:
    sheet = Sheet()
    Table(request_rows(VALUES), REQUEST_WIDTHS, Style(open_sides=True)).draw(sheet, 60)
    (grid,) = read_pdf(draw_pdf([sheet])).grids
    assert placed(grid) == expected(request_rows(VALUES), 10)


def test_a_table_without_upright_rules_is_no_grid() -> None:
    sheet = Sheet()
    small().draw(sheet, 60)
    sheet.rules = [rule for rule in sheet.rules if rule[1] == rule[3]]
    document = read_pdf(draw_pdf([sheet]))
    assert document.grids == ()
    assert "".join(paragraph.text for paragraph in document.paragraphs).count("行政规范性文件") == 1


def test_figures_side_by_side_without_rules_stay_apart() -> None:
    sheet = Sheet()
    for at, text in enumerate(("规章", "1", "0", "11")):
        sheet.write(text, 60, 60 + 80 * at)
    assert read_pdf(draw_pdf([sheet])).paragraphs[0].text == "规章 1 0 11"


def test_the_first_table_may_be_four() -> None:
    rows = disclosure_rows(TENTHS)
    parts = [rows[:4], rows[4:7], rows[7:11], rows[11:]]
    sheet = Sheet()
    below = 60.0
    for part in parts:
        below = Table(part, DISCLOSURE_WIDTHS, Style()).draw(sheet, below) + 14
    grids = read_pdf(draw_pdf([sheet])).grids
    assert [[cell.text for cell in grid.cells] for grid in grids] == [
        [text for *_, text in expected(part, 4)] for part in parts
    ]


def test_a_box_around_a_paragraph_is_no_table() -> None:
    sheet = Sheet()
    sheet.write("一、总体情况", 60)
    Table([[("提示：本报告可在网站下载。", 1, 1)]], (300.0,), Style()).draw(sheet, 90)
    sheet.write("二、主动公开政府信息情况", 140)
    document = read_pdf(draw_pdf([sheet]))
    assert document.grids == ()
    assert [paragraph.text for paragraph in document.paragraphs] == [
        "一、总体情况",
        "提示：本报告可在网站下载。",
        "二、主动公开政府信息情况",
    ]


def test_a_frame_around_the_page_hides_nothing() -> None:
    sheet = Sheet()
    small().draw(sheet, 60)
    sheet.rules += [(20, 20, 575, 20), (20, 820, 575, 820), (20, 20, 20, 820), (575, 20, 575, 820)]
    (grid,) = read_pdf(draw_pdf([sheet])).grids
    assert placed(grid) == expected(SMALL, 3)


def test_an_underlined_word_cuts_no_cell() -> None:
    sheet = Sheet()
    small().draw(sheet, 60)
    sheet.rules.append((75, 73.5, 130, 73.5))
    assert placed(read_pdf(draw_pdf([sheet])).grids[0]) == expected(SMALL, 3)


@pytest.mark.parametrize("printed", ["2024/1/31 10:20", "11/24/26, 7:19 PM", "2024/1/31 上午10:20"])
def test_what_a_browser_prints_in_the_margins_is_no_text(printed: str) -> None:
    sheets = [Sheet(), Sheet()]
    for number, sheet in enumerate(sheets, 1):
        sheet.write(f"{printed}　　　　示例市人民政府门户网站", 12, 24)
        sheet.write(f"第{number}页的正文。", 400)
        sheet.write(f"https://www.example.gov.cn/report.html　　　　{number}/2", 822, 24)
    document = read_pdf(draw_pdf(sheets))
    assert "".join(paragraph.text for paragraph in document.paragraphs) == "第1页的正文。第2页的正文。"


def test_places_are_given_in_points_from_the_top_left_corner() -> None:
    sheet = Sheet()
    small().draw(sheet, 60)
    cell = read_pdf(draw_pdf([Sheet([(60, 50, 9, "首页")]), sheet])).grids[0].cells[0]
    assert cell.page == 2
    assert cell.box == pytest.approx((60, 60, 220, 76.8), abs=0.5)


@pytest.mark.parametrize(
    ("title", "titles"),
    [
        ("示例市2024年政府信息公开工作年度报告", ("示例市2024年政府信息公开工作年度报告",)),
        ("Microsoft Word - 2024年度报告.docx", ("2024年度报告",)),
        ("untitled", ()),
        ("文档1", ()),
        ("", ()),
    ],
)
def test_a_sensible_title_of_the_file_is_kept(title: str, titles: tuple[str, ...]) -> None:
    sheet = Sheet()
    sheet.write("一、总体情况", 60)
    assert read_pdf(draw_pdf([sheet], title=title)).titles == titles


def test_one_file_at_a_time_even_from_many_threads() -> None:
    data = report(Style())
    with ThreadPoolExecutor(4) as pool:
        documents = list(pool.map(read_pdf, [data] * 12))
    assert all(document == documents[0] for document in documents)


def test_the_library_is_loaded_by_who_reads_a_pdf_only() -> None:
    code = "import sys, ckanext.govreport.core.documents.pdf; print('pypdfium2' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"
