"""Locks between runs of these commands."""

from __future__ import annotations

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager

from stack.places import CACHE

__all__ = ["locked"]


@contextmanager
def locked(name: str) -> Iterator[None]:
    """Hold a lock that other runs of these commands respect."""
    CACHE.mkdir(parents=True, exist_ok=True)
    with (CACHE / f"{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield
