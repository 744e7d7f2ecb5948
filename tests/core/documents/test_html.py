from __future__ import annotations

import pytest

from ckanext.govreport.core.documents import html as html_module
from ckanext.govreport.core.documents import read_document
from ckanext.govreport.core.documents.layout import PICTURE
from tests.core.documents.making import paragraphs, read_html, spans, texts

ROW = "<tr><td>规章</td><td>0</td></tr>"


@pytest.fixture(params=["tree", "tags"], autouse=True)
def way(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """Every page is read both ways: through a tree, and tag by tag as pages are that mean harm."""
    if request.param == "tags":
        monkeypatch.setattr(html_module, "is_safe_for_tree", lambda text: False)
    return str(request.param)


def test_digits_in_several_spans_are_one_number() -> None:
    page = '<table><tr><td>年</td><td><span>20</span><font size="3"><b>2</b></font><span>3</span></td></tr>'
    assert texts(read_html(f"{page}{ROW}</table>").grids[0])[0] == ["年", "2023"]


def test_a_line_break_and_a_paragraph_divide_lines_of_a_cell() -> None:
    page = f"<table><tr><td>本年新<br />制作数量</td><td><p>商业</p><p>企业</p></td></tr>{ROW}</table>"
    assert texts(read_html(page).grids[0])[0] == ["本年新\n制作数量", "商业\n企业"]


def test_text_behind_a_block_is_a_line_of_its_own() -> None:
    page = f"<table><tr><td><div>12</div>34</td><td><span><p>5</p></span>6</td></tr>{ROW}</table>"
    assert texts(read_html(page).grids[0])[0] == ["12\n34", "5\n6"]


def test_hard_and_wide_spaces_are_kept_and_soft_ones_are_not() -> None:
    rows = "<tr><td>\n  规\n  章 </td><td>&nbsp;</td></tr><tr><td>　0&nbsp;</td><td></td></tr>"
    page = f"<table>{rows}{ROW}</table>"
    assert texts(read_html(page).grids[0])[:2] == [["规 章", "\xa0"], ["\u30000\xa0", ""]]


def test_spans_keep_their_places() -> None:
    page = (
        '<table><tr><td rowspan="3" colspan="2">A</td><td colspan="3">B</td></tr>'
        "<tr><td rowspan=2>C</td><td>D</td><td>E</td></tr><tr><td>F</td><td>G</td></tr></table>"
    )
    assert spans(read_html(page).grids[0]) == {
        "A": (0, 0, 3, 2),
        "B": (0, 2, 1, 3),
        "C": (1, 2, 2, 1),
        "D": (1, 3, 1, 1),
        "E": (1, 4, 1, 1),
        "F": (2, 3, 1, 1),
        "G": (2, 4, 1, 1),
    }


@pytest.mark.parametrize("span", ["0", "99", "1000000000"])
def test_a_span_ends_with_its_table(span: str) -> None:
    page = f'<table><tr><td rowspan="{span}">A</td><td>B</td></tr><tr><td>C</td></tr></table>'
    found = spans(read_html(page).grids[0])
    assert found["A"] == (0, 0, 2, 1)
    assert found["C"] == (1, 1, 1, 1)


def test_a_span_ends_with_the_head_of_its_table() -> None:
    head = '<thead><tr><td rowspan="5">A</td><td>B</td></tr></thead>'
    page = f"<table>{head}<tbody><tr><td>C</td><td>D</td></tr></table>"
    assert spans(read_html(page).grids[0])["C"] == (1, 0, 1, 1)


@pytest.mark.parametrize("span", ["", "x", "-2", "1.5", "２"])
def test_a_span_that_is_no_number_is_one(span: str) -> None:
    page = f'<table><tr><td colspan="{span}">A</td><td>B</td></tr>{ROW}</table>'
    assert spans(read_html(page).grids[0])["B"] == (0, 1, 1, 1)


def test_end_tags_may_be_missing() -> None:
    page = "<TABLE><TR><TD>规章<TD>0<TD>1<TR><TD>文件<TD>2<TD>3</TABLE>三、收到"
    document = read_html(page)
    assert texts(document.grids[0]) == [["规章", "0", "1"], ["文件", "2", "3"]]
    assert paragraphs(document) == ["三、收到"]


def test_a_form_in_a_layout_table_comes_out_as_its_own_grid() -> None:
    page = (
        "<table><tr><td>导航</td><td><p>一、总体情况</p><p>正文</p>"
        f"<table>{ROW}<tr><td>文件</td><td>7</td></tr></table><p>六、其他</p></td></tr></table>"
    )
    document = read_html(page)
    assert [texts(grid) for grid in document.grids] == [[["规章", "0"], ["文件", "7"]]]
    assert paragraphs(document) == ["导航", "一、总体情况", "正文", "六、其他"]
    assert [type(block).__name__ for block in document.blocks][3:] == ["Grid", "Paragraph"]


def test_a_box_around_the_text_of_one_cell_does_not_break_the_form() -> None:
    page = f"<table><tr><td><table><tr><td>规章</td></tr></table></td><td>7</td></tr>{ROW}</table>"
    assert texts(read_html(page).grids[0])[0] == ["规章", "7"]


def test_a_small_table_in_a_large_one_is_a_grid_beside_it() -> None:
    inner = "<table><tr><td>a</td><td>b</td></tr><tr><td>c</td><td>d</td></tr></table>"
    page = f"<table><tr><td>注{inner}</td><td>7</td></tr>{ROW * 5}</table>"
    document = read_html(page)
    assert texts(document.grids[0])[0] == ["注", "7"]
    assert texts(document.grids[1]) == [["a", "b"], ["c", "d"]]
    assert [grid.number for grid in document.grids] == [1, 2]


def test_a_page_in_one_cell_is_no_grid() -> None:
    article = "<p>一、总体情况很好。</p>" * 300
    page = f"<table><tr><td>导航</td><td>{article}</td></tr><tr><td>a</td><td>b</td></tr></table>"
    document = read_html(page)
    assert document.grids == ()
    assert len(document.paragraphs) == 303


@pytest.mark.parametrize(
    "hidden",
    [
        '<tr style="display:none"><td>规章</td><td>9</td></tr>',
        '<tr STYLE="color:red; Display : None"><td>规章</td><td>9</td></tr>',
        "<tr hidden><td>规章</td><td>9</td></tr>",
        "<!-- <tr><td>规章</td><td>9</td></tr> -->",
        "<script>document.write('<tr><td>规章</td><td>9</td></tr>')</script>",
        "<style>td { color: red }</style>",
    ],
)
def test_what_is_not_shown_is_not_read(hidden: str) -> None:
    assert texts(read_html(f"<table>{hidden}{ROW}{ROW}</table>").grids[0]) == [["规章", "0"], ["规章", "0"]]


def test_hidden_and_struck_text_inside_a_cell_is_not_read() -> None:
    page = (
        '<table><tr><td><input type="hidden" value="9">规章<span style="display:none">9</span></td>'
        f"<td><s>12</s><del>3</del>45<!--6--></td></tr>{ROW}</table>"
    )
    assert texts(read_html(page).grids[0])[0] == ["规章", "45"]


def test_a_border_that_is_none_hides_nothing() -> None:
    page = f'<table style="border:none"><tr><td style="border-top:none">规章</td><td>5</td></tr>{ROW}</table>'
    assert texts(read_html(page).grids[0])[0] == ["规章", "5"]


def test_tables_that_are_all_hidden_are_read_after_all() -> None:
    document = read_html(f'<p>图片版</p><div style="display:none"><table>{ROW}{ROW}</table></div>')
    assert texts(document.grids[0]) == [["规章", "0"], ["规章", "0"]]


def test_a_note_mark_does_not_join_its_number() -> None:
    page = f"<table><tr><td>规章</td><td>12<sup>1</sup></td></tr>{ROW}</table>"
    assert texts(read_html(page).grids[0])[0] == ["规章", "12[1]"]


def test_a_picture_in_a_cell_is_no_blank() -> None:
    rows = '<tr><td>规章</td><td><img src="7.png"></td></tr><tr><td><img>文件</td><td>1</td></tr>'
    page = f"<table>{rows}{ROW}</table>"
    assert texts(read_html(page).grids[0])[:2] == [["规章", PICTURE], ["文件", "1"]]


def test_the_value_of_a_field_in_a_cell_is_its_text() -> None:
    page = f'<table><tr><td>规章</td><td><input value="12"></td></tr>{ROW}</table>'
    assert texts(read_html(page).grids[0])[0] == ["规章", "12"]


def test_blocks_are_paragraphs_in_order() -> None:
    page = "<h2>一、总体<span>情况</span></h2>正文一<br>正文二<ul><li>甲</li><li>乙</li></ul>"
    document = read_html(f"{page}<div>丙</div>丁")
    assert paragraphs(document) == ["一、总体情况", "正文一", "正文二", "甲", "乙", "丙", "丁"]


def test_lines_of_preformatted_text_are_paragraphs() -> None:
    assert paragraphs(read_html("<pre>一、总体情况\n正文</pre><p>又\n一段</p>")) == [
        "一、总体情况",
        "正文",
        "又 一段",
    ]


def test_leaked_conditional_comments_are_dropped() -> None:
    marked = "<p><!--[if !supportLists]-->一、<!--[endif]-->总体</p>"
    leaked = "<p>&lt;!--[if !supportLists]--&gt;二、&lt;!--[endif]--&gt;主动</p>"
    page = marked + leaked
    assert paragraphs(read_html(page)) == ["一、总体", "二、主动"]


def test_a_page_names_itself_best_first() -> None:
    page = (
        "<html><head><title>某局2023年年报 - 某市政府网</title>"
        '<meta name="ArticleTitle" content="某局2023年政府信息公开工作年度报告">'
        '<meta name="PubDate" content="2024-01-30"></head>'
        "<body><h1>某局<br>2023年年报</h1><p>正文</p></body></html>"
    )
    document = read_document(page.encode())
    assert document.titles == (
        "某局2023年政府信息公开工作年度报告",
        "某局 2023年年报",
        "某局2023年年报 - 某市政府网",
    )
    assert document.properties == {"PubDate": "2024-01-30"}
    assert paragraphs(document) == ["某局", "2023年年报", "正文"]


@pytest.mark.parametrize(
    "box",
    [
        "<dl><dt>索 引 号：</dt><dd>0144/2018</dd><dt>发布机构：</dt><dd>市政府办</dd></dl>",
        "<ul><li>索引号：0144/2018</li><li><b>发布机构</b>:市政府办</li></ul>",
        "<table><tr><td>索引号</td><td>0144/2018</td><td>发布机构</td><td>市政府办</td></tr>"
        "<tr><td>文号</td><td></td><td>有效性</td><td></td></tr></table>",
        "<div>【索引号】0144/2018 【发布机构】 市政府办</div>",
    ],
    ids=["definition list", "list", "table", "brackets"],
)
def test_a_metadata_box_gives_properties(box: str) -> None:
    document = read_html(f"{box}<p>一、总体情况：良好</p>")
    assert document.properties == {"索引号": "0144/2018", "发布机构": "市政府办"}


def test_attachments_are_links() -> None:
    document = read_html(
        '<p>附件：<a href="/P020.docx">年度报告.docx</a> <a href="/d?id=7">统计表.xls</a>'
        '<a href="/index.html">首页</a>'
        '<iframe src="/viewer.html?file=/a.pdf">不支持</iframe></p>'
    )
    assert document.links == (
        ("年度报告.docx", "/P020.docx"),
        ("统计表.xls", "/d?id=7"),
        ("", "/viewer.html?file=/a.pdf"),
    )


def test_both_ways_give_the_same_for_a_nested_page(monkeypatch: pytest.MonkeyPatch) -> None:
    page = (
        '<div class="a"><table><tr><td><p class=MsoNormal>甲<o:p></o:p></p></td><td>1 &lt; 2</td></tr>'
        f"<tr><td colspan='2'>乙&amp;丙</td></tr>{ROW}</table><p title=\"a>b\">丁</p></div>"
    )
    one = read_html(page)
    monkeypatch.setattr(html_module, "is_safe_for_tree", lambda text: True)
    assert read_html(page) == one
    assert texts(one.grids[0])[:2] == [["甲", "1 < 2"], ["乙&丙"]]
    assert paragraphs(one) == ["丁"]
