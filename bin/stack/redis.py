"""A private Redis server, whose queues survive a restart."""

from __future__ import annotations

import socket

from stack.places import Place
from stack.processes import Process
from stack.steps import wait_for

__all__ = ["empty", "process", "redis_url", "start"]


def process(place: Place) -> Process:
    """Return the server's process."""
    return Process(place, "redis")


def start(place: Place) -> bool:
    """Start Redis and return whether it did not run; only a portal's queues are kept on disk."""
    server = process(place)
    begun = not server.alive()
    if begun:
        data = place.folder / "redis"
        data.mkdir(parents=True, exist_ok=True)
        keep = "no" if place.for_tests else "yes"
        command = [
            "redis-server",
            "--port",
            str(place.port("redis")),
            "--bind",
            "127.0.0.1",
            "--dir",
            str(data),
        ]
        server.start([*command, "--appendonly", keep, "--save", ""])
    wait_for("Redis", lambda: _answers(place), 30, server.log, server.alive)
    return begun


def redis_url(place: Place) -> str:
    """Return the address CKAN gets.

    redis-py 8 (CKAN 2.12) gives up reading after 5 s, which kills ckanext-harvest's waiting consumers
    (ckan/ckanext-harvest#581); redis-py 5 (CKAN 2.11) takes the same parameter.
    """
    return f"redis://127.0.0.1:{place.port('redis')}/0?socket_timeout=31536000"


def empty(place: Place) -> None:
    """Delete everything in it."""
    _ask(place, b"FLUSHALL")


def _answers(place: Place) -> bool:
    try:
        return _ask(place, b"PING").startswith(b"+PONG")
    except OSError:
        return False


def _ask(place: Place, command: bytes) -> bytes:
    with socket.create_connection(("127.0.0.1", place.port("redis")), timeout=10) as link:
        link.sendall(command + b"\r\n")
        return link.recv(64)
