"""The printed lines in a part of a scanned page: where each one stands."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np

from .ocr_image import Picture, Scan

__all__ = ["Strip", "find_strips"]

#: Strokes of one sign may lie so far apart, a sign is so high (points).
STROKES = 4.5
SIGN = 6.0
TALLEST = 16.0
#: Text further apart than this is two strips (points).
APART = 36.0


class Strip(NamedTuple):
    """A strip of a page with one printed line in it, in pixels."""

    left: int
    top: int
    right: int
    bottom: int


def find_strips(scan: Scan, ink: Picture, origin: tuple[int, int]) -> list[Strip]:
    """Return the printed lines in ``ink``, a part of ``scan`` that begins at ``origin``, from the top."""
    strips = []
    for top, bottom in _bands(ink.any(axis=1), scan):
        filled = ink[top:bottom].any(axis=0)
        for left, right in _spans(filled, scan.pixels(APART)):
            part = np.flatnonzero(ink[top:bottom, left:right].any(axis=1))
            x, y = origin
            strips.append(Strip(x + left, y + top + int(part[0]), x + right, y + top + int(part[-1]) + 1))
    return strips


def _bands(filled: Any, scan: Scan) -> list[tuple[int, int]]:
    """Return the rows from and to which lines go; the strokes of a sign like 三 are put together."""
    bands = _spans(filled, 1)
    strokes, sign, tallest = scan.pixels(STROKES), scan.pixels(SIGN), scan.pixels(TALLEST)
    joined: list[tuple[int, int]] = []
    for top, bottom in bands:
        if joined:
            start, end = joined[-1]
            is_low = bottom - top < sign or end - start < sign
            if is_low and top - end <= strokes and bottom - start <= tallest:
                joined[-1] = start, bottom
                continue
        joined.append((top, bottom))
    return joined


def _spans(filled: Any, gap: int) -> list[tuple[int, int]]:
    """Return from and to where ``filled`` is true; gaps below ``gap`` do not count."""
    places = np.flatnonzero(filled)
    if not len(places):
        return []
    breaks = np.flatnonzero(np.diff(places) > gap)
    starts = [places[0], *places[breaks + 1]]
    ends = [*places[breaks], places[-1]]
    return [(int(start), int(end) + 1) for start, end in zip(starts, ends, strict=True)]
