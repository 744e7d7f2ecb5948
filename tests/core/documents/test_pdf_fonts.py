"""A PDF is read alike on every machine, whatever fonts that has."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from ckanext.govreport.core.documents.pdf import read_pdf
from tests.core.documents.drawn_pdf import Sheet, Style, Table, draw_pdf
from tests.core.documents.form_2021 import REQUEST_WIDTHS, request_rows

#: No font at all; a font in which every sign reaches far over its neighbours; all fonts that there are.
MACHINES = {
    "no fonts": "import pypdfium2.raw; pypdfium2.raw.FPDF_SetSystemFontInfo(None)",
    "huge signs": (
        "from ckanext.govreport.core.documents import pdf_fonts;"
        "pdf_fonts.BOX = (-300, -400, 1300, 1500); pdf_fonts.ADVANCE = 2000"
    ),
    "its own fonts": "import pypdfium2",
}
READ = (
    "import sys; from ckanext.govreport.core.documents.pdf import read_pdf;"
    "sys.stdout.buffer.write(repr([read_pdf(open(path, 'rb').read()) for path in sys.argv[1:]]).encode())"
)


def form(style: Style) -> bytes:
    """The table of requests and a line of words, in a font that is not in the file."""
    sheet = Sheet()
    sheet.write("三、收到和处理政府信息公开申请情况 open data 2024 年", 40)
    Table(request_rows([["12", "345", "6", "7", "8", "90", "1205"]] * 25), REQUEST_WIDTHS, style).draw(
        sheet, 60
    )
    return draw_pdf([sheet], style, size=(595, 1000))


@pytest.mark.parametrize("machine", MACHINES)
def test_a_file_without_its_fonts_reads_alike_on_every_machine(machine: str, tmp_path: Path) -> None:
    drawn = [form(style) for style in (Style(), Style(single_glyphs=True), Style(rotation=90))]
    paths = [tmp_path / f"{number}.pdf" for number in range(len(drawn))]
    for path, data in zip(paths, drawn, strict=True):
        path.write_bytes(data)
    code = f"{MACHINES[machine]}\n{READ}"
    done = subprocess.run([sys.executable, "-c", code, *paths], capture_output=True, check=True)
    assert done.stdout.decode() == repr([read_pdf(data) for data in drawn])


def test_text_in_single_signs_is_all_there_without_its_font() -> None:
    grid = read_pdf(form(Style(single_glyphs=True))).grids[0]
    assert grid.cells[0].text == "（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）"
    assert {len(row) for _, row in grid.rows()} >= {8, 9}


def letters(text: str, width: int) -> bytes:
    """A page with a line in a font that is not there and gives every sign this width, in thousandths."""
    content = b"BT /F1 12 Tf 60 700 Td (%s) Tj ET" % text.encode()
    widths = b" ".join([b"%d" % width] * 95)
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R"
        b" /Resources << /Font << /F1 5 0 R >> >> >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /SimSun /FirstChar 32 /LastChar 126 /Widths [%s] >>"
        % widths,
    ]
    data = b"%PDF-1.4\n"
    places = []
    for number, body in enumerate(objects, 1):
        places.append(len(data))
        data += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    end = b"trailer << /Size 6 /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % len(data)
    return data + b"xref\n0 6\n0000000000 65535 f \n" + table + end


@pytest.mark.parametrize(("width", "text"), [(500, "1205"), (700, "1205"), (1000, "\ufffd" * 4)])
def test_a_digit_as_wide_as_a_chinese_sign_is_none(width: int, text: str) -> None:
    assert [paragraph.text for paragraph in read_pdf(letters("1205", width)).paragraphs] == [text]


def test_the_width_that_the_file_gives_parts_numbers() -> None:
    assert read_pdf(letters("12 34", 500)).paragraphs[0].text == "12 34"
