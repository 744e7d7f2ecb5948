from __future__ import annotations

import pytest

from ckanext.govreport.core.documents import read_document
from ckanext.govreport.core.documents.number_formats import print_number
from tests.core.documents.making import make_zip, paragraphs, spans, texts

MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'


def make_xlsx(
    rows: str, merged: str = "", *, columns: str = "", styles: str = "", strings: str = ""
) -> bytes:
    """Return a workbook of one sheet."""
    parts: dict[str, str | bytes] = {
        "xl/workbook.xml": f'<workbook {MAIN}><sheets><sheet r:id="a" xmlns:r="r"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": '<x><Relationship Id="a" Target="worksheets/sheet1.xml"/></x>',
        "xl/worksheets/sheet1.xml": f"<worksheet {MAIN}><cols>{columns}</cols><sheetData>{rows}</sheetData>"
        f"<mergeCells>{merged}</mergeCells></worksheet>",
        "xl/styles.xml": f"<styleSheet {MAIN}>{styles}</styleSheet>",
        "xl/sharedStrings.xml": f"<sst {MAIN}>{strings}</sst>",
    }
    return make_zip(parts)


def text_cell(place: str, text: str) -> str:
    return f'<c r="{place}" t="inlineStr"><is><t>{text}</t></is></c>'


def text_row(number: int, *cells: str) -> str:
    letters = "ABCDEFGHIJKLMNO"
    return (
        f'<row r="{number}">'
        + "".join(text_cell(f"{letters[n]}{number}", text) for n, text in enumerate(cells))
        + "</row>"
    )


def test_numbers_texts_and_blanks_of_a_sheet_are_cells() -> None:
    rows = (
        '<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c></row>'
        '<row><c><v>0.1</v></c><c t="str"><v>12</v></c></row>'
        '<row r="3"><c r="A3" t="inlineStr"><is><t>文件</t></is></c>'
        '<c r="C3"><v>59237.244899999998</v></c></row>'
        '<row r="4"><c r="A4" t="e"><v>#REF!</v></c><c r="B4" t="b"><v>1</v></c></row>'
    )
    strings = "<si><r><t>规</t></r><r><t>章</t></r><rPh><t>guizhang</t></rPh></si><si><t>本年</t></si>"
    document = read_document(make_xlsx(rows, strings=strings))
    assert texts(document.grids[0]) == [
        ["规章", "本年", ""],
        ["0.1", "12", ""],
        ["文件", "", "59237.2449"],
        ["#REF!", "1", ""],
    ]


def test_a_formula_that_was_never_worked_out_is_no_blank() -> None:
    rows = (
        '<row r="1"><c r="A1"><f>SUM(B1:C1)</f></c><c r="B1"><f>1+1</f><v>2</v></c>'
        '<c r="C1" t="str"><f>IF(B1,"","")</f><v></v></c><c r="D1"/></row>'
    )
    document = read_document(make_xlsx(rows + text_row(2, "a", "b", "c", "d")))
    assert texts(document.grids[0])[0] == ["=SUM(B1:C1)", "2", "", ""]


def test_merged_cells_of_a_sheet_are_one_cell() -> None:
    rows = text_row(1, "A", "B", "", "") + text_row(2, "", "C", "D", "E") + text_row(3, "F", "G", "H", "I")
    merged = '<mergeCell ref="A1:A2"/><mergeCell ref="B1:D1"/>'
    found = spans(read_document(make_xlsx(rows, merged)).grids[0])
    assert (found["A"], found["B"], found["C"]) == ((0, 0, 2, 1), (0, 1, 1, 3), (1, 1, 1, 1))


def test_tables_and_paragraphs_of_one_sheet_are_told_apart() -> None:
    rows = (
        text_row(1, "某局年报")
        + text_row(2, "二、主动公开")
        + text_row(3, "信息内容", "件数")
        + text_row(4, "第五项")
        + text_row(5, "许可", "7")
        + text_row(6, "三、收到")
        + text_row(7, "申请", "自然人", "总计")
        + text_row(8, "新收", "1", "1")
        + text_row(10, "四、复议")
    )
    document = read_document(make_xlsx(rows))
    assert paragraphs(document) == ["某局年报", "二、主动公开", "三、收到", "四、复议"]
    assert [texts(grid) for grid in document.grids] == [
        [["信息内容", "件数"], ["第五项", ""], ["许可", "7"]],
        [["申请", "自然人", "总计"], ["新收", "1", "1"]],
    ]


def test_a_label_with_blanks_only_is_a_row_where_its_cells_have_borders() -> None:
    styles = (
        '<borders><border/><border><left style="thin"/></border></borders>'
        '<cellXfs><xf borderId="0"/><xf borderId="1"/></cellXfs>'
    )
    blank = '<row r="3"><c r="A3" s="1" t="inlineStr"><is><t>强制</t></is></c><c r="B3" s="1"/></row>'
    rows = text_row(1, "信息内容", "件数") + text_row(2, "许可", "7") + blank + text_row(4, "三、收到")
    document = read_document(make_xlsx(rows, styles=styles))
    assert texts(document.grids[0])[2] == ["强制", ""]
    assert paragraphs(document) == ["三、收到"]


def test_hidden_columns_and_rows_are_left_out() -> None:
    rows = (
        text_row(1, "规章", "9", "0")
        + text_row(2, "文件", "9", "1").replace("<row", '<row hidden="1"')
        + text_row(3, "c", "9", "2")
    )
    document = read_document(make_xlsx(rows, columns='<col min="2" max="2" hidden="1"/>'))
    assert texts(document.grids[0]) == [["规章", "0"], ["c", "2"]]
    assert [cell.column for cell in document.grids[0].cells] == [0, 1, 0, 1]


def test_a_far_away_cell_costs_nothing() -> None:
    rows = text_row(1, "规章", "0") + '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
    merged = '<mergeCell ref="A2:XFD1048575"/>'
    assert texts(read_document(make_xlsx(rows, merged)).grids[0]) == [["规章", "0"]]


@pytest.mark.parametrize(
    ("value", "form", "shown"),
    [
        (0.0, "", "0"),
        (0.0, "#,##0;-#,##0;;@", "0"),
        (1205.0, "#,##0", "1205"),
        (12.0, "0.00", "12"),
        (0.125, "0.0%", "12.5%"),
        (-3.5, "0_ ;[Red]-0.0 ", "-4"),
        (11398889.0, "General", "11398889"),
        (1e20, "0", "100000000000000000000"),
        (45291.0, "yyyy/m/d", "2023-12-31"),
        (4166.241619, '0.000000"万元"', "4166.241619"),
    ],
)
def test_a_number_prints_as_its_format_says(value: float, form: str, shown: str) -> None:
    assert print_number(value, form) == shown
