from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ckanext.govreport.core.documents import read_document
from ckanext.govreport.core.documents.charset import decode
from ckanext.govreport.core.errors import GovReportError

REPORT = (
    "新乡市牧野区政务服务和大数据管理局\n2021年政府信息公开工作年度报告\n"
    "一、总体情况\n主动公开政府信息1297条。"
)


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "gb2312", "gbk", "gb18030", "utf-16", "utf-16-le", "utf-16-be"]
)
def test_a_text_is_decoded_whatever_its_encoding(encoding: str) -> None:
    assert decode(REPORT.encode(encoding)) == REPORT


def test_a_wrong_declaration_is_not_believed() -> None:
    page = f'<meta charset="{{}}"><p>{REPORT}</p>'
    assert REPORT in decode(page.format("gb2312").encode("utf-8"))
    assert REPORT in decode(page.format("utf-8").encode("gbk"))
    assert REPORT in decode(page.format("iso-8859-1").encode("gb18030"))


def test_big5_is_believed_where_it_is_declared() -> None:
    text = "政府資訊公開"
    assert text in decode(f'<meta charset="big5"><p>{text}</p>'.encode("big5"))


def test_rare_characters_of_gb18030_are_read_under_a_gb2312_label() -> None:
    assert "㐂镕㙍" in decode('<meta charset="gb2312"><p>信息㐂镕㙍</p>'.encode("gb18030"))


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
@pytest.mark.parametrize("missing", [1, 2])
def test_a_character_cut_off_at_the_end_does_not_change_the_rest(encoding: str, missing: int) -> None:
    assert decode(REPORT.encode(encoding)[:-missing])[:40] == REPORT[:40]


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
def test_one_broken_byte_does_not_change_the_rest(encoding: str) -> None:
    data = REPORT.encode(encoding)
    broken = data[:60] + b"\xff" + data[60:]
    assert REPORT[-20:] in decode(broken)


@given(st.binary(max_size=300))
def test_any_bytes_are_decoded(data: bytes) -> None:
    assert isinstance(decode(data), str)


@pytest.mark.parametrize(
    "garbled",
    [
        REPORT.encode().decode("gb18030", "replace"),
        REPORT.encode().decode("latin-1"),
        REPORT.encode("gbk").decode("latin-1"),
        REPORT.encode("gbk").decode("utf-8", "replace"),
        REPORT.encode("ascii", "replace").decode(),
        "".join(chr(0xE000 + ord(sign) % 256) for sign in REPORT),
    ],
    ids=["UTF-8 as GBK", "UTF-8 as Latin", "GBK as Latin", "GBK as UTF-8", "question marks", "private signs"],
)
def test_garbled_text_is_refused_not_read_as_zero(garbled: str) -> None:
    with pytest.raises(GovReportError) as refusal:
        read_document(garbled.encode())
    assert refusal.value.code == "mojibake"
