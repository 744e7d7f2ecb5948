"""A private PostgreSQL server: cluster, roles, databases."""

from __future__ import annotations

import hashlib
import os
import pwd
import shutil
import signal
import socket
import subprocess
from pathlib import Path
from typing import Any

from stack.places import CLONE, Place
from stack.processes import Process
from stack.steps import StepFailed, run, wait_for

__all__ = ["DATABASES", "database_url", "drop_cluster", "empty_databases", "process", "query", "start"]

DATABASES = ("ckan", "datastore")
_OUTSIDE = Path("/var/lib/ckanext-govreport")
_SETTINGS = """
listen_addresses = '127.0.0.1'
unix_socket_directories = ''
password_encryption = 'scram-sha-256'
max_connections = 100
"""
# Nothing in a test database outlives the run, so the disk need not be waited for.
_TEST_SETTINGS = """
fsync = off
synchronous_commit = off
full_page_writes = off
"""


def process(place: Place) -> Process:
    """Return the server's process; SIGINT is PostgreSQL's fast shutdown."""
    return Process(place, "postgres", stop_signal=signal.SIGINT, as_user=_server_user())


def start(place: Place) -> bool:
    """Start the server with its roles and databases, and return whether it did not run."""
    server = process(place)
    begun = not server.alive()
    if begun:
        data = _make_cluster(place)
        command = [_binary("postgres"), "-D", data, "-p", str(place.port("postgres"))]
        server.start(command, cwd=data)
    wait_for("PostgreSQL", lambda: _listens(place), 60, server.log, server.alive)
    _make_databases(place)
    return begun


def query(place: Place, sql: str, database: str = "postgres") -> None:
    """Run SQL, and psql's own commands, as the server's superuser."""
    command = [
        "psql",
        "-q",
        "-X",
        "-v",
        "ON_ERROR_STOP=1",
        "-h",
        "127.0.0.1",
        "-p",
        str(place.port("postgres")),
    ]
    command += ["-U", "postgres", "-d", database]
    env = {"PGPASSWORD": place.secret("postgres")}
    run(command, place.log("databases"), "PostgreSQL refused a statement of the set-up.", env=env, text=sql)


def empty_databases(place: Place) -> None:
    """Make the databases anew, whoever is still connected to the old ones."""
    query(place, "\n".join(f"DROP DATABASE IF EXISTS {database} WITH (FORCE);" for database in DATABASES))
    _make_databases(place)


def database_url(place: Place, database: str, role: str = "ckan") -> str:
    """Return the SQLAlchemy address of a database."""
    return f"postgresql://{role}:{place.secret(role)}@127.0.0.1:{place.port('postgres')}/{database}"


def drop_cluster(place: Place) -> None:
    """Delete the databases."""
    for folder in (_OUTSIDE / _outside_name(place), place.folder / "postgres"):
        if folder.is_symlink():
            folder.unlink()
        shutil.rmtree(folder, ignore_errors=True)
    if _OUTSIDE.exists() and not any(_OUTSIDE.iterdir()):
        _OUTSIDE.rmdir()


def _server_user() -> dict[str, Any]:
    """Return how to run PostgreSQL, which refuses root: as Debian's user for it, or as who we are."""
    if os.geteuid() != 0:
        return {}
    try:
        entry = pwd.getpwnam("postgres")
    except KeyError:
        return {}
    return {"user": entry.pw_uid, "group": entry.pw_gid, "extra_groups": []}


def _make_cluster(place: Place) -> Path:
    data = _data_folder(place)
    if not (data / "PG_VERSION").exists():
        new = data.with_name(f"{data.name}.new")
        shutil.rmtree(new, ignore_errors=True)
        new.mkdir(mode=0o700)
        password = new.with_suffix(".password")
        password.write_text(place.secret("postgres"))
        user = _server_user()
        for path in (new, password):
            if user:
                os.chown(path, user["user"], user["group"])
        command = [
            _binary("initdb"),
            "-D",
            new,
            "-U",
            "postgres",
            "-E",
            "UTF8",
            "--locale=C.UTF-8",
            "--no-sync",
        ]
        command += ["--auth=scram-sha-256", f"--pwfile={password}"]
        run(
            command,
            place.log("postgres-init"),
            "The PostgreSQL cluster could not be made.",
            as_user=user,
            cwd=new,
        )
        password.unlink()
        with (new / "postgresql.conf").open("a") as conf:
            conf.write(_SETTINGS + (_TEST_SETTINGS if place.for_tests else ""))
        new.rename(data)
    return data


def _data_folder(place: Place) -> Path:
    """Return the cluster's folder; it is outside a clone that user postgres cannot enter (one in /root)."""
    inside = place.folder / "postgres"
    inside.mkdir(parents=True, exist_ok=True)
    user = _server_user()
    if not user or _reachable(inside, user):
        if user:
            os.chown(inside, user["user"], user["group"])
        return inside / "data"
    outside = _OUTSIDE / _outside_name(place)
    outside.mkdir(parents=True, exist_ok=True)
    _OUTSIDE.chmod(0o755)  # whatever the umask says
    os.chown(outside, user["user"], user["group"])
    link = inside / "data"
    if not link.is_symlink():
        link.symlink_to(outside / "data")
    return outside / "data"


def _outside_name(place: Place) -> str:
    return f"{hashlib.sha256(str(CLONE).encode()).hexdigest()[:8]}-{place.name}"


def _reachable(folder: Path, user: dict[str, Any]) -> bool:
    return subprocess.run(["test", "-x", folder], cwd="/", check=False, **user).returncode == 0


def _binary(name: str) -> Path:
    found = sorted(Path("/usr/lib/postgresql").glob(f"*/bin/{name}"), key=lambda path: int(path.parts[4]))
    if not found:
        raise StepFailed("PostgreSQL is not installed: run `apt-get install postgresql`.")
    return found[-1]


def _listens(place: Place) -> bool:
    """Return whether the server takes connections, which is later than when its port opens."""
    command = ["pg_isready", "-q", "-h", "127.0.0.1", "-p", str(place.port("postgres"))]
    try:
        socket.create_connection(("127.0.0.1", place.port("postgres")), timeout=1).close()
    except OSError:
        return False
    return subprocess.run(command, check=False).returncode == 0


def _make_databases(place: Place) -> None:
    sql = ["SET client_min_messages = warning;"]
    for role in ("ckan", "datastore_read"):
        known = f"SELECT FROM pg_roles WHERE rolname = '{role}'"
        sql.append(f"SELECT 'CREATE ROLE {role} LOGIN' WHERE NOT EXISTS ({known}) \\gexec")
        sql.append(f"ALTER ROLE {role} PASSWORD '{place.secret(role)}';")
    for database in DATABASES:
        known = f"SELECT FROM pg_database WHERE datname = '{database}'"
        create = f"CREATE DATABASE {database} OWNER ckan ENCODING ''UTF8'' TEMPLATE template0"
        sql.append(f"SELECT '{create}' WHERE NOT EXISTS ({known}) \\gexec")
    query(place, "\n".join(sql))
