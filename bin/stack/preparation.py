"""Servers that run become a portal: CKAN is configured, its tables made, the samples harvested."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable
from typing import Any

from stack import ckan
from stack.places import Place
from stack.record import Record, load_record, save_record
from stack.steps import Lanes, StepFailed, say, timed
from stack.surroundings import surroundings

__all__ = ["ADMIN", "prepare"]

ADMIN = "admin"
_ORGANIZATION = {"name": "disclosure-reports", "title": "政府信息公开工作年度报告"}
_SOURCE = {
    "name": "sample-reports",
    "title": "示例年度报告",
    "url": str(ckan.SAMPLES / "manifest.csv"),
    "source_type": "govreport_folder",
    "frequency": "MANUAL",
}


def prepare(place: Place) -> Record:
    """Make CKAN ready, start its processes, harvest new samples, and return the record of it."""
    last, now = load_record(place), Record.now(place, {})
    if last.fingerprint != now.fingerprint:
        for process in (ckan.web(place), ckan.workers(place)):  # they have loaded older code
            process.stop()
    ckan.make_ini(place)
    ckan.grant_datastore(place)
    with Lanes() as lanes:

        def start_ckan() -> None:
            ckan.start_workers(place)
            lanes.start(timed, "web server", ckan.start_web, place)

        outcome = _run_inside(place, harvest=last.samples != now.samples, when_ready=start_ckan)
    ckan.start_web(place)
    # What was refused is tried again at the next start.
    complete = not (outcome["errors"] or outcome["gather_errors"])
    record = Record(now.fingerprint, now.samples if complete else "", outcome)
    save_record(place, record)
    return record


def _run_inside(place: Place, harvest: bool, when_ready: Callable[[], None]) -> dict[str, Any]:
    """Run inside/prepare.py, print its steps, and return its outcome."""
    log = place.log("prepare")
    with log.open("ab") as errors:
        program = subprocess.Popen(
            [place.python, ckan.INSIDE / "prepare.py", place.ini],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=errors,
            env=surroundings(),
            text=True,
        )
        assert program.stdin
        assert program.stdout
        program.stdin.write(json.dumps(_order(place, harvest)))
        program.stdin.close()
        for line in program.stdout:
            answer = json.loads(line)
            say(f"{answer['step']} ({answer['seconds']:.1f} s)")
            if answer.get("ready"):
                when_ready()
            if "outcome" in answer:
                return dict(answer["outcome"])
    raise StepFailed(
        "CKAN could not be made ready: the end of the log says why; then run bin/portal again.", log
    )


def _order(place: Place, harvest: bool) -> dict[str, Any]:
    return {
        "settings": ckan.settings(place),
        "admin": {"name": ADMIN, "email": "admin@example.org", "password": place.secret("admin")},
        "organization": _ORGANIZATION,
        "source": _SOURCE,
        "harvest": harvest,
    }
