"""What stands in a cell of a PDF: digits, blanks, marks, words set upright."""

from __future__ import annotations

import pytest

from ckanext.govreport.core.documents.pdf import read_pdf
from tests.core.documents.drawn_pdf import Sheet, Spec, Style, Table, draw_pdf
from tests.core.documents.pdf_form import (
    SMALL,
    expected,
    placed,
    small,
)


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
