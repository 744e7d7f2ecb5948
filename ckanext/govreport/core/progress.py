"""How far a long run has come, for whoever sits at the terminal."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from typing import TypeVar

__all__ = ["say", "show_progress"]

T = TypeVar("T")

WIDTH = 30
#: Back to the beginning of the line, and nothing more on it.
CLEAR = "\r\x1b[K"


def show_progress(results: Iterable[T], total: int) -> Iterator[T]:
    """Yield ``results`` and draw a bar on stderr, if that is a terminal on which nothing else is printed."""
    if total < 2 or not sys.stderr.isatty() or sys.stdout.isatty():
        yield from results
        return
    try:
        for number, result in enumerate(results, 1):
            filled = WIDTH * number // total
            bar = "#" * filled + "-" * (WIDTH - filled)
            print(f"\r[{bar}] {number}/{total}", end="", file=sys.stderr, flush=True)
            yield result
    finally:
        print(CLEAR, end="", file=sys.stderr, flush=True)


def say(sentence: str) -> None:
    """Print a sentence on stderr, on a line of its own where a bar stands there."""
    print(f"{CLEAR}{sentence}" if sys.stderr.isatty() else sentence, file=sys.stderr)
