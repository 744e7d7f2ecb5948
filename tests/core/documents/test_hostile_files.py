"""Files that are broken or mean harm: each is read or refused, soon and with a reason."""

from __future__ import annotations

import tracemalloc

import pytest

from ckanext.govreport.core.documents import limits, read_document
from tests.core.documents.making import W, cell, make_docx, make_zip, paragraph, table
from tests.core.documents.outcomes import outcome


def html(body: str) -> bytes:
    return f"<!DOCTYPE html><html><body><p>年度报告</p>{body}</body></html>".encode()


FONTS = "".join(f"<font a={n}><p>" for n in range(6000))

HARMFUL_PAGES = {
    "nested boxes": "<div>" * 60_000,
    "nested tables": "<table><tr><td>" * 20_000,
    "many attributes": "<p " + " ".join(f"a{n}=1" for n in range(100_000)) + ">x",
    "unclosed fonts": FONTS,
    "unclosed comments": "<!--" * 200_000,
    "unclosed quotes": '<a href="' * 100_000,
    "open tags": "<" * 300_000,
    "span bomb": "<table>" + "<tr><td rowspan=100 colspan=100>1</td></tr>" * 15_000 + "</table>",
    "wide row": "<table><tr>" + "<td colspan=100>1" * 20_000 + "</table>",
    "a million cells": "<table>" + ("<tr>" + "<td>" * 100) * 10_000 + "</table>",
    "a long text": "年报" * 2_000_000,
    "paragraphs": "<p>年" * 120_000,
    "paragraphs without tags": "<pre>" + "\n年报" * 120_000,
    "one long attribute": f'<img src="data:image/png;base64,{"A" * 3_000_000}">',
}


@pytest.mark.parametrize("name", HARMFUL_PAGES)
def test_a_page_that_means_harm_takes_no_longer(name: str) -> None:
    assert outcome(html(HARMFUL_PAGES[name])) in ("read", "too_complex")


def test_a_page_with_a_long_picture_in_it_is_read() -> None:
    assert outcome(html(HARMFUL_PAGES["one long attribute"])) == "read"


def test_columns_that_span_a_billion_are_cut_short() -> None:
    data = make_docx(
        table(cell("甲", '<w:gridSpan w:val="2147483647"/>') + cell("1"), cell("乙") + cell("2"))
    )
    assert read_document(data).grids[0].column_count <= 64


def make_large_docx(body: str) -> bytes:
    document = f"<w:document {W}><w:body>{body}</w:body></w:document>"
    return make_zip({"word/document.xml": document}, packed_well=False)


@pytest.mark.parametrize("depth", [60, 1_000, 50_000])
def test_deeply_nested_word_tables_are_refused(depth: int) -> None:
    row = "<w:tr>" + cell("a") + cell("b") + "</w:tr>"
    deep = f"<w:tbl>{row}<w:tr><w:tc>" * depth + paragraph("x") + "</w:tc></w:tr></w:tbl>" * depth
    assert outcome(make_large_docx(deep)) == "too_complex"


def test_a_million_word_cells_are_refused() -> None:
    row = f"<w:tr>{'<w:tc><w:p/></w:tc>' * 60}</w:tr>"
    assert outcome(make_large_docx(f"<w:tbl>{row * 9_000}</w:tbl>")) == "too_complex"


def test_entities_are_not_expanded() -> None:
    laughs = '<!DOCTYPE x [<!ENTITY a "ha">' + "".join(
        f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 20}">' for n in range(9)
    )
    document = f"{laughs}]><w:document {W}><w:body>{paragraph('&j;')}</w:body></w:document>"
    assert outcome(make_zip({"word/document.xml": document})) == "damaged"


ODF = (
    'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"'
)


def make_odt(body: str) -> bytes:
    content = f"<office:document-content {ODF}><office:body><office:text>{body}</office:text></office:body>"
    mimetype = "application/vnd.oasis.opendocument.text"
    return make_zip({"mimetype": mimetype, "content.xml": f"{content}</office:document-content>"})


def repeated(depth: int) -> str:
    """Return a table of repeated rows with such a table in its cell, and so on."""
    inner = repeated(depth - 1) if depth else "<text:p>x</text:p>"
    row = f'<table:table-row table:number-rows-repeated="999"><table:table-cell>{inner}</table:table-cell>'
    return f"<table:table>{row}</table:table-row></table:table>"


HARMFUL_FILES = {
    "rich text of groups": b"{\\rtf1" + b"{}" * 5_000_000,
    "rich text of cells": b"{\\rtf1\\trowd" + b"\\cellx1" * 300_000 + b" x\\cell" * 300_000 + b"\\row}",
    "nested rich text": b"{\\rtf1" + b"{" * 500_000,
    "lines": "年报\n".encode() * 5_000_000,
    "tabs": "年报\n".encode() + (b"x\t" * 100_000 + b"\n") * 5,
    "bars": "年报|报告\n".encode() + b"|" * 3_000_000 + b"x\n|",
    "tags in markdown": "年报|报告\n| ".encode() + b"<b " * 500_000 + b"\n|",
    "leaked comments": "年报\n".encode() + b"<![if " * 500_000,
    "parts of a web archive": b"MIME-Version: 1.0\nContent-Type: multipart/x; boundary=x\n\n"
    + b"--x\n\n" * 300_000,
    "nested repeats": make_odt(repeated(6)),
    "zeros": b"\0" * 1_000_000 + b"x",
}


@pytest.mark.parametrize("name", HARMFUL_FILES)
def test_a_file_that_means_harm_ends_soon(name: str) -> None:
    assert outcome(HARMFUL_FILES[name]) in ("read", "too_complex", "unknown_kind", "damaged")


def make_ods(sheet: str) -> bytes:
    content = f"<office:document-content {ODF}><office:body><office:spreadsheet>{sheet}</office:spreadsheet>"
    mimetype = "application/vnd.oasis.opendocument.spreadsheet"
    return make_zip(
        {"mimetype": mimetype, "content.xml": f"{content}</office:body></office:document-content>"}
    )


HIDDEN_ROW = '<table:table-row table:visibility="collapse" table:number-rows-repeated="20000"/>'
HIDDEN_COLUMN = '<table:table-column table:visibility="collapse" table:number-columns-repeated="16384"/>'
TABLE_IN_CELL = "<table:table><table:table-row><table:table-cell>"
HARMFUL_SHEETS = {
    "hidden rows": f"<table:table>{HIDDEN_ROW * 2000}</table:table>",
    "hidden columns": f"<table:table>{HIDDEN_COLUMN * 3000}</table:table>",
    "tables in cells": TABLE_IN_CELL * 800
    + "<text:p>1</text:p>"
    + "</table:table-cell></table:table-row></table:table>" * 800,
}


@pytest.mark.parametrize("name", HARMFUL_SHEETS)
def test_a_sheet_that_hides_or_nests_without_end_takes_neither_time_nor_memory(name: str) -> None:
    tracemalloc.start()
    try:
        outcome(make_ods(HARMFUL_SHEETS[name]))
        assert tracemalloc.get_traced_memory()[1] < 100_000_000
    finally:
        tracemalloc.stop()


MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'


def make_xlsx(sheet: str, count: int = 1, styles: str = "") -> bytes:
    """Return a workbook that shows one sheet so many times."""
    shown = '<sheet r:id="a"/>' * count
    named = f'<workbook {MAIN} xmlns:r="r"><sheets>{shown}</sheets></workbook>'
    parts = {
        "xl/workbook.xml": named,
        "xl/_rels/workbook.xml.rels": '<R><R Id="a" Target="worksheets/a.xml"/></R>',
        "xl/worksheets/a.xml": f"<worksheet {MAIN}><sheetData>{sheet}</sheetData></worksheet>",
        "xl/styles.xml": f"<styleSheet {MAIN}>{styles}</styleSheet>",
    }
    return make_zip(parts)


def test_a_sheet_that_stands_in_a_workbook_a_thousand_times_is_refused(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(limits, "XML_TAGS", 50_000)
    assert outcome(make_xlsx("<row><c><v>1</v></c><c><v>2</v></c></row>" * 100, 1_000)) == "too_complex"


def test_a_number_format_of_brackets_is_cut_short() -> None:
    form = f'<numFmts><numFmt numFmtId="200" formatCode="{"[" * 20_000}"/></numFmts>'
    styles = f'{form}<cellXfs><xf numFmtId="200"/></cellXfs>'
    assert outcome(make_xlsx("<row><c><v>1.5</v></c><c><v>2</v></c></row>" * 500, styles=styles)) == "read"


def test_lists_of_many_levels_are_numbered_as_deep_as_word_does() -> None:
    levels = "".join(f'<w:lvl w:ilvl="{n}"><w:lvlText w:val="%1"/></w:lvl>' for n in range(2_000))
    uses = "".join(f'<w:num w:numId="{n}"><w:abstractNumId w:val="0"/></w:num>' for n in range(4_000))
    numbering = f'<w:abstractNum w:abstractNumId="0">{levels}</w:abstractNum>{uses}'
    assert outcome(make_docx(paragraph("年报"), numbering=numbering)) == "read"


def test_a_document_named_a_thousand_times_in_an_ofd_file_is_read_once() -> None:
    body = "<DocBody><DocRoot>Doc.xml</DocRoot></DocBody>"
    text = '<TextObject Boundary="1 1 9 9" Size="4"><TextCode X="0" Y="3">年报</TextCode></TextObject>'
    parts = {
        "OFD.xml": f"<OFD>{body * 1_000}</OFD>",
        "Doc.xml": '<Document><Pages><Page ID="1" BaseLoc="Page.xml"/></Pages></Document>',
        "Page.xml": f"<Page><Content><Layer>{text}</Layer></Content></Page>",
    }
    assert [each.text for each in read_document(make_zip(parts)).paragraphs] == ["年报"]


@pytest.mark.parametrize("data", [b"{\\rtf1 1\\u0 ?2\\'003\\par}", ("年度报告" * 9 + "\0").encode()])
def test_no_zero_byte_comes_into_a_text(data: bytes) -> None:
    assert all("\0" not in each.text for each in read_document(data).paragraphs)
