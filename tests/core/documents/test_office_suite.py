"""Files that an office suite saved."""

from __future__ import annotations

from pathlib import Path

import pytest

from ckanext.govreport.core.documents import read_document, recognise_kind
from tests.core.documents.making import paragraphs, spans, texts

FILES = Path(__file__).parent / "files"


@pytest.mark.parametrize("kind", ["rtf", "odt"])
def test_a_text_of_an_office_suite_is_read_as_it_shows(kind: str) -> None:
    document = read_document((FILES / f"form.{kind}").read_bytes())
    assert document.kind == kind
    assert paragraphs(document) == [
        "一、总体情况",
        "1.甲",
        "2.乙",
        "二、主动公开",
        "12[1]",
        "可见",
        "三、正文",
    ]
    found = spans(document.grids[0])
    assert (found["A"], found["B"], found["D"]) == ((0, 0, 2, 1), (0, 1, 1, 2), (1, 2, 1, 1))
    assert texts(document.grids[0])[2] == ["1.属于国家秘密", "16", ""]


@pytest.mark.parametrize("kind", ["xls", "ods"])
def test_a_workbook_of_an_office_suite_is_read_as_it_shows(kind: str) -> None:
    document = read_document((FILES / f"form.{kind}").read_bytes())
    assert document.kind == kind
    assert paragraphs(document) == [
        "某局2023年度报告",
        "二、主动公开",
        "第一项",
        "三、收到",
        "六、其他",
        "无。",
    ]
    assert texts(document.grids[0]) == [
        ["信息内容", "制发", "废止", "现行"],
        ["规章", "1", "0", "12"],
        ["文件", "", "", ""],
        ["收费", "7730.28"],
    ]
    assert spans(document.grids[0])["7730.28"] == (3, 1, 1, 3)


def test_every_kind_of_office_file_is_told_by_content() -> None:
    kinds = {path.suffix[1:]: recognise_kind(path.read_bytes()) for path in FILES.glob("form.*")}
    assert kinds == {kind: kind for kind in ("doc", "rtf", "odt", "xls", "ods")}
