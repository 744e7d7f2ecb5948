from __future__ import annotations

from base64 import b64encode

import pytest

from ckanext.govreport.core.documents import read_document
from tests.core.documents.making import paragraphs, texts


@pytest.mark.parametrize("encoding", ["quoted-printable", "base64", "8bit"])
def test_the_page_in_a_web_archive_is_read(encoding: str) -> None:
    rows = "<tr><td>规章</td><td>0</td></tr><tr><td>a</td><td>b</td></tr>"
    page = f"<html><p>一、总体情况</p><table>{rows}</table></html>"
    raw = page.encode("gbk")
    if encoding == "base64":
        raw = b64encode(raw)
    elif encoding == "quoted-printable":
        raw = "".join(f"={byte:02X}" if byte > 126 or byte == 61 else chr(byte) for byte in raw).encode()
    data = (
        b"MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=x\r\n\r\n"
        b"--x\r\nContent-Type: text/html; charset=gb2312\r\n\r\n<html>frame</html>\r\n"
        b"--x\r\nContent-Type: text/html; charset=gb2312\r\nContent-Transfer-Encoding: "
        + encoding.encode()
        + b"\r\n\r\n"
        + raw
        + b"\r\n--x\r\nContent-Type: image/png\r\n\r\nx\r\n--x--\r\n"
    )
    document = read_document(data)
    assert (document.kind, paragraphs(document)) == ("mhtml", ["一、总体情况"])
    assert texts(document.grids[0]) == [["规章", "0"], ["a", "b"]]


def test_of_frames_the_one_with_the_table_is_read() -> None:
    box = "<p>外框</p><table><tr><td>索引号</td><td>1</td></tr></table>"
    form = "<p>正文</p><table><tr><td>规章</td><td>0</td></tr><tr><td>文件</td><td>1</td></tr></table>"
    parts = "".join(
        f"--x\r\nContent-Type: text/html; charset=utf-8\r\n\r\n{page}\r\n" for page in (box, form)
    )
    head = "MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=x\r\n\r\n"
    assert paragraphs(read_document(f"{head}{parts}--x--\r\n".encode())) == ["正文"]
