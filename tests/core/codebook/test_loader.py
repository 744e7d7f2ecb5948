"""The codebook is what the state asks for, and contradicts itself nowhere."""

from __future__ import annotations

import csv
import shutil
from pathlib import Path

import pytest

from ckanext.govreport.core.codebook import CodebookError, codebook, load_codebook
from ckanext.govreport.core.codebook import loader as loader_module


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the codebook to damage."""
    return Path(shutil.copytree(Path(loader_module.__file__).parent, tmp_path / "codebook"))


def test_codes_are_those_of_the_api(corpus: Path) -> None:
    with (corpus.parent / "codebook.csv").open(encoding="utf-8-sig") as file:
        fixed = {row["code"]: (row["table"], row["zh"], row["en"]) for row in csv.DictReader(file)}
    indicators = {code: (each.table, each.zh, each.en) for code, each in codebook().indicators.items()}
    assert {code: each for code, each in indicators.items() if each[0] != "statistics"} == fixed


def test_applicants_are_those_of_the_api(corpus: Path) -> None:
    with (corpus.parent / "applicants.csv").open(encoding="utf-8-sig") as file:
        fixed = {row["code"]: (row["zh"], row["en"]) for row in csv.DictReader(file)}
    assert {code: (each.zh, each.en) for code, each in codebook().applicants.items()} == fixed


@pytest.mark.parametrize(("edition", "cells"), [("2019", 22 + 23 * 7 + 15), ("2021", 10 + 25 * 7 + 15)])
def test_an_edition_has_as_many_cells_as_the_form(edition: str, cells: int) -> None:
    form = codebook().editions[edition]
    disclosure = sum(len(row.indicators) for block in form.disclosure for row in block.rows)
    requests = sum(not row.rows for _, row in form.request_rows()) * len(form.applicants)
    disputes = sum(len(group.results) for group in form.disputes)
    assert disclosure + requests + disputes == cells


@pytest.mark.parametrize(
    ("edition", "rows", "optional"), [("2014", 58, 0), ("fujian_2011", 18, 3), ("fujian_2014", 16, 1)]
)
def test_a_table_of_statistics_has_as_many_rows_as_the_form(edition: str, rows: int, optional: int) -> None:
    form = codebook().editions[edition]
    counted = [row for _, row in form.statistics_rows() if row.indicators]
    assert form.tables == ("statistics",)
    assert (len(counted), sum(row.optional for row in counted)) == (rows, optional)


def test_a_local_form_has_the_parts_of_the_national_one() -> None:
    assert codebook().editions["fujian_2011"].parts == codebook().editions["2014"].parts


def test_every_year_has_a_national_form() -> None:
    years = {2008: "2014", 2014: "2014", 2018: "2014", 2019: "2019", 2020: "2019", 2021: "2021", 2030: "2021"}
    assert {year: codebook().national_edition(year).code for year in years} == years


def test_the_crosswalk_reads_the_same_from_both_sides() -> None:
    book = codebook()
    for entry in book.crosswalk:
        for code in (*entry.one, *entry.other):
            assert entry in book.comparisons_of(code)
    relations = {
        frozenset((*entry.one, *entry.other)): entry.relation
        for entry in book.crosswalk
        if len(entry.one) == len(entry.other) == 1
    }
    never = {"normative_documents_in_force", "normative_documents_published_total"}
    assert relations[frozenset(never)] == "not_comparable"
    assert relations[frozenset({"requests_accepted", "requests_received"})] == "close"
    assert {entry.one[0] for entry in book.shared} >= {"requests_received", "reconsideration_upheld"}


@pytest.mark.parametrize(
    ("file", "old", "new", "said"),
    [
        ("editions/2021.yaml", "indicator: granted\n", "indicator: grantd\n", "grantd"),
        ("editions/2021.yaml", "indicator: granted\n", "indicator: partly_granted\n", "two places"),
        ("editions/2021.yaml", "legal_service, ", "", "applicant"),
        (
            "editions/2021.yaml",
            "[rules_issued, rules_repealed, rules_in_force]",
            "[rules_issued]",
            "3 indicators",
        ),
        ("editions/2021.yaml", "document:", "documents:", "document"),
        ("checks.yaml", "[outcomes_total]", "[outcomes]", "outcomes"),
        ("checks.yaml", "finding: disputes_sum", "finding: disputes", "disputes"),
        ("editions/2014.yaml", "indicators: [complaints]", "indicators: [complaint]", "complaint"),
        ("editions/2014.yaml", "indicators: [complaints]", "indicators: [lawsuits]", "two places"),
        ("editions/2014.yaml", "indicators: [complaints]", "unit: 件", "counts nothing"),
        ("editions/fujian_2011.yaml", "[lawsuits, lawsuits_cumulative]", "[lawsuits]", "2 indicators"),
        ("editions/fujian_2011.yaml", 'parts: "2014"', 'parts: "2013"', "2013"),
        ("editions/2021.yaml", "holds: requests", "holds: request", "request"),
        ("editions/2021.yaml", "    holds: requests\n", "", "requests"),
        ("crosswalk.yaml", "[rules_made]", "[rules_mad]", "rules_mad"),
        ("crosswalk.yaml", "[rules_made]", "[rules_issued]", "itself"),
        ("crosswalk.yaml", "[rules_made]", "[rules_repealed]", "same forms"),
        ("crosswalk.yaml", "relation: close", "relation: near", "near"),
        (
            "crosswalk.yaml",
            "    one: [rules_in_force]\n    other: [rules_published_total]",
            "    one: [rules_made]\n    other: [rules_issued]",
            "twice",
        ),
    ],
)
def test_a_contradiction_is_refused_by_name(folder: Path, file: str, old: str, new: str, said: str) -> None:
    path = folder / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(CodebookError, match=said):
        load_codebook(folder)
