"""Lists of reports, as they come out of Excel and out of programs."""

from __future__ import annotations

from pathlib import Path

import pytest

from ckanext.govreport.core.discovery import (
    Candidate,
    discover_manifest,
    discover_place,
    read_candidate,
    read_manifest,
)
from ckanext.govreport.core.errors import GovReportError

ROWS = "文件,机构,年度,标题\n乡镇/青山乡.docx,东至县青山乡人民政府,2021年度,年度报告\n"


def read(text: str, location: str = "/srv/lists/2021.csv") -> list[Candidate]:
    return read_manifest(text.encode(), location)


def refused(data: bytes, encoding: str | None = None) -> GovReportError:
    with pytest.raises(GovReportError) as refusal:
        read_manifest(data, "/srv/list.csv", encoding)
    return refusal.value


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gbk", "gb18030", "utf-16"])
def test_a_list_is_read_in_every_encoding_that_excel_writes(encoding: str) -> None:
    [candidate] = read_manifest(ROWS.encode(encoding), "/srv/list.csv")
    assert candidate == Candidate("/srv/乡镇/青山乡.docx", "东至县青山乡人民政府", 2021, "年度报告")


@pytest.mark.parametrize("delimiter", [",", "\t", ";"])
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_cells_are_parted_by_commas_tabs_or_semicolons(delimiter: str, newline: str) -> None:
    text = ROWS.replace(",", delimiter).replace("\n", newline)
    assert [(c.agency, c.year) for c in read(text)] == [("东至县青山乡人民政府", 2021)]


@pytest.mark.parametrize(
    "header",
    [
        "file,agency,year",
        "Path, Agency ,YEAR",
        "路径,单位,年份",
        "网址,机关,报告年度",
        "url,organization,report_year",
    ],
)
def test_columns_have_names_in_both_languages(header: str) -> None:
    [candidate] = read(f"{header}\na.html,甲局,2022\n")
    assert candidate == Candidate("/srv/lists/a.html", "甲局", 2022)


def test_columns_may_stand_in_any_order_among_others() -> None:
    [candidate] = read("序号,年度,备注,文件\n1,2020,,a.html\n")
    assert candidate == Candidate("/srv/lists/a.html", None, 2020)


def test_a_row_may_name_its_file_or_its_address_in_either_column() -> None:
    rows = read("文件,网址\na.html,\n,https://www.example.gov.cn/b.html\n")
    assert [c.location for c in rows] == ["/srv/lists/a.html", "https://www.example.gov.cn/b.html"]
    assert [c.is_remote for c in rows] == [False, True]


def test_what_a_list_on_the_web_names_lies_beside_it() -> None:
    rows = read("url\n../b/2.html\nhttps://other.gov.cn/1.html\n", "https://www.example.gov.cn/a/list.csv")
    assert [c.location for c in rows] == [
        "https://www.example.gov.cn/b/2.html",
        "https://other.gov.cn/1.html",
    ]


def test_agency_and_year_may_be_left_empty() -> None:
    assert read("file,agency,year\na.html,,\n\n  ,,\nb.html\n") == [
        Candidate("/srv/lists/a.html"),
        Candidate("/srv/lists/b.html"),
    ]


@pytest.mark.parametrize(
    ("cell", "year"), [("2021", 2021), ("2021年", 2021), ("二〇二一年度", 2021), ("２０２１", 2021)]
)
def test_years_are_read_as_agencies_write_them(cell: str, year: int) -> None:
    assert read(f"file,year\na.html,{cell}\n")[0].year == year


@pytest.mark.parametrize("cell", ["21", "1899", "去年", "2021-2022", "20211"])
def test_a_year_that_is_none_is_refused_with_its_line_and_the_others_stay(cell: str) -> None:
    good, bad = read(f'file,year\n"a.html",2021\nb.html,{cell}\n')
    assert (good.year, good.refusal) == (2021, None)
    assert bad.location == "/srv/lists/b.html"
    assert bad.refusal is not None
    assert (bad.refusal.code, bad.refusal.details) == ("manifest_year", {"line": 3, "value": cell})
    assert "3" in bad.refusal.zh


def test_a_row_without_a_place_is_refused_with_its_line() -> None:
    [_, bad] = read("file,agency\na.html,甲局\n,乙局\n")
    assert bad.refusal is not None
    assert (bad.refusal.code, bad.refusal.details["line"]) == ("manifest_location", 3)


def test_a_row_with_more_cells_than_the_header_is_refused_not_shifted() -> None:
    [bad] = read("file,agency,year\na.html,甲局,乙局,2021\n")
    assert bad.refusal is not None
    assert bad.refusal.code == "manifest_row"
    assert bad.refusal.details == {"line": 2, "cells": 4, "columns": 3}


def test_the_same_file_twice_is_refused_the_second_time() -> None:
    first, second = read("file,agency\na.html,甲局\n./a.html,乙局\n")
    assert first.refusal is None
    assert second.refusal is not None
    assert (second.refusal.code, second.refusal.details) == ("manifest_twice", {"line": 3, "first": 2})
    assert first.location != second.location


def test_lines_are_counted_as_an_editor_counts_them() -> None:
    rows = read('file,title,year\n"a.html","一\n二\n三",2021\n\nb.html,,bad\n')
    assert rows[1].refusal is not None
    assert rows[1].refusal.details["line"] == 6


def test_a_header_without_a_place_is_refused_and_says_what_it_may_be_called() -> None:
    refusal = refused("机构,年度\n甲局,2021\n".encode())
    assert refusal.code == "manifest_columns"
    assert "文件" in refusal.zh
    assert refused(b"").code == "manifest_columns"


def test_what_is_no_csv_is_refused_with_its_line() -> None:
    refusal = refused(b'file,agency\na.html,"open\n\n')
    assert (refusal.code, refusal.details["line"]) == ("manifest_damaged", 2)


def test_a_wrong_encoding_is_refused() -> None:
    assert refused(ROWS.encode("gbk"), "utf-8").code == "manifest_encoding"
    assert refused(ROWS.encode(), "no-such-encoding").code == "manifest_encoding"
    assert refused(b"file,agency\na.html,\xff\xff\xff\x80\n").code == "manifest_encoding"


def test_an_encoding_that_the_bytes_do_not_tell_may_be_given() -> None:
    [candidate] = read_manifest("file,agency\na.html,甲局\n".encode("big5"), "/srv/list.csv", "big5")
    assert candidate.agency == "甲局"


def test_paths_written_on_windows_are_found(tmp_path: Path) -> None:
    (tmp_path / "乡镇").mkdir()
    (tmp_path / "乡镇" / "青山乡.html").write_bytes(b"town")
    (tmp_path / "list.csv").write_text("文件\n乡镇\\青山乡.html\n", encoding="gbk")
    [candidate] = discover_manifest(tmp_path / "list.csv", [tmp_path])
    assert read_candidate(candidate, [tmp_path]) == b"town"


def test_a_row_that_leads_out_of_the_folders_is_refused_when_it_is_read(tmp_path: Path) -> None:
    inside = tmp_path / "inside"
    inside.mkdir()
    (tmp_path / "secret.html").write_bytes(b"secret")
    (inside / "list.csv").write_text("file\n../secret.html\n/etc/hostname\n", encoding="utf-8")
    for candidate in discover_place(inside / "list.csv", [inside]):
        with pytest.raises(GovReportError) as refusal:
            read_candidate(candidate, [inside])
        assert refusal.value.code == "outside_folders"


def test_the_list_of_the_samples_names_files_that_are_there() -> None:
    samples = Path(__file__).parents[2] / "samples"
    candidates = discover_place(samples / "manifest.csv", [samples])
    assert len(candidates) >= 24
    assert [c.location for c in candidates if c.refusal or not Path(c.location).is_file()] == []
    assert all(c.agency and c.year for c in candidates)
