"""Every sample that ships is read to the last cell, and every bad file is refused for its own reason."""

from __future__ import annotations

import csv
import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from ckanext.govreport.core import GovReportError, Reading, read_report

SAMPLES = Path(__file__).parents[1] / "samples"


def expected() -> list[dict[str, Any]]:
    text = (SAMPLES / "expected.jsonl").read_text("utf-8")
    return [json.loads(line, parse_float=Decimal) for line in text.splitlines()]


def refusals() -> list[tuple[str, str]]:
    with (SAMPLES / "bad" / "manifest.csv").open(encoding="utf-8", newline="") as file:
        return [(row["file"], row["reason"]) for row in csv.DictReader(file)]


def read(name: str) -> Reading:
    return read_report((SAMPLES / name).read_bytes(), name)


def cells(figures: dict[str, Any]) -> dict[tuple[str, str | None], tuple[str, Any]]:
    flat: dict[tuple[str, str | None], Any] = {}
    for code, value in figures.items():
        flat.update(
            {(code, who): v for who, v in value.items()} if isinstance(value, dict) else {(code, None): value}
        )
    return {key: ("blank" if value is None else "reported", value) for key, value in flat.items()}


@pytest.mark.parametrize("report", expected(), ids=lambda report: report["file"])
def test_a_sample_is_read_to_the_last_cell(report: dict[str, Any]) -> None:
    reading = read(report["file"]).report
    assert (reading.agency, reading.year, reading.edition) == (
        report["agency"],
        report["year"],
        report["edition"],
    )
    tables = {
        (figure.indicator, figure.applicant): (figure.state, figure.value)
        for figure in reading.figures
        if not figure.indicator.startswith("processing_fee_")
    }
    assert tables == cells(report["figures"])


@pytest.mark.parametrize(("name", "reason"), refusals())
def test_a_bad_file_is_refused_for_its_own_reason(name: str, reason: str) -> None:
    with pytest.raises(GovReportError) as refusal:
        read(f"bad/{name}")
    assert refusal.value.code == reason


def test_wrong_printed_totals_are_kept_and_found() -> None:
    reading = read("hongze_district_2023.pdf")
    totals = {figure.indicator: figure.value for figure in reading.report.figures if figure.applicant is None}
    assert totals["reconsideration_total"] == totals["litigation_after_reconsideration_total"] == 0
    assert [finding for finding in reading.findings if finding.severity in ("error", "warning")]
