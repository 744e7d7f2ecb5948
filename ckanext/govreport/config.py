"""Every setting of the extension as one typed function."""

from __future__ import annotations

import re

import ckan.plugins.toolkit as tk

__all__ = [
    "SCHEMING_SCHEMAS",
    "allow_anonymous_parse",
    "create_organizations",
    "default_organization",
    "facet_length",
    "harvest_folders",
    "harvest_private_addresses",
    "harvest_queue",
    "harvest_queue_host",
    "harvest_user",
    "max_size",
    "site_language",
]

#: Where ckanext-scheming looks for dataset types.
SCHEMING_SCHEMAS = "scheming.dataset_schemas"
MEGABYTE = 1024 * 1024
#: One folder of a list: in quotation marks, which alone may hold blanks, or up to the next blank.
FOLDER = re.compile(r'"([^"]+)"|([^\s"]+)')


def allow_anonymous_parse() -> bool:
    """Return whether anybody may have a report read."""
    return bool(tk.config["ckanext.govreport.parse.allow_anonymous"])


def max_size() -> int:
    """Return how many bytes a file may have to be read or published."""
    return int(tk.config["ckanext.govreport.parse.max_size"]) * MEGABYTE


def create_organizations() -> bool:
    """Return whether an agency without an organization gets one."""
    return bool(tk.config["ckanext.govreport.publish.create_organizations"])


def default_organization() -> str | None:
    """Return the name or id of the organization that owns what nobody else does."""
    return tk.config["ckanext.govreport.publish.default_organization"] or None


def harvest_folders() -> list[str]:
    """Return the folders that harvest sources may read."""
    declared = str(tk.config["ckanext.govreport.harvest.folders"])
    return [quoted or plain for quoted, plain in FOLDER.findall(declared)]


def harvest_private_addresses() -> bool:
    """Return whether a source's list may name addresses in the own network."""
    return bool(tk.config["ckanext.govreport.harvest.private_addresses"])


def site_language() -> str:
    """Return the language of the site, for whoever reads it without having chosen one."""
    return str(tk.config["ckan.locale_default"])


def facet_length() -> int:
    """Return how many items of a facet a page shows at first."""
    return int(tk.config["search.facets.default"])


def harvest_user() -> str | None:
    """Return in whose name ckanext-harvest is set to write, if it is."""
    return tk.config.get("ckanext.harvest.user_name") or None


def harvest_queue() -> str | None:
    """Return what ckanext-harvest is set to queue with (``redis``, ``amqp``), if it is."""
    return tk.config.get("ckan.harvest.mq.type") or None


def harvest_queue_host() -> str | None:
    """Return the host of a queue that is not the one of ``ckan.redis.url``."""
    return tk.config.get("ckan.harvest.mq.hostname") or None
