"""Work done by processes side by side, any of which may die or hang: one result for each item, in order."""

from __future__ import annotations

import multiprocessing
import signal
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from multiprocessing.connection import Connection, wait
from multiprocessing.context import BaseContext
from multiprocessing.process import BaseProcess
from typing import Any, TypeVar

from .errors import GovReportError

__all__ = ["work_side_by_side"]

T = TypeVar("T")

#: So many items for each process may be done before the one whose turn it is.
AHEAD = 64


@dataclass(slots=True)
class Worker:
    """A process, the line to it, and the item that it has in hand since when."""

    process: BaseProcess
    line: Connection
    at: int | None = None
    since: float = 0.0


def work_side_by_side(
    work: Callable[[str], T],
    items: Sequence[str],
    lost: Callable[[str, GovReportError], T],
    *,
    jobs: int,
    seconds: float,
) -> Iterator[T]:
    """Yield ``work(item)`` of every item, in their order.

    An item that raises, takes more than ``seconds`` or ends its process becomes
    ``lost(item, refusal)`` with ``reader_failed``, ``reader_slow`` or ``reader_lost``;
    a new process takes the next one.
    """
    workers: list[Worker] = []
    done: dict[int, T] = {}
    given = 0
    try:
        for due in range(len(items)):
            while due not in done:
                workers = [worker for worker in workers if worker.process.is_alive() or worker.at is not None]
                idle = [worker for worker in workers if worker.at is None]
                while given < min(len(items), due + AHEAD * jobs) and (idle or len(workers) < jobs):
                    if not idle:
                        idle.append(_start(work, workers))
                        workers += idle
                    _give(idle.pop(), given, items[given])
                    given += 1
                for worker, answer in _answers(workers, seconds):
                    at = worker.at or 0
                    done[at] = lost(items[at], answer) if isinstance(answer, GovReportError) else answer[0]
                    worker.at = None
            yield done.pop(due)
    finally:
        for worker in workers:
            worker.process.kill()


def _start(work: Callable[[str], Any], others: Sequence[Worker]) -> Worker:
    """Return a new process that waits for items."""
    methods = multiprocessing.get_all_start_methods()
    # A copy of this process has everything loaded; elsewhere than on Linux it is not safe to make one.
    context: BaseContext = multiprocessing.get_context("fork" if methods[0] != "spawn" else "spawn")
    here, there = context.Pipe()
    lines = [here, *(worker.line for worker in others)]
    process = context.Process(target=_serve, args=(work, there, lines), daemon=True)  # type: ignore[attr-defined]
    process.start()
    there.close()
    return Worker(process, here)


def _serve(work: Callable[[str], Any], line: Connection, others: Sequence[Connection]) -> None:
    """Answer every item that comes along the line with its result or what it raised, until the line ends."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # who began this process also ends it
    for other in others:
        other.close()
    while True:
        try:
            item = line.recv()
        except EOFError:
            return
        try:
            answer = (work(item), "")
        except Exception as error:
            answer = (None, f"{type(error).__name__}: {error}")
        line.send(answer)


def _give(worker: Worker, at: int, item: str) -> None:
    worker.at, worker.since = at, time.monotonic()
    try:
        worker.line.send(item)
    except OSError:
        return  # It died idle: its line has ended, which is found when answers are waited for.


def _answers(workers: Sequence[Worker], seconds: float) -> Iterator[tuple[Worker, Any]]:
    """Wait until something comes along the lines; yield who answered, and a pair or the refusal."""
    busy = {worker.line: worker for worker in workers if worker.at is not None}
    patience = min(worker.since for worker in busy.values()) + seconds - time.monotonic()
    ready = wait(list(busy), max(patience, 0))
    for line in ready:
        worker = busy[line]  # type: ignore[index]
        try:
            result, failure = worker.line.recv()
        except (EOFError, OSError):
            yield worker, GovReportError("reader_lost", reason=_end(worker))
        else:
            yield worker, GovReportError("reader_failed", reason=failure) if failure else (result,)
    for worker in busy.values():
        if worker.line not in ready and time.monotonic() - worker.since >= seconds:
            _end(worker)
            yield worker, GovReportError("reader_slow", seconds=seconds)


def _end(worker: Worker) -> str:
    """End a process that is of no more use, and return how it ended."""
    worker.process.join(1)
    worker.process.kill()
    worker.process.join()
    code = worker.process.exitcode or 0
    return signal.Signals(-code).name if code < 0 else f"exit status {code}"
