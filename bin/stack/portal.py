"""The command bin/portal: one running CKAN portal with the sample reports harvested."""

from __future__ import annotations

import fcntl
import hashlib
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from stack import ckan, machine, postgres, redis, solr
from stack.places import CLONE, ROOT, Place
from stack.processes import Process, check_port
from stack.steps import Lanes, StepFailed, say, step
from stack.venv import make_venv
from stack.versions import DEFAULT_RELEASE, FILE, RELEASES, find_release, pin

__all__ = ["main"]

HELP = f"""usage: bin/portal [COMMAND]

  (none)         install what is missing, start the portal, harvest the sample reports, say where it is
  status         what runs (exit status 1 when not everything does)
  down           stop the portal; its data stays
  logs [NAME]    the end of each log, or all of one: web, workers, gather, fetch, clock, jobs, solr, ...
  reset          stop it and delete its databases, index, files and password; downloads stay
  help           this text

CKAN_VERSION=2.11.6 bin/portal   the same with another CKAN ({", ".join(RELEASES)}), beside the first
GOVREPORT_PORT_BASE=6700         other ports than 5700 and the following
Everything it makes is under .portal; everything listens on 127.0.0.1.
"""

ADMIN = "admin"
ORGANIZATION = {"name": "disclosure-reports", "title": "政府信息公开工作年度报告"}
SOURCE = {
    "name": "sample-reports",
    "title": "示例年度报告",
    "url": str(ckan.SAMPLES),
    "source_type": "govreport_folder",
    "frequency": "MANUAL",
}


def main() -> int:
    """Do what the command line asks for and return the exit status."""
    name, *rest = sys.argv[1:] or ["up"]
    if name not in _COMMANDS:
        print(HELP)
        return 0 if name in ("help", "-h", "--help") else 2
    try:
        place = Place(find_release(os.environ.get("CKAN_VERSION") or DEFAULT_RELEASE))
        return _COMMANDS[name](place, rest)
    except StepFailed as failure:
        print(f"bin/portal stopped: {failure}", file=sys.stderr)
    except KeyboardInterrupt:
        print("bin/portal was interrupted: run it again to go on.", file=sys.stderr)
    return 1


def _up(place: Place, arguments: Sequence[str]) -> int:
    with _alone(place):
        record = _read_record(place)
        is_new = record.get("fingerprint") != _fingerprint(place)
        if is_new or not all(process.alive() for process in _processes(place)):
            _check_ports(place)
            _install(place)
            record = _bring_up(place, record)
        _print_report(place, record)
    return 0


def _install(place: Place) -> None:
    """Have packages, the environment and Solr's jars there, and the servers running."""
    machine.check_disk(ROOT)
    lanes = Lanes()
    with step("Debian packages to build with"):
        machine.install(machine.PYTHON, place.log("apt"))
    environment = lanes.start(_make_environment, place)
    with step("Debian packages of the servers"):
        machine.install(machine.SERVERS, place.log("apt"))
    database = lanes.start(_start, "PostgreSQL", place, postgres)
    queue = lanes.start(_start, "Redis", place, redis)
    jars = lanes.start(_fetch_jars, place)
    lanes.finish(environment, jars)
    lanes.finish(lanes.start(_start, "Solr", place, solr), lanes.start(ckan.make_ini, place), database, queue)


def _make_environment(place: Place) -> None:
    with step(f"CKAN {place.release} and its extensions"):
        make_venv(place.venv, [f"ckan[requirements]=={place.release}", *pin("portal")], place.log("packages"))


def _fetch_jars(place: Place) -> None:
    with step("Solr's jars"):
        solr.fetch_jars(place.log("solr-jars"))


def _start(title: str, place: Place, server: Any) -> None:
    with step(title):
        server.start(place)


def _bring_up(place: Place, record: dict[str, Any]) -> dict[str, Any]:
    """Prepare CKAN and start it; processes of older code are replaced."""
    fingerprint, samples = _fingerprint(place), _digest(ckan.SAMPLES)
    for process in (ckan.web(place), ckan.workers(place)):
        if record.get("fingerprint") != fingerprint:
            process.stop()
    ckan.grant_datastore(place)
    lanes = Lanes()
    started = []

    def start_ckan() -> None:
        ckan.start_workers(place)
        started.append(lanes.start(_start_web, place))

    outcome = _prepare(place, record.get("samples") != samples, start_ckan)
    lanes.finish(*started)
    record = {"fingerprint": fingerprint, "samples": samples, "outcome": outcome}
    _record_file(place).write_text(json.dumps(record, ensure_ascii=False, indent=1))
    return record


def _start_web(place: Place) -> None:
    with step("web server"):
        ckan.start_web(place)


def _prepare(place: Place, harvest: bool, when_ready: Any) -> dict[str, Any]:
    """Run prepare.py, print its steps, and return its outcome."""
    order = {
        "settings": ckan.settings(place),
        "admin": {"name": ADMIN, "email": "admin@example.org", "password": place.secret("admin")},
        "organization": ORGANIZATION,
        "source": SOURCE,
        "harvest": harvest,
    }
    log = place.log("prepare")
    log.parent.mkdir(parents=True, exist_ok=True)
    with log.open("ab") as errors:
        program = subprocess.Popen(
            [place.python, ckan.INSIDE / "prepare.py", place.ini],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=errors,
            text=True,
        )
        assert program.stdin
        assert program.stdout
        program.stdin.write(json.dumps(order))
        program.stdin.close()
        for line in program.stdout:
            answer = json.loads(line)
            if "outcome" in answer:
                say(f"harvest of the samples ({answer['seconds']:.1f} s)")
                return dict(answer["outcome"])
            say(f"{answer['step']} ({answer['seconds']:.1f} s)")
            if answer.get("ready"):
                when_ready()
    raise StepFailed(
        "CKAN could not be prepared: the end of the log says why; then run bin/portal again.", log
    )


def _check_ports(place: Place) -> None:
    for service, process in _services(place).items():
        if not process.alive():
            check_port(place.port(service), service)


def _services(place: Place) -> dict[str, Process]:
    return {
        "postgres": postgres.process(place),
        "redis": redis.process(place),
        "solr": solr.process(place),
        "web": ckan.web(place),
    }


def _processes(place: Place) -> list[Process]:
    return [*_services(place).values(), ckan.workers(place)]


def _status(place: Place, arguments: Sequence[str]) -> int:
    for process in _processes(place):
        state = f"runs, pid {process.pid()}" if process.alive() else "does not run"
        port = f"  port {place.port(process.name)}" if process.name in _services(place) else ""
        print(f"{process.name:10} {state}{port}")
    if not all(process.alive() for process in _processes(place)):
        return 1
    _print_report(place, _read_record(place))
    return 0


def _down(place: Place, arguments: Sequence[str]) -> int:
    with _alone(place):
        for process in reversed(_processes(place)):
            if process.stop():
                say(f"{process.name} stopped")
    return 0


def _reset(place: Place, arguments: Sequence[str]) -> int:
    _down(place, [])
    postgres.drop_cluster(place)
    if place.folder.exists():
        for path in place.folder.iterdir():
            if path.name in ("venv", "lock"):
                continue
            shutil.rmtree(path) if path.is_dir() else path.unlink()
    say(f"the data of CKAN {place.release} is deleted; `rm -r .portal` deletes the downloads too")
    return 0


def _logs(place: Place, arguments: Sequence[str]) -> int:
    for name in arguments or sorted(path.stem for path in place.log("x").parent.glob("*.log")):
        if not place.log(name).exists():
            raise StepFailed(f"There is no log {name!r} in {place.log(name).parent}.")
        lines = place.log(name).read_text("utf-8", "replace").splitlines()
        print(f"==> {place.log(name)}")
        print("\n".join(lines if arguments else lines[-8:]), end="\n\n")
    return 0


_COMMANDS = {"up": _up, "status": _status, "down": _down, "reset": _reset, "logs": _logs}


@contextmanager
def _alone(place: Place) -> Iterator[None]:
    place.folder.mkdir(parents=True, exist_ok=True)
    with (place.folder / "lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise StepFailed(
                "Another bin/portal is at work on this portal: wait until it has ended."
            ) from None
        yield


def _fingerprint(place: Place) -> str:
    """Return what changes when the portal has to be made ready again: code, versions, ports."""
    parts = [_digest(CLONE / "ckanext"), _digest(FILE.parent), str(place.port("web"))]
    return hashlib.sha256("".join(parts).encode()).hexdigest()


def _digest(folder: Any) -> str:
    seen = hashlib.sha256()
    for path in sorted(folder.rglob("*")):
        if path.is_file() and "__pycache__" not in path.parts:
            seen.update(f"{path} {path.stat().st_mtime_ns} {path.stat().st_size}\n".encode())
    return seen.hexdigest()


def _record_file(place: Place) -> Any:
    return place.folder / "portal.json"


def _read_record(place: Place) -> dict[str, Any]:
    try:
        return dict(json.loads(_record_file(place).read_text("utf-8")))
    except (OSError, ValueError):
        return {}


def _print_report(place: Place, record: dict[str, Any]) -> None:
    outcome = record["outcome"]
    job = ", ".join(f"{count} {state}" for state, count in sorted(outcome["job"].items()))
    print(f"\nCKAN {place.release} with {outcome['reports']} reports (last harvest: {job})")
    for sentence in [*outcome["gather_errors"], *outcome["errors"]]:
        print(f"  not harvested: {sentence}")
    print(f"  portal   {place.url('web')}")
    print(f"  login    {place.url('web', '/user/login')}   {ADMIN} / {place.secret('admin')}")
    print(f"  facets   {place.url('web', '/govreport/')}")
    print(f"  report   {place.url('web', '/govreport/' + (outcome['example'] or ''))}")
    print(f"  API      {place.url('web', '/api/3/action/govreport_report_search?rows=3')}")
