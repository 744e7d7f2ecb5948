"""Database connections after a fork."""

from __future__ import annotations

from ckan import model
from ckanext.datastore.backend import postgres


def forget() -> None:
    """Leave the parent's connections alone and open new ones when they are needed."""
    for engine in (model.meta.engine, postgres.get_write_engine(), postgres.get_read_engine()):
        engine.dispose(close=False)
