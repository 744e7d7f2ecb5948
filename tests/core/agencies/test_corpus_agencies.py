"""Every agency of the real reports: its level, and the province it lies in."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from ckanext.govreport.core.agencies import recognise_agency

#: How the list of real reports calls a level, as our level and that of the division; None: it does not say.
LEVELS = {
    "ministry": ("ministry", None),
    "province office": ("department", "province"),
    "province department": ("department", "province"),
    "city": ("city", "city"),
    "city office": ("department", "city"),
    "city department": ("department", "city"),
    "county": ("county", "county"),
    "county department": ("department", "county"),
    "department": ("department", None),
    "township": ("township", None),
}
#: By its code a county, though the list calls it a city: run by the province itself.
RUN_BY_PROVINCE = "天门市人民政府办公室"


def entries(corpus: Path) -> list[dict[str, Any]]:
    lines = (corpus / "manifest.jsonl").read_text(encoding="utf-8").splitlines()
    return [entry for line in lines if "(" not in (entry := json.loads(line))["agency"]]


def test_every_real_agency_has_the_level_that_the_list_gives(corpus: Path) -> None:
    wrong = []
    for entry in entries(corpus):
        agency = recognise_agency(entry["agency"], entry["year"])
        level, division_level = LEVELS[entry["level"]]
        if entry["agency"] == RUN_BY_PROVINCE:
            division_level = "county"
        if agency.level != level or division_level not in (None, agency.division_level):
            wrong.append((entry["agency"], agency.level, agency.division_level))
    assert len(entries(corpus)) > 40
    assert wrong == []


def test_every_real_agency_lies_in_the_province_that_the_list_gives(corpus: Path) -> None:
    wrong = []
    for entry in entries(corpus):
        region = recognise_agency(entry["agency"], entry["year"]).region
        if entry["province"] and not (region or "").startswith(entry["province"]):
            wrong.append((entry["agency"], region))
    assert wrong == []


def test_the_full_name_of_a_real_agency_stays_as_it_is(corpus: Path) -> None:
    names = {entry["agency"] for entry in entries(corpus)}
    assert [name for name in names if recognise_agency(name).name != name] == []


def test_governments_sum_their_parts_and_everybody_else_reports_for_himself(corpus: Path) -> None:
    for entry in entries(corpus):
        agency = recognise_agency(entry["agency"], entry["year"])
        sums = entry["level"] in ("city", "county")
        expected = "government_aggregate" if sums else "own_agency"
        if entry["level"] != "ministry":
            assert (entry["agency"], agency.scope) == (entry["agency"], expected)
