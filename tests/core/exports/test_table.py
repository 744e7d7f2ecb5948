"""Figures and findings as CSV."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest

from ckanext.govreport.core import read_report
from ckanext.govreport.core.exports import figures_csv, findings_csv
from ckanext.govreport.core.reports.model import Figure, Reading, Report

SAMPLES = Path(__file__).parents[2] / "samples"


def test_a_blank_has_no_value_and_says_so() -> None:
    reading = read_report((SAMPLES / "shanghai_general_office_2019.html").read_bytes(), "")
    rows = list(csv.DictReader(io.StringIO(figures_csv(reading))))
    blanks = [row for row in rows if row["state"] == "blank"]
    assert blanks
    assert {row["value"] for row in blanks} == {""}
    assert any(row["value"] == "0" and row["state"] == "reported" for row in rows)


def test_a_finding_is_a_row_with_its_place() -> None:
    reading = read_report((SAMPLES / "hongze_district_2023.pdf").read_bytes(), "")
    rows = list(csv.DictReader(io.StringIO(findings_csv(reading))))
    assert [row["code"] for row in rows].count("disputes_sum") == 2
    assert all(row["zh"] and row["en"] for row in rows)


@pytest.mark.parametrize("raw", ["=1+1", "@SUM(A1)", "+cmd|x", "-2+3"])
def test_a_cell_never_becomes_a_formula(raw: str) -> None:
    figure = Figure("granted", "total", None, "unclear", raw)
    reading = Reading(Report("示例市", 2023, "2021", "", figures=(figure,)), (), "html", "0")
    assert next(csv.DictReader(io.StringIO(figures_csv(reading))))["raw"].startswith("'")


@pytest.mark.parametrize("raw", ["-185", "+2", "-", "/", "12"])
def test_a_signed_number_stays_as_printed(raw: str) -> None:
    figure = Figure("licences_items_change", None, None, "unclear", raw)
    reading = Reading(Report("示例市", 2019, "2019", "", figures=(figure,)), (), "html", "0")
    assert next(csv.DictReader(io.StringIO(figures_csv(reading))))["raw"] == raw
