"""How a page of a PDF is held to be read: so that most of its text is upright."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from .model import Box

__all__ = ["Frame"]


@dataclass(frozen=True, slots=True)
class Frame:
    """How the page is held to be read: ``turn`` is where its text runs, counter-clockwise in degrees."""

    turn: int
    bounds: Box

    @property
    def size(self) -> tuple[float, float]:
        """Width and height as the page is held."""
        left, bottom, right, top = self.bounds
        sides = right - left, top - bottom
        return sides if self.turn in {0, 180} else (sides[1], sides[0])

    def place(self, left: float, bottom: float, right: float, top: float) -> Box:
        """Return a box of the page's space as left, top, right, bottom from the top left corner."""
        west, south, east, north = self.bounds
        if self.turn == 0:
            return left - west, north - top, right - west, north - bottom
        if self.turn == 90:
            return bottom - south, left - west, top - south, right - west
        if self.turn == 180:
            return east - right, bottom - south, east - left, top - south
        return north - top, east - right, north - bottom, east - left

    def place_points(self, xs: Sequence[float], ys: Sequence[float]) -> tuple[list[float], list[float]]:
        """Return points of the page's space as distances from the left and from the top."""
        west, south, east, north = self.bounds
        if self.turn == 0:
            return [x - west for x in xs], [north - y for y in ys]
        if self.turn == 90:
            return [y - south for y in ys], [x - west for x in xs]
        if self.turn == 180:
            return [east - x for x in xs], [y - south for y in ys]
        return [north - y for y in ys], [east - x for x in xs]
