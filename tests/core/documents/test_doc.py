from __future__ import annotations

import struct
from pathlib import Path

import pytest

from ckanext.govreport.core.documents import read_document, recognise_kind
from ckanext.govreport.core.documents.cfb import CompoundFile
from ckanext.govreport.core.documents.layout import PICTURE
from ckanext.govreport.core.errors import GovReportError
from tests.core.documents.making import paragraphs, spans, texts
from tests.core.documents.making_ole import (
    IN_TABLE,
    ROW_END,
    Part,
    cell,
    make_compound,
    make_doc,
    make_styles,
    paragraph,
    row_definition,
    row_end,
)

FILES = Path(__file__).parent / "files"
TWO = [0, 1000, 2000]
ROW = (cell("规章"), cell("0"), row_end(TWO))
DELETED, HIDDEN, RAISED = bytes.fromhex("000801"), bytes.fromhex("3c0801"), bytes.fromhex("482a01")


def test_a_row_end_is_told_from_an_empty_cell() -> None:
    document = read_document(
        make_doc(paragraph("一、总体情况"), *ROW, cell("文件"), cell(""), row_end(TWO), paragraph("二、"))
    )
    assert texts(document.grids[0]) == [["规章", "0"], ["文件", ""]]
    assert paragraphs(document) == ["一、总体情况", "二、"]


def test_wide_and_tall_cells_keep_their_places() -> None:
    first, on = 0x60, 0x20
    document = read_document(
        make_doc(
            cell("A"), cell("B"), row_end([0, 1000, 4000], [first, 0]),
            cell(""), cell("C"), cell("D"), row_end([0, 1003, 2000, 4000], [on, 0, 0]),
            cell("E"), row_end([0, 4000]),
        )
    )  # fmt: skip
    assert spans(document.grids[0]) == {
        "A": (0, 0, 2, 1),
        "B": (0, 1, 1, 2),
        "C": (1, 1, 1, 1),
        "D": (1, 2, 1, 1),
        "E": (2, 0, 1, 3),
    }


@pytest.mark.parametrize("flags", [[1, 2, 0], [2, 1, 0]])
def test_cells_merged_by_flags_are_one_cell_whichever_flag_is_first(flags: list[int]) -> None:
    three = [0, 1000, 2000, 3000]
    row = (cell("A"), cell(""), cell("B"), row_end(three, flags))
    other = (cell("1"), cell("2"), cell("3"), row_end(three))
    found = spans(read_document(make_doc(*row, *other)).grids[0])
    assert (found["A"], found["B"]) == ((0, 0, 1, 2), (0, 2, 1, 1))


def test_properties_too_long_for_their_place_are_found_in_the_data_stream() -> None:
    packed = IN_TABLE + ROW_END + row_definition([0, 1000, 3000], [0, 0])
    data = b"\0" * 10 + struct.pack("<H", len(packed)) + packed
    elsewhere = Part("", "\x07", struct.pack("<HI", 0x6646, 10))
    document = read_document(make_doc(cell("A"), cell("B"), elsewhere, *ROW, data=data))
    assert texts(document.grids[0]) == [["A", "B"], ["规章", "0"]]
    assert spans(document.grids[0])["B"] == (0, 1, 1, 2)


def test_several_paragraphs_of_a_cell_are_its_lines() -> None:
    document = read_document(
        make_doc(Part("商业", "\r", IN_TABLE), cell("企业"), cell("1\x0b2"), row_end(TWO), *ROW)
    )
    assert texts(document.grids[0])[0] == ["商业\n企业", "1\n2"]


def test_a_table_in_a_cell_is_a_grid_of_its_own() -> None:
    def inner(text: str, more: str) -> Part:
        return Part(text, "\r", IN_TABLE + bytes.fromhex("496602000000") + bytes.fromhex(more))

    nested = [inner("a", "4b2401"), inner("b", "4b2401")]
    end = inner("", "4c2401")
    end.properties += row_definition(TWO, [0, 0])
    document = read_document(
        make_doc(*nested, end, *nested, end, cell("注"), cell("7"), row_end(TWO), *ROW * 3)
    )
    assert texts(document.grids[0])[0] == ["注", "7"]
    assert texts(document.grids[1]) == [["a", "b"], ["a", "b"]]


@pytest.mark.parametrize(
    ("text", "looks", "shown"),
    [
        ("8812", [(0, 2, DELETED)], "12"),
        ("12藏", [(2, 3, HIDDEN)], "12"),
        ("121", [(2, 3, RAISED)], "12[1]"),
        ("(", [(0, 1, bytes.fromhex("096a0000b0f0"))], "\uf0b0"),
        ("\x13 =SUM(ABOVE) \x1412\x15", [], "12"),
        ("\x13A\x13B\x14C\x15D\x1412\x15", [], "12"),
        ("12\x02\x05", [], "12"),
        ("1\x1e2", [], "1-2"),
        ("\x01", [], PICTURE),
    ],
)
def test_a_cell_says_what_word_shows(text: str, looks: list[tuple[int, int, bytes]], shown: str) -> None:
    document = read_document(make_doc(cell("规章"), cell(text, *looks), row_end(TWO), *ROW))
    assert texts(document.grids[0])[0][1] == shown


def test_text_of_one_byte_a_sign_is_read_too() -> None:
    document = read_document(make_doc(paragraph("Annual \u201creport\u201d 2021"), compressed=True))
    assert paragraphs(document) == ["Annual \u201creport\u201d 2021"]


def test_tables_in_text_boxes_are_read() -> None:
    document = read_document(make_doc(paragraph("一、总体情况"), boxes=(*ROW, *ROW)))
    assert [texts(grid) for grid in document.grids] == [[["规章", "0"], ["规章", "0"]]]


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (make_doc(paragraph("x"), flags=0x0300), "encrypted"),
        (make_doc(paragraph("x"), magic=0xA5DC), "too_old"),
        (make_doc(paragraph("x"), magic=0x1234), "damaged"),
        (make_doc(paragraph("x"), flags=0), "damaged"),
        (make_compound({"EncryptedPackage": b"x" * 5000}), "encrypted"),
        (make_compound({"PowerPoint Document": b"x" * 5000}), "unknown_kind"),
    ],
)
def test_what_cannot_be_read_is_refused_with_its_reason(data: bytes, code: str) -> None:
    with pytest.raises(GovReportError) as refusal:
        read_document(data)
    assert refusal.value.code == code


def test_names_of_streams_are_the_same_in_any_case() -> None:
    data = make_doc(paragraph("一、总体情况")).replace(
        "WordDocument".encode("utf-16-le"), "wordDOCUMENT".encode("utf-16-le")
    )
    assert paragraphs(read_document(data)) == ["一、总体情况"]


def test_short_and_long_streams_are_read() -> None:
    streams = {"short": b"abc" * 100, "long": bytes(range(256)) * 40, "empty": b""}
    compound = CompoundFile(make_compound(streams))
    assert {name: compound.read(name) for name in streams} == streams
    assert compound.names == set(streams)


def test_a_chain_that_runs_in_a_circle_is_refused() -> None:
    data = bytearray(make_compound({"long": b"x" * 5000}))
    struct.pack_into("<I", data, 512 + 4 * 3, 1)
    with pytest.raises(GovReportError) as refusal:
        CompoundFile(bytes(data)).read("long")
    assert refusal.value.code == "damaged"


def test_a_file_of_an_office_suite_is_read_as_it_shows() -> None:
    data = (FILES / "form.doc").read_bytes()
    assert recognise_kind(data) == "doc"
    document = read_document(data)
    assert paragraphs(document) == [
        "一、总体情况",
        "1.甲",
        "2.乙",
        "二、主动公开",
        "12[1]",
        "可见",
        "三、正文",
    ]
    assert spans(document.grids[0]) == {
        "A": (0, 0, 2, 1),
        "B": (0, 1, 1, 2),
        "C": (1, 1, 1, 1),
        "D": (1, 2, 1, 1),
        "1.属于国家秘密": (2, 0, 1, 1),
        "16": (2, 1, 1, 1),
        "": (2, 2, 1, 1),
    }


def test_a_style_of_characters_hides_them() -> None:
    vanish, in_style = bytes.fromhex("3c0801"), bytes.fromhex("304a") + b"\1\0"
    shown = in_style + bytes.fromhex("3c0800")
    styles = make_styles((2, 0xFFF, vanish), (2, 0, b""))
    document = read_document(make_doc(paragraph("912", b"", (0, 1, in_style)), styles=styles))
    assert paragraphs(document) == ["12"]
    document = read_document(make_doc(paragraph("912", b"", (0, 1, shown)), styles=styles))
    assert paragraphs(document) == ["912"]
