"""Who may do what; everything beyond a question of ours is asked of CKAN's own rules."""

from __future__ import annotations

from typing import Any

import ckan.plugins.toolkit as tk

from .. import config

__all__ = [
    "govreport_indicator_list",
    "govreport_report_parse",
    "govreport_report_publish",
    "govreport_report_search",
    "govreport_report_show",
]

Answer = dict[str, Any]


@tk.auth_allow_anonymous_access
def govreport_report_parse(context: Any, data_dict: Any) -> Answer:
    """Whoever is logged in; everybody where ckanext.govreport.parse.allow_anonymous says so."""
    # By the name: over HTTP, a visitor who is not logged in is an object as well.
    if context.get("user") or config.allow_anonymous_parse():
        return {"success": True}
    return {"success": False, "msg": tk._("Log in to have a report read")}


def govreport_report_publish(context: Any, data_dict: Any) -> Answer:
    """Whoever may create datasets or organizations somewhere.

    Which report it is, and so whose, is known only after it was read: then the
    organization and the dataset are asked about once more.
    """
    if (data_dict or {}).get("id"):
        return _may(context, "package_update", {"id": data_dict["id"]})
    owner = (data_dict or {}).get("owner_org")
    created = _may(context, "package_create", {"owner_org": owner} if owner else {})
    if created["success"] or owner or not config.create_organizations():
        return created
    return _may(context, "organization_create", {})


@tk.auth_allow_anonymous_access
def govreport_report_show(context: Any, data_dict: Any) -> Answer:
    """Whoever may see the dataset."""
    return _may(context, "package_show", {"id": data_dict["id"]})


@tk.auth_allow_anonymous_access
def govreport_report_search(context: Any, data_dict: Any) -> Answer:
    """Everybody; what is found is what the user may see."""
    return _may(context, "package_search", data_dict)


@tk.auth_allow_anonymous_access
def govreport_indicator_list(context: Any, data_dict: Any) -> Answer:
    """Everybody."""
    return {"success": True}


def _may(context: Any, action: str, data: dict[str, Any]) -> Answer:
    try:
        tk.check_access(action, tk.fresh_context(context), data)
    except tk.NotAuthorized as error:
        return {"success": False, "msg": error.message or ""}
    return {"success": True}
