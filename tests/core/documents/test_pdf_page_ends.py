"""Tables and lines of a PDF at the end of a page: cut, continued, repeated, numbered."""

from __future__ import annotations

import pytest

from ckanext.govreport.core.documents.pdf import read_pdf
from tests.core.documents.drawn_pdf import Sheet, Spec, Style, Table, draw_pdf
from tests.core.documents.form_2021 import (
    DISPUTE_WIDTHS,
    REQUEST_WIDTHS,
    dispute_rows,
    request_rows,
)
from tests.core.documents.pdf_form import (
    DISPUTES,
    SMALL,
    VALUES,
    assert_whole_form,
    expected,
    placed,
    report,
    small,
)

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
