"""OFD files: the form however it is written, and what is refused."""

from __future__ import annotations

import random
import time

import pytest

from ckanext.govreport.core.documents.model import Grid
from ckanext.govreport.core.documents.ofd import read_ofd
from ckanext.govreport.core.errors import GovReportError
from tests.core.documents.drawn_ofd import Style, draw_ofd, pack
from tests.core.documents.drawn_pdf import Placed, Sheet, Spec, Table, place
from tests.core.documents.drawn_pdf import Style as Setting
from tests.core.documents.form_2021 import (
    DISCLOSURE_WIDTHS,
    DISPUTE_WIDTHS,
    REQUEST_WIDTHS,
    disclosure_rows,
    dispute_rows,
    request_rows,
)

CHANCE = random.Random(33190)
VALUES = [[CHANCE.choice(("0", "7", "36", "1205", "")) for _ in range(7)] for _ in range(25)]
TENTHS = ["1", "0", "11", "8", "26", "66", "447228", "3985758", "88283", "96171.6"]
DISPUTES = [CHANCE.choice(("0", "3", "72", "351")) for _ in range(15)]
REQUESTS = Table(request_rows(VALUES), REQUEST_WIDTHS, Setting())


def placed(grid: Grid) -> list[Placed]:
    return [(cell.row, cell.column, cell.row_span, cell.column_span, cell.text) for cell in grid.cells]


def expected(rows: list[list[Spec]], width: int) -> list[Placed]:
    return sorted(place(rows, width))


def sheets() -> list[Sheet]:
    first, second, third = Sheet(), Sheet(), Sheet()
    first.write("一、总体情况", 40)
    below = Table(disclosure_rows(TENTHS), DISCLOSURE_WIDTHS, Setting()).draw(first, 60)
    first.write("三、收到和处理政府信息公开申请情况", below + 20)
    REQUESTS.draw(first, below + 40, 0, REQUESTS.tops[14])
    first.write("- 1 -", 810, 280)
    REQUESTS.draw(second, 50, REQUESTS.tops[14])
    third.write("四、政府信息公开行政复议、行政诉讼情况", 40)
    Table(dispute_rows(DISPUTES), DISPUTE_WIDTHS, Setting()).draw(third, 60)
    return [first, second, third]


@pytest.mark.parametrize(
    "style",
    [
        Style(),
        Style(matrix=True),
        Style(steps="groups"),
        Style(steps="none"),
        Style(rules="filled"),
        Style(rules="path"),
        Style(holder="block"),
        Style(holder="template"),
        Style(holder="composite"),
        Style(space="http://www.ofdspec.org"),
        Style(space=""),
        Style(rooted=True),
        Style(turn=90),
        Style(turn=270, matrix=True),
    ],
    ids=str,
)
def test_the_form_is_read_however_it_is_written(style: Style) -> None:
    document = read_ofd(draw_ofd(sheets(), style, title="示例市2024年政府信息公开工作年度报告"))
    assert [placed(grid) for grid in document.grids] == [
        expected(disclosure_rows(TENTHS), 4),
        expected(request_rows(VALUES), 10),
        expected(dispute_rows(DISPUTES), 15),
    ]
    assert [paragraph.text for paragraph in document.paragraphs] == [
        "一、总体情况",
        "三、收到和处理政府信息公开申请情况",
        "四、政府信息公开行政复议、行政诉讼情况",
    ]
    assert document.titles == ("示例市2024年政府信息公开工作年度报告",)
    assert {cell.page for cell in document.grids[1].cells} == {1, 2}


def test_places_are_in_points() -> None:
    sheet = Sheet()
    Table(dispute_rows(DISPUTES), DISPUTE_WIDTHS, Setting()).draw(sheet, 60)
    cell = read_ofd(draw_ofd([sheet])).grids[0].cells[0]
    assert cell.box == pytest.approx((60, 60, 215, 76.8), abs=0.2)


def page(objects: str) -> bytes:
    """A file of one page of these objects."""
    content = f"<Page><Content><Layer>{objects}</Layer></Content></Page>"
    return draw_ofd([Sheet()], **{"Doc_0/Pages/Page_0/Content__xml": content})


def text(code: str, **attributes: str) -> str:
    more = "".join(f' {name}="{value}"' for name, value in attributes.items())
    return f'<TextObject Boundary="20 30 90 9" Size="4"{more}>{code}</TextObject>'


@pytest.mark.parametrize(
    ("code", "read"),
    [
        ('<TextCode X="0" Y="4" DeltaX="g 5 4">总体情况说明</TextCode>', "总体情况说明"),
        ('<TextCode X="0" Y="4">总体情况</TextCode>', "总体情况"),
        ('<TextCode X="0" Y="4" DeltaX="2 2 2 12 2">3119 12</TextCode>', "3119 12"),
        ('<TextCode X="0" Y="4" DeltaX="2 10">123</TextCode>', "12 3"),
        (
            '<TextCode X="0" Y="4" DeltaX="4">总体</TextCode><TextCode X="8" DeltaX="4">情况</TextCode>',
            "总体情况",
        ),
        ('<TextCode X="0" Y="4" DeltaY="g 3 5">总体情况</TextCode>', "总体情况"),
        ('<TextCode X="0" Y="4" DeltaX="1.1 2.3 1.2 3.9">Widgm</TextCode>', "Widgm"),
        ('<TextCode X="0" Y="4" DeltaX="4">⼆⻓</TextCode>', "二长"),
    ],
)
def test_the_steps_between_signs_tell_what_belongs_together(code: str, read: str) -> None:
    paragraphs = read_ofd(
        page(text(code) + text('<TextCode X="0" Y="50">政府信息公开工作年度报告</TextCode>'))
    ).paragraphs
    assert read in "".join(paragraph.text for paragraph in paragraphs)


def test_what_is_not_visible_is_not_read() -> None:
    seen, unseen = "<TextCode>看得见</TextCode>", "<TextCode>看不见</TextCode>"
    document = read_ofd(page(text(seen) + text(unseen, Visible="false")))
    assert [paragraph.text for paragraph in document.paragraphs] == ["看得见"]


SCAN = '<ImageObject Boundary="0 0 210 297" ResourceID="5"/>'


@pytest.mark.parametrize(("alpha", "by_ocr"), [("0", True), ("255", False)])
def test_hidden_text_over_a_picture_is_what_a_machine_guessed(alpha: str, by_ocr: bool) -> None:
    assert read_ofd(page(SCAN + text("<TextCode>二、主动公开</TextCode>", Alpha=alpha))).by_ocr is by_ocr


def refusal(data: bytes) -> str:
    with pytest.raises(GovReportError) as caught:
        read_ofd(data)
    return caught.value.code


def test_pictures_without_text_are_refused() -> None:
    assert refusal(page(SCAN)) == "no_text"
    assert refusal(page("")) == "no_text"


def test_garbled_text_is_refused() -> None:
    assert refusal(page(text(f"<TextCode>{chr(0xE123) * 90}</TextCode>"))) == "mojibake"


@pytest.mark.parametrize(
    ("parts", "code"),
    [
        ({"a.xml": "<a/>"}, "damaged"),
        ({"OFD.xml": "<OFD/>"}, "no_text"),
        ({"OFD.xml": "<OFD><DocBody><DocRoot>Doc_0/Document.xml</DocRoot></DocBody></OFD>"}, "damaged"),
        ({"OFD.xml": "<OFD"}, "damaged"),
        ({"OFD.xml": "<!DOCTYPE OFD [<!ENTITY a SYSTEM 'file:///etc/passwd'>]><OFD>&a;</OFD>"}, "damaged"),
        ({"OFD.xml": "<OFD/>", "Encryptions.xml": "<a/>"}, "encrypted"),
        ({"OFD.xml": b" " * 70_000_000}, "archive_bomb"),
    ],
)
def test_a_bad_package_is_refused(parts: dict[str, str | bytes], code: str) -> None:
    assert refusal(pack(parts)) == code


def test_more_pages_than_any_report_has_are_refused() -> None:
    sheet = Sheet()
    sheet.write("政府信息公开", 60)
    assert refusal(draw_ofd([sheet] * 201)) == "too_complex"


@pytest.mark.parametrize(
    ("objects", "code"),
    [
        ("<PageBlock>" * 60 + "</PageBlock>" * 60, "too_complex"),
        (text(f"<TextCode>{'9' * 100_001}</TextCode>"), "too_complex"),
        (
            "".join(f'<PathObject ID="{at}" Boundary="{at % 97} 0 1 1"/>' for at in range(200_001)),
            "too_complex",
        ),
        (text('<TextCode X="0" Y="4" DeltaX="g 999999999 4">总体</TextCode>'), ""),
        (text('<TextCode X="0" Y="4" DeltaX="g x">总体</TextCode>'), "damaged"),
        (text('<TextCode X="1e999" Y="nan">总体</TextCode>'), ""),
    ],
    ids=["nesting", "signs", "objects", "steps", "words", "infinity"],
)
def test_what_no_report_holds_ends_soon(objects: str, code: str) -> None:
    started = time.process_time()
    if code:
        assert refusal(page(objects)) == code
    else:
        assert read_ofd(page(objects + text("<TextCode>公开</TextCode>"))).paragraphs
    assert time.process_time() - started < 10


def test_a_composite_that_holds_itself_ends_soon() -> None:
    unit = '<CompositeObject Boundary="0 0 9 9" ResourceID="800"/>' * 9
    resources = (
        f'<Res><CompositeGraphicUnits><CompositeGraphicUnit ID="800"><Content>{unit}</Content>'
        "</CompositeGraphicUnit></CompositeGraphicUnits></Res>"
    )
    data = draw_ofd([Sheet()], Style(holder="composite"), **{"Doc_0/DocumentRes__xml": resources})
    assert refusal(data) == "too_complex"


@pytest.mark.parametrize("seed", range(60))
def test_a_broken_file_is_read_or_refused(seed: int) -> None:
    chance = random.Random(seed)
    data = bytearray(draw_ofd(sheets()))
    if seed % 2:
        start = chance.randrange(len(data))
        del data[start : start + chance.randrange(500)]
    for _ in range(chance.randrange(30)):
        data[chance.randrange(len(data))] = chance.randrange(256)
    try:
        document = read_ofd(bytes(data))
    except GovReportError as refused:
        assert refused.code  # noqa: PT017
        return
    assert document.blocks
