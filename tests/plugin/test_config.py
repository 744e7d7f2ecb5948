"""The settings: declared, typed, and with defaults that are safe."""

from __future__ import annotations

import ckan.plugins.toolkit as tk
import pytest
from ckan.common import config_declaration

from ckanext.govreport import config

pytestmark = pytest.mark.usefixtures("with_plugins")


def test_the_defaults_open_nothing():
    assert config.allow_anonymous_parse() is False
    assert config.max_size() == 64 * 1024 * 1024
    assert config.create_organizations() is True
    assert config.default_organization() is None
    assert config.harvest_folders() == []
    assert config.harvest_private_addresses() is False


@pytest.mark.ckan_config("ckanext.govreport.harvest.folders", "/srv/reports /srv/archive")
@pytest.mark.ckan_config("ckanext.govreport.parse.max_size", "5")
@pytest.mark.ckan_config("ckanext.govreport.parse.allow_anonymous", "yes")
def test_text_from_a_file_becomes_what_the_setting_is():
    assert config.harvest_folders() == ["/srv/reports", "/srv/archive"]
    assert config.max_size() == 5 * 1024 * 1024
    assert config.allow_anonymous_parse() is True


@pytest.mark.parametrize(
    "declared",
    ['"/srv/annual reports" /srv/archive', '\n  "/srv/annual reports"\n  /srv/archive\n'],
)
def test_a_folder_with_a_blank_in_its_name_stands_in_quotation_marks(declared, ckan_config, monkeypatch):
    monkeypatch.setitem(ckan_config, "ckanext.govreport.harvest.folders", declared)
    assert config.harvest_folders() == ["/srv/annual reports", "/srv/archive"]


def test_every_setting_is_declared_with_a_description():
    declared = {key: config_declaration[key] for key in tk.config if key.startswith("ckanext.govreport.")}
    assert len(declared) >= 6
    assert [key for key, option in declared.items() if not option or len(option.description or "") < 80] == []
