"""`govreport push`: read here, published there over HTTP."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from ckan import model
from ckan.tests import factories
from werkzeug.serving import make_server

from ckanext.govreport.catalogue.resources import find_resource
from ckanext.govreport.core.cli import main
from tests.plugin.conftest import PLAIN, SAMPLES, WRONG

pytestmark = pytest.mark.usefixtures("portal")

HINTS = ("--year", "2021", "--agency", "新乡市牧野区政务服务和大数据管理局")


@pytest.fixture
def push(app: Any, tmp_path: Path, capsys: Any, monkeypatch: Any) -> Iterator[Any]:
    """Push files to a web server of this portal and return the exit status and the lines printed."""
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    server = make_server("127.0.0.1", 0, app.flask_app, threaded=True)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()

    def call(*files: Path, token: str, options: tuple[str, ...] = ()) -> tuple[int, list[str]]:
        (tmp_path / "token").write_text(f"{token}\n")
        address = ["--url", f"http://127.0.0.1:{server.server_port}", "--token-file", str(tmp_path / "token")]
        status = main(["push", *map(str, files), *address, "--lang", "en", *options])
        model.Session.remove()
        return status, capsys.readouterr().out.splitlines()

    yield call
    server.shutdown()
    thread.join()
    server.server_close()


def test_files_are_published_once_and_the_refused_named(push, datasets):
    token = factories.SysadminWithToken()["token"]
    files = (SAMPLES / PLAIN, SAMPLES / "bad" / "empty.html", SAMPLES / WRONG)
    status, lines = push(*files, token=token)
    assert status == 1
    assert [line.split()[0] for line in lines] == ["created", "refused", "created", "2"]
    assert "the file is empty" in lines[1]
    addresses = {line.split()[-1].rsplit("/", 1)[-1] for line in (lines[0], lines[2])}
    assert addresses == {dataset["name"] for dataset in datasets()}
    status, lines = push(SAMPLES / PLAIN, token=token)
    assert (status, lines[-1]) == (0, "1 unchanged")


def test_a_token_that_may_not_publish_is_said_to_be_so(push, datasets, ckan_config):
    ckan_config["ckan.auth.user_create_organizations"] = False
    ckan_config["ckan.auth.create_unowned_dataset"] = False
    status, lines = push(SAMPLES / PLAIN, token=factories.UserWithToken()["token"])
    assert (status, lines[0].split()[0]) == (1, "refused")
    assert datasets() == []


def test_what_the_portal_says_against_it_is_said_once(push, tmp_path, datasets):
    text = (SAMPLES / "muye_data_bureau_2021.txt").read_text(encoding="utf-8").replace("2021", "本")
    (tmp_path / "report.txt").write_text(text, encoding="utf-8")
    token = factories.SysadminWithToken()["token"]
    status, lines = push(tmp_path / "report.txt", token=token)
    assert status == 1
    assert lines[0].count("pass year") == 1
    status, lines = push(tmp_path / "report.txt", token=token, options=HINTS)
    assert (status, lines[-1]) == (0, "1 created")
    (dataset,) = datasets()
    assert find_resource(dataset, "original")["source_year"] == 2021
