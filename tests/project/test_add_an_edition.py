"""A new edition of the form is a YAML file: docs/add-an-edition.md, done to a copy of the package."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[2]
SAMPLE = ROOT / "tests" / "samples" / "sample_qingchuan_environment_2024.txt"
#: The row that the new edition has, as a text dump prints it: a label and seven figures.
NEW_ROW = "\n\n\t\n\t\n\t9.属于工作秘密\n\t1\n\t0\n\t0\n\t0\n\t0\n\t0\n\t1"
LAST_ROW = "\t8.属于行政查询事项"


@pytest.fixture
def package(tmp_path: Path) -> Path:
    """A copy of the package, to be changed."""
    shutil.copytree(ROOT / "ckanext", tmp_path / "ckanext", ignore=shutil.ignore_patterns("__pycache__"))
    return tmp_path


@pytest.fixture
def report(tmp_path: Path) -> Path:
    """A report on the new form: one label is worded anew, one row is new."""
    text = (
        SAMPLE.read_text("utf-8")
        .replace("2025年", "2032年")
        .replace("2024年", "2031年")
        .replace("1.属于国家秘密", "1.涉及国家秘密")
    )
    before, row, after = text.partition(LAST_ROW)
    figures, end, rest = after.partition("\n\n")
    assert row
    path = tmp_path / "report.txt"
    path.write_text(before + row + figures + NEW_ROW + end + rest, "utf-8")
    return path


def replace(path: Path, old: str, new: str) -> None:
    text = path.read_text("utf-8")
    assert text.count(old) == 1, f"{old} stands {text.count(old)} times in {path.name}"
    path.write_text(text.replace(old, new), "utf-8")


def add_edition(package: Path) -> None:
    """Do what docs/add-an-edition.md says."""
    book = package / "ckanext" / "govreport" / "core" / "codebook"
    edition = Path(shutil.copy(book / "editions" / "2021.yaml", book / "editions" / "2031.yaml"))
    replace(edition, 'code: "2021"', 'code: "2031"')
    replace(edition, "first_year: 2021", "first_year: 2031")
    replace(edition, "zh: 2021年版", "zh: 2031年版")
    replace(edition, "en: Form of 2021", "en: Form of 2031")
    replace(edition, "label: 1.属于国家秘密", "label: 1.涉及国家秘密")
    replace(
        edition,
        "indicator: refused_inquiry_matters\n",
        "indicator: refused_inquiry_matters\n"
        "              - label: 9.属于工作秘密\n"
        "                en: 9. Work secret\n"
        "                indicator: refused_work_secret\n",
    )
    replace(book / "editions" / "2021.yaml", "last_year: null", "last_year: 2030")
    replace(
        book / "indicators.yaml",
        "  refused_inquiry_matters:\n",
        "  refused_work_secret:\n"
        "    zh: 不予公开：属于工作秘密\n"
        "    en: Refused as a work secret\n"
        "    unit: 件\n"
        "  refused_inquiry_matters:\n",
    )
    replace(book / "checks.yaml", "refused_inquiry_matters,", "refused_inquiry_matters, refused_work_secret,")


def read(package: Path, *files: Path) -> list[dict[str, Any]]:
    command = [
        sys.executable,
        "-m",
        "ckanext.govreport.core.cli",
        "read",
        "--format",
        "jsonl",
        *map(str, files),
    ]
    ran = subprocess.run(
        command,
        cwd=package,
        env={**os.environ, "PYTHONPATH": str(package)},
        capture_output=True,
        text=True,
        check=True,
    )
    return [json.loads(line) for line in ran.stdout.splitlines()]


def test_a_report_on_an_edition_that_is_one_yaml_file_is_read_and_checked(
    package: Path, report: Path
) -> None:
    add_edition(package)
    new, old = read(package, report, SAMPLE)
    assert (new["report"]["edition"], new["report"]["year"]) == ("2031", 2031)
    figures = {(each["indicator"], each["applicant"]): each for each in new["figures"]}
    assert figures["refused_work_secret", "natural_person"]["value"] == 1
    assert figures["refused_work_secret", "company"]["value"] == 0
    assert figures["refused_state_secret", "total"]["state"] == "reported"
    assert {each["state"] for each in new["figures"]} == {"reported"}
    # The agency of the example did not count the new row in: the form's own sum says so.
    assert {(each["code"], each["details"]["column"]) for each in new["findings"]} == {
        ("outcomes_sum", "自然人"),
        ("outcomes_sum", "总计"),
    }
    assert (old["report"]["edition"], old["findings"]) == ("2021", [])


def test_without_the_edition_the_new_row_is_left_over_and_said_to_be(package: Path, report: Path) -> None:
    (reading,) = read(package, report)
    assert reading["report"]["edition"] == "2021"
    assert "工作秘密" in " ".join(each["zh"] for each in reading["findings"])


#: A local form with two columns, as docs/add-an-edition.md describes one.
LOCAL_FORM = """
code: dingxi_2008
document: null
zh: 定西市统计表
en: Statistics form of Dingxi
region: 甘肃省
first_year: 2008
last_year: 2013
parts: "2014"
statistics:
  label: 政府信息公开情况统计报表
  en: Statistics
  indicator: {label: 指标名称, en: Indicator}
  unit: {label: 计量单位, en: Unit}
  columns:
    - {label: 本期实际, en: In the period}
    - {label: 本年累计, en: In the year}
  rows:
    - {label: 现场接待人数, en: Visitors, unit: 人次, indicators: [visitors_in_period, visitors]}
    - {label: 咨询电话接听数, en: Calls, unit: 人次, indicators: [calls_in_period, calls]}
"""
LOCAL_REPORT = """定西市人民政府2010年政府信息公开工作年度报告
指标名称\t计量单位\t代码\t本期实际\t本年累计
现场接待人数\t人次\t06\t12\t345
咨询电话接听数\t人次\t08\t7\t89
"""


def test_a_local_form_with_a_table_of_statistics_is_one_yaml_file(package: Path, tmp_path: Path) -> None:
    book = package / "ckanext" / "govreport" / "core" / "codebook"
    (book / "editions" / "dingxi_2008.yaml").write_text(LOCAL_FORM, "utf-8")
    codes = ("visitors_in_period", "visitors", "calls_in_period", "calls")
    entries = "".join(f"  {code}:\n    zh: {code}\n    en: {code}\n    unit: 人次\n" for code in codes)
    replace(book / "indicators.yaml", "statistics:\n", f"statistics:\n{entries}")
    path = tmp_path / "local.txt"
    path.write_text(LOCAL_REPORT, "utf-8")
    (reading,) = read(package, path)
    assert (reading["report"]["edition"], reading["report"]["year"]) == ("dingxi_2008", 2010)
    assert [each["value"] for each in reading["figures"]] == [12, 345, 7, 89]
    assert reading["findings"] == []
