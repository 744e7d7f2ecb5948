"""Solr, PostgreSQL or the storage away in the middle: nothing half made is seen, the next run mends it."""

from __future__ import annotations

import resource
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import ckan.plugins.toolkit as tk
import pytest
import sqlalchemy as sa
from ckan import model
from ckan.lib.search import SearchIndexError, common
from ckan.tests import factories

from ckanext.govreport.catalogue.resources import find_resource, load_reading
from ckanext.govreport.catalogue.storage import read_file
from tests.plugin.catalogue.test_publish import ROLES, corrected, roles

pytestmark = pytest.mark.usefixtures("portal")

#: Nothing listens there.
CLOSED = "http://127.0.0.1:1/solr/ckan"


@pytest.fixture
def without_solr(ckan_config: Any) -> Iterator[Callable[[bool], None]]:
    """Send CKAN to a port where no Solr listens, or back."""
    address = ckan_config["solr_url"]

    def switch(away: bool) -> None:
        ckan_config["solr_url"] = CLOSED if away else address
        # CKAN 2.11 asks its configuration once, and keeps the answer here.
        if settings := getattr(common, "SolrSettings", None):
            settings.init(ckan_config["solr_url"])

    yield switch
    switch(False)


@pytest.fixture
def files(tmp_path: Path, ckan_config: Any) -> Callable[[], list[Path]]:
    """Give the portal a storage of its own and return the files in it."""
    ckan_config["ckan.storage_path"] = str(tmp_path)

    def list_files() -> list[Path]:
        return sorted(path for path in (tmp_path / "resources").rglob("*") if path.is_file())

    return list_files


def rows() -> int:
    model.Session.remove()
    return model.Session.query(model.Package).filter_by(type="govreport").count()


def complete(dataset: dict[str, Any]) -> bool:
    reading = load_reading(dataset)
    return (
        roles(dataset)[:4] == ROLES
        and all(read_file(each) for each in dataset["resources"])
        and reading is not None
        and reading.report.year == dataset["year"]
    )


@pytest.mark.parametrize("has_owner", [True, False], ids=["in-an-organization", "for-a-new-organization"])
def test_without_solr_nothing_is_published_and_the_next_run_does_it(
    has_owner, publish, show, datasets, files, without_solr
):
    said = {"owner_org": factories.Organization()["id"]} if has_owner else {}
    organizations = model.Session.query(model.Group).count()
    without_solr(True)
    with pytest.raises(SearchIndexError):
        publish(**said)
    assert rows() == 0
    assert files() == []
    assert model.Session.query(model.Group).count() == organizations
    without_solr(False)
    answer = publish(**said)
    assert answer["status"] == "created"
    assert complete(show(answer["id"]))
    assert len(datasets()) == rows() == 1
    assert len(files()) == 4


def test_without_solr_an_update_leaves_the_dataset_as_it_was(publish, show, files, without_solr):
    answer = publish()
    before, stored = show(answer["id"]), files()
    without_solr(True)
    with pytest.raises(SearchIndexError):
        publish(corrected())
    model.Session.remove()
    without_solr(False)
    assert show(answer["id"]) == before
    assert files() == stored
    assert publish(corrected())["status"] == "updated"
    after = show(answer["id"])
    assert complete(after)
    assert roles(after) == [*ROLES, "superseded"]


def test_a_database_that_goes_between_index_and_commit_leaves_no_double(publish, show, datasets, sysadmin):
    owner = factories.Organization()["id"]
    with end_connections_before_commit(), pytest.raises(sa.exc.DBAPIError):
        publish(owner_org=owner)
    assert rows() == 0
    assert len(datasets()) == 1, "the index was told before the database failed"
    answer = publish(owner_org=owner)
    assert answer["status"] == "created"
    assert [each["id"] for each in datasets()] == [answer["id"]]
    assert complete(show(answer["id"]))
    assert rows() == 1


def test_a_database_that_goes_in_an_update_leaves_the_dataset_as_it_was(publish, show):
    answer = publish()
    before = show(answer["id"])
    with end_connections_before_commit(), pytest.raises(sa.exc.DBAPIError):
        publish(corrected())
    model.Session.remove()
    after = show(answer["id"])
    assert after["sha256"] == before["sha256"]
    assert complete(after)
    assert publish(corrected())["status"] == "updated"
    assert complete(show(answer["id"]))


def test_a_storage_that_cannot_be_written_publishes_nothing(publish, datasets, tmp_path, ckan_config):
    (tmp_path / "file").touch()
    ckan_config["ckan.storage_path"] = str(tmp_path / "file" / "below")
    with pytest.raises(OSError, match="Not a directory"):
        publish()
    assert rows() == len(datasets()) == 0


def test_a_disk_that_fills_up_between_two_files_publishes_nothing(publish, datasets, files):
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (45_000, hard))
    try:
        with pytest.raises(OSError, match="File too large"):
            publish()
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert rows() == len(datasets()) == 0
    assert [path for path in files() if not path.name.endswith("~")] == []
    assert publish()["status"] == "created"


def test_a_portal_without_storage_says_what_its_administrator_must_do(publish, ckan_config, datasets):
    ckan_config["ckan.storage_path"] = None
    ckan_config["ckan.uploads_enabled"] = False
    with pytest.raises(tk.ValidationError) as refused:
        publish()
    assert "ckan.storage_path" in refused.value.error_dict["upload"][0]
    assert datasets() == []


def test_a_lost_report_json_is_written_again_by_the_next_publication(publish, show, files):
    answer = publish()
    report = find_resource(show(answer["id"]), "report")
    lost = next(path for path in files() if report["id"].endswith(path.name))
    lost.unlink()
    shown = tk.get_action("govreport_report_show")({"ignore_auth": True}, {"id": answer["id"]})
    assert shown["report"] is None
    assert publish()["status"] == "updated"
    again = show(answer["id"])
    assert complete(again)
    assert find_resource(again, "report")["id"] == report["id"]


class end_connections_before_commit:
    """Do to every connection what a restart of PostgreSQL does, when the first commit is about to be sent."""

    def __enter__(self) -> None:
        self._done = False
        sa.event.listen(model.Session, "before_commit", self._end)

    def __exit__(self, *error: Any) -> None:
        sa.event.remove(model.Session, "before_commit", self._end)
        model.Session.remove()

    def _end(self, session: Any) -> None:
        if self._done:
            return
        self._done = True
        session.flush()
        engine = sa.create_engine(model.meta.engine.url)
        with engine.connect() as connection:
            connection.execute(
                sa.text(
                    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                    " WHERE datname = current_database() AND pid <> pg_backend_pid()"
                )
            )
        engine.dispose()
