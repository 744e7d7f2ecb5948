"""Two faults of ckanext-harvest on CKAN 2.12: the one that is cured and the one that is told of."""

from __future__ import annotations

import logging
from pathlib import Path
from typing import Any

import pytest
from ckan.plugins import toolkit as tk
from ckan.tests.helpers import call_action

from ckanext.govreport.harvesters import repairs
from tests.plugin.harvesters.conftest import MakeSource, Put


@pytest.mark.usefixtures("portal")
class TestReindex:
    def test_the_kind_of_source_survives_the_end_of_a_job(
        self, reports: Path, put: Put, make_source: MakeSource
    ) -> None:
        put("muye_data_bureau_2021.txt")
        source = make_source(reports, {"year": 2021})
        source.run()
        for shown in (
            call_action("harvest_source_show", id=source.id),
            call_action("package_show", id=source.id),
        ):
            assert shown["source_type"] == "govreport_folder"
            assert shown["frequency"] == "MANUAL"
            assert shown["config"] == '{"year": 2021}'

    def test_the_source_is_still_found_by_its_kind(
        self, reports: Path, put: Put, make_source: MakeSource
    ) -> None:
        put("muye_data_bureau_2021.txt")
        source = make_source(reports)
        source.run()
        found = call_action("package_search", fq="+dataset_type:harvest +source_type:govreport_folder")
        assert [each["id"] for each in found["results"]] == [source.id]

    def test_only_those_who_may_reindex_a_source(self, reports: Path, make_source: MakeSource) -> None:
        source = make_source(reports)
        with pytest.raises(tk.NotAuthorized):
            call_action("harvest_source_reindex", context={"user": "", "ignore_auth": False}, id=source.id)


@pytest.fixture
def logged(caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch) -> pytest.LogCaptureFixture:
    """What is logged here; migrating a plugin's tables has silenced every logger there was."""
    monkeypatch.setattr(repairs.log, "disabled", False)
    caplog.clear()
    return caplog


@pytest.mark.usefixtures("with_plugins")
class TestPatience:
    def test_the_configuration_of_the_tests_is_patient(self, logged: pytest.LogCaptureFixture) -> None:
        patience = repairs.consumer_patience()
        assert patience is None or patience > 24 * 3600
        repairs.warn_of_short_patience()
        assert logged.records == []

    def test_a_url_without_patience_is_warned_of(
        self, ckan_config: dict[str, Any], logged: pytest.LogCaptureFixture
    ) -> None:
        ckan_config["ckan.redis.url"] = "redis://127.0.0.1:6379/1?socket_timeout=5"
        repairs.warn_of_short_patience()
        (record,) = logged.records
        assert record.levelno == logging.WARNING
        assert "ckan.redis.url" in record.getMessage()

    def test_the_default_of_ckan_2_12_is_warned_of(
        self, ckan_config: dict[str, Any], logged: pytest.LogCaptureFixture
    ) -> None:
        ckan_config["ckan.redis.url"] = "redis://127.0.0.1:6379/1"
        repairs.warn_of_short_patience()
        assert len(logged.records) == tk.check_ckan_version(min_version="2.12.0b0")

    def test_another_queue_is_left_alone(
        self, ckan_config: dict[str, Any], logged: pytest.LogCaptureFixture
    ) -> None:
        ckan_config["ckan.harvest.mq.type"] = "amqp"
        ckan_config["ckan.redis.url"] = "redis://127.0.0.1:6379/1?socket_timeout=5"
        repairs.warn_of_short_patience()
        assert logged.records == []
