from __future__ import annotations

import pytest

from ckanext.govreport.core.documents import Document, read_document
from ckanext.govreport.core.documents.layout import PICTURE
from tests.core.documents.making import paragraphs, spans, texts


def read_rtf(body: str, head: str = r"\ansi\ansicpg936\deff0{\fonttbl{\f0\fcharset134 SimSun;}}") -> Document:
    return read_document(f"{{\\rtf1{head}{body}}}".encode("latin-1"))


def code(text: str) -> str:
    """Return text as RTF writes it in a Chinese code page."""
    return "".join(f"\\'{byte:02x}" for byte in text.encode("gbk"))


ROW = rf"\trowd\cellx1000\cellx2000\pard\intbl {code('规章')}\cell 0\cell\row"


def test_rows_of_rich_text_keep_their_edges_and_merges() -> None:
    body = (
        r"\trowd\clvmgf\cellx1000\cellx4000\pard\intbl A\cell B\cell\row"
        r"\trowd\clvmrg\cellx1003\cellx2000\cellx4000\pard\intbl\cell C\cell D\cell\row"
        r"\trowd\clmgf\cellx1000\clmrg\cellx2000\cellx4000\pard\intbl E\cell\cell F\cell\row\pard "
    )
    assert spans(read_rtf(body).grids[0]) == {
        "A": (0, 0, 2, 1),
        "B": (0, 1, 1, 2),
        "C": (1, 1, 1, 1),
        "D": (1, 2, 1, 1),
        "E": (2, 0, 1, 2),
        "F": (2, 2, 1, 1),
    }


@pytest.mark.parametrize(
    ("inside", "text"),
    [
        (code("政府") + "2", "政府2"),
        (r"\uc1\u25919?\u24220\'3f", "政府"),
        (r"{\uc2\u25919\'d5\'fe}\u24220?", "政府"),
        (r"\u-10179?\u-8704?", "\U0001f600"),
        (r"{\b 20}{\i 23}", "2023"),
        (r"1{\v 9}{\strike 8}{\deleted\revdttmdel-2074015744 7}2", "12"),
        (r"12{\super 1}", "12[1]"),
        (r"{\field{\*\fldinst PAGE}{\fldrslt 12}}", "12"),
        (r"1\line 2\tab 3\~4", "1\n2\t3\xa04"),
        (r"\{1\}\\", "{1}\\"),
        (r"{\pict\wmetafile8 0102}", PICTURE),
        (r"1{\*\unknown 9{\b 9}}2{\bin3 }}}3", "123"),
    ],
)
def test_a_cell_of_rich_text_says_what_it_shows(inside: str, text: str) -> None:
    row = rf"\trowd\cellx1000\cellx2000\pard\intbl x\cell {inside}\cell\row{ROW}\pard "
    assert texts(read_rtf(row).grids[0])[0] == ["x", text]


def test_a_western_font_over_chinese_bytes_is_seen_through() -> None:
    assert paragraphs(read_rtf(code("总体情况"), r"\ansi\ansicpg1252{\fonttbl{\f0\fcharset0 Arial;}}")) == [
        "总体情况"
    ]


def test_automatic_numbers_of_rich_text_stand_before_words_but_not_before_values() -> None:
    label = rf"{{\listtext {code('一、')}\tab}}"
    row = rf"\trowd\cellx1000\cellx2000\pard\intbl {label}{code('规章')}\cell {label}7\cell\row"
    document = read_rtf(rf"{label}{code('总体情况')}\par {row}{ROW}\pard")
    assert paragraphs(document) == ["一、总体情况"]
    assert texts(document.grids[0])[0] == ["一、规章", "7"]


def test_a_table_in_a_cell_of_rich_text_is_a_grid_of_its_own() -> None:
    inner = (
        r"\pard\intbl\itap2 a\nestcell b\nestcell{\*\nesttableprops\trowd\cellx500\cellx900\nestrow}"
        r"{\nonesttables\par}"
    )
    outer = rf"\pard\intbl\itap1 {code('注')}\par {inner}{inner}\pard\intbl\itap1\cell 7\cell\row"
    document = read_rtf(rf"\trowd\cellx1000\cellx2000{outer}{ROW * 3}\pard ")
    assert texts(document.grids[0])[0] == ["注", "7"]
    assert texts(document.grids[1]) == [["a", "b"], ["a", "b"]]
