"""Debian packages: what a step needs from the machine, installed when it is missing."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from stack.locks import locked
from stack.steps import StepFailed, run

__all__ = ["JAVA", "PYTHON", "STORES", "TESTS", "check_disk", "install"]

# psycopg2 has no Linux wheel, so it is compiled; CKAN loads libmagic.
PYTHON = ("python3-venv", "python3-dev", "gcc", "libpq-dev", "libmagic1", "ca-certificates")
JAVA = ("default-jre-headless", "maven")
STORES = ("postgresql", "redis-server")
# A browser that can show Chinese, and what the examples of the README call.
TESTS = ("chromium", "chromium-driver", "fonts-noto-cjk", "curl")
_ROOM = 3 * 10**9
_APT = ("apt-get", "-o", "DPkg::Lock::Timeout=300")


def install(packages: Sequence[str], log: Path) -> bool:
    """Install the packages that are missing and return whether there were any.

    :raises StepFailed: without the right to install, without a network, or on another kind of system.
    """
    if not _find_missing(packages):
        return False
    with locked("apt"):
        if missing := _find_missing(packages):
            _install_missing(missing, log)
    return bool(missing)


def _install_missing(missing: Sequence[str], log: Path) -> None:
    root = [*_as_root(missing), "env", "DEBIAN_FRONTEND=noninteractive"]
    failure = (
        f"Debian packages could not be installed ({' '.join(missing)}): "
        "check the network and the sources of apt, then run the same command again."
    )
    run([*root, "dpkg", "--configure", "-a"], log, failure)  # an earlier run may have been interrupted
    run([*root, *_APT, "update", "-q"], log, failure)
    run([*root, *_APT, "install", "-q", "-y", "--no-install-recommends", *missing], log, failure)


def check_disk(folder: Path) -> None:
    """Return when there is room for an installation.

    :raises StepFailed: when there is not.
    """
    existing = next(path for path in (folder, *folder.parents) if path.exists())
    if (free := shutil.disk_usage(existing).free) < _ROOM:
        raise StepFailed(f"Only {free / 1e9:.1f} GB are free on the disk of {existing}: make room for 3 GB.")


def _find_missing(packages: Sequence[str]) -> list[str]:
    if shutil.which("dpkg-query") is None or shutil.which("apt-get") is None:
        raise StepFailed(
            f"This command installs with apt, which is not here: use Debian 12 with {', '.join(packages)}."
        )
    asked = subprocess.run(
        ["dpkg-query", "-W", "-f", "${Package} ${db:Status-Status}\n", *packages],
        capture_output=True,
        text=True,
        check=False,
    )
    there = {line.split()[0] for line in asked.stdout.splitlines() if line.endswith(" installed")}
    return [name for name in packages if name not in there]


def _as_root(missing: Sequence[str]) -> list[str]:
    """Return what goes before a command for root to run it; only a terminal can be asked for a password."""
    if os.geteuid() == 0:
        return []
    terminal = sys.stdin.isatty()
    sudo = ["sudo"] if terminal else ["sudo", "-n"]
    if shutil.which("sudo"):
        asked = subprocess.run([*sudo, "true"], capture_output=not terminal, check=False)
        if asked.returncode == 0:
            return sudo
    raise StepFailed(
        "Packages are missing and you may not install them (you are not root, and sudo does not let you): "
        f"ask for `apt-get install --no-install-recommends {' '.join(missing)}`, then run it again."
    )
