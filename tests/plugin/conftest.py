"""What the plugin tests share: an empty portal, people, the sample reports, publishing."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import ckan.plugins.toolkit as tk
import pytest
from ckan import model
from ckan.tests import factories
from werkzeug.datastructures import FileStorage

from tests.plugin.standing import app, clean_db, keeper, with_plugins

__all__ = ["app", "clean_db", "keeper", "with_plugins"]

SAMPLES = Path(__file__).parents[1] / "samples"
#: Own agency, every sum closes.
PLAIN = "sample_qingchuan_environment_2022.html"
#: A government's report on all its parts, one printed total is wrong.
WRONG = "hongze_district_2023.pdf"

Publish = Callable[..., dict[str, Any]]


@pytest.fixture
def portal(with_plugins: Any, clean_db: Any, clean_index: Any) -> None:
    """An empty portal: no dataset, no user, nothing in the index."""


@pytest.fixture
def sysadmin(portal: Any) -> str:
    """The name of somebody who may do everything."""
    return str(factories.Sysadmin()["name"])


@pytest.fixture
def user(portal: Any) -> str:
    """The name of somebody who is in no organization."""
    return str(factories.User()["name"])


@pytest.fixture
def organization(portal: Any) -> dict[str, Any]:
    """An organization with an editor, ``editor``, and a member who may only read, ``member``."""
    editor, member = factories.User(), factories.User()
    people = [{"name": editor["name"], "capacity": "editor"}, {"name": member["name"], "capacity": "member"}]
    made = factories.Organization(users=people)
    return {**made, "editor": editor["name"], "member": member["name"]}


@pytest.fixture
def publish(sysadmin: str) -> Publish:
    """Publish a sample (or bytes) as the API does; ``user`` is who does it."""

    def call(sample: str | bytes = PLAIN, *, user: str = sysadmin, **said: Any) -> dict[str, Any]:
        data = sample if isinstance(sample, bytes) else (SAMPLES / sample).read_bytes()
        name = said.pop("filename", "report.html" if isinstance(sample, bytes) else sample)
        upload = FileStorage(io.BytesIO(data), filename=name)
        answer: dict[str, Any] = tk.get_action("govreport_report_publish")(
            {"user": user}, {"upload": upload, **said}
        )
        # What is seen next is what the database has, not what the session remembers.
        model.Session.remove()
        return answer

    return call


@pytest.fixture
def show() -> Callable[[str], dict[str, Any]]:
    """Return a dataset as anybody sees it."""

    def call(reference: str, user: str = "") -> dict[str, Any]:
        shown: dict[str, Any] = tk.get_action("package_show")({"user": user}, {"id": reference})
        return shown

    return call


@pytest.fixture
def datasets() -> Callable[[], list[dict[str, Any]]]:
    """Return every report in the index, private and drafts included, and that in the database as many."""

    def call() -> list[dict[str, Any]]:
        found = tk.get_action("package_search")(
            {"ignore_auth": True},
            {
                "fq": "dataset_type:govreport +state:*",
                "rows": 100,
                "include_private": True,
                "include_drafts": True,
            },
        )["results"]
        return list(found)

    return call
