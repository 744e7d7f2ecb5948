"""The command bin/test: lint, types, core tests, project tests, and the plugin tests on a real stack."""

from __future__ import annotations

import argparse
import fcntl
import os
import signal
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from stack import machine, postgres, redis, servers, solr
from stack.ckan import grant_datastore
from stack.places import CLONE, ROOT, Place
from stack.steps import Lanes, StepFailed, explain, say
from stack.surroundings import surroundings
from stack.venv import make_venv
from stack.versions import DEFAULT_RELEASE, find_release, pin

__all__ = ["main"]

# The reader must work where CKAN is not installed, so its tests run where CKAN is not installed.
CORE_VENV = ROOT / "core" / "venv"
CORE_LOG = ROOT / "core" / "logs" / "packages.log"

HELP = """usage: bin/test [--ckan 2.12|2.11] [WHAT] [PYTEST ARGUMENTS]

Installs what is missing and runs the tests. WHAT is one of
  all        everything below, in this order (the default)
  lint       ruff format --check, ruff check
  types      mypy --strict on the core
  core       tests/core, in an environment without CKAN
  project    tests/project, in the same environment
  plugin     tests/plugin on PostgreSQL, Redis, Solr and CKAN of its own, and in Chromium
  up, down   start the servers of the plugin tests and leave them running; stop them
  reset      stop them and delete what they hold; downloads stay
  run CMD    run a command with the environment of the plugin tests
Everything it makes is under .portal; a running portal is not disturbed.
"""


def main() -> int:
    """Run what the command line asks for and return the exit status."""
    parser = argparse.ArgumentParser(prog="bin/test", usage=HELP, add_help=False, allow_abbrev=False)
    parser.add_argument("--ckan", default=os.environ.get("CKAN_VERSION") or DEFAULT_RELEASE)
    parser.add_argument("-h", "--help", action="store_true")
    parser.add_argument("what", nargs="?", default="all")
    options, rest = parser.parse_known_args()
    if options.help or options.what == "help" or options.what not in _WHAT:
        print(HELP)
        return 0 if options.help or options.what == "help" else 2
    signal.signal(signal.SIGTERM, signal.default_int_handler)  # so that the servers are stopped then too
    try:
        _check_corpus()
        return _WHAT[options.what](Place(find_release(options.ckan), for_tests=True), rest)
    except StepFailed as failure:
        print(f"bin/test stopped: {failure}", file=sys.stderr)
    except OSError as problem:
        print(f"bin/test stopped: {explain(problem)}", file=sys.stderr)
    except KeyboardInterrupt:
        print("bin/test was interrupted.", file=sys.stderr)
    return 1


def _check_corpus() -> None:
    if os.environ.get("CI") == "true" and not (CLONE.parent / "shared" / "corpus").is_dir():
        raise StepFailed("CI is true but ../shared/corpus is not there: put the corpus beside the clone.")


def _all(place: Place, arguments: Sequence[str]) -> int:
    """Start the servers beside the quick checks; pytest's summary of the plugin tests comes last."""
    _make_core()
    with _own(place), _as_before(place), Lanes() as lanes:
        stack = lanes.start(_start_stack, place)
        failed = [name for name in ("lint", "types", "core", "project") if _WHAT[name](place, []) != 0]
        if failed:
            say(f"FAILED: {', '.join(failed)} (see above); the plugin tests follow")
        stack.result()
        return _pytest(place, arguments) or (1 if failed else 0)


def _lint(place: Place, arguments: Sequence[str]) -> int:
    _make_core()
    formatted = _core("ruff", "format", "--check", "--quiet", *arguments, ".")
    return _core("ruff", "check", "--quiet", *arguments, ".") or formatted


def _types(place: Place, arguments: Sequence[str]) -> int:
    _make_core()
    return _core("mypy", *arguments)


def _core_tests(place: Place, arguments: Sequence[str]) -> int:
    _make_core()
    return _core("pytest", "-q", *_with_folder(arguments, "tests/core"))


def _project_tests(place: Place, arguments: Sequence[str]) -> int:
    _make_core()
    return _core("pytest", "-q", *_with_folder(arguments, "tests/project"))


def _plugin(place: Place, arguments: Sequence[str]) -> int:
    with _own(place), _as_before(place):
        _start_stack(place)
        return _pytest(place, arguments)


def _pytest(place: Place, arguments: Sequence[str]) -> int:
    _empty(place)
    command = [place.venv / "bin" / "pytest", f"--ckan-ini={CLONE / 'test.ini'}", "-q"]
    return _call([*command, *_with_folder(arguments, "tests/plugin")], _environment(place))


def _with_folder(arguments: Sequence[str], folder: str) -> list[str]:
    """Return pytest's arguments with the folder added when they name no file."""
    named = any(word and (CLONE / word.partition("::")[0]).exists() for word in arguments)
    return [*arguments] if named else [*arguments, folder]


def _run(place: Place, arguments: Sequence[str]) -> int:
    with _as_before(place):
        _start_stack(place)
        return _call(arguments, _environment(place))


def _up(place: Place, arguments: Sequence[str]) -> int:
    _start_stack(place)
    return 0


def _down(place: Place, arguments: Sequence[str]) -> int:
    for process in servers.processes(place).values():
        process.stop()
    return 0


def _reset(place: Place, arguments: Sequence[str]) -> int:
    _down(place, [])
    postgres.drop_cluster(place)
    place.drop_data()
    return 0


_WHAT = {
    "all": _all,
    "lint": _lint,
    "types": _types,
    "core": _core_tests,
    "project": _project_tests,
    "plugin": _plugin,
    "run": _run,
    "up": _up,
    "down": _down,
    "reset": _reset,
}


def _install_python() -> None:
    if not CORE_VENV.exists():
        machine.check_disk(ROOT)
    if machine.install(machine.PYTHON, CORE_LOG.with_name("apt.log")):
        say("packages to build with")


def _make_core() -> None:
    _install_python()
    packages = [*pin("lint"), *pin("drawing"), *pin("ocr"), *pin("tests", "pytest", "hypothesis")]
    if make_venv(CORE_VENV, packages, CORE_LOG):
        say("environment without CKAN made")


def _core(tool: str, *arguments: str) -> int:
    say(f"{tool} {' '.join(arguments)}")
    return _call([CORE_VENV / "bin" / tool, *arguments], {})


def _start_stack(place: Place) -> None:
    if place.moves():
        _down(place, [])
    packages = [f"ckan[requirements]=={place.release}", *pin("portal"), *pin("tests")]
    servers.start(place, packages, machine.TESTS)


@contextmanager
def _as_before(place: Place) -> Iterator[None]:
    """Stop afterwards the servers that did not run before."""
    others = [process for process in servers.processes(place).values() if not process.alive()]
    try:
        yield
    finally:
        for process in others:
            process.stop()


@contextmanager
def _own(place: Place) -> Iterator[None]:
    """Be the only test run on these databases."""
    place.folder.mkdir(parents=True, exist_ok=True)
    with (place.folder / "tests.lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            say("another test run is using these servers: waiting for it")
            fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _empty(place: Place) -> None:
    """Give the tests empty databases, an empty queue and an empty index."""
    postgres.empty_databases(place)
    grant_datastore(place)
    redis.empty(place)
    solr.empty(place)


def _environment(place: Place) -> dict[str, str]:
    storage = place.folder / "storage"
    storage.mkdir(parents=True, exist_ok=True)
    return {
        "CKAN_INI": str(CLONE / "test.ini"),
        "CKAN_SQLALCHEMY_URL": postgres.database_url(place, "ckan"),
        "CKAN_DATASTORE_WRITE_URL": postgres.database_url(place, "datastore"),
        "CKAN_DATASTORE_READ_URL": postgres.database_url(place, "datastore", "datastore_read"),
        "CKAN_REDIS_URL": redis.redis_url(place),
        "CKAN_SOLR_URL": solr.solr_url(place),
        "CKAN_STORAGE_PATH": str(storage),
        "PATH": f"{place.venv / 'bin'}:{os.environ['PATH']}",
        "SE_OFFLINE": "true",
    }


def _call(command: Sequence[str | Path], env: dict[str, str]) -> int:
    sys.stdout.flush()
    words = [str(word) for word in command]
    return subprocess.run(words, env=surroundings(env), cwd=CLONE, check=False).returncode
