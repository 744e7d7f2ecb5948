"""CKAN itself: its configuration, its DataStore rights, its processes."""

from __future__ import annotations

from stack import postgres
from stack.places import Place

__all__ = ["grant_datastore"]


def grant_datastore(place: Place) -> None:
    """Give the DataStore's roles their rights, by the SQL that `ckan datastore set-permissions` prints."""
    (template,) = place.venv.glob("lib/python3*/site-packages/ckanext/datastore/set_permissions.sql")
    names = {"maindb": "ckan", "datastoredb": "datastore", "mainuser": "ckan", "writeuser": "ckan"}
    sql = template.read_text("utf-8").format(**names, readuser="datastore_read")
    postgres.query(place, sql)
