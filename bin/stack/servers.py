"""PostgreSQL, Redis and Solr of a stack: installed, downloaded and started beside each other."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from typing import Any

from stack import machine, postgres, redis, solr
from stack.places import ROOT, Place
from stack.processes import Process, check_port
from stack.steps import Lanes, say
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
    machine.check_disk(ROOT)
    apt = place.log("apt")
    with Lanes() as lanes:
        _time("packages to build with", machine.install, machine.PYTHON, apt)
        environment = lanes.start(
            _time,
            f"CKAN {place.release} and its extensions",
            make_venv,
            place.venv,
            packages,
            place.log("packages"),
        )
        _time("Java and Maven", machine.install, machine.JAVA, apt)
        jars = lanes.start(_time, "Solr's jars", solr.fetch_jars, place.log("solr-jars"))
        _time("PostgreSQL and Redis", machine.install, machine.STORES, apt)
        stores = [lanes.start(_time, "PostgreSQL answers", postgres.start, place)]
        stores.append(lanes.start(_time, "Redis answers", redis.start, place))
        _time("more packages", machine.install, debian_packages, apt)
        lanes.finish(environment, jars)
        _time("Solr answers", solr.start, place)
        lanes.finish(*stores)


def _time(title: str, work: Callable[..., bool], *arguments: Any) -> None:
    """Do something, and print the title and the time taken when there was something to do."""
    began = time.monotonic()
    if work(*arguments):
        say(f"{title} ({time.monotonic() - began:.1f} s)")
