"""The samples that ship are enough, hang together, and are what the generator makes."""

from __future__ import annotations

import csv
import json
import re
import subprocess
import sys
import zipfile
import zlib
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[2]
SAMPLES = ROOT / "tests" / "samples"
APPLICANTS = (
    "natural_person",
    "company",
    "research_institution",
    "public_interest_organisation",
    "legal_service",
    "other_organisation",
)
#: From the reports on this year on the form splits requests by applicant.
FORMS_WITH_APPLICANTS = 2019


def expected() -> list[dict[str, Any]]:
    return [json.loads(line) for line in (SAMPLES / "expected.jsonl").read_text("utf-8").splitlines()]


def generated(folder: Path) -> list[str]:
    return sorted(str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file())


def unpacked(path: Path) -> object:
    """Return what is in a file without regard to how the compression library of the day packed it."""
    data = path.read_bytes()
    if path.suffix == ".docx" and zipfile.is_zipfile(path):
        with zipfile.ZipFile(path) as archive:
            return {name: archive.read(name) for name in archive.namelist()}
    if path.suffix == ".pdf" and b"/Encrypt" not in data:
        body = re.sub(rb"/Length \d+", b"", data[: data.rfind(b"xref\n")])
        return re.sub(rb"(?<=\nstream\n).*?(?=endstream)", _unpack_stream, body, flags=re.DOTALL)
    return data


def _unpack_stream(found: re.Match[bytes]) -> bytes:
    return zlib.decompress(found[0])


@pytest.fixture(scope="module")
def fresh(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("samples")
    command = [sys.executable, "-m", "tests.generator", "samples", "--folder", str(folder)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    return folder


def test_the_generator_makes_exactly_the_committed_files(fresh: Path) -> None:
    assert generated(fresh) == [name for name in generated(SAMPLES) if name != "README.md"]


@pytest.mark.parametrize("name", [name for name in generated(SAMPLES) if name != "README.md"])
def test_a_file_generated_anew_says_the_same(fresh: Path, name: str) -> None:
    assert unpacked(fresh / name) == unpacked(SAMPLES / name)


def test_enough_agencies_years_editions_and_kinds_of_file_ship() -> None:
    reports = expected()
    assert len(reports) >= 26
    assert len({report["agency"] for report in reports}) >= 13
    assert {report["year"] for report in reports} == {2013, 2014, 2016, 2017, *range(2019, 2026)}
    assert {report["edition"] for report in reports} == {"2014", "2019", "2021", "fujian_2011", "fujian_2014"}
    assert {Path(report["file"]).suffix for report in reports} == {".txt", ".html", ".docx", ".pdf"}


def test_the_samples_stay_small() -> None:
    assert sum(path.stat().st_size for path in SAMPLES.rglob("*")) < 1_500_000


def test_the_manifest_names_the_reports_in_the_order_of_the_expected_readings() -> None:
    with (SAMPLES / "manifest.csv").open(encoding="utf-8", newline="") as file:
        listed = [(row["file"], row["agency"], int(row["year"])) for row in csv.DictReader(file)]
    assert listed == [(report["file"], report["agency"], report["year"]) for report in expected()]


def test_no_two_samples_are_about_the_same_agency_and_year() -> None:
    pairs = [(report["agency"], report["year"]) for report in expected()]
    assert len(set(pairs)) == len(pairs)


def test_invented_reports_balance_in_every_column() -> None:
    for report in expected():
        if report["file"].startswith("sample_") and report["year"] >= FORMS_WITH_APPLICANTS:
            figures = report["figures"]
            for who in (*APPLICANTS, "total"):
                came = figures["requests_received"][who] + figures["requests_carried_in"][who]
                went = figures["outcomes_total"][who] + figures["requests_carried_out"][who]
                assert came == went, (report["file"], who)


def test_invented_reports_from_before_2019_add_up() -> None:
    old = [each for each in expected() if each["edition"] == "2014"]
    assert len(old) >= 2
    for report in old:
        figures = report["figures"]
        ways = ("in_person", "by_fax", "online", "by_letter")
        assert figures["requests_received"]["total"] == sum(figures[f"requests_{way}"] for way in ways)
        assert figures["answers_total"] >= figures["answers_refused"] + figures["answers_granted"]


def test_what_an_invented_agency_carries_over_arrives_in_the_next_year() -> None:
    carried = {
        (r["agency"], r["year"]): r["figures"]
        for r in expected()
        if r["file"].startswith("sample_") and r["year"] >= FORMS_WITH_APPLICANTS
    }
    followed = [key for key in carried if (key[0], key[1] + 1) in carried]
    assert len(followed) >= 10
    for agency, year in followed:
        later = carried[agency, year + 1]["requests_carried_in"]
        assert carried[agency, year]["requests_carried_out"] == later, (agency, year)


def test_three_samples_carry_trouble_of_a_real_kind() -> None:
    figures = {report["file"]: report["figures"] for report in expected()}
    wrong = figures["hongze_district_2023.pdf"]
    assert (wrong["reconsideration_upheld"], wrong["reconsideration_total"]) == (10, 0)
    assert figures["shanghai_general_office_2019.html"]["granted"]["total"] is None
    assert "closed_otherwise" in figures["sample_linjiang_district_2023.html"]
