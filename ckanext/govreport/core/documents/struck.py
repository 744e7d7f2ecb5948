"""Figures that a line is drawn through: deleted, but printed with the changes shown."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence

from .glyphs import Run
from .model import Box

__all__ = ["STRUCK", "mark_struck"]

#: Follows every digit that is struck through, so that no figure is read from it.
STRUCK = "\u0336"
#: Where in the height of a run a line goes through it; an underline is below, a table's rule outside.
HIGHEST, LOWEST = 0.35, 0.75
THICKEST = 1.5


def mark_struck(runs: Sequence[Run], shapes: Iterable[Box]) -> Sequence[Run]:
    """Return ``runs`` with a mark behind each digit that one of ``shapes`` strikes through."""
    strokes = sorted(
        ((top + bottom) / 2, left, right)
        for left, top, right, bottom in shapes
        if bottom - top <= THICKEST and right - left > THICKEST
    )
    levels = [level for level, _, _ in strokes]
    if not levels:
        return runs
    marked = []
    for run in runs:
        height = run.bottom - run.top
        first = bisect_left(levels, run.top + HIGHEST * height)
        last = bisect_right(levels, run.top + LOWEST * height)
        marked.append(_mark(run, strokes[first:last]) if first < last else run)
    return marked


def _mark(run: Run, strokes: Sequence[tuple[float, float, float]]) -> Run:
    signs: list[str] = []
    edges: list[tuple[float, float]] = []
    for sign, (left, right) in zip(run.text, run.edges, strict=True):
        signs.append(sign)
        edges.append((left, right))
        if sign.isdigit() and any(start <= (left + right) / 2 <= end for _, start, end in strokes):
            signs.append(STRUCK)
            edges.append((right, right))
    return run._replace(text="".join(signs), edges=edges)
