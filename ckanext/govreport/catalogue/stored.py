"""A report that is published already, read again from its stored original."""

from __future__ import annotations

from typing import Any

import ckan.plugins.toolkit as tk

from ..core import read_report
from ..core.reports.model import Reading
from .original import Original, read_original
from .resources import file_name, find_resource
from .storage import read_file

__all__ = ["read_stored"]


def read_stored(context: Any, reference: str) -> tuple[Reading, Original]:
    """Return what the present parser reads in the original of a dataset, and that original.

    What its source said of agency and year is said again, so that the same doubts come out.

    :raises ckan.plugins.toolkit.ValidationError: no original is stored
    :raises GovReportError: the present parser refuses it
    """
    package = tk.get_action("package_show")(tk.fresh_context(context), {"id": reference})
    resource = find_resource(package, "original")
    if resource is None or resource.get("url_type") != "upload":
        raise tk.ValidationError(
            {"id": [tk._("No original is stored with “{id}”").format(id=package["name"])]}
        )
    try:
        data = read_file(resource)
    except FileNotFoundError as error:
        text = tk._("The original of “{id}” is lost from the storage").format(id=package["name"])
        raise tk.ValidationError({"id": [text]}) from error
    name = resource.get("name") or file_name(resource)
    said = {"agency": resource.get("source_agency"), "year": resource.get("source_year")}
    return read_report(data, name, **said), read_original(data, name, **said)
