"""Scans and pictures: read with the extra [ocr], refused with advice where it is not installed."""

from __future__ import annotations

import contextlib
import io
import json
import random
import struct
import zlib
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from reportlab.pdfgen.canvas import Canvas

from ckanext.govreport.core import GovReportError, Reading, read_report
from ckanext.govreport.core.documents import limits, ocr_extra, read_document
from ckanext.govreport.core.documents.model import Document, Paragraph
from ckanext.govreport.core.exports import figures_csv, reading_from_dict, reading_to_dict

from .drawn_pdf import FONT

FILES = Path(__file__).with_name("files")
Cell = tuple[str, str | None]


def printed(name: str) -> dict[Cell, tuple[str, Any]]:
    expected = json.loads((FILES / f"{name}.expected.json").read_text("utf-8"), parse_float=Decimal)
    return {
        (figure["indicator"], figure["applicant"]): (figure["state"], figure["value"])
        for figure in expected["figures"]
    }


@pytest.fixture(scope="module")
def reading() -> Reading:
    return read_report((FILES / "scan.tif").read_bytes(), "scan.tif")


def pdf_with_a_picture() -> bytes:
    """A page with text, and one that is nothing but sealed.jpg."""
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=(842, 595), invariant=1)
    canvas.setFont(FONT, 12)
    canvas.drawString(60, 500, "三、收到和处理政府信息公开申请情况")
    canvas.showPage()
    canvas.drawImage(FILES / "sealed.jpg", 0, 0, 842, 595)
    canvas.save()
    return buffer.getvalue()


@pytest.fixture(scope="module")
def sealed() -> Document:
    return read_document(pdf_with_a_picture())


def refusal(data: bytes) -> GovReportError:
    with pytest.raises(GovReportError) as caught:
        read_document(data)
    return caught.value


def test_a_scan_is_read_to_the_last_cell(reading: Reading) -> None:
    expected = printed("scan")
    read = {
        (figure.indicator, figure.applicant): (figure.state, figure.value)
        for figure in reading.report.figures
    }
    assert {cell: read[cell] for cell in expected} == expected
    assert (reading.kind, reading.report.year, reading.report.edition) == ("image", 2019, "2019")
    assert reading.report.agency == "四川省成都市统计局"


def test_every_figure_of_a_scan_says_that_it_was_read_by_ocr_and_where(reading: Reading) -> None:
    for figure in reading.report.figures:
        assert figure.reader == "ocr"
        assert figure.place.page in (1, 2)
        assert figure.place.box


def test_every_reported_figure_of_a_scan_is_confirmed_by_sums_or_a_second_reader(reading: Reading) -> None:
    reported = [figure for figure in reading.report.figures if figure.state == "reported"]
    assert all(figure.confirmed for figure in reported)
    assert {figure.place.table for figure in reported if figure.confirmed_by == "second_reader"} == {1}
    assert {figure.place.table for figure in reported if figure.confirmed_by == "sums"} == {2, 3}


def test_a_notice_says_that_the_report_was_read_by_ocr(reading: Reading) -> None:
    assert [finding.code for finding in reading.findings] == ["read_by_ocr"]


def test_the_reader_goes_through_json_and_into_the_table(reading: Reading) -> None:
    entry = reading_to_dict(reading)
    assert {figure["reader"] for figure in entry["figures"]} == {"ocr"}
    assert reading_from_dict(json.loads(json.dumps(entry))).report.figures[0].confirmed_by == "second_reader"
    head, row = figures_csv(reading).splitlines()[:2]
    assert dict(zip(head.split(","), row.split(","), strict=False))["reader"] == "ocr"


def test_the_narrative_of_a_scan_is_read(reading: Reading) -> None:
    assert [section.number for section in reading.report.sections] == [1, 2, 3, 4, 5, 6]


def test_a_page_on_its_side_under_a_seal_inside_a_file_with_text_is_read(sealed: Document) -> None:
    table = sealed.grids[0]
    assert sealed.paragraphs[0] == Paragraph("三、收到和处理政府信息公开申请情况", 1)
    assert (table.page, table.row_count, table.column_count) == (2, 22, 10)
    assert sum(cell.guess is not None and cell.guess.first == cell.guess.second for cell in table.cells) > 140


def test_a_page_that_is_a_picture_is_named_where_nothing_reads_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ocr_extra, "is_installed", lambda: False)
    document = read_document(pdf_with_a_picture())
    assert document.unread_pages == (2,)
    assert not document.by_ocr


def test_without_the_extra_a_picture_is_refused_with_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ocr_extra, "is_installed", lambda: False)
    refused = refusal((FILES / "scan.tif").read_bytes())
    assert refused.code == "no_text"
    assert "[ocr]" in refused.zh
    assert "[ocr]" in refused.en


@pytest.mark.parametrize("size", [(1, 1), (3000, 1), (150, 150)])
def test_a_picture_too_small_for_text_has_none(size: tuple[int, int]) -> None:
    assert refusal(_png(Image.new("RGB", size, "white"))).code == "no_text"


def test_an_empty_sheet_has_no_text() -> None:
    assert refusal(_png(Image.new("L", (600, 800), 240))).code == "no_text"


@pytest.mark.parametrize("mode", ["1", "L", "P", "RGBA", "I;16", "CMYK"])
def test_pictures_of_every_mode_are_opened(mode: str) -> None:
    buffer = io.BytesIO()
    picture = (
        Image.new("I;16", (300, 400)) if mode == "I;16" else Image.new("L", (300, 400), 255).convert(mode)
    )
    picture.save(buffer, "TIFF" if mode == "CMYK" else "PNG")
    assert refusal(buffer.getvalue()).code == "no_text"


def test_a_truncated_picture_is_damaged() -> None:
    data = (FILES / "sealed.jpg").read_bytes()
    assert refusal(data[: len(data) // 3]).code == "damaged"
    assert refusal(_png(Image.new("L", (900, 900)))[:60]).code == "damaged"


def test_a_picture_with_flipped_bits_is_read_or_refused() -> None:
    chance = random.Random(3)
    flipped = bytearray((FILES / "sealed.jpg").read_bytes())
    for _ in range(8):
        flipped[chance.randrange(len(flipped))] ^= 1 << chance.randrange(8)
    with contextlib.suppress(GovReportError):
        assert read_document(bytes(flipped)).kind == "image"


def test_a_picture_bomb_is_refused_before_it_is_unpacked() -> None:
    data = bytearray(_png(Image.new("L", (300, 300))))
    data[16:24] = struct.pack(">II", 60_000, 60_000)
    data[29:33] = struct.pack(">I", zlib.crc32(bytes(data[12:29])))
    assert refusal(bytes(data)).code == "too_complex"


def test_a_picture_of_too_many_frames_is_refused() -> None:
    buffer = io.BytesIO()
    frames = [Image.new("1", (8, 8)) for _ in range(limits.PICTURES + 1)]
    frames[0].save(buffer, "TIFF", save_all=True, append_images=frames[1:])
    assert refusal(buffer.getvalue()).code == "too_complex"


def _png(picture: Image.Image) -> bytes:
    buffer = io.BytesIO()
    picture.save(buffer, "PNG")
    return buffer.getvalue()
