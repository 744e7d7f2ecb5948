"""The plugin in a portal: whatever the order of the plugins line, and beside what the administrator has."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import ckan.plugins as p
import ckan.plugins.toolkit as tk
import pytest
from ckan.exceptions import CkanConfigurationException

OURS = "govreport govreport_folder_harvester"
TYPES = "scheming.dataset_schemas"


def served() -> dict[str, Any]:
    """Return the dataset type as ckanext-scheming serves it."""
    schema: dict[str, Any] = tk.get_action("scheming_dataset_schema_show")(
        {"ignore_auth": True}, {"type": "govreport"}
    )
    return schema


@pytest.mark.usefixtures("with_plugins", "clean_db", "clean_index")
@pytest.mark.parametrize(
    "line",
    [
        pytest.param(line, marks=pytest.mark.ckan_config("ckan.plugins", line), id=line.replace(" ", "-"))
        for line in (
            f"activity datastore scheming_datasets harvest {OURS}",
            f"{OURS} harvest scheming_datasets datastore activity",
            "scheming_datasets govreport",
            "govreport scheming_datasets",
            "govreport scheming_organizations scheming_datasets",
        )
    ],
)
def test_the_plugins_line_is_all_an_administrator_writes(line, publish, app):
    assert served()["dataset_type"] == "govreport"
    answer = publish()
    assert answer["status"] == "created"
    assert answer["name"] in app.get("/govreport/").body
    assert app.get(f"/govreport/{answer['name']}").status_code == 200


@pytest.mark.parametrize("line", ["scheming_datasets govreport", "govreport scheming_datasets"])
def test_other_dataset_types_of_the_administrator_stay(line, ckan_config, request):
    ckan_config["ckan.plugins"] = line
    ckan_config[TYPES] = "ckanext.scheming:camel_photos.yaml"
    request.getfixturevalue("with_plugins")
    types = tk.get_action("scheming_dataset_schema_list")({"ignore_auth": True}, {})
    assert sorted(types) == ["camel-photos", "govreport"]


@pytest.mark.parametrize("line", ["scheming_datasets govreport", "govreport scheming_datasets"])
def test_an_administrator_can_put_another_schema_in_the_place_of_ours(
    line, ckan_config, request, tmp_path, monkeypatch
):
    module = tmp_path / "our_portal"
    module.mkdir()
    (module / "__init__.py").touch()
    schema = Path("ckanext/govreport/catalogue/schema.yaml").read_text(encoding="utf-8")
    added = "- field_name: contact\n  label: Contact\n\n\nresource_fields:"
    (module / "govreport.yaml").write_text(schema.replace("\nresource_fields:", added), encoding="utf-8")
    monkeypatch.syspath_prepend(tmp_path)
    ckan_config["ckan.plugins"] = line
    ckan_config[TYPES] = "our_portal:govreport.yaml"
    request.getfixturevalue("with_plugins")
    assert served()["dataset_fields"][-1]["field_name"] == "contact"


@pytest.mark.ckan_config("ckan.plugins", "scheming_datasets govreport")
@pytest.mark.usefixtures("with_plugins")
def test_without_scheming_the_portal_says_what_is_missing():
    try:
        with pytest.raises(CkanConfigurationException, match="scheming_datasets"):
            p.unload("scheming_datasets")
    finally:
        p.load("scheming_datasets")


@pytest.mark.usefixtures("with_plugins")
def test_every_text_of_the_dataset_type_is_in_both_languages():
    texts: list[Any] = []

    def collect(value: Any) -> None:
        if isinstance(value, dict):
            texts.extend(value[key] for key in ("label", "help_text", "upload_label") if key in value)
            for inner in value.values():
                collect(inner)
        elif isinstance(value, list):
            for inner in value:
                collect(inner)

    collect(served())
    assert len(texts) > 50
    assert [text for text in texts if set(text) != {"en", "zh_Hans_CN"}] == []
