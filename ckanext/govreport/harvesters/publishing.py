"""The way from fetched bytes to the one gate, and what the gate says put into sentences."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import ckan.plugins.toolkit as tk
from ckan import model
from ckan.lib.search import SearchError, SearchIndexError
from sqlalchemy.exc import DBAPIError

from ckanext.govreport import config
from ckanext.govreport.core.errors import GovReportError
from ckanext.harvest.model import HarvestObject

from .refusals import HarvestRefusal

__all__ = ["explain", "find_publisher", "publish"]


def publish(user: str, data: bytes, name: str, said: Mapping[str, Any]) -> dict[str, Any]:
    """Return what the gate did with a file: ``status``, the dataset's ``id``, whether it ``superseded`` one.

    ``said`` is what the source says beside the bytes; an option without a value is left out.
    """
    report = {key: value for key, value in said.items() if value is not None}
    report |= {"upload": data, "name": name}
    answer: dict[str, Any] = tk.get_action("govreport_report_publish")({"user": user}, report)
    return answer


def find_publisher(harvest_object: HarvestObject) -> str:
    """Return the name of the user in whose name a source publishes.

    That is ``ckanext.harvest.user_name`` or whoever created the source, so that a
    source of an organization's editor can do no more than that editor.

    :raises HarvestRefusal: the user has been deleted
    """
    if named := config.harvest_user():
        return named
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


def _explain_invalid(error: tk.ValidationError) -> HarvestRefusal | GovReportError:
    """Return the reader's own refusal where there is one: it has its sentence in both languages."""
    for refusal in error.error_dict.get("refusal", ()):
        return GovReportError(refusal["code"], **refusal["details"])
    return HarvestRefusal("invalid", reason=_flatten(error.error_dict))


def _flatten(errors: Mapping[str, Any]) -> str:
    parts = []
    for field, messages in errors.items():
        said = " ".join(map(str, messages)) if isinstance(messages, list) else str(messages)
        parts.append(f"{field}: {said}")
    return "; ".join(parts)


_REFUSALS: dict[type[Exception], Callable[[Any], HarvestRefusal | GovReportError]] = {
    tk.NotAuthorized: lambda error: HarvestRefusal("not_authorized", reason=error.message or "-"),
    tk.ValidationError: _explain_invalid,
    SearchIndexError: lambda error: HarvestRefusal("index_away"),
    SearchError: lambda error: HarvestRefusal("index_away"),
    DBAPIError: lambda error: HarvestRefusal("database_away"),
}
