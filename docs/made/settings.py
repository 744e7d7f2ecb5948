"""The page of settings."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml

from .markdown import code, page, table

__all__ = ["settings_page"]

DECLARATION = Path(__file__).resolve().parents[2] / "ckanext" / "govreport" / "config_declaration.yaml"

SETTINGS = """
<!-- Made by `python -m docs.made` from ckanext/govreport/config_declaration.yaml: change that and run it. -->

# Settings

Every setting of the extension, for `ckan.ini`; `ckan config declaration govreport` prints them as well.
All of them can be left out.
"""
OTHERS = """
## Settings of CKAN that matter here

* **`ckan.plugins`**: `scheming_datasets govreport` is the least; `harvest govreport_folder_harvester`
  to harvest. The order does not matter.
* **`ckan.redis.url`**: with harvesting on CKAN 2.12 it ends in `?socket_timeout=31536000`
  ([why](harvesting.md#ckanext-harvest-163-on-ckan-212)).
* **`ckan.uploads_enabled`** is `true` (CKAN 2.11 writes an empty value, which means no) and
  **`ckan.storage_path`** names a folder: the original and what was read from it are files.
* **`ckan.max_resource_size`**: the largest file, in megabytes, that can be uploaded over the web.
* **`ckan.harvest.timeout`**: the minutes after which a harvest job that stands still is closed; 60 is enough.
* **`ckan.auth.user_create_organizations`**: whether people who are not sysadmins may make the
  organization of an agency by publishing its report.
* **`scheming.dataset_schemas`**: other dataset types of yours; a file of yours for the type `govreport`
  takes the place of `catalogue/schema.yaml`.
"""


def settings_page() -> str:
    """Return docs/configuration.md."""
    declared = yaml.safe_load(DECLARATION.read_text(encoding="utf-8"))
    options = [option for group in declared["groups"] for option in group["options"]]
    return page(
        SETTINGS,
        table(("setting", "type", "default"), (_row(option) for option in options)),
        *(part for option in options for part in _section(option)),
        OTHERS,
    )


def _row(option: dict[str, Any]) -> tuple[str, str, str]:
    default = str(option["default"]).lower() if isinstance(option["default"], bool) else option["default"]
    return code(option["key"]), option.get("type", "text"), code(str(default)) if default != "" else "empty"


def _section(option: dict[str, Any]) -> tuple[str, str, str]:
    example = f"```ini\n{option['key']} = {option['example']}\n```"
    return f"## `{option['key']}`", option["description"], example
