"""The way from fetched bytes to the one gate, and what the gate says put into sentences."""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping
from typing import Any

import ckan.plugins.toolkit as tk
from ckan import model
from ckan.lib.search import SearchError, SearchIndexError
from sqlalchemy.exc import DBAPIError
from werkzeug.datastructures import FileStorage

from ckanext.govreport.core.errors import GovReportError
from ckanext.harvest.model import HarvestObject

from .refusals import HarvestRefusal

__all__ = ["explain", "find_publisher", "publish"]


def publish(user: str, data: bytes, name: str, said: Mapping[str, Any]) -> dict[str, Any]:
    """Return what the gate did with a file: its ``status`` and the dataset's ``id``.

    ``said`` is what the source says beside the bytes; an option without a value is left out.
    """
    report = {key: value for key, value in said.items() if value is not None}
    report["upload"] = FileStorage(io.BytesIO(data), filename=name)
    answer: dict[str, Any] = tk.get_action("govreport_report_publish")({"user": user}, report)
    return answer


def find_publisher(harvest_object: HarvestObject) -> str:
    """Return the name of the user in whose name a source publishes.

    That is ``ckanext.harvest.user_name`` or whoever created the source, so that a
    source of an organization's editor can do no more than that editor.

    :raises HarvestRefusal: the user has been deleted
    """
    if named := tk.config.get("ckanext.harvest.user_name"):
        return str(named)
    source = model.Package.get(harvest_object.harvest_source_id)
    creator = model.User.get(source.creator_user_id) if source and source.creator_user_id else None
    if creator is None:
        return str(tk.get_action("get_site_user")({"ignore_auth": True}, {})["name"])
    if creator.state != model.State.ACTIVE:
        raise HarvestRefusal("publisher_gone", user=creator.name)
    return str(creator.name)


def explain(error: Exception) -> HarvestRefusal | GovReportError | None:
    """Return why nothing was published, or None when the error is a fault of the program."""
    if isinstance(error, (HarvestRefusal, GovReportError)):
        return error
    for kind, refuse in _REFUSALS.items():
        if isinstance(error, kind):
            return refuse(error)
    return None


def _flatten(errors: Mapping[str, Any]) -> str:
    parts = []
    for field, messages in errors.items():
        said = " ".join(map(str, messages)) if isinstance(messages, list) else str(messages)
        parts.append(f"{field}: {said}")
    return "; ".join(parts)


_REFUSALS: dict[type[Exception], Callable[[Any], HarvestRefusal]] = {
    tk.NotAuthorized: lambda error: HarvestRefusal("not_authorized", reason=error.message or "-"),
    tk.ValidationError: lambda error: HarvestRefusal("invalid", reason=_flatten(error.error_dict)),
    SearchIndexError: lambda error: HarvestRefusal("index_away"),
    SearchError: lambda error: HarvestRefusal("index_away"),
    DBAPIError: lambda error: HarvestRefusal("database_away"),
}
