"""Harvesting the samples against as many trivial datasets: `bin/test run python benchmarks/harvest.py`.

A trivial dataset has a name and a title and goes through ckanext-harvest's own import: what any harvester
pays for a dataset in CKAN. Both are done in turns, object by object, by the stages of ckanext-harvest;
gathering is counted with them. A second run shows what a file costs that did not change.
"""

from __future__ import annotations

import json
import logging
import shutil
import tempfile
import time
import uuid
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import ckan.plugins.toolkit as tk
from ckanext.harvest import queue
from ckanext.harvest.harvesters.base import HarvesterBase
from ckanext.harvest.model import HarvestJob, HarvestObject
from portal import load

SAMPLES = Path(__file__).parents[1] / "tests" / "samples"
FOLDERS = "ckanext.govreport.harvest.folders"
#: The first objects load what is loaded once.
WARM = 2


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        count = _copy_samples(folder)
        with load(**{FOLDERS: folder}):
            logging.disable(logging.WARNING)
            harvester = queue.get_harvester("govreport_folder")
            source = _make_source(folder)
            trivial = _make_trivial(count)
            pairs = list(
                zip(_harvest(harvester, source), _harvest(trivial, _make_source(f"{folder}/0")), strict=True)
            )
            assert {status for pair in pairs for _, status in pair} == {"added"}
            ours, theirs = ([seconds for seconds, _ in side] for side in zip(*pairs[WARM:], strict=True))
            print(f"reports, first run:    {_line(ours)}")
            print(f"trivial datasets:      {_line(theirs)}")
            print(f"ratio: {sum(ours) / sum(theirs):.2f}")
            again = list(_harvest(harvester, source))
            assert {status for _, status in again} == {"not modified"}
            print(f"reports, not modified: {_line([seconds for seconds, _ in again])}")


def _copy_samples(folder: str) -> int:
    files = [path for path in SAMPLES.iterdir() if path.suffix in (".txt", ".html", ".docx", ".pdf")]
    for path in files:
        shutil.copy(path, folder)
    return len(files)


def _make_source(url: str) -> str:
    admin = tk.get_action("get_site_user")({"ignore_auth": True}, {})["name"]
    source = {"name": f"source-{uuid.uuid4()}", "url": url, "source_type": "govreport_folder"}
    context = {"user": admin, "ignore_auth": True}
    return str(tk.get_action("harvest_source_create")(context, source)["id"])


def _make_trivial(count: int) -> Any:
    class Trivial(HarvesterBase):
        def gather_stage(self, job: Any) -> Any:
            return self._create_harvest_objects([str(uuid.uuid4()) for _ in range(count)], job)

        def fetch_stage(self, harvest_object: Any) -> bool:
            harvest_object.content = json.dumps({"id": harvest_object.guid, "title": harvest_object.guid})
            harvest_object.save()
            return True

        def import_stage(self, harvest_object: Any) -> Any:
            package = json.loads(harvest_object.content)
            return self._create_or_update_package(package, harvest_object, "package_show")

    return Trivial()


def _harvest(harvester: Any, source: str) -> Iterator[tuple[float, str]]:
    """Yield the seconds and the status of each object of a new job; gathering is shared among them."""
    context = {"ignore_auth": True}
    made = tk.get_action("harvest_job_create")(context, {"source_id": source, "run": False})
    job = HarvestJob.get(made["id"])
    job.status = "Running"
    job.save()
    started = time.perf_counter()
    ids = queue.gather_stage(harvester, job)
    gathering = (time.perf_counter() - started) / len(ids)
    for each in ids:
        harvest_object = HarvestObject.get(each)
        started = time.perf_counter()
        queue.fetch_and_import_stages(harvester, harvest_object)
        yield gathering + time.perf_counter() - started, harvest_object.report_status
    tk.get_action("harvest_jobs_run")(context, {})


def _line(times: list[float]) -> str:
    middle = sorted(times)[len(times) // 2]
    return (
        f"{len(times)} in {sum(times):.1f} s, median {middle * 1000:.0f} ms, most {max(times) * 1000:.0f} ms"
    )


if __name__ == "__main__":
    main()
