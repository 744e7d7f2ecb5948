"""What is put into the index, and what must not be."""

from __future__ import annotations

import json
from typing import Any

import ckan.plugins.toolkit as tk
import pytest
from ckan.lib.search import rebuild
from ckan.tests import factories, helpers

from ckanext.govreport.search.indexing import index_dataset
from ckanext.govreport.search.ranges import encode


def test_other_types_keep_their_document(with_plugins: Any) -> None:
    document = {
        "type": "dataset",
        "title": "公交",
        "notes": "站点",
        "requests_received": "5",
        "x": "y" * 40_000,
    }

    indexed = index_dataset(dict(document))

    assert {key: indexed[key] for key in document} == document
    assert indexed["extras_govreport_heading"].startswith("公交")


def test_a_report_is_indexed_by_region_band_and_number(with_plugins: Any) -> None:
    dataset = {
        "type": "govreport",
        "title": "某报告",
        "agency": "洪泽区统计局",
        "region": "江苏省/淮安市/洪泽区",
        "year": 2023,
        "quality": "consistent",
        "requests_received": 21,
        "granted": 0,
        "refused": None,
        "figures": {"charges_amount": 7730.28, "licences_items_change": -3},
    }
    document = {
        "type": "govreport",
        "validated_data_dict": json.dumps(dataset),
        "figures": "{}",
        "extras_figures": "{}",
        "sha256": "ab" * 32,
        "extras_sha256": "ab" * 32,
    }

    indexed = index_dataset(document)

    assert indexed["vocab_govreport_region"] == ["江苏省", "江苏省/淮安市", "江苏省/淮安市/洪泽区"]
    assert indexed["govreport_year"] == "2023"
    assert indexed["govreport_requests_received_band"] == "10-99"
    assert indexed["govreport_granted_band"] == "0"
    assert "govreport_refused_band" not in indexed, "an unknown figure is in no band"
    assert indexed["govreport_n_licences_items_change"] == encode(-3)
    assert indexed["govreport_n_charges_amount"] == "p000000000000007730.28"
    assert indexed["validated_data_dict"] == json.dumps(dataset), "what CKAN stores stays as it is"
    assert not {"figures", "extras_figures", "sha256", "extras_sha256"} & set(indexed)


@pytest.mark.usefixtures("with_plugins", "clean_db", "clean_index")
def test_a_text_beyond_solrs_longest_term_does_not_fail_the_report() -> None:
    dataset = helpers.call_action(
        "package_create",
        {"user": factories.Sysadmin()["name"]},
        type="govreport",
        agency="很" * 12_000,
        region="长" * 12_000,
        title="题" * 12_000,
        notes="文" * 40_000,
        year=2024,
        owner_org=factories.Organization()["id"],
    )

    assert tk.get_action("package_search")({}, {"q": "id:" + dataset["id"]})["count"] == 1


@pytest.mark.usefixtures("with_plugins", "clean_db", "clean_index")
def test_a_report_made_by_hand_is_found_and_faceted() -> None:
    organization = factories.Organization()
    helpers.call_action(
        "package_create",
        {"user": factories.Sysadmin()["name"]},
        type="govreport",
        agency="洪泽区统计局",
        region="江苏省/淮安市/洪泽区",
        year=2024,
        owner_org=organization["id"],
        requests_received=12,
    )

    found = tk.get_action("govreport_report_search")({}, {"q": "统计局", "requests_received_min": 12})

    assert [each["agency"] for each in found["results"]] == ["洪泽区统计局"]
    assert found["facets"]["requests_received"][0]["value"] == "10-99"


def test_a_report_without_its_file_is_still_found_by_the_rest(library: dict[str, str]) -> None:
    name = library["muye_data_bureau_2021.txt"]
    dataset = tk.get_action("package_show")({"ignore_auth": True}, {"id": name})
    document = {"type": "govreport", "validated_data_dict": json.dumps(dataset)}
    for resource in dataset["resources"]:
        resource["id"] = "00000000-0000-0000-0000-000000000000"
    lost = {"type": "govreport", "validated_data_dict": json.dumps(dataset)}

    assert len(index_dataset(document)["extras_govreport_bigrams"]) > 500
    assert "牧野" in index_dataset(lost)["extras_govreport_heading"]


def test_rebuilding_the_index_changes_nothing_found(search: Any, library: dict[str, str]) -> None:
    before = search(q="政务服务", rows=100)

    rebuild(library["muye_data_bureau_2021.txt"])

    assert search(q="政务服务", rows=100) == before
