"""Sources of reports to harvest: folders of samples, jobs run without queues, a small web site."""

from __future__ import annotations

import http.server
import json
import shutil
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from ckan import model
from ckan.tests import factories
from ckan.tests.helpers import call_action
from ckanext.harvest import queue
from ckanext.harvest.model import HarvestGatherError, HarvestJob, HarvestObject, HarvestSource
from ckanext.harvest.tests.lib import run_harvest_job

SAMPLES = Path(__file__).parents[2] / "samples"
FOLDERS = "ckanext.govreport.harvest.folders"

Put = Callable[..., Path]
Published = Callable[[], "list[dict[str, Any]]"]


@pytest.fixture
def samples() -> Path:
    """The folder of sample reports that ship."""
    return SAMPLES


@pytest.fixture
def reports(tmp_path: Path, ckan_config: dict[str, Any]) -> Path:
    """An empty folder that sources may read."""
    folder = tmp_path / "reports"
    folder.mkdir()
    ckan_config[FOLDERS] = str(folder)
    return folder


@pytest.fixture
def put(reports: Path) -> Put:
    """Copy a sample into the folder, under another name if one is given."""

    def copy(sample: str, name: str = "") -> Path:
        target = reports / (name or sample)
        target.parent.mkdir(parents=True, exist_ok=True)
        return Path(shutil.copy(SAMPLES / sample, target))

    return copy


@dataclass
class Outcome:
    """What a job did: how often which status, and every error said."""

    counts: dict[str, int]
    errors: list[str]
    gather_errors: list[str]


@dataclass
class Source:
    """A harvest source and its jobs."""

    id: str

    def run(self) -> Outcome:
        """Harvest without queues and return what happened."""
        job = call_action("harvest_job_create", source_id=self.id, run=False)
        run_harvest_job(HarvestJob.get(job["id"]), queue.get_harvester("govreport_folder"))
        return self.outcome(job["id"])

    def outcome(self, job_id: str) -> Outcome:
        """Return what a job did, as the database has it."""
        objects = HarvestObject.filter(harvest_job_id=job_id).all()
        counts: dict[str, int] = {}
        for each in objects:
            counts[each.report_status] = counts.get(each.report_status, 0) + 1
        errors = [error.message for each in objects for error in each.errors]
        gathered = HarvestGatherError.filter(harvest_job_id=job_id).all()
        return Outcome(counts, errors, [error.message for error in gathered])


MakeSource = Callable[..., Source]


@pytest.fixture
def make_source() -> MakeSource:
    """Create a harvest source for a place, in the name of a sysadmin unless another user is given."""
    organization: dict[str, Any] = {}
    sysadmin: dict[str, Any] = {}

    def make(
        place: Path | str, config: dict[str, Any] | None = None, user: str = "", owner: str = ""
    ) -> Source:
        if not owner and not organization:
            organization.update(factories.Organization())
        if not user and not sysadmin:
            sysadmin.update(factories.Sysadmin())
        name = f"source-{model.Session.query(HarvestSource).count()}"
        made = call_action(
            "harvest_source_create",
            context={"user": user or sysadmin["name"], "ignore_auth": False},
            name=name,
            title=name,
            url=str(place),
            source_type="govreport_folder",
            frequency="MANUAL",
            owner_org=owner or organization["id"],
            config=json.dumps(config or {}),
        )
        return Source(made["id"])

    return make


@pytest.fixture
def published() -> Published:
    """Return every report that is active in the database, as package_show gives it, by name."""

    def show() -> list[dict[str, Any]]:
        rows = model.Session.query(model.Package.id).filter_by(type="govreport", state="active")
        return [call_action("package_show", id=row[0]) for row in rows.order_by(model.Package.name)]

    return show


@dataclass
class Site:
    """A web site on this machine: what stands at each path, and what was asked."""

    port: int = 0
    pages: dict[str, bytes] = field(default_factory=dict)
    moved: dict[str, str] = field(default_factory=dict)
    asked: list[tuple[str, int]] = field(default_factory=list)

    def url(self, path: str) -> str:
        """Return the address of a path."""
        return f"http://127.0.0.1:{self.port}{path}"


@pytest.fixture
def site() -> Iterator[Site]:
    """A running web site that knows its pages' versions."""
    here = Site()

    class Handler(http.server.BaseHTTPRequestHandler):
        def log_message(self, *args: Any) -> None:
            pass

        def do_GET(self) -> None:
            page = here.pages.get(self.path)
            tag = f'"{hash(page)}"'
            if self.path in here.moved:
                status, headers, body = 302, {"Location": here.moved[self.path]}, b""
            elif page is None:
                status, headers, body = 404, {}, b""
            elif self.headers.get("If-None-Match") == tag:
                status, headers, body = 304, {}, b""
            else:
                status, headers, body = 200, {"ETag": tag}, page
            here.asked.append((self.path, status))
            self.send_response(status)
            for name, value in headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    here.port = server.server_port
    thread = threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True)
    thread.start()
    yield here
    server.shutdown()
    server.server_close()
    thread.join()
