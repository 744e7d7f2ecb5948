"""PDF files that are not read, and why; and what broken ones must never do."""

from __future__ import annotations

import io
import random
import time
import zlib
from functools import cache

import pytest
from PIL import Image
from reportlab import rl_config
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from ckanext.govreport.core.documents.pdf import read_pdf
from ckanext.govreport.core.errors import GovReportError
from tests.core.documents.drawn_pdf import FONT, Sheet, Style, Table, draw_pdf
from tests.core.documents.form_2021 import DISPUTE_WIDTHS, dispute_rows

CODES = {"damaged", "encrypted", "no_text", "mojibake", "archive_bomb", "too_complex"}


def refusal(data: bytes) -> str:
    with pytest.raises(GovReportError) as caught:
        read_pdf(data)
    return caught.value.code


@cache
def good() -> bytes:
    sheet = Sheet()
    sheet.write("四、政府信息公开行政复议、行政诉讼情况", 40)
    Table(dispute_rows([str(number) for number in range(15)]), DISPUTE_WIDTHS, Style()).draw(sheet, 60)
    return draw_pdf([sheet])


def packed(*streams: bytes, filters: str = "/FlateDecode") -> bytes:
    """A file made by hand: one page with these packed streams as its content."""
    page = " ".join(f"{number} 0 R" for number in range(5, 5 + len(streams)))
    bodies = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents [{page}]"
        f" /Resources << /Font << /F1 4 0 R >> >> >>".encode(),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
        *(
            f"<< /Length {len(stream)} /Filter {filters} >>\nstream\n".encode() + stream + b"\nendstream"
            for stream in streams
        ),
    ]
    data = b"%PDF-1.4\n"
    places = []
    for number, body in enumerate(bodies, 1):
        places.append(len(data))
        data += f"{number} 0 obj\n".encode() + body + b"\nendobj\n"
    table = "".join(f"{place:010d} 00000 n \n" for place in places)
    trailer = f"trailer << /Size {len(bodies) + 1} /Root 1 0 R >>\nstartxref\n{len(data)}\n%%EOF"
    return data + f"xref\n0 {len(bodies) + 1}\n0000000000 65535 f \n{table}{trailer}".encode()


TEXT = b"BT /F1 12 Tf 60 700 Td (Requests received in the year: 3119) Tj ET\n"


def test_the_file_made_by_hand_is_read() -> None:
    assert read_pdf(packed(zlib.compress(TEXT))).paragraphs[0].text == "Requests received in the year: 3119"


@pytest.mark.parametrize(
    "data", [b"", b"%PDF-1.7\n%%EOF", b"\0" * 5000, bytes(range(256)) * 50, b"%PDF-1.4\nxx"]
)
def test_what_is_no_pdf_is_damaged(data: bytes) -> None:
    assert refusal(data) == "damaged"


def test_a_file_that_was_cut_off_is_damaged() -> None:
    assert refusal(good()[:-600]) == "damaged"


def test_a_file_with_a_password_is_encrypted() -> None:
    sheet = Sheet()
    sheet.write("一、总体情况", 60)
    assert refusal(draw_pdf([sheet], encrypt="secret")) == "encrypted"


def test_a_wrong_check_sum_is_damage_since_a_digit_may_be_wrong() -> None:
    stream = bytearray(zlib.compress(TEXT, 0))
    stream[stream.find(b"3119")] = ord("9")
    assert refusal(packed(bytes(stream))) == "damaged"


def test_a_stream_without_its_check_sum_is_read() -> None:
    assert read_pdf(packed(zlib.compress(TEXT)[:-4])).paragraphs[0].text.endswith("3119")


@pytest.mark.parametrize("letters", [0, 1])
def test_streams_written_in_letters_are_read(monkeypatch: pytest.MonkeyPatch, letters: int) -> None:
    monkeypatch.setattr(rl_config, "useA85", letters)
    sheet = Sheet()
    sheet.write("一、总体情况", 60)
    assert read_pdf(draw_pdf([sheet])).paragraphs[0].text == "一、总体情况"


def pictured(text: str = "", mode: int = 0) -> bytes:
    """A page that is a picture, with a text over it."""
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=(595, 842), invariant=1)
    canvas.drawImage(ImageReader(Image.new("L", (60, 84), 200)), 0, 0, 595, 842)
    line = canvas.beginText(60, 700)
    line.setFont(FONT, 12)
    line.setTextRenderMode(mode)
    line.textLines(text)
    canvas.drawText(line)
    canvas.save()
    return buffer.getvalue()


@pytest.mark.parametrize("text", ["", "-1-", "No. 20240131"])
def test_a_picture_of_a_page_has_no_text(text: str) -> None:
    assert refusal(pictured(text)) == "no_text"


def test_an_empty_page_has_no_text() -> None:
    assert refusal(draw_pdf([Sheet()])) == "no_text"


@pytest.mark.parametrize(("mode", "by_ocr"), [(3, True), (0, False)])
def test_invisible_text_over_a_picture_is_what_a_machine_guessed(mode: int, by_ocr: bool) -> None:
    document = read_pdf(pictured("二、主动公开政府信息情况", mode))
    assert document.by_ocr is by_ocr
    assert document.paragraphs[0].text == "二、主动公开政府信息情况"


@pytest.mark.parametrize(
    "text",
    [
        "ä¸»åŠ¨å…¬å¼€æ”¿åºœä¿¡æ¯æƒ…å†µ" * 20,
        "".join(random.Random(1).choices("敉剳咎夅琄敀俢恰兤弁甴讷惆冸邾鬷釱鱻蠹齉龘", k=400)),
        "主动公开政府信息情况".encode().decode("gb18030", "ignore") * 20,
    ],
    ids=["latin", "shifted", "gbk"],
)
def test_a_garbled_text_is_refused(text: str) -> None:
    sheet = Sheet()
    for at in range(0, len(text), 40):
        sheet.write(text[at : at + 40], 60 + at / 2)
    assert refusal(draw_pdf([sheet])) == "mojibake"


def test_more_pages_than_any_report_has_are_refused() -> None:
    sheets = [Sheet([(60, 60, 9, "政府信息公开")]) for _ in range(201)]
    assert len(read_pdf(draw_pdf(sheets[:200])).paragraphs) >= 1
    assert refusal(draw_pdf(sheets)) == "too_complex"


@pytest.mark.parametrize(
    "content",
    [
        b"".join(b"%d %d m %d %d l S\n" % (x, y, x + 9, y) for y in range(800) for x in range(0, 590, 2)),
        b"BT /F1 1 Tf " + b"(0123456789) Tj " * 12_000 + b"ET",
    ],
    ids=["strokes", "characters"],
)
def test_a_page_of_more_than_any_report_has_is_refused(content: bytes) -> None:
    started = time.process_time()
    assert refusal(packed(zlib.compress(content + TEXT))) == "too_complex"
    assert time.process_time() - started < 10


def test_what_unpacks_to_too_much_is_not_unpacked() -> None:
    bomb = zlib.compress(b" " * 300_000_000)
    started = time.process_time()
    assert refusal(packed(bomb)) == "archive_bomb"
    assert refusal(packed(bomb, filters="/Flate#44ecode")) == "archive_bomb"
    assert refusal(packed(bomb, filters="9 0 R")) == "archive_bomb"
    assert refusal(packed(zlib.compress(bomb), filters="[/FlateDecode /FlateDecode]")) == "archive_bomb"
    assert refusal(packed(*[zlib.compress(b" " * 60_000_000)] * 6)) == "archive_bomb"
    assert time.process_time() - started < 5


@pytest.mark.parametrize("seed", range(60))
def test_a_broken_file_is_read_or_refused(seed: int) -> None:
    chance = random.Random(seed)
    data = bytearray(good())
    if seed % 3 == 0:
        del data[chance.randrange(len(data)) :]
    elif seed % 3 == 1:
        start = chance.randrange(len(data))
        del data[start : start + chance.randrange(400)]
    for _ in range(chance.randrange(60)):
        data[chance.randrange(len(data))] = chance.randrange(256)
    try:
        document = read_pdf(bytes(data) + b"\n%%EOF" * (seed % 2))
    except GovReportError as refused:
        document, code = None, refused.code
    else:
        code = ""
    assert code in CODES or (document is not None and document.blocks)
