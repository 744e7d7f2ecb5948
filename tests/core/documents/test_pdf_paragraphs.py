"""Lines of a PDF and the paragraphs that they make."""

from __future__ import annotations

from ckanext.govreport.core.documents.pdf import read_pdf
from tests.core.documents.drawn_pdf import Sheet, Style, draw_pdf

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
