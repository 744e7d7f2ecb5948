"""Python environments, made by uv (which comes from PyPI) from the pins in versions.toml."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from stack.locks import locked
from stack.places import CACHE, CLONE
from stack.steps import run
from stack.versions import PINS, pin

__all__ = ["FAILED", "make_venv"]

UV_HOME = CACHE / "uv-home"
FAILED = (
    "Python packages could not be installed: check the network (or the index set in pip.conf), "
    "then run the same command again; it goes on where it stopped."
)


def make_venv(venv: Path, packages: Sequence[str], log: Path) -> bool:
    """Make an environment with these packages and this project, and return whether there was work to do."""
    stamp = venv / ".complete"
    digest = hashlib.sha256("\n".join([*packages, *_project_files()]).encode()).hexdigest()
    with locked(f"venv-{venv.parent.name}"):
        if stamp.exists() and stamp.read_text() == digest:
            return False
        stamp.unlink(missing_ok=True)
        _fill(venv, packages, log)
        stamp.write_text(digest)
    return True


def _fill(venv: Path, packages: Sequence[str], log: Path) -> None:
    with locked("uv"):
        uv = _find_uv(log)
    env = _uv_environment()
    if not (venv / "bin" / "python").exists():
        shutil.rmtree(venv, ignore_errors=True)
        run([uv, "venv", "--quiet", "--python", sys.executable, venv], log, FAILED, env=env)
    install = [uv, "pip", "install", "--python", venv / "bin" / "python"]
    run([*install, "--compile-bytecode", *packages, "-r", CLONE / "requirements.txt"], log, FAILED, env=env)
    with locked("project"):  # setuptools writes into the clone while it builds
        run([*install, "--no-deps", "--editable", CLONE], log, FAILED, env=env)


def _project_files() -> list[str]:
    return [(CLONE / name).read_text("utf-8") for name in ("pyproject.toml", "requirements.txt", "setup.py")]


def _find_uv(log: Path) -> Path:
    uv = UV_HOME / "bin" / "uv"
    stamp = UV_HOME / ".complete"
    if not (stamp.exists() and stamp.read_text() == PINS["installer"]["uv"]):
        shutil.rmtree(UV_HOME, ignore_errors=True)
        run(
            [sys.executable, "-m", "venv", UV_HOME],
            log,
            "python3 -m venv failed: is the package python3-venv there?",
        )
        pip = [UV_HOME / "bin" / "python", "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
        run([*pip, *pin("installer")], log, FAILED)
        stamp.write_text(PINS["installer"]["uv"])
    return uv


def _uv_environment() -> dict[str, str]:
    """Return what uv must know: our cache, the machine's certificates, and what pip's configuration says."""
    env = {
        "UV_CACHE_DIR": str(CACHE / "uv"),
        "UV_NO_PROGRESS": "1",
        "UV_PYTHON_DOWNLOADS": "never",
        "UV_SYSTEM_CERTS": "1",
    }
    asked = subprocess.run(
        [UV_HOME / "bin" / "python", "-m", "pip", "config", "list"],
        capture_output=True,
        text=True,
        check=False,
    )
    settings = dict(line.split("=", 1) for line in asked.stdout.splitlines() if "=" in line)
    for pip_name, uv_name in (
        ("index-url", "UV_DEFAULT_INDEX"),
        ("extra-index-url", "UV_INDEX"),
        ("cert", "SSL_CERT_FILE"),
    ):
        for scope in (":env:", "user", "global", "site"):
            if value := settings.get(f"{scope}.{pip_name}", "").strip("'\""):
                env.setdefault(uv_name, value)
    return {name: value for name, value in env.items() if name not in os.environ}
