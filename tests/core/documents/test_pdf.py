"""Whole PDF files: the real reports, and files drawn as Word, WPS and LibreOffice draw them."""

from __future__ import annotations

import random
import re
import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from ckanext.govreport.core.documents.model import Grid
from ckanext.govreport.core.documents.pdf import read_pdf
from tests.core.documents.drawn_pdf import Placed, Sheet, Spec, Style, Table, draw_pdf, place
from tests.core.documents.form_2021 import (
    DISCLOSURE_WIDTHS,
    DISPUTE_WIDTHS,
    REQUEST_WIDTHS,
    disclosure_rows,
    dispute_rows,
    request_rows,
)

CHANCE = random.Random(2021)
VALUES = [[str(CHANCE.choice((0, 7, 36, 1205, 88283))) for _ in range(7)] for _ in range(25)]
TENTHS = ["1", "0", "11", "8", "26", "66", "447228", "3985758", "88283", "96171.6"]
DISPUTES = [str(CHANCE.choice((0, 3, 72, 351))) for _ in range(15)]
#: Two small tables of the form's kind, enough where the whole form is not the point.
SMALL: list[list[Spec]] = [
    [("信息内容", 1, 1), ("本年制发件数", 1, 1), ("现行有效件数", 1, 1)],
    [("规章", 1, 1), ("1", 1, 1), ("11", 1, 1)],
    [("行政规范性文件", 1, 1), ("8", 1, 1), ("66", 1, 1)],
]


def placed(grid: Grid) -> list[Placed]:
    return [(cell.row, cell.column, cell.row_span, cell.column_span, cell.text) for cell in grid.cells]


def expected(rows: list[list[Spec]], width: int) -> list[Placed]:
    return sorted((*cell[:4], cell[4].replace("\n", "")) for cell in place(rows, width))


def small(style: Style = Style()) -> Table:  # noqa: B008
    return Table(SMALL, (160.0, 100.0, 100.0), style)


def report(style: Style, breaks: tuple[float, ...] = (), shift: float = 0.0) -> bytes:
    """The whole form; the table of requests is cut where ``breaks`` say."""
    sheet = Sheet()
    sheets = [sheet]
    sheet.write("一、总体情况", 40)
    below = Table(disclosure_rows(TENTHS), DISCLOSURE_WIDTHS, style).draw(sheet, 60)
    sheet.write("三、收到和处理政府信息公开申请情况", below + 20)
    requests = Table(request_rows(VALUES), REQUEST_WIDTHS, style)
    ends = [*breaks, requests.tops[-1]]
    below = requests.draw(sheet, below + 40, 0, ends[0]) if breaks else below
    start = ends[0] if breaks else 0.0
    for number, end in enumerate(ends[1:] if breaks else ends, 2):
        sheets[-1].write(f"- {number - 1} -", 970, 280)
        sheet = Sheet()
        sheets.append(sheet)
        below = requests.draw(sheet, 50, start, end, 60 + shift)
        start = end
    sheet = Sheet()
    sheets.append(sheet)
    sheet.write("四、政府信息公开行政复议、行政诉讼情况", 40)
    Table(dispute_rows(DISPUTES), DISPUTE_WIDTHS, style).draw(sheet, 60)
    return draw_pdf(sheets, style, size=(595, 1000))


def assert_whole_form(data: bytes) -> None:
    grids = read_pdf(data).grids
    assert [placed(grid) for grid in grids] == [
        expected(disclosure_rows(TENTHS), 4),
        expected(request_rows(VALUES), 10),
        expected(dispute_rows(DISPUTES), 15),
    ]


# The real reports


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


# What stands in the cells


def one_row(*texts: str, widths: float = 60.0, style: Style = Style()) -> list[str]:  # noqa: B008
    """Read a table of a row of heads and a row of these texts."""
    rows: list[list[Spec]] = [[("总计", 1, 1)] * len(texts), [(text, 1, 1) for text in texts]]
    sheet = Sheet()
    Table(rows, [widths] * len(texts), style).draw(sheet, 60)
    (grid,) = read_pdf(draw_pdf([sheet], style)).grids
    return [cell.text for cell in grid.cells if cell.row == 1]


def test_a_blank_cell_is_there_and_empty() -> None:
    assert one_row("1", "", "", "4") == ["1", "", "", "4"]


def test_full_width_digits_and_spaces_stay_as_printed() -> None:
    assert one_row("１２０５", "1,234", "1，234", "/", "—") == ["１２０５", "1,234", "1，234", "/", "—"]


@pytest.mark.parametrize("single", [False, True])
def test_digits_that_touch_the_rules_go_to_their_own_cells(single: bool) -> None:
    style = Style(padding=0.0, single_glyphs=single)
    width = 5 * 4.5
    assert one_row("12345", "67890", "11111", widths=width, style=style) == ["12345", "67890", "11111"]


def test_a_number_that_a_narrow_column_wraps_is_one_number() -> None:
    assert one_row("12345", "1,234,567", "３９８５７５８", widths=26) == [
        "12345",
        "1,234,567",
        "３９８５７５８",
    ]


def test_two_numbers_over_each_other_in_one_cell_stay_two() -> None:
    assert one_row("12\n34", "5", "6\n7") == ["12\n34", "5", "6\n7"]


def test_numbers_side_by_side_in_one_cell_stay_two() -> None:
    rows: list[list[Spec]] = [[("合计", 1, 1), ("总计", 1, 1)], [("", 1, 1), ("5", 1, 1)]]
    sheet = Sheet()
    Table(rows, [80.0, 60.0], Style()).draw(sheet, 60)
    sheet.write("12", 76, 70)
    sheet.write("34", 76, 100)
    assert read_pdf(draw_pdf([sheet])).grids[0].cells[2].text == "12 34"


@pytest.mark.parametrize(("number", "right"), [("12", 79), ("１２", 88)])
def test_a_raised_mark_beside_a_number_is_not_part_of_it(number: str, right: float) -> None:
    rows: list[list[Spec]] = [[("合计", 1, 1), ("总计", 1, 1)], [("", 1, 1), ("5", 1, 1)]]
    sheet = Sheet()
    Table(rows, [80.0, 60.0], Style()).draw(sheet, 60)
    sheet.write(number, 76, 70)
    sheet.write("3", 77, right, size=5)
    assert read_pdf(draw_pdf([sheet])).grids[0].cells[2].text == f"{number} 3"


def test_a_number_that_outgrows_its_cell_is_not_shared_out() -> None:
    rows: list[list[Spec]] = [[("一", 1, 1), ("二", 1, 1), ("三", 1, 1)], [("", 1, 1)] * 3]
    sheet = Sheet()
    Table(rows, [30.0, 30.0, 30.0], Style()).draw(sheet, 60)
    sheet.write("11398889", 77, 87.3)
    texts = [cell.text for cell in read_pdf(draw_pdf([sheet])).grids[0].cells if cell.row == 1]
    assert texts == ["", "11398889", ""]


def test_text_drawn_twice_to_be_bold_is_read_once() -> None:
    sheet = Sheet()
    small().draw(sheet, 60)
    sheet.texts += [(x + 0.3, y, size, text) for x, y, size, text in sheet.texts]
    for single in (False, True):
        style = Style(single_glyphs=single)
        assert placed(read_pdf(draw_pdf([sheet], style)).grids[0]) == expected(SMALL, 3)


@pytest.mark.parametrize(("level", "text"), [(74.5, "8\u03368\u033643"), (79.0, "8843"), (62.0, "8843")])
def test_a_figure_that_a_line_goes_through_is_marked(level: float, text: str) -> None:
    rows: list[list[Spec]] = [[("合计", 1, 1), ("总计", 1, 1)], [("", 1, 1), ("5", 1, 1)]]
    sheet = Sheet()
    Table(rows, [80.0, 60.0], Style(padding=8)).draw(sheet, 30)
    sheet.write("8843", 68, 70)
    sheet.rules.append((70, level, 78.7, level))
    assert read_pdf(draw_pdf([sheet])).grids[0].cells[2].text == text


@pytest.mark.parametrize("single", [False, True])
def test_a_watermark_across_the_page_is_in_no_cell(single: bool) -> None:
    style = Style(single_glyphs=single)
    sheet = Sheet(marks=[("样本20240131", 60, 130, 30.0)])
    small().draw(sheet, 60)
    document = read_pdf(draw_pdf([sheet], style))
    assert placed(document.grids[0]) == expected(SMALL, 3)
    assert document.paragraphs == ()


def test_an_upright_label_is_read_downwards() -> None:
    rows: list[list[Spec]] = [
        [("三、本年度办理结果", 1, 9), ("（一）予以公开", 1, 1), ("1", 1, 1)],
        *[[(f"{at}.其他", 1, 1), (str(at), 1, 1)] for at in range(2, 10)],
    ]
    sheet = Sheet()
    Table(rows, (15.0, 160.0, 60.0), Style()).draw(sheet, 60)
    assert placed(read_pdf(draw_pdf([sheet])).grids[0]) == expected(rows, 3)


# Over the end of a page


REQUESTS = Table(request_rows(VALUES), REQUEST_WIDTHS, Style())


@pytest.mark.parametrize("row", range(3, 28))
def test_a_table_may_be_cut_after_any_row(row: int) -> None:
    assert_whole_form(report(Style(), (REQUESTS.tops[row],)))


@pytest.mark.parametrize("row", [6, 21, 23, 24])
@pytest.mark.parametrize("line", [1, 2])
def test_a_table_may_be_cut_inside_a_row(row: int, line: int) -> None:
    middle = (REQUESTS.tops[row] + REQUESTS.tops[row + 1]) / 2
    cut = middle + (line - 1.5) * REQUESTS.leading
    assert_whole_form(report(Style(), (cut,)))


def test_the_end_of_the_page_need_not_close_the_table() -> None:
    assert_whole_form(report(Style(closed=False), (REQUESTS.tops[14],)))


def test_a_table_may_go_over_three_pages() -> None:
    assert_whole_form(report(Style("rectangles"), (REQUESTS.tops[7], REQUESTS.tops[19])))


def test_a_table_may_stand_further_right_on_the_next_page() -> None:
    assert_whole_form(report(Style(), (REQUESTS.tops[14],), shift=20.0))


def test_a_head_that_is_repeated_is_dropped() -> None:
    first, second = Sheet(), Sheet()
    REQUESTS.draw(first, 60, 0, REQUESTS.tops[14])
    below = REQUESTS.draw(second, 60, 0, REQUESTS.tops[3])
    REQUESTS.draw(second, below, REQUESTS.tops[14])
    (grid,) = read_pdf(draw_pdf([first, second])).grids
    assert placed(grid) == expected(request_rows(VALUES), 10)


def test_a_number_cut_by_the_page_is_one_number() -> None:
    rows = dispute_rows([*DISPUTES[:-1], "60850775"])
    table = Table(rows, (26.0,) * 15, Style())
    first, second = Sheet(), Sheet()
    cut = (table.tops[3] + table.tops[4]) / 2
    table.draw(first, 60, 0, cut)
    table.draw(second, 60, cut)
    (grid,) = read_pdf(draw_pdf([first, second])).grids
    assert placed(grid) == expected(rows, 15)


def test_a_head_at_the_foot_of_a_page_does_not_swallow_the_figures() -> None:
    table = Table(dispute_rows(DISPUTES), DISPUTE_WIDTHS, Style())
    first, second = Sheet(), Sheet()
    table.draw(first, 60, 0, table.tops[3])
    table.draw(second, 60, table.tops[3])
    (grid,) = read_pdf(draw_pdf([first, second])).grids
    assert placed(grid) == expected(dispute_rows(DISPUTES), 15)


def test_blank_rows_are_not_joined_at_the_page() -> None:
    rows = request_rows([[""] * 7] * 25)
    table = Table(rows, REQUEST_WIDTHS, Style())
    for row in range(3, 28):
        first, second = Sheet(), Sheet()
        table.draw(first, 60, 0, table.tops[row])
        table.draw(second, 60, table.tops[row])
        (grid,) = read_pdf(draw_pdf([first, second])).grids
        assert placed(grid) == expected(rows, 10), row


def test_a_row_without_figures_stays_a_row_at_the_page() -> None:
    rows: list[list[Spec]] = [
        *SMALL[:2],
        [("行政处罚", 1, 1), ("5", 1, 1), ("6", 1, 1)],
        [("行政强制", 1, 1), ("", 1, 1), ("", 1, 1)],
    ]
    table = Table(rows, (160.0, 100.0, 100.0), Style())
    first, second = Sheet(), Sheet()
    table.draw(first, 60, 0, table.tops[3])
    table.draw(second, 60, table.tops[3])
    assert placed(read_pdf(draw_pdf([first, second])).grids[0]) == expected(rows, 3)


def test_words_between_two_tables_keep_them_two() -> None:
    first, second = Sheet(), Sheet()
    small().draw(first, 60)
    second.write("说明：下表为上年数据。", 50)
    small().draw(second, 80)
    assert len(read_pdf(draw_pdf([first, second])).grids) == 2


@pytest.mark.parametrize("text", ["续表", "（续表）"])
def test_the_word_continued_does_not_part_a_table(text: str) -> None:
    first, second = Sheet(), Sheet()
    table = small()
    table.draw(first, 60, 0, table.tops[2])
    second.write(text, 40)
    table.draw(second, 60, table.tops[2])
    (grid,) = read_pdf(draw_pdf([first, second])).grids
    assert placed(grid) == expected(SMALL, 3)


def test_tables_of_other_columns_stay_two() -> None:
    first, second = Sheet(), Sheet()
    Table(SMALL, (160.0, 153.0, 153.0), Style()).draw(first, 700)
    Table(dispute_rows(DISPUTES), (466 / 15,) * 15, Style()).draw(second, 60)
    assert [grid.column_count for grid in read_pdf(draw_pdf([first, second])).grids] == [3, 15]


# The paper


@pytest.mark.parametrize(
    "form", ["-{}-", "— {} —", "第{}页", "第 {} 页 共 3 页", "{}/3", "{}", "·{}·", "Page {} of 3"]
)
def test_page_numbers_are_no_text(form: str) -> None:
    sheets = []
    for number in (1, 2, 3):
        sheet = Sheet()
        sheet.write(f"第{'一二三'[number - 1]}段的文字写在这里，不多也不少。", 260)
        sheet.write(form.format(number), 805, 290)
        sheets.append(sheet)
    text = "".join(paragraph.text for paragraph in read_pdf(draw_pdf(sheets)).paragraphs)
    assert text == "".join(f"第{number}段的文字写在这里，不多也不少。" for number in "一二三")


@pytest.mark.parametrize("figure", ["3119", "39857580", "-185", "96171.6"])
def test_a_figure_alone_at_the_foot_of_a_page_is_text(figure: str) -> None:
    sheet = Sheet()
    sheet.write("全年收到申请件数：", 60)
    sheet.write(figure, 790)
    assert [paragraph.text for paragraph in read_pdf(draw_pdf([sheet])).paragraphs][-1] == figure


def test_a_head_on_every_page_is_given_once_and_parts_no_table() -> None:
    first, second = Sheet(), Sheet()
    table = small()
    for sheet in (first, second):
        sheet.write("示例市政府信息公开工作年度报告", 30)
    table.draw(first, 700, 0, table.tops[2])
    table.draw(second, 60, table.tops[2])
    document = read_pdf(draw_pdf([first, second]))
    assert [paragraph.text for paragraph in document.paragraphs] == ["示例市政府信息公开工作年度报告"]
    assert placed(document.grids[0]) == expected(SMALL, 3)


# Paragraphs

BODY = "全市各级行政机关坚持以公开为常态不公开为例外，及时准确公开政府信息，回应社会关切，提升工作水平。" * 3


def write_paragraph(sheet: Sheet, text: str, top: float, signs: int = 30) -> float:
    """Set ``text`` in lines of so many signs of 14 points, the first with an indent of two."""
    lines = [text[: signs - 2], *(text[at : at + signs] for at in range(signs - 2, len(text), signs))]
    for number, line in enumerate(lines):
        sheet.write(line, top, 60 + (28 if number == 0 else 0), 14)
        top += 26
    return top


def test_lines_are_merged_into_their_paragraphs() -> None:
    sheet = Sheet()
    sheet.write("示例市人民政府", 50, 60 + (420 - 7 * 22) / 2, 22)
    sheet.write("二〇二四年政府信息公开工作年度报告", 85, 60 + (420 - 17 * 22) / 2, 22)
    below = write_paragraph(sheet, "一、总体情况", 130)
    below = write_paragraph(sheet, BODY, below)
    write_paragraph(sheet, BODY[:70], below)
    assert [paragraph.text for paragraph in read_pdf(draw_pdf([sheet])).paragraphs] == [
        "示例市人民政府",
        "二〇二四年政府信息公开工作年度报告",
        "一、总体情况",
        BODY,
        BODY[:70],
    ]


def test_a_paragraph_goes_on_over_the_page_and_keeps_its_first_page() -> None:
    first, second = Sheet(), Sheet()
    write_paragraph(first, BODY[:88], 700)
    first.write("-1-", 806, 290)
    for number, at in enumerate(range(88, len(BODY), 30)):
        second.write(BODY[at : at + 30], 60 + 26 * number, 60, 14)
    (paragraph,) = read_pdf(draw_pdf([first, second])).paragraphs
    assert (paragraph.text, paragraph.page) == (BODY, 1)


def test_words_in_latin_letters_keep_their_spaces_and_chinese_gets_none() -> None:
    sheet = Sheet()
    sheet.write("电子邮箱 open data portal 咨询 2024 年", 60, size=12)
    text = read_pdf(draw_pdf([sheet])).paragraphs[0].text
    assert text == "电子邮箱 open data portal 咨询 2024 年"
    text = read_pdf(draw_pdf([sheet], Style(single_glyphs=True))).paragraphs[0].text
    assert "open data portal" in text
    assert text.replace(" ", "") == "电子邮箱opendataportal咨询2024年"


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
