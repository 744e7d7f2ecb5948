"""Searching reports against CKAN's own search: `bin/test run python benchmarks/facet_page.py [REPORTS]`.

CKAN's search is asked for as many facets and rows, on fields of its own. The page of reports is held against
it, and CKAN's page of datasets too. All are measured in turns, and the median of each counts.
"""

from __future__ import annotations

import copy
import json
import logging
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import ckan.plugins.toolkit as tk
from ckan.lib.search import commit
from portal import load

from ckanext.govreport.core import read_report
from ckanext.govreport.core.exports import reading_to_dict

SAMPLES = Path(__file__).parents[1] / "tests" / "samples"
ROWS = 20
REPEATS = 30
#: String fields that every dataset has in CKAN's own index.
STOCK = (
    "organization",
    "groups",
    "tags",
    "res_format",
    "license_id",
    "capacity",
    "state",
    "dataset_type",
    "author",
)


def main() -> None:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 200
    with load() as app:
        logging.disable(logging.WARNING)
        _publish(count)
        client = app._wsgi_app.test_client()
        with_facets = {"rows": ROWS, "fq": "dataset_type:govreport", "facet.field": json.dumps(STOCK)}
        work: dict[str, Callable[[], Any]] = {
            "package_search, as many facets": lambda: tk.get_action("package_search")({}, dict(with_facets)),
            "govreport_report_search": lambda: tk.get_action("govreport_report_search")({}, {"rows": ROWS}),
            "page /dataset/": lambda: _open(client, "/dataset/"),
            "page /govreport/": lambda: _open(client, "/govreport/"),
            "page /govreport/ with a range": lambda: _open(client, "/govreport/?ext_requests_received_min=1"),
        }
        facets = tk.get_action("govreport_report_search")({}, {"rows": 1})["facets"]
        assert len(facets) == len(STOCK), f"{len(facets)} facets, compared with {len(STOCK)}"
        times = _measure(work)
        stock = times["package_search, as many facets"]
        print(f"{count} reports, {len(STOCK)} facets, {ROWS} rows")
        for name, seconds in times.items():
            print(f"{name:32} {seconds * 1000:8.1f} ms {seconds / stock:6.2f}")


def _publish(count: int) -> None:
    """Publish as many reports: the samples again and again, in the name of agencies that are not."""
    tk.config["ckan.search.solr_commit"] = False
    files = sorted(path for path in SAMPLES.iterdir() if path.suffix in (".docx", ".html", ".pdf", ".txt"))
    readings = [reading_to_dict(read_report(path.read_bytes(), path.name)) for path in files]
    user = tk.get_action("get_site_user")({"ignore_auth": True}, {})["name"]
    for number in range(count):
        reading = copy.deepcopy(readings[number % len(readings)])
        reading["report"] |= {"agency": f"示例市第{number}局", "agency_code": None}
        tk.get_action("govreport_report_publish")({"user": user}, {"reading": reading})
    tk.config["ckan.search.solr_commit"] = True
    commit()


def _measure(work: dict[str, Callable[[], Any]]) -> dict[str, float]:
    times: dict[str, list[float]] = {name: [] for name in work}
    for each in work.values():
        each()
    for _ in range(REPEATS):
        for name, each in work.items():
            started = time.perf_counter()
            each()
            times[name].append(time.perf_counter() - started)
    return {name: statistics.median(each) for name, each in times.items()}


def _open(client: Any, path: str) -> None:
    answer = client.get(path)
    assert answer.status_code == 200, answer.status_code


if __name__ == "__main__":
    main()
