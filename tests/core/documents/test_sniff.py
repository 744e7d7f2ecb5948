from __future__ import annotations

import gzip

import pytest

from ckanext.govreport.core.documents import read_document, recognise_kind
from ckanext.govreport.core.documents.reading import READERS
from ckanext.govreport.core.errors import GovReportError
from tests.core.documents.making import make_docx, make_zip, paragraph

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"<!DOCTYPE html><html><body>x</body></html>", "html"),
        (b"\xef\xbb\xbf\r\n <html>", "html"),
        (b"<!-- saved --><div>\xe4\xb8\x80</div>", "html"),
        ("一、总体情况<p>一</p><p>二</p><br/>".encode("gbk"), "html"),
        (b"MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=x\r\n\r\n--x", "mhtml"),
        (b"From: <Saved by WPS>\r\nContent-Type: multipart/related;\r\n\tboundary=x\r\n", "mhtml"),
        (b"{\\rtf1\\ansi", "rtf"),
        (b"%PDF-1.7\n", "pdf"),
        (b"\r\n%PDF-1.4", "pdf"),
        (b"\x89PNG\r\n\x1a\n", "image"),
        (b"\xff\xd8\xff\xe0", "image"),
        (b"II*\0\x08\0\0\0", "image"),
        ("| 规章 | 0 |\n|---|---|\n| 文件 | 1 |".encode(), "markdown"),
        ("2021年政府信息公开工作年度报告\n一、总体情况".encode(), "text"),
        ("2021年政府信息公开工作年度报告".encode("gb18030"), "text"),
        ("2021年政府信息公开工作年度报告\r\n1".encode("utf-16"), "text"),
        ("2021年政府信息公开工作年度报告\r\n1".encode("utf-16-le"), "text"),
    ],
)
def test_a_kind_is_told_by_content(data: bytes, kind: str) -> None:
    assert recognise_kind(data) == kind


@pytest.mark.parametrize(
    ("parts", "kind"),
    [
        ({"word/document.xml": "<x/>"}, "docx"),
        ({"xl/workbook.xml": "<x/>"}, "xlsx"),
        ({"OFD.xml": "<x/>"}, "ofd"),
        ({"mimetype": "application/vnd.oasis.opendocument.text"}, "odt"),
        ({"mimetype": "application/vnd.oasis.opendocument.spreadsheet"}, "ods"),
        ({"word\\document.xml": "<x/>"}, "docx"),
        ({"报告.docx": "x"}, "zip"),
    ],
)
def test_a_packed_document_is_told_by_its_parts(parts: dict[str, str], kind: str) -> None:
    assert recognise_kind(make_zip({**parts})) == kind


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "empty_file"),
        (b" \r\n\0\0", "empty_file"),
        (bytes(range(256)) * 40, "unknown_kind"),
        (b"\x1f\x8b\x08\x00" + bytes(range(200, 256)) * 20 + bytes(range(1, 40)) * 9, "unknown_kind"),
        (b'<?xml version="1.0"?><w:wordDocument/>', "unknown_kind"),
        (OLE + b"\0" * 100, "damaged"),
        (b"PK\x03\x04" + b"\0" * 100, "damaged"),
    ],
)
def test_what_cannot_be_read_is_refused_with_its_reason(data: bytes, code: str) -> None:
    with pytest.raises(GovReportError) as refusal:
        recognise_kind(data)
    assert refusal.value.code == code


def test_a_file_of_200_megabytes_is_refused() -> None:
    with pytest.raises(GovReportError) as refusal:
        recognise_kind(b"x" * (200 * 1024 * 1024))
    assert refusal.value.code == "too_large"
    assert "209715200" in refusal.value.en


def test_a_truncated_word_file_is_called_one() -> None:
    whole = make_docx(paragraph("一、总体情况") * 50)
    with pytest.raises(GovReportError) as refusal:
        read_document(whole[: len(whole) // 2])
    assert (refusal.value.code, refusal.value.details["kind"]) == ("damaged", "docx")


def test_a_kind_without_a_reader_names_what_is_readable() -> None:
    with pytest.raises(GovReportError) as refusal:
        read_document(make_zip({"a.txt": "x"}))
    assert refusal.value.code == "unknown_kind"
    assert "docx" in refusal.value.zh


def test_a_page_saved_as_the_server_packed_it_is_read() -> None:
    page = "<html><p>一、总体情况</p></html>".encode()
    document = read_document(gzip.compress(page))
    assert (document.kind, document.paragraphs[0].text) == ("html", "一、总体情况")


@pytest.mark.parametrize(
    "data", [gzip.compress(b"<p>x")[:-9], gzip.compress(b" " * 80_000_000), b"\x1f\x8b\x08?"]
)
def test_a_damaged_pack_and_a_bomb_are_refused(data: bytes) -> None:
    with pytest.raises(GovReportError, match="damaged"):
        read_document(data)


def test_line_breaks_of_html_in_a_table_of_markdown_leave_it_markdown() -> None:
    table = "| 三<br>、<br>本<br>年<br>度 | 0 |\n| --- | --- |\n| 规章 | 1 |\n"
    assert recognise_kind(table.encode()) == "markdown"
    assert recognise_kind(f"<p>说明</p><table><tr><td>\n{table}</td></tr></table>".encode()) == "html"


def test_a_library_that_is_missing_is_no_damage_of_the_file(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(READERS, "rtf", "nowhere:read_rtf")
    with pytest.raises(ModuleNotFoundError):
        read_document(b"{\\rtf1 x}")
