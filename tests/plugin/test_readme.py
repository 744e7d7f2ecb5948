"""The README's examples of the API run as they stand, against a portal with the sample reports."""

from __future__ import annotations

import csv
import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import ckan.plugins.toolkit as tk
import pytest
from ckan import model
from werkzeug.datastructures import FileStorage

from tests.readme import ADDRESS, ROOT, Example, examples

SAMPLES = ROOT / "tests" / "samples"
PATIENCE = 60.0
#: A portal of our own is asked without a proxy; a refused example ends like a failed command.
CURL = "silent\nshow-error\nfail-with-body\nnoproxy = *\n"


def of_the_portal() -> list[Example]:
    text = (ROOT / "README.md").read_text("utf-8")
    return [example for example in examples(text) if example.needs_portal]


@pytest.fixture
def filled(sysadmin: str) -> str:
    """Publish every sample as ``bin/portal`` has them; return an API token of the administrator."""
    with (SAMPLES / "manifest.csv").open(encoding="utf-8", newline="") as file:
        names = [row["file"] for row in csv.DictReader(file)]
    for name in names:
        with (SAMPLES / name).open("rb") as file:
            upload = FileStorage(file, filename=name)
            tk.get_action("govreport_report_publish")({"user": sysadmin}, {"upload": upload})
    token = tk.get_action("api_token_create")({"user": sysadmin}, {"user": sysadmin, "name": "examples"})
    model.Session.remove()
    return str(token["token"])


@pytest.fixture
def server(filled: str, tmp_path: Path) -> Iterator[str]:
    """Return the address of a web server of CKAN that serves the portal of the test."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    address = f"http://127.0.0.1:{port}"
    ckan = Path(sys.executable).with_name("ckan")
    command = [ckan, "-c", ROOT / "test.ini", "run", "--host", "127.0.0.1", "--port", str(port)]
    log = tmp_path / "server.log"
    with log.open("w") as output:
        process = subprocess.Popen(
            [*command, "--disable-reloader"],
            env={**os.environ, "CKAN_SITE_URL": address},
            stdout=output,
            stderr=output,
        )
        try:
            wait(address, process, log)
            yield address
        finally:
            process.terminate()
            process.wait(20)


def wait(address: str, process: subprocess.Popen[bytes], log: Path) -> None:
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline and process.poll() is None:
        try:
            with opener.open(f"{address}/api/3/action/status_show", timeout=PATIENCE):
                return
        except OSError:
            time.sleep(0.2)
    pytest.fail(f"CKAN's web server did not answer:\n{log.read_text()[-2000:]}")


def test_every_example_of_the_api_prints_what_the_readme_says(
    server: str, filled: str, tmp_path: Path
) -> None:
    here = tmp_path / "clone"
    (here / "tests").mkdir(parents=True)
    (here / "tests" / "samples").symlink_to(SAMPLES)
    (here / "token").write_text(f"{filled}\n")
    (here / ".curlrc").write_text(CURL)
    env = {
        **os.environ,
        "PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}",
        "CURL_HOME": str(here),
        "NO_PROXY": "127.0.0.1",
        "no_proxy": "127.0.0.1",
    }
    for example in of_the_portal():
        ran = subprocess.run(
            example.command(sys.executable, server),
            cwd=here,
            env=env,
            capture_output=True,
            text=True,
            check=False,
        )
        assert ran.returncode == 0, f"{example.code}\n{ran.stdout}\n{ran.stderr}"
        example.check(ran.stdout.replace(server, ADDRESS))


def test_the_readme_shows_curl_and_ckanapi() -> None:
    code = "\n".join(example.code for example in of_the_portal())
    assert all(word in code for word in ("curl", "RemoteCKAN", "ckanapi action", "govreport push"))
