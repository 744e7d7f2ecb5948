"""The command bin/portal: one running CKAN portal with the sample reports harvested."""

from __future__ import annotations

import fcntl
import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from stack import ckan, postgres, servers
from stack.places import DEFAULT_PORT_BASE, Place
from stack.preparation import ADMIN, prepare
from stack.processes import Process, check_port
from stack.record import Record, load_record
from stack.steps import StepFailed, explain, say
from stack.versions import DEFAULT_RELEASE, RELEASES, find_release, pin

__all__ = ["main"]

HELP = f"""usage: bin/portal [COMMAND]

  (none)         install what is missing, start the portal, harvest the sample reports, say where it is
  status         what runs (exit status 1 when not everything does)
  down           stop the portal; its data stays
  logs [NAME]    the end of each log, or all of one: web, workers, gather, fetch, clock, jobs, solr, ...
  reset          stop it and delete its databases, index, files and password; downloads stay
  help           this text

CKAN_VERSION={RELEASES[-1]} bin/portal   the same with another CKAN ({", ".join(RELEASES)}), beside the first
GOVREPORT_PORT_BASE=6700         other ports than {DEFAULT_PORT_BASE} and the following
Everything it makes is under .portal; everything listens on 127.0.0.1."""


def main() -> int:
    """Do what the command line asks for and return the exit status."""
    sys.stdout.reconfigure(errors="replace")
    name, *rest = sys.argv[1:] or ["up"]
    if name not in _COMMANDS:
        print(HELP)
        return 0 if name in ("help", "-h", "--help") else 2
    try:
        place = Place(find_release(os.environ.get("CKAN_VERSION") or DEFAULT_RELEASE))
        return _COMMANDS[name](place, rest)
    except StepFailed as failure:
        print(f"bin/portal stopped: {failure}", file=sys.stderr)
    except BrokenPipeError:  # `bin/portal logs | head`
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except OSError as problem:
        print(f"bin/portal stopped: {explain(problem)}", file=sys.stderr)
    except KeyboardInterrupt:
        print("bin/portal was interrupted: run it again to go on.", file=sys.stderr)
    return 1


def _up(place: Place, arguments: Sequence[str]) -> int:
    with _alone(place):
        record = load_record(place)
        if not _is_ready(place, record):
            if place.moves():
                _stop(place)
            if not ckan.web(place).alive():
                check_port(place.port("web"), "the portal's pages")
            servers.start(place, [f"ckan[requirements]=={place.release}", *pin("portal")])
            record = prepare(place)
        _print_report(place, record)
    return 0 if record.outcome["reports"] else 1


def _is_ready(place: Place, record: Record) -> bool:
    if Record.now(place, record.outcome) != record:
        return False
    return all(process.alive() for process in _processes(place).values()) and ckan.answers(place)


def _processes(place: Place) -> dict[str, Process]:
    return {**servers.processes(place), "web": ckan.web(place), "workers": ckan.workers(place)}


def _status(place: Place, arguments: Sequence[str]) -> int:
    processes = _processes(place)
    for name, process in processes.items():
        where = "" if name == "workers" else f"127.0.0.1:{place.port(name)}"
        print(f"{name:10} {f'runs, pid {process.pid()}' if process.alive() else 'does not run':20} {where}")
    if not all(process.alive() for process in processes.values()):
        return 1
    _print_report(place, load_record(place))
    return 0


def _down(place: Place, arguments: Sequence[str]) -> int:
    with _alone(place):
        _stop(place)
    return 0


def _stop(place: Place) -> None:
    for name, process in reversed(_processes(place).items()):
        if process.stop():
            say(f"{name} stopped")


def _reset(place: Place, arguments: Sequence[str]) -> int:
    with _alone(place):
        _stop(place)
        postgres.drop_cluster(place)
        place.drop_data()
    say(f"the data of CKAN {place.release} is deleted; `rm -r .portal` deletes the downloads too")
    return 0


def _logs(place: Place, arguments: Sequence[str]) -> int:
    folder = place.log("any").parent
    for name in arguments or sorted(path.stem for path in folder.glob("*.log")):
        if not place.log(name).exists():
            raise StepFailed(f"There is no log {name!r} in {folder}.")
        lines = place.log(name).read_text("utf-8", "replace").splitlines()
        print(f"==> {place.log(name)}")
        print("\n".join(lines if arguments else lines[-8:]), end="\n\n")
    return 0


# How many sentences of refused files fit on a screen.
_SHOWN = 5

_COMMANDS = {"up": _up, "status": _status, "down": _down, "reset": _reset, "logs": _logs}


@contextmanager
def _alone(place: Place) -> Iterator[None]:
    """Be the only run on this portal.

    :raises StepFailed: when another one is at work.
    """
    place.folder.mkdir(parents=True, exist_ok=True)
    with (place.folder / "lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise StepFailed(
                "Another bin/portal is at work on this portal: wait until it has ended."
            ) from None
        yield


def _print_report(place: Place, record: Record) -> None:
    outcome = record.outcome
    job = ", ".join(f"{count} {state}" for state, count in sorted(outcome["job"].items()))
    print(f"\nCKAN {place.release} with {outcome['reports']} reports (last harvest: {job})")
    refused = [*outcome["gather_errors"], *outcome["errors"]]
    for sentence in refused[:_SHOWN]:
        print(f"  not harvested: {sentence}")
    if len(refused) > _SHOWN:
        print(f"  … and {len(refused) - _SHOWN} more, see {place.url('web', '/harvest/sample-reports')}")
    print(f"  portal   {place.url('web')}")
    print(f"  login    {place.url('web', '/user/login')}   {ADMIN} / {place.secret('admin')}")
    print(f"  facets   {place.url('web', '/govreport/')}")
    print(f"  report   {place.url('web', '/govreport/' + (outcome['example'] or ''))}")
    print(f"  API      {place.url('web', '/api/3/action/govreport_report_search?rows=3')}")
