"""What a portal does in the background, in one program so that CKAN is loaded once: `workers.py INI LOGS`.

Its children are ckanext-harvest's two consumers, its clock, and the worker of CKAN's background jobs. One
that dies (its Redis or PostgreSQL may have been away) is started again.
"""

from __future__ import annotations

import ctypes
import os
import signal
import sys
import time
from collections.abc import Callable
from logging.config import fileConfig
from pathlib import Path
from types import FrameType

import sqlalchemy as sa
from ckan import model
from ckan.cli import CKANConfigLoader
from ckan.config.middleware import make_app
from ckan.lib import jobs
from ckanext.harvest import utils as harvest
from ckanext.harvest.model import HarvestJob, HarvestObject
from connections import forget

# How often we look for a job to finish. All else that `ckan harvester run` does is done as seldom as by a
# crontab: it sends every waiting object again, also those which a gatherer at work is about to send itself.
TICK = 2.0
SCHEDULE = 300.0
# A child that dies at once is not started again at once.
PAUSE = 3.0
_PR_SET_PDEATHSIG = 1


def keep_time() -> None:
    """Do what `ckan harvester run` does: finish jobs, send lost objects again, start what is due."""
    last = time.monotonic()
    while True:
        if _find_finished() or time.monotonic() - last > SCHEDULE:
            harvest.run_harvester()
            last = time.monotonic()
        model.Session.remove()
        time.sleep(TICK)


def _find_finished() -> bool:
    """Return whether a job has nothing left to do but is not marked so."""
    at_work = sa.exists().where(
        HarvestObject.harvest_job_id == HarvestJob.id, HarvestObject.state.not_in(["COMPLETE", "ERROR"])
    )
    jobs = model.Session.query(HarvestJob).filter(
        HarvestJob.status == "Running", HarvestJob.gather_finished.is_not(None)
    )
    return jobs.filter(~at_work).count() > 0


def work_jobs() -> None:
    """Do what `ckan jobs worker` does."""
    jobs.Worker().work()


CHILDREN: dict[str, Callable[[], None]] = {
    "gather": harvest.gather_consumer,
    "fetch": harvest.fetch_consumer,
    "clock": keep_time,
    "jobs": work_jobs,
}


def main(ini: str, logs: Path) -> None:
    """Run the children until a signal says stop."""
    fileConfig(ini, disable_existing_loggers=False)
    make_app(CKANConfigLoader(ini).get_config())
    running: dict[int, str] = {}

    def stop(number: int, frame: FrameType | None) -> None:
        for pid in running:
            os.kill(pid, signal.SIGTERM)
        sys.exit(0)

    signal.signal(signal.SIGTERM, stop)
    for name in CHILDREN:
        running[_start(name, logs)] = name
    while True:
        pid, status = os.wait()
        name = running.pop(pid)
        print(f"{name} ended with {status}, it is started again", flush=True)
        time.sleep(PAUSE)
        running[_start(name, logs)] = name


def _start(name: str, logs: Path) -> int:
    pid = os.fork()
    if pid:
        return pid
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    # A child must not outlive its parent: it would go on with old code.
    ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
    out = os.open(logs / f"{name}.log", os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o644)
    for stream in (1, 2):
        os.dup2(out, stream)
    try:
        forget()
        CHILDREN[name]()
    except BaseException:
        sys.excepthook(*sys.exc_info())
    finally:
        os._exit(1)


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]))
