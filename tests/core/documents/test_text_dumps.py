from __future__ import annotations

from ckanext.govreport.core.documents import Document, read_document
from tests.core.documents.making import paragraphs, texts

DUMP = (
    "2021年度报告\n\n二、主动公开政府信息情况\n\n"
    "\t信息内容\n\t本年\n制发件数\n\n"
    "\t规章\n\t\u3000\xa00\n\n"
    "\t\n\t7\n\n\n"
    "三、收到和处理情况\n第二行\n\n"
)


def read_text(text: str) -> Document:
    return read_document(text.encode())


def test_a_tab_opens_a_cell_and_an_empty_line_ends_the_row() -> None:
    document = read_text(DUMP)
    assert texts(document.grids[0]) == [["信息内容", "本年\n制发件数"], ["规章", "\u3000\xa00"], ["", "7"]]
    assert not document.grids[0].aligned


def test_paragraphs_stand_before_and_behind_the_table() -> None:
    document = read_text(DUMP)
    assert [type(block).__name__ for block in document.blocks] == [
        "Paragraph",
        "Paragraph",
        "Grid",
        "Paragraph",
        "Paragraph",
    ]
    assert paragraphs(document)[-1] == "第二行"


def test_line_ends_of_windows_make_no_difference() -> None:
    assert read_text(DUMP.replace("\n", "\r\n")) == read_text(DUMP)


def test_indented_paragraphs_are_no_table() -> None:
    document = read_text("\t一、总体情况\n\n\t本报告根据条例的要求编制。\n\n\t二、主动公开\n\n")
    assert document.grids == ()
    assert len(document.paragraphs) == 3


def test_copied_rows_are_divided_by_tabs() -> None:
    document = read_text("二、主动公开\n信息内容\t本年制发件数\n规章\t0\n文件\t\n三、收到")
    assert texts(document.grids[0]) == [["信息内容", "本年制发件数"], ["规章", "0"], ["文件", ""]]
    assert paragraphs(document) == ["二、主动公开", "三、收到"]


def test_a_tab_behind_every_row_makes_no_cell() -> None:
    assert texts(read_text("规章\t0\t\n文件\t1\t\n").grids[0]) == [["规章", "0"], ["文件", "1"]]


def test_a_line_with_tabs_alone_is_no_table() -> None:
    assert read_text("年度报告\n来源：办公室\t时间：2022-01-01\n一、总体情况").grids == ()


def test_digits_that_run_together_are_not_guessed_apart() -> None:
    document = read_text("一、本年新收政府信息公开申请数量15130000154二、上年结转0000000")
    assert document.grids == ()


def test_marks_of_conditional_comments_are_dropped() -> None:
    document = read_text("<!--[if !supportLists]-->一、<!--[endif]-->总体情况\n……")
    assert paragraphs(document) == ["一、总体情况", "……"]


def test_a_line_of_metadata_gives_properties() -> None:
    text = "2008年度报告\n索 引 号:430S00/2009 公开方式:政府网站  发文日期：2009-03-31\n\n正文"
    assert read_text(text).properties == {
        "索引号": "430S00/2009",
        "公开方式": "政府网站",
        "发文日期": "2009-03-31",
    }


def test_an_empty_label_takes_nothing_from_the_next_line() -> None:
    assert read_text("发布机构: \n栏目: 年报\n正文").properties == {"栏目": "年报"}
