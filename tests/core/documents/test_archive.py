"""Archives: bombs, passwords, names, and members that cannot be unpacked."""

from __future__ import annotations

import pytest

from ckanext.govreport.core.documents import limits
from ckanext.govreport.core.documents.archive import Archive
from ckanext.govreport.core.errors import GovReportError
from tests.core.documents.making import make_docx, make_zip, paragraph
from tests.core.documents.outcomes import outcome


def test_a_packed_bomb_is_not_unpacked() -> None:
    assert outcome(make_zip({"word/document.xml": b" " * 60_000_000})) == "archive_bomb"


def test_a_bomb_that_lies_about_its_size_is_cut_off() -> None:
    data = make_zip({"word/document.xml": b" " * 50_000_000})
    true = (50_000_000).to_bytes(4, "little")
    assert data.count(true) == 2
    assert outcome(data.replace(true, (1000).to_bytes(4, "little"))) == "damaged"


def test_many_members_are_refused() -> None:
    data = make_zip({f"{n}": "" for n in range(limits.ARCHIVE_ENTRIES + 1)})
    with pytest.raises(GovReportError) as refusal:
        Archive(data)
    assert refusal.value.code == "too_complex"


def encrypt(data: bytes) -> bytes:
    """Return an archive whose first member is marked as having a password."""
    marked = bytearray(data)
    marked[6] |= 1
    marked[data.index(b"PK\x01\x02") + 8] |= 1
    return bytes(marked)


def test_a_member_with_a_password_is_called_so() -> None:
    assert outcome(encrypt(make_docx(paragraph("x")))) == "encrypted"


def test_a_member_that_cannot_be_unpacked_does_not_stop_the_others() -> None:
    archive = Archive(encrypt(make_zip({"甲.txt": "甲", "乙.txt": "乙", "弹.txt": b" " * 60_000_000})))
    refused = {}
    for name in archive.names:
        try:
            assert archive.read(name) == "乙".encode()
        except GovReportError as error:
            refused[name] = error.code
    assert refused == {"甲.txt": "encrypted", "弹.txt": "archive_bomb"}


def test_members_are_unpacked_up_to_a_sum(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "ARCHIVE_TOTAL", 5_000)
    archive = Archive(make_zip({"甲.txt": "x" * 3_000, "乙.txt": "x" * 3_000}))
    archive.read("甲.txt")
    with pytest.raises(GovReportError) as refusal:
        archive.read("乙.txt")
    assert refusal.value.code == "archive_bomb"


def test_names_in_gbk_are_read() -> None:
    data = make_zip({"aaaa.txt": "甲"}).replace(b"aaaa.txt", "年报".encode("gbk") + b".txt")
    assert Archive(data).names == ["年报.txt"]
