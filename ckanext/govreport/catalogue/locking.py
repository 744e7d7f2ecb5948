"""One at a time: a lock by name that all processes of a portal respect."""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Iterator
from contextlib import contextmanager

import ckan.plugins.toolkit as tk
from ckan import model
from sqlalchemy import text
from sqlalchemy.engine import Connection
from sqlalchemy.exc import DBAPIError, OperationalError

__all__ = ["exclusive"]

log = logging.getLogger(__name__)

PATIENCE = "60s"
LOCK_NOT_AVAILABLE = "55P03"


@contextmanager
def exclusive(name: str) -> Iterator[None]:
    """Keep everybody else who asks for ``name`` waiting until the block is left.

    The lock lives in the database, on a connection of its own: CKAN's actions commit
    in the middle, and a process that dies gives it back.

    :raises ckan.plugins.toolkit.ValidationError: somebody else kept it too long
    """
    key = int.from_bytes(hashlib.sha256(f"govreport {name}".encode()).digest()[:8], "big", signed=True)
    connection = model.Session.get_bind().connect()
    try:
        _wait_for(connection, key)
        yield
    finally:
        _give_back(connection)


def _wait_for(connection: Connection, key: int) -> None:
    try:
        connection.begin()
        connection.execute(text(f"SET LOCAL lock_timeout = '{PATIENCE}'"))
        connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": key})
    except OperationalError as error:
        if getattr(error.orig, "pgcode", None) != LOCK_NOT_AVAILABLE:
            raise
        said = tk._("The same report is being published by somebody else; try again")
        raise tk.ValidationError({"message": [said]}) from error


def _give_back(connection: Connection) -> None:
    """End the lock; a connection that broke has ended it by itself."""
    try:
        connection.close()
    except DBAPIError as error:
        log.warning("the connection that held a lock broke: %s", error)
