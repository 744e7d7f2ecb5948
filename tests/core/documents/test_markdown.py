from __future__ import annotations

from pathlib import Path

from ckanext.govreport.core.documents import Document, read_document
from tests.core.documents.making import paragraphs, texts


def read_markdown(text: str) -> Document:
    return read_document(text.encode())


def test_rows_stand_between_bars() -> None:
    document = read_markdown("## 表二\n| 信息内容 | 本年 |\n|---|---|\n| 规章 | 0 |\n| 文件 |  |\n\n三、收到")
    assert texts(document.grids[0]) == [["信息内容", "本年"], ["规章", "0"], ["文件", ""]]
    assert paragraphs(document) == ["表二", "三、收到"]
    assert document.kind == "markdown"


def test_bars_that_follow_each_other_are_covered_columns_and_no_cells() -> None:
    document = read_markdown("第一项 | |||\n信息内容 | 制发件数 | 废止件数 | 现行件数 |\n许可 | 0 | ||")
    assert texts(document.grids[0]) == [
        ["第一项"],
        ["信息内容", "制发件数", "废止件数", "现行件数"],
        ["许可", "0"],
    ]


def test_between_close_bars_stands_an_empty_cell() -> None:
    document = read_markdown("|规章|0||1|\n|文件|||2|\n")
    assert texts(document.grids[0]) == [["规章", "0", "", "1"], ["文件", "", "", "2"]]


def test_one_cell_a_line_gives_rows_of_equal_length() -> None:
    text = "第一项 |\n|||\n信息内容 |\n制发 |\n废止 |\n现行 |\n规章 |\n0 |\n|\n2 |\n"
    text += "第五项 |\n|||\n许可 |\n7 |\n||\n"
    assert texts(read_markdown(text).grids[0]) == [
        ["第一项"],
        ["信息内容", "制发", "废止", "现行"],
        ["规章", "0", "", "2"],
        ["第五项"],
        ["许可", "7"],
    ]


def test_a_last_bar_of_its_own_fills_a_row_up_and_is_no_blank() -> None:
    text = "第一项 |\n|||\n信息内容 |\n制发 |\n废止 |\n现行 |\n规章 |\n0 |\n2 |\n|\n"
    text += "第五项 |\n|||\n许可 |\n7 |\n||\n"
    assert ["规章", "0", "2"] in texts(read_markdown(text).grids[0])


def test_one_cell_a_line_without_a_measure_is_not_guessed_into_rows() -> None:
    document = read_markdown("信息内容 |\n制发 |\n废止 |\n规章 |\n0 |\n0 |\n")
    assert document.grids == ()
    assert paragraphs(document) == ["信息内容", "制发", "废止", "规章", "0", "0"]


def test_emphasis_and_line_breaks_are_markup() -> None:
    text = "**一、总体情况**\n\n| **总计** | 本年新<br>制作数量 |\n|---|---|\n| a\\|b | 1 |"
    document = read_markdown(text)
    assert texts(document.grids[0]) == [["总计", "本年新\n制作数量"], ["a|b", "1"]]
    assert paragraphs(document) == ["一、总体情况"]


def test_the_tables_of_real_dumps_come_out(corpus: Path) -> None:
    document = read_document((corpus / "longgang_dept_2024.p.md").read_bytes())
    second, third = (texts(grid) for grid in document.grids)
    assert ["行政规范性文件", "5", "1", "25"] in second
    assert ["一、本年新收政府信息公开申请数量", "58", "7", "0", "0", "1", "0", "66"] in third
    document = read_document((corpus / "changchun_erdao_fwzs_2022.p.md").read_bytes())
    assert ["一、本年新收政府信息公开申请数量", "56", "", "", "", "", "", "56"] in texts(document.grids[1])


def test_line_breaks_in_cells_do_not_make_it_a_web_page() -> None:
    row = "| 商业<br>企业 | 科研<br/>机构 | 总<br>计 | 4<br> |\n"
    document = read_markdown(f"三、收到\n\n{row}|---|:---:|---|---|\n{row}")
    assert document.kind == "markdown"
    assert texts(document.grids[0])[1] == ["商业\n企业", "科研\n机构", "总\n计", "4\n"]


def test_tables_in_html_stand_among_those_with_bars() -> None:
    rows = "<tr><td colspan='2'>（三）</td><td>$12$</td></tr><tr><td>a</td><td>b</td><td>3</td></tr>"
    merged = f"<table>{rows}</table>"
    document = read_markdown(
        f"## 二、\n\n| 规章 | 0 |\n|---|---|\n| 文件 | $7$ |\n\n## 三、\n\n{merged}\n\n## 四、"
    )
    assert [texts(grid) for grid in document.grids] == [
        [["规章", "0"], ["文件", "7"]],
        [["（三）", "12"], ["a", "b", "3"]],
    ]
    assert document.grids[1].aligned
    assert paragraphs(document) == ["二、", "三、", "四、"]
