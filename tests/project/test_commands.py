"""bin/portal and bin/test as far as they can be tried without a fresh machine."""

from __future__ import annotations

import configparser
import contextlib
import errno
import os
import shutil
import socket
import stat
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from types import ModuleType
from xml.etree import ElementTree

import pytest
import tomllib

ROOT = Path(__file__).resolve().parents[2]
STACK = ROOT / "bin" / "stack"
PINS = tomllib.loads((STACK / "versions.toml").read_text("utf-8"))

Run = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def clone(tmp_path: Path) -> Path:
    """A clone with nothing made in it yet."""
    folder = tmp_path / "clone"
    shutil.copytree(ROOT / "bin", folder / "bin", ignore=shutil.ignore_patterns("__pycache__"))
    return folder


@pytest.fixture
def run(clone: Path) -> Run:
    """Run a command of the clone."""

    def _run(*words: str, **settings: str) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, str(clone / "bin" / words[0]), *words[1:]]
        env = {**os.environ, "CKAN_VERSION": "", "CI": "", **settings}
        return subprocess.run(command, capture_output=True, text=True, env=env, timeout=60, check=False)

    return _run


@pytest.fixture
def stack(clone: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[ModuleType]:
    """The package behind the two commands, at home in the clone."""
    monkeypatch.syspath_prepend(str(clone / "bin"))
    import stack
    import stack.machine
    import stack.places
    import stack.processes
    import stack.solr

    yield stack
    for name in [name for name in sys.modules if name.partition(".")[0] == "stack"]:
        del sys.modules[name]


def put_program(folder: Path, name: str, script: str) -> None:
    folder.mkdir(exist_ok=True)
    program = folder / name
    program.write_text(f"#!/bin/sh\n{script}\n")
    program.chmod(0o755)


@pytest.mark.parametrize("name", ["status", "down", "reset", "logs", "help"])
def test_help_of_the_portal_names_every_command(run: Run, name: str) -> None:
    answer = run("portal", "help")
    assert answer.returncode == 0
    assert f"\n  {name} " in answer.stdout


@pytest.mark.parametrize("name", ["lint", "types", "core", "project", "plugin", "up, down", "reset", "run"])
def test_help_of_the_tests_names_every_part(run: Run, name: str) -> None:
    answer = run("test", "help")
    assert answer.returncode == 0
    assert f"\n  {name} " in answer.stdout


@pytest.mark.parametrize("command", ["portal", "test"])
def test_an_unknown_word_is_answered_with_the_help(run: Run, command: str) -> None:
    answer = run(command, "strat")
    assert answer.returncode == 2
    assert f"usage: bin/{command}" in answer.stdout


def find_free_base() -> int:
    """Return the first of four free ports, below those that the system hands out to anybody."""
    for base in range(20000, 30000, 10):
        with contextlib.ExitStack() as free, contextlib.suppress(OSError):
            for port in range(base, base + 4):
                free.enter_context(socket.create_server(("127.0.0.1", port)))
            return base
    raise AssertionError("no four ports are free")


@pytest.mark.parametrize("offset", range(4))
def test_a_taken_port_is_told_in_one_sentence_before_anything_is_installed(
    run: Run, clone: Path, offset: int
) -> None:
    base = find_free_base()
    with socket.create_server(("127.0.0.1", base + offset)):
        answer = run("portal", GOVREPORT_PORT_BASE=str(base))
    assert answer.returncode == 1
    assert answer.stderr.count("\n") == 1
    assert f"Port {base + offset} for " in answer.stderr
    assert "GOVREPORT_PORT_BASE=" in answer.stderr
    assert not (clone / ".portal" / "cache").exists()


@pytest.mark.parametrize("command", ["portal", "test"])
@pytest.mark.parametrize(
    ("variable", "value"),
    [("CKAN_VERSION", "2.9.1"), ("GOVREPORT_PORT_BASE", "many"), ("GOVREPORT_PORT_BASE", "80")],
)
def test_a_wrong_setting_is_told_in_one_sentence(run: Run, command: str, variable: str, value: str) -> None:
    words = ("portal", "status") if command == "portal" else ("test", "up")
    answer = run(*words, **{variable: value})
    assert answer.returncode == 1
    assert answer.stderr.count("\n") == 1
    assert value in answer.stderr


def test_a_short_version_means_the_release_we_pin(stack: ModuleType) -> None:
    from stack.versions import find_release

    assert [find_release(release.rpartition(".")[0]) for release in PINS["ckan"]["releases"]] == PINS["ckan"][
        "releases"
    ]


def test_a_portal_that_does_not_run_says_so(run: Run) -> None:
    answer = run("portal", "status")
    assert answer.returncode == 1
    assert answer.stdout.count("does not run") == 5


def test_a_log_that_is_not_there_is_told(run: Run) -> None:
    answer = run("portal", "logs", "nothing")
    assert answer.returncode == 1
    assert "no log 'nothing'" in answer.stderr


def test_no_port_is_used_twice(stack: ModuleType) -> None:
    places = [
        stack.places.Place(release, tests) for release in PINS["ckan"]["releases"] for tests in (False, True)
    ]
    ports = [place.port(service) for place in places for service in ("web", "postgres", "redis", "solr")]
    assert len(set(ports)) == len(ports)


def test_a_password_is_kept_and_readable_to_its_owner_only(stack: ModuleType) -> None:
    place = stack.places.Place(PINS["ckan"]["default"])
    password = place.secret("admin")
    assert len(password) >= 16
    assert place.secret("admin") == password
    assert place.secret("database") != password
    assert stat.S_IMODE((place.folder / "secrets.json").stat().st_mode) == 0o600


def test_who_may_not_install_learns_what_to_ask_for(
    stack: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, script in (("dpkg-query", "exit 1"), ("apt-get", "exit 0"), ("sudo", "exit 1")):
        put_program(tmp_path / "programs", name, script)
    monkeypatch.setenv("PATH", str(tmp_path / "programs"), prepend=os.pathsep)
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    with pytest.raises(stack.steps.StepFailed, match="apt-get install --no-install-recommends one two"):
        stack.machine.install(["one", "two"], tmp_path / "log")


@pytest.mark.parametrize(
    ("script", "sentence"),
    [
        ("echo 'Could not transfer artifact'; exit 1", "check the network"),
        ("echo 'No space left on device'; exit 1", "The disk is full"),
    ],
)
def test_a_failed_download_says_what_to_do_and_leaves_nothing_half_done(
    stack: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, script: str, sentence: str
) -> None:
    put_program(tmp_path / "programs", "mvn", script)
    monkeypatch.setenv("PATH", str(tmp_path / "programs"), prepend=os.pathsep)
    log = tmp_path / "logs" / "solr-jars.log"
    with pytest.raises(stack.steps.StepFailed) as failure:
        stack.solr.fetch_jars(log)
    assert sentence in str(failure.value)
    assert str(failure.value).endswith(f"Log: {log}")
    put_program(
        tmp_path / "programs", "mvn", 'for w; do case $w in -DoutputDirectory=*) mkdir "${w#*=}";; esac; done'
    )
    assert stack.solr.fetch_jars(log)
    assert not stack.solr.fetch_jars(log)


@pytest.mark.parametrize(
    ("number", "sentence"), [(errno.ENOSPC, "The disk is full"), (errno.EACCES, "You may not write /a/file")]
)
def test_a_file_that_cannot_be_written_is_told_in_one_sentence(
    stack: ModuleType, number: int, sentence: str
) -> None:
    assert stack.steps.explain(OSError(number, os.strerror(number), "/a/file")).startswith(sentence)


def test_reset_deletes_the_data_and_keeps_the_downloads(stack: ModuleType) -> None:
    place = stack.places.Place(PINS["ckan"]["default"])
    place.secret("admin")
    for name in ("venv", "redis"):
        (place.folder / name).mkdir()
    place.drop_data()
    assert [path.name for path in place.folder.iterdir()] == ["venv"]


def test_a_process_is_started_once_and_stopped(stack: ModuleType) -> None:
    process = stack.processes.Process(stack.places.Place(PINS["ckan"]["default"]), "sleeper")
    assert not process.alive()
    process.start(["sleep", "60"])
    assert process.alive()
    assert process.stop()
    assert not process.alive()
    assert not process.stop()


def test_a_process_that_ignores_the_signal_is_killed(stack: ModuleType) -> None:
    process = stack.processes.Process(stack.places.Place(PINS["ckan"]["default"]), "stubborn", grace=0.2)
    process.start(["sh", "-c", "trap '' TERM; while true; do sleep 0.1; done"])
    time.sleep(0.3)
    assert process.stop()
    assert not process.alive()


def test_the_pid_of_another_program_is_not_taken_for_ours(stack: ModuleType) -> None:
    process = stack.processes.Process(stack.places.Place(PINS["ckan"]["default"]), "recycled")
    process.pid_file.parent.mkdir(parents=True)
    process.pid_file.write_text(f"{os.getpid()} 1")
    assert not process.alive()
    process.stop()


def test_versions_are_written_in_one_place_only() -> None:
    pinned = [version for section in PINS.values() for version in section.values()]
    versions = {*filter(lambda pin: isinstance(pin, str), pinned), *PINS["ckan"]["releases"]}
    files = [path for path in (ROOT / "bin").rglob("*") if path.is_file() and "__pycache__" not in path.parts]
    files += [ROOT / "dev-requirements.txt", ROOT / "test.ini", ROOT / ".ci" / "run"]
    files.remove(STACK / "versions.toml")
    texts = {path.name: path.read_text("utf-8") for path in files}
    assert [(name, version) for name in texts for version in versions if version in texts[name]] == []


def test_dev_requirements_names_what_is_pinned_for_the_tests() -> None:
    lines = (ROOT / "dev-requirements.txt").read_text("utf-8").splitlines()
    names = {line for line in lines if line and not line.startswith("#")}
    assert names == {*PINS["lint"], *PINS["drawing"], *PINS["tests"]}
    assert "pytest-ckan" in names


def test_the_configuration_of_the_tests_stands_alone() -> None:
    ini = configparser.RawConfigParser()
    ini.read(ROOT / "test.ini", "utf-8")
    assert ini["app:main"]["use"] == "egg:ckan"
    assert {"loggers", "handlers", "formatters"} <= set(ini.sections())
    assert "govreport" in ini["app:main"]["ckan.plugins"].split()


@pytest.mark.parametrize(
    "path", [*(ROOT / "bin").rglob("*.py"), ROOT / "bin" / "portal", ROOT / "bin" / "test"], ids=str
)
def test_every_program_can_be_read_by_python(path: Path) -> None:
    compile(path.read_text("utf-8"), path, "exec")


def test_the_commands_can_be_run_from_a_clone() -> None:
    for path in (ROOT / "bin" / "portal", ROOT / "bin" / "test", ROOT / ".ci" / "run"):
        assert os.access(path, os.X_OK), path
    assert subprocess.run(["sh", "-n", ROOT / ".ci" / "run"], check=False).returncode == 0


@pytest.mark.parametrize("path", sorted(STACK.rglob("*.xml")), ids=lambda path: path.name)
def test_solr_s_files_are_well_formed(path: Path) -> None:
    assert ElementTree.parse(path).getroot() is not None
