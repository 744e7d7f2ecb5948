"""Two who publish the same report at once."""

from __future__ import annotations

import io
import threading
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import ckan.plugins.toolkit as tk
import pytest
from ckan import model
from werkzeug.datastructures import FileStorage

from ckanext.govreport.catalogue.locking import exclusive
from tests.plugin.catalogue.test_publish import ROLES, corrected, roles
from tests.plugin.conftest import PLAIN, SAMPLES

pytestmark = pytest.mark.usefixtures("portal")


def publish_at_once(user: str, contents: list[bytes]) -> list[dict[str, Any]]:
    """Publish each of ``contents`` in a thread of its own, all beginning together."""
    start = threading.Barrier(len(contents))

    def one(data: bytes) -> dict[str, Any]:
        upload = FileStorage(io.BytesIO(data), filename="report.html")
        start.wait()
        try:
            answer: dict[str, Any] = tk.get_action("govreport_report_publish")(
                {"user": user}, {"upload": upload}
            )
            return answer
        finally:
            model.Session.remove()

    with ThreadPoolExecutor(len(contents)) as threads:
        return list(threads.map(one, contents))


def test_the_same_report_at_once_is_one_dataset_of_one_organization(sysadmin, datasets):
    answers = publish_at_once(sysadmin, [(SAMPLES / PLAIN).read_bytes()] * 4)
    assert Counter(answer["status"] for answer in answers) == {"created": 1, "unchanged": 3}
    assert len({answer["id"] for answer in answers}) == 1
    (dataset,) = datasets()
    assert roles(dataset) == ROLES
    assert model.Session.query(model.Group).filter_by(is_organization=True).count() == 1


def test_two_issues_of_a_report_at_once_both_stay(sysadmin, datasets):
    plain = (SAMPLES / PLAIN).read_bytes()
    answers = publish_at_once(sysadmin, [plain, corrected()])
    assert Counter(answer["status"] for answer in answers) == {"created": 1, "updated": 1}
    (dataset,) = datasets()
    assert roles(dataset) == [*ROLES, "superseded"]


def test_two_reports_of_a_new_agency_at_once_share_its_organization(sysadmin, datasets):
    names = (PLAIN, "sample_qingchuan_environment_2024.txt")
    publish_at_once(sysadmin, [(SAMPLES / name).read_bytes() for name in names])
    assert len(datasets()) == 2
    assert len({dataset["owner_org"] for dataset in datasets()}) == 1


def test_who_waits_too_long_is_told_to_try_again(monkeypatch):
    monkeypatch.setattr("ckanext.govreport.catalogue.locking.PATIENCE", "100ms")
    with exclusive("a report"), ThreadPoolExecutor(1) as threads:
        waiting = threads.submit(lambda: exclusive("a report").__enter__())
        with pytest.raises(tk.ValidationError) as refused:
            waiting.result()
    assert "try again" in refused.value.error_dict["message"][0]
    with exclusive("a report"):
        pass
