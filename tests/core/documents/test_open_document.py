from __future__ import annotations

import pytest

from ckanext.govreport.core.documents import Document, read_document
from ckanext.govreport.core.errors import GovReportError
from tests.core.documents.making import make_zip, paragraphs, spans, texts

ODF = " ".join(
    f'xmlns:{prefix}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for prefix, name in (
        ("office", "office"),
        ("text", "text"),
        ("table", "table"),
        ("style", "style"),
        ("draw", "drawing"),
    )
)


def read_odf(body: str, kind: str = "text", manifest: str = "", styles: str = "") -> Document:
    inside = f"<office:body><office:{kind}>{body}</office:{kind}></office:body>"
    content = f"<office:document-content {ODF}>{inside}</office:document-content>"
    mimetype = f"application/vnd.oasis.opendocument.{kind}"
    parts = {
        "mimetype": mimetype,
        "content.xml": content,
        "styles.xml": f"<office:document-styles {ODF}>{styles}</office:document-styles>",
        "META-INF/manifest.xml": manifest,
    }
    return read_document(make_zip({**parts}))


def odf_row(*texts_of_cells: str, more: str = "") -> str:
    cells = "".join(
        f"<table:table-cell><text:p>{text}</text:p></table:table-cell>" for text in texts_of_cells
    )
    return f"<table:table-row {more}>{cells}</table:table-row>"


def test_a_table_of_open_document_text_keeps_its_spans_and_repeats() -> None:
    body = (
        "<text:section><text:h>一、<text:span>总体</text:span>情况</text:h></text:section><table:table>"
        '<table:table-row><table:table-cell table:number-rows-spanned="2"><text:p>A</text:p>'
        "</table:table-cell>"
        '<table:table-cell table:number-columns-spanned="2"><text:p>1<text:s text:c="2"/>2<text:line-break/>3'
        "</text:p></table:table-cell><table:covered-table-cell/></table:table-row>"
        "<table:table-row><table:covered-table-cell/>"
        '<table:table-cell table:number-columns-repeated="2"><text:p>0</text:p></table:table-cell>'
        "</table:table-row>"
        f"{odf_row('甲', '乙', '丙')}</table:table>"
    )
    document = read_odf(body)
    assert paragraphs(document) == ["一、总体情况"]
    assert texts(document.grids[0]) == [["A", "1  2\n3"], ["0", "0"], ["甲", "乙", "丙"]]
    assert spans(document.grids[0])["1  2\n3"] == (0, 1, 1, 2)
    assert [cell.column for cell in document.grids[0].cells] == [0, 1, 1, 2, 0, 1, 2]


def odf_number(value: str, shown: str) -> str:
    text = f"<text:p>{shown}</text:p>"
    return f'<table:table-cell office:value-type="float" office:value="{value}">{text}</table:table-cell>'


def test_a_sheet_of_open_document_shows_what_its_cells_show() -> None:
    numbers = odf_number("0", "-") + odf_number("7730.2799", "7,730.28")
    rows = f"{odf_row('规章', '本年')}<table:table-row>{numbers}</table:table-row>"
    blank = '<table:table-row table:number-rows-repeated="1048000"><table:table-cell/></table:table-row>'
    document = read_odf(f"<table:table>{rows}{blank}</table:table>", "spreadsheet")
    assert texts(document.grids[0]) == [["规章", "本年"], ["0", "7,730.28"]]


@pytest.mark.parametrize("kind", ["text", "spreadsheet"])
def test_repeats_without_end_are_refused(kind: str) -> None:
    row = odf_row("甲", "乙", more='table:number-rows-repeated="2000000000"')
    with pytest.raises(GovReportError) as refusal:
        read_odf(f"<table:table>{row}</table:table>", kind)
    assert refusal.value.code == "too_complex"


def test_an_open_document_with_a_password_is_called_so() -> None:
    with pytest.raises(GovReportError) as refusal:
        read_odf("", manifest="<manifest:encryption-data/>")
    assert refusal.value.code == "encrypted"


def odf_list(*items: str, more: str = "") -> str:
    return f'<text:list text:style-name="L" {more}>{"".join(items)}</text:list>'


def odf_item(inside: str) -> str:
    return f"<text:list-item>{inside}</text:list-item>"


def test_automatic_numbers_stand_before_words_but_not_before_values() -> None:
    styles = (
        '<text:list-style style:name="L">'
        '<text:list-level-style-number text:level="1" style:num-suffix="、" style:num-format="一, 二, ..."/>'
        '<text:list-level-style-number text:level="2" style:num-prefix="(" style:num-suffix=")" '
        'style:num-format="1"/></text:list-style>'
    )
    first = odf_item(
        "<text:p>总体情况</text:p><text:p>正文</text:p>" + odf_list(odf_item("<text:p>甲</text:p>"))
    )
    second = odf_list(odf_item("<text:p>主动公开</text:p>"), more='text:continue-numbering="true"')
    other = odf_list(odf_item("<text:p>另起</text:p>"), odf_item("<text:p>12</text:p>"))
    document = read_odf(odf_list(first) + "<text:p>之间</text:p>" + second + other, styles=styles)
    assert paragraphs(document) == ["一、总体情况", "正文", "(1)甲", "之间", "二、主动公开", "一、另起", "12"]


def test_styles_hide_and_raise_by_what_they_are_based_on() -> None:
    styles = (
        '<style:style style:name="Hid"><style:text-properties text:display="none"/></style:style>'
        '<style:style style:name="T1" style:parent-style-name="Hid"/>'
        '<style:style style:name="T2" style:parent-style-name="Hid">'
        '<style:text-properties text:display="true"/></style:style>'
        '<style:style style:name="T3"><style:text-properties style:text-position="super 58%"/></style:style>'
    )
    spans = "".join(f'<text:span text:style-name="T{n}">{n}</text:span>' for n in (1, 2, 3))
    document = read_odf(f'<text:p>件{spans}</text:p><text:p text:style-name="T1">9</text:p>', styles=styles)
    assert paragraphs(document) == ["件2[3]"]
