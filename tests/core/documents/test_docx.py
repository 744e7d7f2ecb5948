from __future__ import annotations

import pytest

from ckanext.govreport.core.documents import read_document
from ckanext.govreport.core.documents.layout import PICTURE
from ckanext.govreport.core.errors import GovReportError
from tests.core.documents.making import (
    MC,
    W,
    cell,
    make_docx,
    make_zip,
    paragraph,
    paragraphs,
    spans,
    table,
    texts,
)

ROW = cell("规章") + cell("0")


def run(text: str, properties: str = "") -> str:
    return f"<w:r><w:rPr>{properties}</w:rPr><w:t>{text}</w:t></w:r>"


def read_cell(inside: str) -> str:
    """Return the text of a cell whose first paragraph holds ``inside``."""
    document = read_document(make_docx(table(f"{cell('规章')}<w:tc><w:p>{inside}</w:p></w:tc>", ROW)))
    return texts(document.grids[0])[0][1]


def test_digits_in_several_runs_are_one_number() -> None:
    assert read_cell(f"{run('20')}<w:proofErr/>{run('2')}<w:bookmarkEnd/>{run('3')}") == "2023"


def test_merged_cells_are_one_cell() -> None:
    wide, tall, more = '<w:gridSpan w:val="2"/>', '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
    document = read_document(
        make_docx(
            table(
                cell("A", tall + wide) + cell("B", '<w:gridSpan w:val="3"/>'),
                cell("", more + wide) + cell("C", tall) + cell("D") + cell("E"),
                cell("", more + wide) + cell("", more) + cell("F") + cell("G"),
                cell("H", tall) + cell("I", '<w:gridSpan w:val="4"/>'),
            )
        )
    )
    assert spans(document.grids[0]) == {
        "A": (0, 0, 3, 2),
        "B": (0, 2, 1, 3),
        "C": (1, 2, 2, 1),
        "D": (1, 3, 1, 1),
        "E": (1, 4, 1, 1),
        "F": (2, 3, 1, 1),
        "G": (2, 4, 1, 1),
        "H": (3, 0, 1, 1),
        "I": (3, 1, 1, 4),
    }


def test_a_merge_that_begins_nowhere_is_a_cell_of_its_own() -> None:
    document = read_document(make_docx(table(cell("甲") + cell("1"), cell("乙", "<w:vMerge/>") + cell("2"))))
    assert texts(document.grids[0]) == [["甲", "1"], ["乙", "2"]]


def test_cells_merged_across_the_old_way_are_one_cell() -> None:
    row = cell("A", '<w:hMerge w:val="restart"/>') + cell("", "<w:hMerge/>") + cell("B")
    assert spans(read_document(make_docx(table(row, ROW))).grids[0])["A"] == (0, 0, 1, 2)


def test_a_row_may_begin_further_right() -> None:
    row = '<w:trPr><w:gridBefore w:val="2"/></w:trPr>' + cell("A") + cell("B")
    assert spans(read_document(make_docx(table(row, ROW))).grids[0])["A"] == (0, 2, 1, 1)


def test_rows_and_cells_in_content_controls_are_read() -> None:
    document = read_document(
        make_docx(
            "<w:sdt><w:sdtContent><w:tbl>"
            f"<w:sdt><w:sdtContent><w:tr>{cell('甲')}<w:sdt><w:sdtContent>{cell('1')}</w:sdtContent></w:sdt></w:tr>"
            f"</w:sdtContent></w:sdt><w:tr>{ROW}</w:tr></w:tbl></w:sdtContent></w:sdt>"
        )
    )
    assert texts(document.grids[0]) == [["甲", "1"], ["规章", "0"]]


@pytest.mark.parametrize(
    ("inside", "text"),
    [
        (f"<w:ins>{run('12')}</w:ins><w:del><w:r><w:delText>99</w:delText></w:r></w:del>{run('3')}", "123"),
        (f"<w:moveFrom>{run('9')}</w:moveFrom><w:moveTo>{run('12')}</w:moveTo>", "12"),
        (f"{run('9', '<w:vanish/>')}{run('12')}", "12"),
        (f"{run('9', '<w:strike/>')}{run('12')}", "12"),
        (f"{run('12', '<w:strike w:val=' + chr(34) + '0' + chr(34) + '/>')}", "12"),
        (f"{run('12')}{run('1', '<w:vertAlign w:val=' + chr(34) + 'superscript' + chr(34) + '/>')}", "12[1]"),
        (f"<w:hyperlink>{run('1')}</w:hyperlink><w:smartTag>{run('2')}</w:smartTag>", "12"),
        (f'<w:fldSimple w:instr="=SUM(ABOVE)">{run("12")}</w:fldSimple>', "12"),
        (f"<w:r><w:instrText>PAGE</w:instrText></w:r>{run('12')}", "12"),
        (f"{run('1')}<w:r><w:tab/></w:r>{run('2')}", "1\t2"),
        (f"{run('本年新')}<w:r><w:br/></w:r>{run('制作数量')}", "本年新\n制作数量"),
        (f'{run("1")}<w:r><w:br w:type="page"/><w:lastRenderedPageBreak/></w:r>{run("2")}', "12"),
        ("<w:r><w:drawing/></w:r>", PICTURE),
        (
            f"<mc:AlternateContent><mc:Choice>{run('12')}</mc:Choice><mc:Fallback>{run('99')}</mc:Fallback>"
            "</mc:AlternateContent>",
            "12",
        ),
    ],
)
def test_a_cell_says_what_word_shows(inside: str, text: str) -> None:
    assert read_cell(inside) == text


def style(identifier: str, properties: str, parent: str = "") -> str:
    based = f'<w:basedOn w:val="{parent}"/>'
    return f'<w:style w:styleId="{identifier}">{based}<w:rPr>{properties}</w:rPr></w:style>'


@pytest.mark.parametrize(
    ("styled", "own", "text"),
    [
        ("Hid", "", "2"),
        ("Heir", "", "2"),
        ("Free", "", "12"),
        ("Hid", '<w:vanish w:val="0"/>', "12"),
        ("Hid", '<w:strike w:val="0"/>', "2"),
        ("Note", "", "[1]2"),
        ("Note", '<w:vertAlign w:val="baseline"/>', "12"),
    ],
)
def test_styles_hide_and_raise_as_long_as_a_run_says_nothing_else(styled: str, own: str, text: str) -> None:
    styles = (
        style("Hid", "<w:vanish/>")
        + style("Heir", "<w:b/>", "Hid")
        + style("Free", '<w:vanish w:val="0"/>', "Heir")
        + style("Note", '<w:vertAlign w:val="superscript"/>')
    )
    first = run("1", f'<w:rStyle w:val="{styled}"/>{own}')
    document = read_document(make_docx(f"<w:p>{first}{run('2')}</w:p>", styles=styles))
    assert paragraphs(document) == [text]


def test_a_style_of_paragraphs_hides_them() -> None:
    hidden = '<w:pPr><w:pStyle w:val="Hid"/></w:pPr>'
    body = paragraph("9", hidden) + paragraph("12")
    document = read_document(make_docx(body, styles=style("Hid", "<w:vanish/>")))
    assert paragraphs(document) == ["12"]


def test_deleted_and_hidden_rows_are_left_out() -> None:
    gone, hidden = "<w:trPr><w:del/></w:trPr>", "<w:trPr><w:hidden/></w:trPr>"
    document = read_document(make_docx(table(gone + cell("甲") + cell("1"), ROW, hidden + ROW, ROW)))
    assert texts(document.grids[0]) == [["规章", "0"], ["规章", "0"]]


def test_a_table_in_a_cell_is_a_grid_of_its_own() -> None:
    inner = table(cell("a") + cell("b"), cell("c") + cell("d"))
    outer = f"<w:tc>{paragraph('注')}{inner}{paragraph('')}</w:tc>"
    document = read_document(make_docx(table(outer + cell("7"), ROW, ROW, ROW)))
    assert texts(document.grids[0])[0] == ["注", "7"]
    assert texts(document.grids[1]) == [["a", "b"], ["c", "d"]]


def test_a_table_in_a_text_box_is_read_once() -> None:
    box = f"<w:txbxContent>{paragraph('框')}{table(ROW, ROW)}</w:txbxContent>"
    drawing = f"<w:drawing><x>{box}</x></w:drawing>"
    picture = f"<w:pict><x>{box}</x></w:pict>"
    both = (
        f"<mc:AlternateContent><mc:Choice>{drawing}</mc:Choice>"
        f"<mc:Fallback>{picture}</mc:Fallback></mc:AlternateContent>"
    )
    document = read_document(make_docx(f"<w:p>{run('前')}<w:r>{both}</w:r></w:p>{paragraph('后')}"))
    assert paragraphs(document) == ["前", "框", "后"]
    assert [texts(grid) for grid in document.grids] == [[["规章", "0"], ["规章", "0"]]]


def test_strict_files_are_read_as_well() -> None:
    data = make_docx(paragraph("一、总体情况") + table(ROW, ROW))
    strict = W.replace(
        "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        "http://purl.oclc.org/ooxml/wordprocessingml/main",
    )
    body = f"<w:document {strict} {MC}><w:body>{table(ROW, ROW)}</w:body></w:document>"
    document = read_document(make_zip({"word/document.xml": body}))
    assert document.grids == read_document(data).grids


def test_the_main_part_may_have_another_name() -> None:
    relations = (
        '<Relationships><Relationship Type="http://x/officeDocument/2006/relationships/officeDocument" '
        'Target="/word/document2.xml"/></Relationships>'
    )
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    types = f'<Types><Override ContentType="{kind}"/></Types>'
    parts = {
        "[Content_Types].xml": types,
        "_rels/.rels": relations,
        "word/document2.xml": f"<w:document {W}><w:body>{paragraph('一、总体情况')}</w:body></w:document>",
    }
    assert paragraphs(read_document(make_zip({**parts}))) == ["一、总体情况"]


NUMBERING = (
    '<w:abstractNum w:abstractNumId="0">'
    '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/><w:lvlText w:val="%1、"/>'
    '</w:lvl><w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%2."/>'
    "</w:lvl></w:abstractNum>"
    '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    '<w:num w:numId="2"><w:abstractNumId w:val="0"/>'
    '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride></w:num>'
)


def numbered(level: int, number: int = 1) -> str:
    return f'<w:pPr><w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr></w:pPr>'


def test_automatic_numbers_stand_before_their_paragraphs() -> None:
    body = (
        paragraph("总体情况", numbered(0))
        + paragraph("甲", numbered(1))
        + paragraph("乙", numbered(1))
        + paragraph("主动公开", numbered(0))
        + paragraph("丙", numbered(1))
        + paragraph("问题", numbered(0, 2))
        + paragraph("其他", numbered(0, 2))
        + paragraph("正文", '<w:pPr><w:numPr><w:numId w:val="0"/></w:numPr></w:pPr>')
    )
    assert paragraphs(read_document(make_docx(body, numbering=NUMBERING))) == [
        "一、总体情况",
        "1.甲",
        "2.乙",
        "二、主动公开",
        "1.丙",
        "五、问题",
        "六、其他",
        "正文",
    ]


def test_a_style_numbers_its_paragraphs() -> None:
    styles = (
        f'<w:style w:styleId="a">{numbered(0)}</w:style>'
        '<w:style w:styleId="b"><w:basedOn w:val="a"/><w:pPr/></w:style>'
    )
    body = paragraph("总体情况", '<w:pPr><w:pStyle w:val="b"/></w:pPr>') + paragraph("正文")
    document = read_document(make_docx(body, numbering=NUMBERING, styles=styles))
    assert paragraphs(document) == ["一、总体情况", "正文"]


def test_an_automatic_number_never_becomes_part_of_a_value() -> None:
    value = f"<w:tc>{paragraph('0', numbered(1))}</w:tc>"
    document = read_document(make_docx(table(cell("规章") + value, ROW), numbering=NUMBERING))
    assert texts(document.grids[0])[0] == ["规章", "0"]


def test_a_meaningful_title_property_is_a_title() -> None:
    def titles(title: str) -> tuple[str, ...]:
        core = f'<c xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>{title}</dc:title></c>'
        body = f"<w:document {W}><w:body>{paragraph('一')}</w:body></w:document>"
        return read_document(make_zip({"word/document.xml": body, "docProps/core.xml": core})).titles

    assert titles("某局2023年政府信息公开工作年度报告") == ("某局2023年政府信息公开工作年度报告",)
    assert titles("Microsoft Word - 1.doc") == ()


@pytest.mark.parametrize(
    ("document", "code"),
    [
        ('<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><x>&e;</x>', "damaged"),
        (f"<w:document {W}/>", "damaged"),
        ("<w:document>", "damaged"),
        ("", "damaged"),
        (f"<w:document {W}><w:body><w:p/></w:body></w:document>", "no_text"),
    ],
)
def test_a_broken_word_file_is_refused(document: str, code: str) -> None:
    with pytest.raises(GovReportError) as refusal:
        read_document(make_zip({"word/document.xml": document}))
    assert refusal.value.code == code
