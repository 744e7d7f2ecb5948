"""A real server and a real browser."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from selenium import webdriver
from selenium.webdriver.chrome.service import Service

from tests.plugin.library import library

__all__ = ["browser", "library", "phone", "server"]

INI = Path(__file__).parents[3] / "test.ini"
FLAGS = (
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a CKAN that serves what the tests publish."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    address = f"http://127.0.0.1:{port}"
    log = tmp_path_factory.mktemp("server") / "log"
    command = [Path(sys.executable).with_name("ckan"), "-c", INI, "run", "-H", "127.0.0.1", "-p", str(port)]
    with log.open("wb") as out:
        process = subprocess.Popen(
            [*command, "--disable-reloader"],
            env=os.environ | {"CKAN_SITE_URL": address},
            stdout=out,
            stderr=subprocess.STDOUT,
        )
        try:
            _wait(address, process, log)
            yield address
        finally:
            process.terminate()
            process.wait(timeout=30)


def _wait(address: str, process: subprocess.Popen[Any], log: Path) -> None:
    until = time.monotonic() + 120
    while time.monotonic() < until and process.poll() is None:
        try:
            urllib.request.urlopen(f"{address}/api/3/action/status_show", timeout=30).close()
        except OSError:
            time.sleep(0.3)
        else:
            return
    raise RuntimeError(f"the server does not answer:\n{log.read_text(errors='replace')[-3000:]}")


@pytest.fixture
def browser() -> Iterator[Any]:
    """A browser on a desk."""
    yield from _open([*FLAGS, "--window-size=1280,1000"])


@pytest.fixture
def phone() -> Iterator[Any]:
    """A browser as narrow as a telephone."""
    yield from _open(list(FLAGS), {"deviceMetrics": {"width": 390, "height": 844, "pixelRatio": 1.0}})


def _open(flags: list[str], device: dict[str, Any] | None = None) -> Iterator[Any]:
    options = webdriver.ChromeOptions()
    options.binary_location = "/usr/bin/chromium"
    options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
    for flag in flags:
        options.add_argument(flag)
    if device:
        options.add_experimental_option("mobileEmulation", device)
    driver = webdriver.Chrome(options=options, service=Service("/usr/bin/chromedriver"))
    try:
        yield driver
    finally:
        driver.quit()
