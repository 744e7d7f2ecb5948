"""A private Solr server on CKAN's own schema, from the jars on Maven Central."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from pathlib import Path

from stack.locks import locked
from stack.places import CACHE, Place
from stack.processes import Process
from stack.steps import StepFailed, run, wait_for
from stack.surroundings import ask
from stack.versions import PINS

__all__ = ["empty", "fetch_jars", "process", "solr_url", "start"]

_SOURCES = Path(__file__).with_name("solr")
CORE = "ckan"


def process(place: Place) -> Process:
    """Return the server's process."""
    return Process(place, "solr")


def solr_url(place: Place) -> str:
    """Return the address of the core."""
    return place.url("solr", f"/solr/{CORE}")


def _jars() -> Path:
    """Return the folder of the jars, another one for every change of what they are."""
    wanted = (_SOURCES / "pom.xml").read_text("utf-8") + json.dumps(PINS["java"])
    return CACHE / f"solr-{PINS['java']['solr']}-{hashlib.sha256(wanted.encode()).hexdigest()[:8]}"


def fetch_jars(log: Path) -> bool:
    """Download Solr's jars when they are not there, and return whether there was work to do."""
    with locked("solr"):
        if _jars().exists():
            return False
        new = _jars().with_name(f"{_jars().name}.new")
        shutil.rmtree(new, ignore_errors=True)
        settings = [f"-D{name}.version={version}" for name, version in PINS["java"].items()]
        command = [
            "mvn",
            "-q",
            "-B",
            "-f",
            _SOURCES / "pom.xml",
            f"-Dmaven.repo.local={CACHE / 'maven'}",
            *settings,
        ]
        plugin = f"org.apache.maven.plugins:maven-dependency-plugin:{PINS['java']['dependency-plugin']}"
        command += [f"{plugin}:copy-dependencies", "-DincludeScope=runtime", f"-DoutputDirectory={new}"]
        failure = (
            "Solr could not be downloaded from Maven Central: check the network (or the mirror in "
            "~/.m2/settings.xml), then run the same command again; it goes on where it stopped."
        )
        run(command, log, failure, env={"MAVEN_OPTS": "-XX:TieredStopAtLevel=1"})  # it runs for seconds only
        new.rename(_jars())
        shutil.rmtree(CACHE / "maven", ignore_errors=True)
        return True


def start(place: Place) -> bool:
    """Start Solr with one core on the schema of the installed CKAN, and return whether it did not run."""
    server = process(place)
    home = place.folder / "solr"
    begun = not server.alive()
    if begun:
        _write_core(place, home / CORE)
        shutil.copy(_SOURCES / "solr.xml", home)
        memory = "256m" if place.for_tests else "512m"
        properties = {
            "solr.solr.home": home,
            "solr.install.dir": home,
            "solr.log.dir": home / "logs",
            "jetty.port": place.port("solr"),
            "log4j2.configurationFile": (_SOURCES / "log4j2.xml").as_uri(),
        }
        command = ["java", f"-Xms{memory}", f"-Xmx{memory}", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"]
        command += [f"-D{name}={value}" for name, value in properties.items()]
        command += [
            "-cp",
            f"{_jars()}/*",
            "org.eclipse.jetty.xml.XmlConfiguration",
            str(_SOURCES / "jetty.xml"),
        ]
        server.start(command)
    wait_for("Solr", lambda: _answers(place), 120, server.log, server.alive)
    return begun


def empty(place: Place) -> None:
    """Delete everything in the index."""
    if ask(f"{solr_url(place)}/update?commit=true", b'{"delete": {"query": "*:*"}}') is None:
        raise StepFailed("Solr did not empty its index: run the same command again.", process(place).log)


def _write_core(place: Place, core: Path) -> None:
    conf = core / "conf"
    conf.mkdir(parents=True, exist_ok=True)
    shutil.copy(_SOURCES / "solrconfig.xml", conf)
    (schema,) = place.venv.glob("lib/python3*/site-packages/ckan/config/solr/schema.xml")
    shutil.copy(schema, conf)
    for name in ("protwords.txt", "synonyms.txt", "stopwords.txt"):  # the schema asks for them
        (conf / name).touch()
    (core / "core.properties").write_text(f"name={CORE}\n")
    lock = core / "data" / "index" / "write.lock"
    if lock.exists():
        os.unlink(lock)


def _answers(place: Place) -> bool:
    """Return whether the core answers; cores load after the port opens."""
    answer = ask(f"{solr_url(place)}/admin/ping?wt=json")
    return answer is not None and json.loads(answer).get("status") == "OK"
