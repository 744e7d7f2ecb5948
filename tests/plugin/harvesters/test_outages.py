"""Solr, PostgreSQL or Redis away in the middle of a job: what is said, and what the next run makes up for."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
import redis
import sqlalchemy as sa
from ckan import model
from ckan.lib.search import common
from ckan.tests.helpers import call_action

from ckanext.govreport.harvesters.folder import FolderHarvester
from tests.plugin.harvesters.conftest import MakeSource, Published, Put
from tests.plugin.harvesters.queues import drain_fetch, drain_gather, run_on_queues
from tests.plugin.harvesters.relay import Relay

pytestmark = pytest.mark.usefixtures("portal", "clean_queues")

SAMPLES = ("muye_data_bureau_2021.txt", "pingtan_zone_2023.docx", "shanghai_general_office_2019.html")


@pytest.fixture
def wire(ckan_config: dict[str, Any]) -> Iterator[Callable[[str], Relay]]:
    """Put a relay before the server that a setting names."""
    relays: list[Relay] = []
    real_solr = ckan_config["solr_url"]

    def lay(setting: str) -> Relay:
        address = urlsplit(ckan_config[setting])
        relay = Relay(address.hostname or "", address.port or 0)
        relays.append(relay)
        netloc = address.netloc.replace(f"{address.hostname}:{address.port}", f"127.0.0.1:{relay.port}")
        ckan_config[setting] = address._replace(netloc=netloc).geturl()
        _remember_solr(ckan_config["solr_url"])
        return relay

    yield lay
    _remember_solr(real_solr)
    for relay in relays:
        relay.close()


def _remember_solr(url: str) -> None:
    """Do what CKAN 2.11 does once, at its start; 2.12 asks the setting every time."""
    if hasattr(common, "SolrSettings"):
        common.SolrSettings.init(url)


@pytest.fixture
def on_second_file(monkeypatch: pytest.MonkeyPatch) -> Callable[[Callable[[], Any]], None]:
    """Let something happen once the second file of a job has been read, before it is published."""

    def arrange(happen: Callable[[], Any]) -> None:
        retrieve = FolderHarvester.retrieve
        count = 0

        def watched(self: FolderHarvester, *args: Any) -> Any:
            nonlocal count
            count += 1
            found = retrieve(self, *args)
            if count == 2:
                happen()
            return found

        monkeypatch.setattr(FolderHarvester, "retrieve", watched)

    return arrange


def agree() -> int:
    """Return how many reports there are, the same in the database and in the index."""
    rows = model.Session.query(model.Package).filter_by(type="govreport", state="active").count()
    found = call_action("package_search", fq="dataset_type:govreport", rows=0)["count"]
    assert rows == found
    return int(rows)


def test_without_the_index_nothing_is_published_and_the_next_run_does_it(
    reports: Path,
    put: Put,
    make_source: MakeSource,
    wire: Callable[[str], Relay],
    on_second_file: Callable[[Callable[[], Any]], None],
) -> None:
    for sample in SAMPLES:
        put(sample)
    source = make_source(reports)
    solr = wire("solr_url")
    on_second_file(solr.unplug)
    job = call_action("harvest_job_create", source_id=source.id)
    drain_gather()
    drain_fetch()
    outcome = source.outcome(job["id"])
    assert outcome.counts == {"added": 1, "errored": 2}
    assert all("Solr" in message for message in outcome.errors)
    solr.plug()
    assert agree() == 1
    call_action("harvest_jobs_run")
    assert run_on_queues(source.id)["stats"] == {
        "added": 2,
        "updated": 0,
        "not modified": 1,
        "errored": 0,
        "deleted": 0,
    }
    assert agree() == 3


def test_a_broken_connection_to_the_database_is_said_and_the_next_run_does_it(
    reports: Path,
    put: Put,
    make_source: MakeSource,
    on_second_file: Callable[[Callable[[], Any]], None],
) -> None:
    for sample in SAMPLES:
        put(sample)
    source = make_source(reports)
    on_second_file(_end_connections)
    job = run_on_queues(source.id)
    outcome = source.outcome(job["id"])
    assert outcome.counts == {"added": 2, "errored": 1}
    assert "the connection to the database broke" in outcome.errors[0]
    assert agree() == 2
    assert source.run().counts == {"added": 1, "not modified": 2}
    assert agree() == 3


def _end_connections() -> None:
    """Do what happens to every connection when PostgreSQL is restarted."""
    engine = sa.create_engine(model.meta.engine.url)
    with engine.connect() as connection:
        connection.execute(
            sa.text(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                " WHERE datname = current_database() AND pid <> pg_backend_pid()"
            )
        )
    engine.dispose()


def test_messages_that_redis_lost_are_sent_again(
    reports: Path, put: Put, make_source: MakeSource, published: Published, wire: Callable[[str], Relay]
) -> None:
    for sample in SAMPLES:
        put(sample)
    source = make_source(reports)
    wired = wire("ckan.redis.url")
    job = call_action("harvest_job_create", source_id=source.id)
    drain_gather()
    wired.unplug()
    with pytest.raises(redis.exceptions.ConnectionError):
        drain_fetch()
    wired.plug()
    _forget_messages()
    call_action("harvest_jobs_run")
    drain_fetch()
    call_action("harvest_jobs_run")
    assert source.outcome(job["id"]).counts == {"added": 3}
    assert len(published()) == agree() == 3


def _forget_messages() -> None:
    """Do what a Redis without a file on disk does when it is started again."""
    from ckanext.harvest import queue

    queue.get_connection().flushdb()
