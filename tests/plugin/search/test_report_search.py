"""The action ``govreport_report_search``: filters, sorts, facets, and refusals that say why."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import ckan.plugins.toolkit as tk
import pytest

Search = Callable[..., dict[str, Any]]
WRONG = "hongze_district_2023.pdf"
IN_2021 = ("pingtan_zone_2021.html", "muye_data_bureau_2021.txt")


def samples(found: dict[str, Any], library: dict[str, str]) -> set[str]:
    by_name = {name: sample for sample, name in library.items()}
    return {by_name[each["name"]] for each in found["results"]}


def test_everything_public_is_found_newest_first(search: Search, library: dict[str, str]) -> None:
    found = search()
    years = [each["year"] for each in found["results"]]

    assert found["count"] == len(library) - 1
    assert years == sorted(years, reverse=True)


@pytest.mark.parametrize(
    ("params", "wanted"),
    [
        ({"agency": "淮安市人民政府"}, ["huaian_city_2024.pdf"]),
        (
            {"agency": ["淮安市人民政府", "上海市人民政府办公厅"], "year": 2019},
            ["shanghai_general_office_2019.html"],
        ),
        ({"region": "江苏省"}, ["huaian_city_2024.pdf", "hongze_district_2023.pdf"]),
        ({"region": "淮安市"}, ["huaian_city_2024.pdf", "hongze_district_2023.pdf"]),
        ({"region": "江苏省/淮安市/洪泽区"}, ["hongze_district_2023.pdf"]),
        ({"year": "2021, 2020"}, [*IN_2021, "sample_linjiang_district_2020.html"]),
        ({"year_from": 2020, "year_to": 2021}, [*IN_2021, "sample_linjiang_district_2020.html"]),
        ({"quality": "inconsistent"}, ["hongze_district_2023.pdf"]),
        ({"edition": "2019", "region": "福建省"}, ["pingtan_zone_2019.html"]),
        ({"level": "department", "region": "河南省"}, ["muye_data_bureau_2021.txt"]),
        ({"scope": "government_aggregate", "year": [2023]}, ["hongze_district_2023.pdf"]),
    ],
)
def test_filters_narrow_and_their_values_widen(
    search: Search, library: dict[str, str], params: dict[str, Any], wanted: list[str]
) -> None:
    assert samples(search(**params), library) == set(wanted)


def test_any_indicator_can_be_bounded(search: Search, library: dict[str, str]) -> None:
    assert samples(search(requests_received_min=3119), library) == {"huaian_city_2024.pdf"}
    assert samples(search(requests_received_max=0), library) == {"muye_data_bureau_2021.txt"}
    assert samples(search(requests_received_min="21", requests_received_max=21), library) >= {
        "hongze_district_2023.pdf"
    }
    assert samples(search(charges_amount_min="7730.28", charges_amount_max="7730.28"), library) == {
        "hongze_district_2023.pdf"
    }
    assert samples(search(charges_amount_min="96171.6"), library) >= {"huaian_city_2024.pdf"}


def test_numbers_are_compared_as_numbers_and_not_as_text(search: Search) -> None:
    counts = [
        each["key_figures"]["requests_received"] for each in search(requests_received_min=100)["results"]
    ]

    assert counts
    assert min(counts) >= 100


def test_a_figure_left_blank_is_outside_of_every_range(search: Search, library: dict[str, str]) -> None:
    assert "shanghai_general_office_2019.html" not in samples(search(granted_min=0), library)


def test_reports_are_sorted_by_any_figure(search: Search) -> None:
    found = search(sort="licences_decisions desc", requests_received_min=1)
    values = [each["figures"]["licences_decisions"] for each in found["results"]]
    known = [value for value in values if value is not None]

    assert len(known) > 3
    assert known == sorted(known, reverse=True)
    assert values[: len(known)] == known, "reports without the figure come last"


def test_lowest_first_keeps_unknown_figures_last(search: Search) -> None:
    values = [each["key_figures"]["granted"] for each in search(sort="granted asc")["results"]]
    known = [value for value in values if value is not None]

    assert known == sorted(known)
    assert values[: len(known)] == known
    assert len(known) < len(values)


@pytest.mark.usefixtures("with_request_context")
def test_facets_come_in_natural_order_with_labels(search: Search) -> None:
    facets = search()["facets"]

    assert [each["value"] for each in facets["year"]] == ["2024", "2023", "2021", "2020", "2019"]
    bands = [each["min"] for each in facets["requests_received"]]
    assert bands == sorted(bands)
    assert {each["label"] for each in facets["quality"]} >= {"Sums add up", "Sums do not add up"}
    assert {"value": "江苏省/淮安市", "label": "淮安市", "count": 2} in facets["region"]


def test_a_band_counts_what_its_bounds_find(search: Search) -> None:
    for band in search(facets=["requests_received"])["facets"]["requests_received"]:
        found = search(requests_received_min=band["min"], requests_received_max=band["max"], rows=0)
        assert found["count"] == band["count"]


def test_a_facet_of_unknown_figures_counts_nothing(search: Search) -> None:
    granted = search()["facets"]["granted"]

    assert sum(each["count"] for each in granted) < search(rows=0)["count"]


def test_only_the_facets_asked_for_are_counted(search: Search) -> None:
    assert list(search(facets="year,quality")["facets"]) == ["year", "quality"]
    assert search(facets=[])["facets"] == {}


def test_an_answer_is_small(search: Search) -> None:
    found = search(rows=100, facets=[])

    assert len(json.dumps(found["results"], ensure_ascii=False).encode()) / len(found["results"]) < 2_000


def test_results_are_passed_over_and_counted(search: Search) -> None:
    first, second = (
        search(rows=2, sort="year desc, agency asc"),
        search(rows=2, start=2, sort="year desc, agency asc"),
    )

    assert len(first["results"]) == len(second["results"]) == 2
    assert first["count"] == second["count"]
    assert not {each["name"] for each in first["results"]} & {each["name"] for each in second["results"]}


@pytest.mark.parametrize(
    ("params", "name"),
    [
        ({"requests_received_min": "many"}, "requests_received_min"),
        ({"requests_received_min": "1 TO 5]"}, "requests_received_min"),
        ({"granted_min": 5, "granted_max": 3}, "granted_min"),
        ({"year": "last"}, "year"),
        ({"year_from": "20x1"}, "year_from"),
        ({"edition": "1999"}, "edition"),
        ({"quality": "good"}, "quality"),
        ({"level": "village"}, "level"),
        ({"sort": "beauty"}, "sort"),
        ({"sort": "year sideways"}, "sort"),
        ({"facets": "weather"}, "facets"),
        ({"figures": "weather"}, "figures"),
        ({"rows": -1}, "rows"),
        ({"rows": 100_000}, "rows"),
        ({"start": "x"}, "start"),
        ({"include_private": "perhaps"}, "include_private"),
        ({"agancy": "淮安市人民政府"}, "agancy"),
        ({"year": "[2019"}, "year"),
    ],
)
def test_what_cannot_be_understood_is_refused_by_name(
    search: Search, params: dict[str, Any], name: str
) -> None:
    with pytest.raises(tk.ValidationError) as refusal:
        search(**params)

    assert list(refusal.value.error_dict) == [name]


@pytest.mark.parametrize(
    "value", ['"', '" OR *:*', "\\", "a\\", "{!lucene}x", "*", "[1 TO 2]", "(", "_query_:x"]
)
def test_a_name_with_the_signs_of_solr_is_only_a_name(search: Search, value: str) -> None:
    assert search(agency=[value], region=[value])["count"] == 0


def test_a_visitor_never_sees_private_reports(search: Search, library: dict[str, str]) -> None:
    assert "sample_qingchuan_police_2023.html" not in samples(search(include_private=True), library)
