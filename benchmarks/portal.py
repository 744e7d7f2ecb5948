"""CKAN loaded in this process on the empty servers of the tests, for benchmarks: `bin/test run python …`."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from ckan.cli import CKANConfigLoader
from ckan.cli.db import db
from ckan.config.middleware import make_app

__all__ = ["PLUGINS", "load"]

PLUGINS = "activity datastore scheming_datasets harvest govreport govreport_folder_harvester"


@contextmanager
def load(**settings: str) -> Iterator[Any]:
    """Give CKAN's application with its tables made, inside a request."""
    config = CKANConfigLoader(os.environ["CKAN_INI"]).get_config()
    config.update({"ckan.plugins": PLUGINS, **settings})
    app = make_app(config)
    db.main(["init"], prog_name="ckan db", standalone_mode=False)
    with app._wsgi_app.test_request_context():
        yield app
