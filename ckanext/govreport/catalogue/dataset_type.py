"""Makes ckanext-scheming serve our dataset type, wherever it stands in the plugins line."""

from __future__ import annotations

from typing import Any

import ckan.plugins as p
import ckan.plugins.toolkit as tk
from ckan.exceptions import CkanConfigurationException

from .. import config as settings
from .dataset import TYPE

__all__ = ["SCHEMA", "register_dataset_type"]

SCHEMA = "ckanext.govreport.catalogue:schema.yaml"
SCHEMING = "scheming_datasets"


def register_dataset_type(config: Any) -> None:
    """Put our schema into what ckanext-scheming loads.

    It goes before those that the administrator lists: of two schemas for one type the
    later counts, so that a copy with changes replaces ours.

    :raises CkanConfigurationException: ckanext-scheming is not among the plugins
    """
    scheming = p.get_plugin(SCHEMING)
    if scheming is None:
        raise CkanConfigurationException(f"The plugin govreport needs {SCHEMING}: add it to ckan.plugins")
    listed = tk.aslist(config.get(settings.SCHEMING_SCHEMAS))
    if SCHEMA not in listed:
        config[settings.SCHEMING_SCHEMAS] = " ".join([SCHEMA, *listed])
    # CKAN configures plugins from the last of the line to the first. Where scheming's turn was before ours
    # it has loaded its schemas without this one and must do so again; otherwise its turn is still to come.
    if scheming.instance is scheming and TYPE not in scheming.package_types():
        scheming.update_config(config)
