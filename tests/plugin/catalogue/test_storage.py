"""Files in the folder of CKAN 2.11, and in the storages that CKAN 2.12 has beside it."""

from __future__ import annotations

import uuid
from pathlib import Path
from typing import Any

import ckan.plugins.toolkit as tk
import pytest

from ckanext.govreport.catalogue.resources import load_reading
from ckanext.govreport.catalogue.storage import drop_file, has_file, read_file, store_file

#: Where a portal keeps files: in a folder, or from CKAN 2.12 on in a storage of its own choice.
PLACES = ("folder", "storage") if tk.check_ckan_version(min_version="2.12") else ("folder",)


@pytest.fixture(params=PLACES)
def place(request: Any, ckan_config: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder in which the portal's files come to lie."""
    if request.param == "storage":
        ckan_config["ckan.files.default_storages.resource"] = "reports"
        ckan_config["ckan.files.storage.reports.type"] = "ckan:fs"
        ckan_config["ckan.files.storage.reports.path"] = str(tmp_path)
        ckan_config["ckan.files.storage.reports.recursive"] = True
    else:
        ckan_config["ckan.storage_path"] = str(tmp_path)
        monkeypatch.setenv("CKAN_STORAGE_PATH", str(tmp_path))  # stands above the configuration file
    request.getfixturevalue("with_plugins")
    return tmp_path


def test_a_file_comes_back_and_goes(place):
    resource = {"id": str(uuid.uuid4()), "url": "report.json", "url_type": "upload"}
    assert not has_file(resource)
    store_file(resource["id"], "公开".encode(), "report.json")
    assert has_file(resource)
    assert read_file(resource) == "公开".encode()
    assert [path for path in place.rglob("*") if path.is_file()]
    drop_file(resource["id"])
    assert not has_file(resource)
    with pytest.raises(FileNotFoundError):
        read_file(resource)


def test_a_report_is_published_from_there(place, clean_db, clean_index, publish, show, app):
    dataset = show(publish()["id"])
    assert len([path for path in place.rglob("*") if path.is_file()]) == 4
    assert load_reading(dataset).report.agency == dataset["agency"]
    address = dataset["resources"][1]["url"].replace("http://test.ckan.net", "")
    assert b"requests_received" in app.get(address).data
    assert publish()["status"] == "unchanged"
