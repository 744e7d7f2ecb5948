"""A small library of published reports, made once for all tests that only look."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import ckan.plugins.toolkit as tk
import pytest
from ckan import model
from ckan.tests import factories
from werkzeug.datastructures import FileStorage

SAMPLES = Path(__file__).parents[1] / "samples"
REPORTS = (
    "muye_data_bureau_2021.txt",
    "huaian_city_2024.pdf",
    "hongze_district_2023.pdf",
    "pingtan_zone_2019.html",
    "pingtan_zone_2021.html",
    "sample_linjiang_district_2020.html",
    "sample_qingchuan_environment_2024.txt",
    "sample_qingchuan_tax_2024.html",
    "shanghai_general_office_2019.html",
)
#: A dataset of another type, and one report that only its organization may see.
OTHER = {"name": "bus-stops", "title": "青川市公交站点", "notes": "牧野公交站点名录"}
PRIVATE = "sample_qingchuan_police_2023.html"

__all__ = ["OTHER", "PRIVATE", "REPORTS", "Search", "find", "library", "search"]

Search = Callable[..., dict[str, Any]]
#: The names of the published reports by the name of their sample.
_shelf: dict[str, str] = {}


@pytest.fixture
def library(with_plugins: Any, request: pytest.FixtureRequest) -> dict[str, str]:
    """The reports' names by that of their sample; published anew when a test has emptied the portal since."""
    if not _is_complete():
        request.getfixturevalue("clean_db")
        request.getfixturevalue("clean_index")
        _shelf.clear()
        _shelf.update(_fill())
    return dict(_shelf)


def _is_complete() -> bool:
    there = [model.Package.get(name) for name in _shelf.values()]
    return bool(there) and all(there) and _count() == len(REPORTS)


def _count() -> int:
    return int(tk.get_action("package_search")({}, {"fq": "dataset_type:govreport", "rows": 0})["count"])


def _fill() -> dict[str, str]:
    factories.Sysadmin(name="librarian")
    factories.Dataset(**OTHER)
    names = {sample: _publish(sample) for sample in REPORTS}
    names[PRIVATE] = _publish(PRIVATE, private=True)
    model.Session.remove()
    return names


def _publish(sample: str, **said: Any) -> str:
    upload = FileStorage(io.BytesIO((SAMPLES / sample).read_bytes()), filename=sample)
    answer = tk.get_action("govreport_report_publish")({"user": "librarian"}, {"upload": upload, **said})
    return str(answer["name"])


@pytest.fixture
def search(library: dict[str, str]) -> Search:
    """Search reports as a visitor, through the action."""

    def call(**params: Any) -> dict[str, Any]:
        found: dict[str, Any] = tk.get_action("govreport_report_search")({"user": ""}, params)
        return found

    return call


@pytest.fixture
def find(library: dict[str, str]) -> Callable[..., set[str]]:
    """Search all datasets as a visitor, through ``package_search``; return the names found."""

    def call(q: str = "", **params: Any) -> set[str]:
        found = tk.get_action("package_search")({"user": ""}, {"q": q, "rows": 100, **params})
        return {each["name"] for each in found["results"]}

    return call
