"""The files in ZIP archives, as archives are made in offices."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest

from ckanext.govreport.core.discovery import discover_place, read_candidate
from ckanext.govreport.core.discovery.archive import discover_archive, is_archive
from ckanext.govreport.core.errors import GovReportError


class WindowsName(zipfile.ZipInfo):
    """A name as Windows writes it in China: GBK, without a mark that says so."""

    def _encodeFilenameFlags(self) -> tuple[bytes, int]:
        return self.filename.encode("gbk"), self.flag_bits


def packed(files: dict[str, bytes], info: type[zipfile.ZipInfo] = zipfile.ZipInfo) -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        for name, content in files.items():
            archive.writestr(info(name), content, zipfile.ZIP_DEFLATED)
    return data.getvalue()


def test_names_in_gbk_are_readable_and_lead_to_their_file(tmp_path: Path) -> None:
    data = packed({"乡镇/青山乡2021年年度报告.html": b"town", "县.html": b"county"}, WindowsName)
    assert "青山".encode("gbk") in data
    (tmp_path / "2021.zip").write_bytes(data)
    candidates = discover_place(tmp_path / "2021.zip", [tmp_path])
    assert [c.name for c in candidates] == ["青山乡2021年年度报告.html", "县.html"]
    assert [read_candidate(c, [tmp_path]) for c in candidates] == [b"town", b"county"]


def test_clutter_and_folders_in_an_archive_are_passed_over() -> None:
    files = {
        "a/": b"",
        "__MACOSX/._县.html": b"x",
        "a/.DS_Store": b"x",
        "a/~$县.docx": b"x",
        "a/县.html": b"y",
    }
    assert [c.location for c in discover_archive(packed(files), "x.zip")] == ["x.zip!a/县.html"]


def test_an_archive_in_an_archive_is_opened_one_level_deep(tmp_path: Path) -> None:
    innermost = packed({"deep.html": b"deep"})
    inner = packed({"镇.html": b"town", "more.zip": innermost})
    (tmp_path / "all.zip").write_bytes(packed({"乡镇.zip": inner, "县.html": b"county"}))
    candidates = discover_place(tmp_path / "all.zip", [tmp_path])
    assert [c.location.removeprefix(f"{tmp_path}/all.zip!") for c in candidates] == [
        "乡镇.zip!more.zip",
        "乡镇.zip!镇.html",
        "县.html",
    ]
    assert [read_candidate(c, [tmp_path]) for c in candidates] == [innermost, b"town", b"county"]


def test_a_document_that_is_packed_as_a_zip_is_one_file() -> None:
    assert is_archive(packed({"县.html": b"county"}))
    assert not is_archive(packed({"word/document.xml": b"<w:document/>", "[Content_Types].xml": b"<Types/>"}))
    assert not is_archive(b"<html>")


def test_a_member_that_unpacks_to_too_much_is_refused_alone(tmp_path: Path) -> None:
    (tmp_path / "bomb.zip").write_bytes(packed({"bomb.html": b"0" * 30_000_000, "县.html": b"county"}))
    bomb, good = discover_place(tmp_path / "bomb.zip", [tmp_path])
    with pytest.raises(GovReportError) as refusal:
        read_candidate(bomb, [tmp_path])
    assert refusal.value.code == "archive_bomb"
    assert read_candidate(good, [tmp_path]) == b"county"


def test_a_member_over_the_limit_is_refused(tmp_path: Path) -> None:
    (tmp_path / "2021.zip").write_bytes(packed({"县.html": b"county"}))
    [candidate] = discover_place(tmp_path / "2021.zip", [tmp_path])
    with pytest.raises(GovReportError) as refusal:
        read_candidate(candidate, [tmp_path], limit=3)
    assert refusal.value.code == "too_large"


def test_a_member_that_climbs_out_is_only_a_name(tmp_path: Path) -> None:
    (tmp_path / "x.zip").write_bytes(packed({"../../etc/passwd": b"just a name"}))
    [candidate] = discover_place(tmp_path / "x.zip", [tmp_path])
    assert read_candidate(candidate, [tmp_path]) == b"just a name"


def test_a_place_outside_the_allowed_folders_is_refused_before_it_is_looked_at(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    for name in ("2021.zip", "missing.zip", ""):
        with pytest.raises(GovReportError) as refusal:
            discover_place(tmp_path / name, [tmp_path / "in"])
        assert refusal.value.code == "outside_folders"


def test_a_single_report_is_no_place_of_reports(tmp_path: Path) -> None:
    (tmp_path / "县.html").write_bytes(b"<html><body><p>text</p></body></html>")
    with pytest.raises(GovReportError) as refusal:
        discover_place(tmp_path / "县.html", [tmp_path])
    assert refusal.value.code == "not_a_source"
