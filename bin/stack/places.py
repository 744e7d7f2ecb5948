"""Where one stack (a portal or a test stack of one CKAN release) keeps its files and which ports it uses."""

from __future__ import annotations

import json
import os
import secrets
import shutil
from dataclasses import dataclass
from pathlib import Path

from stack.steps import StepFailed
from stack.versions import RELEASES

CLONE = Path(__file__).resolve().parents[2]
ROOT = CLONE / ".portal"
CACHE = ROOT / "cache"
DEFAULT_PORT_BASE = 5700

__all__ = ["CACHE", "CLONE", "DEFAULT_PORT_BASE", "ROOT", "Place"]


@dataclass(frozen=True)
class Place:
    """One stack: its folder, its ports, its secrets."""

    release: str
    for_tests: bool = False

    @property
    def name(self) -> str:
        """The folder's name under ``.portal``."""
        return f"test-{self.release}" if self.for_tests else self.release

    @property
    def folder(self) -> Path:
        """Everything that this stack writes is below it."""
        return ROOT / self.name

    @property
    def venv(self) -> Path:
        """The Python environment with CKAN."""
        return self.folder / "venv"

    @property
    def python(self) -> Path:
        """That environment's Python."""
        return self.venv / "bin" / "python"

    @property
    def ini(self) -> Path:
        """CKAN's configuration."""
        return self.folder / "ckan.ini"

    def log(self, name: str) -> Path:
        """Return the path of a log."""
        return self.folder / "logs" / f"{name}.log"

    @property
    def port_base(self) -> int:
        """The first port of all stacks, as set now or at the last start."""
        text = os.environ.get("GOVREPORT_PORT_BASE") or self._kept_base() or str(DEFAULT_PORT_BASE)
        if not text.isdigit() or not 1024 <= int(text) <= 65000:
            raise StepFailed(f"GOVREPORT_PORT_BASE is {text!r}: set it to a number from 1024 to 65000.")
        return int(text)

    def port(self, service: str) -> int:
        """Return the port of ``web``, ``postgres``, ``redis`` or ``solr``."""
        block = RELEASES.index(self.release) + (len(RELEASES) if self.for_tests else 0)
        return self.port_base + 10 * block + ("web", "postgres", "redis", "solr").index(service)

    def moves(self) -> bool:
        """Return whether other ports are wanted than those of the last start."""
        return self._kept_base() not in ("", str(self.port_base))

    def keep_ports(self) -> None:
        """Use the same ports the next time, also when nothing is set then."""
        base = str(self.port_base)
        self._port_file.parent.mkdir(parents=True, exist_ok=True)
        self._port_file.write_text(base)

    @property
    def _port_file(self) -> Path:
        return self.folder / "run" / "port-base"

    def _kept_base(self) -> str:
        return self._port_file.read_text() if self._port_file.exists() else ""

    def url(self, service: str, path: str = "") -> str:
        """Return the address of a service."""
        return f"http://127.0.0.1:{self.port(service)}{path}"

    def secret(self, name: str) -> str:
        """Return a password, made at random when first asked for and kept readable to its owner only."""
        file = self.folder / "secrets.json"
        known: dict[str, str] = json.loads(file.read_text()) if file.exists() else {}
        if name not in known:
            known[name] = secrets.token_urlsafe(12)
            file.parent.mkdir(parents=True, exist_ok=True)
            new = file.with_suffix(".new")
            with os.fdopen(os.open(new, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as out:
                json.dump(known, out)
            new.rename(file)
        return known[name]

    def drop_data(self) -> None:
        """Delete all files of the stack but its downloads and the lock of whoever deletes them."""
        for path in self.folder.iterdir() if self.folder.exists() else ():
            if path.name not in ("venv", "lock"):
                shutil.rmtree(path) if path.is_dir() else path.unlink()
