"""What a source's configuration may say, and how it is told that it may not."""

from __future__ import annotations

from typing import Any

import pytest
from ckan.plugins import toolkit as tk
from ckan.tests import factories
from ckan.tests.helpers import call_action

from ckanext.govreport.harvesters.refusals import HarvestRefusal
from ckanext.govreport.harvesters.source_config import SourceConfig, check_config, parse_config
from tests.plugin.harvesters.conftest import MakeSource


@pytest.mark.parametrize("text", [None, "", "{}", " {} "])
def test_a_source_may_say_nothing(text: str | None) -> None:
    assert parse_config(text) == SourceConfig()


def test_every_option_is_taken() -> None:
    text = (
        '{"agency": "示例市人民政府", "year": 2023, "reports_private": true, '
        '"reports_owner_org": "here", "encoding": "gbk"}'
    )
    config = parse_config(text)
    assert config == SourceConfig("示例市人民政府", 2023, "here", True, "gbk")


@pytest.mark.parametrize(
    ("text", "code", "word"),
    [
        ("{", "config_not_json", "JSON"),
        ("[]", "config_not_json", "list"),
        ('{"owner_org": "a"}', "config_unknown_key", "owner_org"),
        ('{"year": "2023"}', "config_not_a_number", "year"),
        ('{"year": true}', "config_not_a_number", "year"),
        ('{"agency": 1}', "config_not_text", "agency"),
        ('{"reports_private": "yes"}', "config_not_true_or_false", "reports_private"),
        ('{"encoding": "utf-99"}', "config_unknown_encoding", "utf-99"),
    ],
)
def test_a_wrong_option_is_named(text: str, code: str, word: str) -> None:
    with pytest.raises(HarvestRefusal, match=word) as refused:
        check_config(text)
    assert refused.value.code == code


@pytest.mark.usefixtures("portal")
def test_a_source_with_an_unknown_organization_is_not_saved(reports: Any, make_source: MakeSource) -> None:
    with pytest.raises(tk.ValidationError, match="no organization nowhere"):
        make_source(reports, {"reports_owner_org": "nowhere"})


@pytest.mark.usefixtures("portal")
def test_the_options_do_not_write_over_the_source_itself(reports: Any, make_source: MakeSource) -> None:
    mine, theirs = factories.Organization(), factories.Organization()
    config = {"reports_owner_org": theirs["name"], "reports_private": True}
    source = make_source(reports, config, owner=mine["id"])
    shown = call_action("harvest_source_show", id=source.id)
    assert shown["owner_org"] == mine["id"]
    assert shown["private"] is False
