"""Processes side by side: what happens to one item is nobody else's loss."""

from __future__ import annotations

import os
import signal
import time

from ckanext.govreport.core.errors import GovReportError
from ckanext.govreport.core.workers import work_side_by_side


def _work(item: str) -> str:
    if item == "leaves":
        os._exit(3)
    if item == "is killed":
        os.kill(os.getpid(), signal.SIGKILL)
    if item == "needs memory":
        raise MemoryError
    if item == "hangs":
        time.sleep(60)
    return f"{item} done"


def _lost(item: str, error: GovReportError) -> str:
    return f"{item}: {error.code} {error.en}"


def _run(items: list[str], jobs: int = 2, seconds: float = 30) -> list[str]:
    return list(work_side_by_side(_work, items, _lost, jobs=jobs, seconds=seconds))


def test_results_come_in_the_order_of_the_items() -> None:
    items = [str(number) for number in range(300)]
    assert _run(items, jobs=3) == [f"{item} done" for item in items]


def test_an_item_that_ends_its_process_is_lost_alone() -> None:
    answers = _run(["1", "leaves", "2", "is killed", "3"])
    assert [answers[at] for at in (0, 2, 4)] == ["1 done", "2 done", "3 done"]
    assert answers[1].startswith("leaves: reader_lost")
    assert "exit status 3" in answers[1]
    assert "SIGKILL" in answers[3]


def test_one_process_is_enough_to_outlive_every_item() -> None:
    assert [answer.split()[0] for answer in _run(["leaves", "1", "leaves", "leaves", "2"], jobs=1)] == [
        "leaves:",
        "1",
        "leaves:",
        "leaves:",
        "2",
    ]


def test_an_item_that_raises_is_a_refusal_that_says_what() -> None:
    assert _run(["needs memory", "1"]) == [
        "needs memory: reader_failed the reader itself failed on it (MemoryError: ); please report this",
        "1 done",
    ]


def test_an_item_that_takes_too_long_is_given_up() -> None:
    late, done = _run(["hangs", "1"], seconds=0.3)
    assert late == "hangs: reader_slow it was not read within 0.3 seconds and was given up"
    assert done == "1 done"


def test_whoever_stops_listening_leaves_no_process_behind() -> None:
    pids = work_side_by_side(lambda item: str(os.getpid()), ["1", "2", "3"], _lost, jobs=1, seconds=30)
    pid = int(next(pids))
    pids.close()
    os.waitpid(pid, 0)
