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
    assert {code: (each.table, each.zh, each.en) for code, each in codebook().indicators.items()} == fixed


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
    ],
)
def test_a_contradiction_is_refused_by_name(folder: Path, file: str, old: str, new: str, said: str) -> None:
    path = folder / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(CodebookError, match=said):
        load_codebook(folder)
