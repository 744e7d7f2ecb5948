"""A picture of a page → the same page upright: even paper, its ink, and the rules on it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import cv2
import numpy as np

from .model import Box

__all__ = ["POINTS", "Picture", "Scan", "make_scan", "straighten", "turn_picture"]

#: An array of pixels: grey (height, width) or colour (height, width, 3).
Picture = Any

POINTS = 72.0
#: The page is held askew by no more than this (degrees).
MOST_SKEW = 3.0
LEVEL = 0.03
#: Skew is told on a picture of about this many pixels per inch.
SKEW_DPI = 90
#: The paper is at most this bright in a pixel's worth of ink; a rule may be fainter than text.
FAINT = 222
#: A straight stroke shorter than this is part of a sign (points).
RULE = 24.0
#: A shorter one is a rule if it reaches from rule to rule, so near.
SHORT = 8.0
TOUCH = 1.5
#: Rules are told piece by piece: one that is not quite straight is a rule all the same (points).
PIECE = 36.0
THICK = 4.5
#: A speck: smaller than a decimal point (points).
SPECK = 0.9


@dataclass(frozen=True)
class Scan:
    """One page upright; ``grey`` has paper at 255, ``dpi`` pixels an inch. Boxes are in points."""

    grey: Picture
    dpi: float

    @property
    def size(self) -> tuple[float, float]:
        """Width and height in points."""
        height, width = self.grey.shape
        return width * POINTS / self.dpi, height * POINTS / self.dpi

    def pixels(self, points: float) -> int:
        """Return how many pixels so many points are, at least one."""
        return max(1, round(points * self.dpi / POINTS))

    @cached_property
    def rule_masks(self) -> tuple[Picture, Picture]:
        """Where horizontal and where vertical rules run."""
        soft = (self.grey < FAINT).astype(np.uint8)
        across, down = (self._strokes(soft, level, RULE) for level in (True, False))
        return across | self._between(soft, True, down), down | self._between(soft, False, across)

    def _strokes(self, soft: Picture, level: bool, shortest: float) -> Picture:
        """Return where straight strokes run, level or upright, at least so long (points)."""
        length = self.pixels(shortest)
        step = np.ones((3, 1) if level else (1, 3), np.uint8)
        run = np.ones((1, length) if level else (length, 1), np.uint8)
        return cv2.morphologyEx(cv2.dilate(soft, step), cv2.MORPH_OPEN, run)

    def _between(self, soft: Picture, level: bool, others: Picture) -> Picture:
        """Return where short rules run: strokes that reach from one of the ``others`` to the next."""
        short = self._strokes(soft, level, SHORT)
        reach, thick = self.pixels(TOUCH), self.pixels(THICK) - 1
        count, labels, stats, _ = cv2.connectedComponentsWithStats(short)
        kept = np.zeros(count, bool)
        for number in range(1, count):
            left, top, width, height, _ = (int(value) for value in stats[number])
            if (height if level else width) > thick or max(width, height) > self.pixels(RULE) + 2 * reach:
                continue
            part = slice(top, top + height), slice(left, left + width)
            ends = (
                (
                    others[part[0], max(0, left - reach) : left + reach],
                    others[part[0], left + width - reach :][:, : 2 * reach],
                )
                if level
                else (
                    others[max(0, top - reach) : top + reach, part[1]],
                    others[top + height - reach :, part[1]][: 2 * reach],
                )
            )
            kept[number] = all(end.any() for end in ends)
        return kept[labels].astype(np.uint8)

    @cached_property
    def rules(self) -> list[Box]:
        """The rules as thin boxes, in pieces."""
        across, down = self.rule_masks
        boxes = list(self._pieces(across))
        boxes += [(top, left, bottom, right) for left, top, right, bottom in self._pieces(down.T)]
        return boxes

    def _pieces(self, mask: Picture) -> Iterator[Box]:
        """Yield the horizontal pieces of a mask: thin boxes along the middle of what is drawn."""
        scale = POINTS / self.dpi
        step = self.pixels(PIECE)
        count, labels, stats, _ = cv2.connectedComponentsWithStats(np.ascontiguousarray(mask))
        for number in range(1, count):
            left, top, width, height, _ = (int(value) for value in stats[number])
            part = labels[top : top + height, left : left + width] == number
            for start in range(0, width, step):
                column = part[:, start : start + step]
                filled = column.sum(axis=1)
                thickness = column.sum() / max(1, column.shape[1]) * scale
                if thickness > THICK:
                    continue
                level = (top + float((np.arange(height) + 0.5) @ filled) / max(1, int(filled.sum()))) * scale
                yield (
                    (left + start) * scale,
                    level - 0.2,
                    (left + start + column.shape[1]) * scale,
                    level + 0.2,
                )

    @cached_property
    def ink(self) -> Picture:
        """Where signs are: dark pixels that are no rule and no speck."""
        across, down = self.rule_masks
        darkest = float(np.percentile(self.grey[self.grey < 160], 30)) if (self.grey < 160).any() else 0.0
        dark = self.grey < (darkest + 255) / 2
        near = np.ones((3, 3), np.uint8)
        rules = cv2.dilate(cv2.bitwise_or(across, down), near)
        dark = (dark & (rules == 0)).astype(np.uint8)
        _, labels, stats, _ = cv2.connectedComponentsWithStats(dark)
        small = np.maximum(stats[:, cv2.CC_STAT_WIDTH], stats[:, cv2.CC_STAT_HEIGHT]) < self.pixels(SPECK)
        small[0] = True
        return (~small[labels]).astype(np.uint8)


def make_scan(picture: Picture, dpi: float) -> Scan:
    """Return the page in ``picture`` straightened, its paper white, its coloured seals gone."""
    return straighten(Scan(_even_paper(_without_colour(picture)), dpi))


def straighten(scan: Scan) -> Scan:
    """Return the page turned a little so that its lines are level."""
    angle = _find_skew(scan.grey, scan.dpi)
    if abs(angle) < LEVEL:
        return scan
    height, width = scan.grey.shape
    turn = cv2.getRotationMatrix2D((width / 2, height / 2), angle, 1.0)
    grey = cv2.warpAffine(scan.grey, turn, (width, height), flags=cv2.INTER_CUBIC, borderValue=255)
    return Scan(grey, scan.dpi)


def turn_picture(scan: Scan, quarters: int) -> Scan:
    """Return the page turned by so many quarters, counter-clockwise."""
    return Scan(np.ascontiguousarray(np.rot90(scan.grey, quarters)), scan.dpi)


def _without_colour(picture: Picture) -> Picture:
    """Return the brightest of the colours of each pixel: print stays black, a red seal goes."""
    return picture if picture.ndim == 2 else picture.max(axis=2)


def _even_paper(grey: Picture) -> Picture:
    """Return the picture divided by the brightness of its paper around each place."""
    height, width = grey.shape
    small = cv2.resize(grey, (max(1, width // 8), max(1, height // 8)), interpolation=cv2.INTER_AREA)
    paper = cv2.medianBlur(cv2.dilate(small, np.ones((7, 7), np.uint8)), 15)
    paper = cv2.resize(cv2.GaussianBlur(paper, (0, 0), 5), (width, height), interpolation=cv2.INTER_LINEAR)
    return cv2.divide(grey, np.maximum(paper, 40), scale=255)


def _find_skew(grey: Picture, dpi: float) -> float:
    """Return by how many degrees the page must be turned for its lines to be level."""
    scale = min(1.0, SKEW_DPI / dpi)
    small = cv2.resize(grey, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    ink = (small < 200).astype(np.float32)
    best = 0.0
    for step in (0.5, 0.1, 0.02):
        reach = MOST_SKEW if step == 0.5 else 5 * step
        angles = np.arange(best - reach, best + reach + step / 2, step)
        best = float(max(angles, key=lambda angle: _levelness(ink, float(angle))))
    return best


def _levelness(ink: Picture, angle: float) -> float:
    height, width = ink.shape
    turn = cv2.getRotationMatrix2D((width / 2, height / 2), angle, 1.0)
    profile = cv2.warpAffine(ink, turn, (width, height), flags=cv2.INTER_LINEAR).sum(axis=1)
    return float((np.diff(profile) ** 2).sum())
