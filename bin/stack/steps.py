"""Steps of a run: a progress line with its time for each, and one sentence when one fails."""

from __future__ import annotations

import errno
import subprocess
import threading
import time
from collections.abc import Callable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from typing import Any

from stack.surroundings import surroundings

__all__ = ["Lanes", "StepFailed", "explain", "run", "say", "timed", "wait_for"]

DISK_FULL = "The disk is full: free some space (3 GB are enough), then run the same command again."

_began = time.monotonic()
_printing = threading.Lock()


class StepFailed(Exception):
    """One sentence saying what to do, and the log that says more."""

    def __init__(self, sentence: str, log: Path | None = None) -> None:
        super().__init__(sentence)
        self.log = log

    def __str__(self) -> str:
        return f"{self.args[0]} Log: {self.log}" if self.log else str(self.args[0])


def explain(problem: OSError) -> str:
    """Return one sentence saying what to do about a file that cannot be written or read."""
    if problem.errno in (errno.ENOSPC, errno.EDQUOT):
        return DISK_FULL
    if problem.errno in (errno.EACCES, errno.EPERM):
        return (
            f"You may not write {problem.filename}: run it as the user who ran it first, or change the owner."
        )
    return f"{problem}."


def say(text: str) -> None:
    """Print a progress line with the seconds since the start."""
    with _printing:
        print(f"[{time.monotonic() - _began:6.1f} s] {text}", flush=True)


def timed(title: str, work: Callable[..., bool], *arguments: Any) -> None:
    """Do a step that returns whether there was something to do; if so print the title and the time taken."""
    began = time.monotonic()
    if work(*arguments):
        say(f"{title} ({time.monotonic() - began:.1f} s)")


def run(
    command: Sequence[str | Path],
    log: Path,
    failure: str,
    *,
    env: dict[str, str] | None = None,
    cwd: Path | None = None,
    text: str = "",
    as_user: dict[str, Any] | None = None,
) -> None:
    """Run a command with its output in a log and a text on its standard input.

    :raises StepFailed: with ``failure`` as its sentence, or a better one when the log shows a known cause.
    """
    words = [str(word) for word in command]
    log.parent.mkdir(parents=True, exist_ok=True)
    with log.open("ab") as out:
        out.write(f"$ {' '.join(words)}\n".encode())
        out.flush()
        began_at = out.tell()
        try:
            done = subprocess.run(
                words,
                stdout=out,
                stderr=subprocess.STDOUT,
                input=text.encode(),
                env=surroundings(env),
                cwd=cwd,
                check=False,
                **(as_user or {}),
            )
        except OSError as problem:
            raise StepFailed(f"{words[0]} cannot be run: {problem.strerror}.", log) from None
    if done.returncode != 0:
        raise StepFailed(_known_cause(log, began_at) or failure, log)


def _known_cause(log: Path, began_at: int) -> str | None:
    with log.open("rb") as lines:
        lines.seek(began_at)
        text = lines.read().decode("utf-8", "replace")
    if "No space left on device" in text or "Disk quota exceeded" in text:
        return DISK_FULL
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
    """Steps that run beside each other; the block ends when all have ended, also after a failure."""

    def __init__(self) -> None:
        self._pool = ThreadPoolExecutor(max_workers=8)

    def __enter__(self) -> Lanes:
        return self

    def __exit__(self, *failure: object) -> None:
        self._pool.shutdown()

    def start(self, work: Callable[..., Any], *arguments: Any) -> Future[Any]:
        """Start a step."""
        return self._pool.submit(work, *arguments)

    def finish(self, *steps: Future[Any]) -> None:
        """Wait for steps, and raise the first failure among them."""
        for step in steps:
            step.result()
