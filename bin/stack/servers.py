"""PostgreSQL, Redis and Solr of a stack: installed, downloaded and started beside each other."""

from __future__ import annotations

from collections.abc import Sequence

from stack import machine, postgres, redis, solr
from stack.places import ROOT, Place
from stack.processes import Process, check_port
from stack.steps import Lanes, timed
from stack.venv import make_venv

__all__ = ["processes", "start"]


def processes(place: Place) -> dict[str, Process]:
    """Return the servers by the name of their port."""
    return {"postgres": postgres.process(place), "redis": redis.process(place), "solr": solr.process(place)}


def start(place: Place, packages: Sequence[str], debian_packages: Sequence[str] = ()) -> None:
    """Make the environment with these Python packages and start the servers that do not run.

    apt does one thing at a time, so what needs least of it starts first; Maven waits for the network most of
    its time, so it starts early.
    """
    for name, process in processes(place).items():
        if not process.alive():
            check_port(place.port(name), name)
    place.keep_ports()
    if not place.python.exists():
        machine.check_disk(ROOT)
    apt = place.log("apt")
    with Lanes() as lanes:
        timed("packages to build with", machine.install, machine.PYTHON, apt)
        environment = lanes.start(
            timed,
            f"CKAN {place.release} and its extensions",
            make_venv,
            place.venv,
            packages,
            place.log("packages"),
        )
        timed("Java and Maven", machine.install, machine.JAVA, apt)
        jars = lanes.start(timed, "Solr's jars", solr.fetch_jars, place.log("solr-jars"))
        timed("PostgreSQL and Redis", machine.install, machine.STORES, apt)
        stores = [lanes.start(timed, "PostgreSQL answers", postgres.start, place)]
        stores.append(lanes.start(timed, "Redis answers", redis.start, place))
        timed("more packages", machine.install, debian_packages, apt)
        lanes.finish(environment, jars)
        timed("Solr answers", solr.start, place)
        lanes.finish(*stores)
