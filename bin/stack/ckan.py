"""CKAN itself: its configuration, its DataStore rights, its web server and its workers."""

from __future__ import annotations

import os
import signal
from pathlib import Path

from stack import postgres, redis, solr
from stack.places import CLONE, Place
from stack.processes import Process
from stack.steps import run, wait_for
from stack.surroundings import ask

__all__ = [
    "INSIDE",
    "SAMPLES",
    "answers",
    "grant_datastore",
    "make_ini",
    "settings",
    "start_web",
    "start_workers",
    "web",
    "workers",
]

# Programs that run in CKAN's own environment.
INSIDE = Path(__file__).with_name("inside")
SAMPLES = CLONE / "tests" / "samples"
PLUGINS = "activity datastore scheming_datasets harvest govreport govreport_folder_harvester"


def settings(place: Place) -> dict[str, str]:
    """Return what a portal's configuration says beside CKAN's defaults."""
    return {
        "ckan.plugins": PLUGINS,
        "sqlalchemy.url": postgres.database_url(place, "ckan"),
        "ckan.datastore.write_url": postgres.database_url(place, "datastore"),
        "ckan.datastore.read_url": postgres.database_url(place, "datastore", "datastore_read"),
        "ckan.datastore.sqlsearch.enabled": "true",
        "ckan.redis.url": redis.redis_url(place),
        "solr_url": solr.solr_url(place),
        "ckan.site_url": place.url("web"),
        "ckan.site_title": "政府信息公开年报",
        "ckan.storage_path": str(place.folder / "storage"),
        "ckan.uploads_enabled": "true",  # CKAN 2.11 writes an empty value, which means no
        "ckan.locale_default": "zh_Hans_CN",
        "ckan.locales_offered": "zh_Hans_CN en",
        "ckan.locale_order": "zh_Hans_CN en",
        # The views that CKAN names by default belong to plugins that are not loaded: a warning for each file.
        "ckan.views.default_views": "",
        "ckan.harvest.mq.type": "redis",
        "ckan.harvest.timeout": "60",  # minutes; without it a job that lost its queue stays open for ever
        "ckanext.govreport.harvest.folders": str(SAMPLES),
    }


def make_ini(place: Place) -> None:
    """Let CKAN write its configuration, with secrets of its own; prepare.py sets the rest."""
    (place.folder / "storage").mkdir(parents=True, exist_ok=True)
    if place.ini.exists():
        return
    new = place.ini.with_suffix(".new")
    command = [place.venv / "bin" / "ckan", "generate", "config", new]
    run(command, place.log("ini"), "CKAN could not write its configuration.")
    os.chmod(new, 0o600)
    new.rename(place.ini)


def grant_datastore(place: Place) -> None:
    """Give the DataStore's roles their rights, by the SQL that `ckan datastore set-permissions` prints."""
    (template,) = place.venv.glob("lib/python3*/site-packages/ckanext/datastore/set_permissions.sql")
    names = {"maindb": "ckan", "datastoredb": "datastore", "mainuser": "ckan", "writeuser": "ckan"}
    sql = template.read_text("utf-8").format(**names, readuser="datastore_read")
    postgres.query(place, sql)


def web(place: Place) -> Process:
    """Return the web server's process."""
    return Process(place, "web", stop_signal=signal.SIGTERM)


def workers(place: Place) -> Process:
    """Return the process whose children harvest and do background jobs."""
    return Process(place, "workers")


def start_web(place: Place) -> bool:
    """Start the web server, wait until CKAN answers, and return whether it did not run."""
    server = web(place)
    begun = not server.alive()
    if begun:
        command = [place.venv / "bin" / "gunicorn", "--config", INSIDE / "gunicorn.conf.py"]
        command += ["--bind", f"127.0.0.1:{place.port('web')}", "--chdir", INSIDE, "wsgi:application"]
        server.start(command, env=_environment(place))
    wait_for("CKAN", lambda: answers(place), 120, server.log, server.alive)
    return begun


def start_workers(place: Place) -> None:
    """Start the workers when they do not run."""
    if not workers(place).alive():
        workers(place).start(
            [place.python, INSIDE / "workers.py", place.ini, place.folder / "logs"], _environment(place)
        )


def _environment(place: Place) -> dict[str, str]:
    return {"CKAN_INI": str(place.ini), "PYTHONPATH": str(INSIDE)}


def answers(place: Place) -> bool:
    """Return whether CKAN answers."""
    return ask(place.url("web", "/api/3/action/status_show"), timeout=30) is not None
