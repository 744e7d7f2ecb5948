"""Jobs on the real queues: consumers in this process, and the consumers that an administrator starts."""

from __future__ import annotations

import configparser
import subprocess
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from ckan import model
from ckan.tests.helpers import call_action
from ckanext.harvest import queue
from ckanext.harvest.model import HarvestJob, HarvestObject

from tests.plugin.harvesters.conftest import MakeSource, Published, Put
from tests.plugin.harvesters.queues import drain_fetch, drain_gather, run_on_queues

pytestmark = pytest.mark.usefixtures("portal", "clean_queues")

MUYE = "muye_data_bureau_2021.txt"
SHANGHAI = "shanghai_general_office_2019.html"
#: redis-py of CKAN 2.12 gives up reading after 5 seconds.
IDLE = 6
LIMIT = 60
Consumers = list[subprocess.Popen[bytes]]


def test_a_job_goes_through_both_queues(
    reports: Path, put: Put, make_source: MakeSource, published: Published
) -> None:
    put(MUYE)
    put(SHANGHAI)
    put("bad/damaged.pdf", "damaged.pdf")
    source = make_source(reports)
    job = run_on_queues(source.id)
    assert job["status"] == "Finished"
    assert job["stats"] == {"added": 2, "updated": 0, "not modified": 0, "errored": 1, "deleted": 0}
    assert len(published()) == 2
    job = run_on_queues(source.id)
    assert job["stats"] == {"added": 0, "updated": 0, "not modified": 2, "errored": 1, "deleted": 0}


def test_a_job_sent_twice_is_gathered_once(reports: Path, put: Put, make_source: MakeSource) -> None:
    put(MUYE)
    source = make_source(reports)
    job = call_action("harvest_job_create", source_id=source.id)
    drain_gather()
    queue.get_gather_publisher().send({"harvest_job_id": job["id"]})
    drain_gather()
    drain_fetch()
    call_action("harvest_jobs_run")
    assert source.outcome(job["id"]).counts == {"added": 1}
    queue.get_gather_publisher().send({"harvest_job_id": job["id"]})
    drain_gather()
    drain_fetch()
    assert source.outcome(job["id"]).counts == {"added": 1}


def test_an_object_sent_twice_is_counted_as_it_was(
    reports: Path, put: Put, make_source: MakeSource, published: Published
) -> None:
    put(MUYE)
    source = make_source(reports)
    job = call_action("harvest_job_create", source_id=source.id)
    drain_gather()
    (sent,) = HarvestObject.filter(harvest_job_id=job["id"]).all()
    queue.get_fetch_publisher().send({"harvest_object_id": sent.id})
    drain_fetch()
    assert source.outcome(job["id"]).counts == {"added": 1}
    assert len(published()) == 1


@pytest.fixture
def consumers(reports: Path, tmp_path: Path, pytestconfig: pytest.Config) -> Iterator[Consumers]:
    """Both consumers, started as an administrator starts them."""
    settings = configparser.RawConfigParser()
    settings.optionxform = str  # type: ignore[assignment, method-assign]
    settings.read(pytestconfig.rootpath / "test.ini", "utf-8")
    settings["app:main"]["ckanext.govreport.harvest.folders"] = str(reports)
    with (tmp_path / "portal.ini").open("w", encoding="utf-8") as ini:
        settings.write(ini)
    with (tmp_path / "consumers.log").open("wb") as log:
        started = [
            subprocess.Popen(["ckan", "-c", ini.name, "harvester", name], stdout=log, stderr=log)
            for name in ("gather-consumer", "fetch-consumer")
        ]
        yield started
        for each in started:
            each.terminate()
            each.wait()


def test_consumers_that_were_idle_for_long_still_work(
    reports: Path,
    put: Put,
    make_source: MakeSource,
    published: Published,
    consumers: Consumers,
) -> None:
    put(MUYE)
    source = make_source(reports)
    _wait(lambda: _clients_waiting() >= len(consumers) or not _all_run(consumers))
    time.sleep(IDLE)
    assert _all_run(consumers)
    job = call_action("harvest_job_create", source_id=source.id)
    _wait(lambda: _is_finished(job["id"]))
    outcome = source.outcome(job["id"])
    assert outcome.errors == []
    assert outcome.counts == {"added": 1}
    assert len(published()) == 1


def _clients_waiting() -> int:
    clients: list[dict[str, Any]] = queue.get_connection().client_list()
    return sum(client["cmd"] == "blpop" for client in clients)


def _all_run(consumers: Consumers) -> bool:
    return all(each.poll() is None for each in consumers)


def _is_finished(job_id: str) -> bool:
    model.Session.remove()
    call_action("harvest_jobs_run")
    return HarvestJob.get(job_id).status == "Finished"


def _wait(done: Callable[[], bool]) -> None:
    deadline = time.monotonic() + LIMIT
    while not done():
        assert time.monotonic() < deadline
        time.sleep(0.2)
