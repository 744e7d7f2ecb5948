"""Which organization a report belongs to; it is made when the agency has none yet."""

from __future__ import annotations

from typing import Any

import ckan.plugins.toolkit as tk
from ckan import model
from ckan.lib import search
from sqlalchemy import or_, select

from .. import config
from .locking import exclusive
from .names import organization_name

__all__ = ["find_owner"]


def find_owner(context: dict[str, Any], agency: str, named: str | None = None) -> str:
    """Return the id of the organization that owns a new report of ``agency``.

    That is the one ``named``; or the agency's own, which is made where the user may;
    or the default of the portal.

    :raises ckan.plugins.toolkit.ValidationError: there is none that the user may publish in
    """
    if named:
        return _existing(context, named)
    own = _agency_organization(agency)
    if own is None and config.create_organizations() and _may(context, "organization_create"):
        return _make(context, agency)
    if own is not None and _may(context, "package_create", {"owner_org": own.id}):
        return str(own.id)
    default = config.default_organization()
    if default:
        return _existing(context, default)
    raise tk.ValidationError({"owner_org": [_why_none(agency, own)]})


def _existing(context: dict[str, Any], reference: str) -> str:
    group = model.Group.get(reference)
    if group is None or not group.is_organization or group.state != model.State.ACTIVE:
        raise tk.ValidationError(
            {"owner_org": [tk._("There is no organization “{name}”").format(name=reference)]}
        )
    tk.check_access("package_create", tk.fresh_context(context), {"owner_org": group.id})
    return str(group.id)


def _agency_organization(agency: str) -> Any:
    """Return the organization called like the agency, or the one that was made for it."""
    name = organization_name(agency)
    query = (
        select(model.Group)
        .where(model.Group.is_organization.is_(True), model.Group.state == model.State.ACTIVE)
        .where(or_(model.Group.name == name, model.Group.title == agency))
        .order_by(model.Group.name != name, model.Group.created)
    )
    return model.Session.scalars(query).first()


def _make(context: dict[str, Any], agency: str) -> str:
    with exclusive(organization_name(agency)):
        own = _agency_organization(agency)
        if own is not None:
            return str(own.id)
        # Without the index the report cannot be published; do not leave an empty organization behind.
        if not search.is_available():
            raise search.SearchIndexError("Solr is not available")
        made = tk.get_action("organization_create")(
            tk.fresh_context(context), {"name": organization_name(agency), "title": agency}
        )
        return str(made["id"])


def _may(context: dict[str, Any], action: str, data: dict[str, Any] | None = None) -> bool:
    try:
        tk.check_access(action, tk.fresh_context(context), data)
    except tk.NotAuthorized:
        return False
    return True


def _why_none(agency: str, own: Any) -> str:
    if own is not None:
        return tk._("You may not publish in the organization “{name}” of this agency: pass owner_org").format(
            name=own.title
        )
    return tk._("“{agency}” has no organization here and you may not create it: pass owner_org").format(
        agency=agency
    )
