"""Steps of a run: a progress line with its time for each, and one sentence when one fails."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import Any

__all__ = ["Lanes", "StepFailed", "run", "say", "step", "wait_for"]

_began = time.monotonic()
_printing = threading.Lock()


class StepFailed(Exception):
    """One sentence saying what to do, and the log that says more."""

    def __init__(self, sentence: str, log: Path | None = None) -> None:
        super().__init__(sentence)
        self.log = log

    def __str__(self) -> str:
        return f"{self.args[0]} Log: {self.log}" if self.log else str(self.args[0])


def say(text: str) -> None:
    """Print a progress line with the seconds since the start."""
    with _printing:
        print(f"[{time.monotonic() - _began:6.1f} s] {text}", flush=True)


@contextmanager
def step(title: str) -> Iterator[None]:
    """Print the title and the time taken when the block is done."""
    start = time.monotonic()
    yield
    say(f"{title} ({time.monotonic() - start:.1f} s)")


def run(
    command: Sequence[str | Path],
    log: Path,
    failure: str,
    *,
    env: dict[str, str] | None = None,
    cwd: Path | None = None,
    stdin: str | None = None,
    timeout: float | None = None,
    as_user: dict[str, Any] | None = None,
) -> None:
    """Run a command with its output in a log.

    :raises StepFailed: with ``failure`` as its sentence, or a better one when the log shows a known cause.
    """
    log.parent.mkdir(parents=True, exist_ok=True)
    with log.open("ab") as out:
        out.write(f"$ {' '.join(map(str, command))}\n".encode())
        out.flush()
        began_at = out.tell()
        try:
            done = subprocess.run(
                [str(word) for word in command],
                stdout=out,
                stderr=subprocess.STDOUT,
                stdin=None
                if stdin is None and sys.stdin.isatty()
                else (subprocess.DEVNULL if stdin is None else None),
                input=stdin.encode() if stdin is not None else None,
                env={**os.environ, **(env or {})},
                cwd=cwd,
                timeout=timeout,
                check=False,
                **(as_user or {}),
            )
        except FileNotFoundError as missing:
            raise StepFailed(f"{failure} ({missing.filename} is not there)", log) from None
        except subprocess.TimeoutExpired:
            raise StepFailed(f"{failure} (no end after {timeout:.0f} s)", log) from None
    if done.returncode != 0:
        raise StepFailed(_known_cause(log, began_at) or failure, log)


def _known_cause(log: Path, began_at: int) -> str | None:
    with log.open("rb") as lines:
        lines.seek(began_at)
        text = lines.read().decode("utf-8", "replace")
    if "No space left on device" in text or "Disk quota exceeded" in text:
        return "The disk is full: free some space (3 GB are enough), then run the same command again."
    return None


def wait_for(
    what: str, answers: Callable[[], bool], seconds: float, log: Path, alive: Callable[[], bool]
) -> None:
    """Return when it answers.

    :raises StepFailed: when its process ends, or the time is over.
    """
    deadline = time.monotonic() + seconds
    while not answers():
        if not alive():
            raise StepFailed(f"{what} stopped while starting: the end of its log says why.", log)
        if time.monotonic() > deadline:
            raise StepFailed(
                f"{what} does not answer after {seconds:.0f} s: run the same command again.", log
            )
        time.sleep(0.1)


class Lanes:
    """Steps that run beside each other; a lane may wait for another one."""

    def __init__(self) -> None:
        self._pool = ThreadPoolExecutor(max_workers=8)

    def start(self, work: Callable[..., Any], *args: Any) -> Future[Any]:
        """Start a lane."""
        return self._pool.submit(work, *args)

    def finish(self, *lanes: Future[Any]) -> None:
        """Wait for lanes; the first failure is raised when all have ended."""
        for lane in lanes:
            lane.exception()
        for lane in lanes:
            lane.result()
