"""Background processes: started once, known by a pid file, stopped by the signal that suits them."""

from __future__ import annotations

import contextlib
import os
import signal
import socket
import subprocess
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from stack.places import Place
from stack.steps import StepFailed
from stack.surroundings import surroundings

__all__ = ["Process", "check_port"]


@dataclass(frozen=True)
class Process:
    """A background process of a stack."""

    place: Place
    name: str
    stop_signal: signal.Signals = signal.SIGTERM
    grace: float = 20.0
    as_user: dict[str, Any] = field(default_factory=dict)

    @property
    def log(self) -> Path:
        """What it prints."""
        return self.place.log(self.name)

    @property
    def pid_file(self) -> Path:
        """Holds the pid and, against pids that are used again, the time it started."""
        return self.place.folder / "run" / f"{self.name}.pid"

    def pid(self) -> int | None:
        """Return the pid while it runs."""
        try:
            pid, started = self.pid_file.read_text().split()
        except (OSError, ValueError):
            return None
        return int(pid) if _started_at(int(pid)) == started else None

    def alive(self) -> bool:
        """Return whether it runs."""
        return self.pid() is not None

    def start(
        self, command: Sequence[str | Path], env: dict[str, str] | None = None, cwd: Path | None = None
    ) -> None:
        """Start it; a log that has grown large is put aside first."""
        for folder in (self.log.parent, self.pid_file.parent):
            folder.mkdir(parents=True, exist_ok=True)
        if self.log.exists() and self.log.stat().st_size > 20_000_000:
            self.log.replace(self.log.with_suffix(".log.1"))
        try:
            with self.log.open("ab") as out:
                started = subprocess.Popen(
                    [str(word) for word in command],
                    stdin=subprocess.DEVNULL,
                    stdout=out,
                    stderr=subprocess.STDOUT,
                    start_new_session=True,
                    env=surroundings(env),
                    cwd=cwd or self.place.folder,
                    **self.as_user,
                )
        except OSError as problem:
            raise StepFailed(f"{self.name} cannot be started: {problem}.", self.log) from None
        self.pid_file.write_text(f"{started.pid} {_started_at(started.pid)}")

    def stop(self) -> bool:
        """Stop it and return whether it was running."""
        pid = self.pid()
        if pid is not None:
            _signal(pid, self.stop_signal)
            deadline = time.monotonic() + self.grace
            while self.alive():
                if time.monotonic() > deadline:
                    _signal(pid, signal.SIGKILL)
                time.sleep(0.05)
        self.pid_file.unlink(missing_ok=True)
        return pid is not None


def _signal(pid: int, which: signal.Signals) -> None:
    with contextlib.suppress(ProcessLookupError):
        os.kill(pid, which)


def _started_at(pid: int) -> str | None:
    """Return the start time of a process in clock ticks; a zombie counts as gone."""
    with contextlib.suppress(ChildProcessError, OSError):
        os.waitpid(pid, os.WNOHANG)
    try:
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return None
    return None if fields[0] == "Z" else fields[19]


def check_port(port: int, what: str) -> None:
    """Return when the port is free.

    :raises StepFailed: when somebody else listens there.
    """
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            raise StepFailed(
                f"Port {port} for {what} is taken by another program: stop that program, "
                f"or choose other ports with GOVREPORT_PORT_BASE={port // 100 * 100 + 1000}."
            ) from None
