"""A second look at the digits of a number, one by one, by a small network of our own (digits.npz)."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

import cv2
import numpy as np

from .ocr_image import Picture

__all__ = ["CLASSES", "HIGH", "WIDE", "measure_glyph", "read_digits"]

#: What a glyph may be; the last is anything that is no digit.
CLASSES = "0123456789?"
#: The size of the picture of a glyph that the network looks at.
HIGH, WIDE = 22, 18
#: Parts of the height of a line: what is lower is no whole digit, what is wider is more than one.
LOWEST = 0.7
WIDEST = 0.85
USUAL = 0.6
#: A piece of a broken digit lies no further from the rest.
BROKEN = 0.12
#: Pieces that share so much of their width are one sign.
SHARED = 0.25
#: Below this it is not sure which digit a sign is; above that it is surely none.
SURE, NONE = 0.9, 0.9
#: What is darker may belong to a sign (paper is 255).
PALE = 205
#: A dash is so many times as wide as it is high; a comma or a point is smaller than so much of a line.
DASH = 1.8
SEPARATOR = 0.45

#: Left, top, right, bottom in pixels.
Rectangle = tuple[int, int, int, int]


def read_digits(grey: Picture, ink: Picture) -> str | None:
    """Return the digits and dashes in a line, ``?`` for any other sign; ``ink`` is where signs are.

    Commas and points are left out. None where a sign is not surely one or the other.
    """
    boxes = _glyphs(ink)
    # Thin strokes of pale print are lost: then signs are in pieces that a lower measure of ink puts together.
    whole = _glyphs((grey < PALE).astype(np.uint8))
    boxes = whole if 0 < len(whole) < len(boxes) else boxes
    if not boxes:
        return None
    chances = _chances(np.stack([measure_glyph(grey[t:b, x:r]) for x, t, r, b in boxes]))
    read = ["-" if _is_dash(box) else _class_of(each) for box, each in zip(boxes, chances, strict=True)]
    return None if None in read else "".join(filter(None, read))


def _class_of(chances: Any) -> str | None:
    """Return the class of a sign by the chances of each, None where it is not sure."""
    if chances[-1] > NONE:
        return CLASSES[-1]
    digits = chances[:-1] / max(1e-9, float(chances[:-1].sum()))
    return CLASSES[int(digits.argmax())] if float(digits.max()) >= SURE else None


def _glyphs(ink: Picture) -> list[Rectangle]:
    """Return the boxes of the signs in a line from the left: broken ones whole, joined ones parted."""
    framed = cv2.copyMakeBorder(ink, 1, 1, 1, 1, cv2.BORDER_CONSTANT, value=0)
    count, _, stats, _ = cv2.connectedComponentsWithStats(framed)
    pieces = [
        (x - 1, y - 1, x + width - 1, y + height - 1)
        for x, y, width, height, _ in sorted(stats[1:count].tolist())
    ]
    tallest = max((bottom - top for _, top, _, bottom in pieces), default=0)
    middle = sum((top + bottom) / 2 for _, top, _, bottom in pieces) / max(1, len(pieces))
    boxes: list[Rectangle] = []
    for piece in pieces:
        if _is_separator(piece, tallest, middle) and not _is_dash(piece):
            continue
        if boxes and not _is_dash(piece) and not _is_dash(boxes[-1]) and _is_one(boxes[-1], piece, tallest):
            boxes[-1] = _around(boxes[-1], piece)
        else:
            boxes.append(piece)
    return [part for box in boxes for part in _parted(box, ink, tallest)]


def _is_one(box: Rectangle, piece: Rectangle, tallest: int) -> bool:
    """Whether two pieces are one sign: one above the other, or one is a splinter of the other."""
    if min(box[2], piece[2]) - piece[0] > SHARED * min(box[2] - box[0], piece[2] - piece[0]):
        return True
    is_splinter = any(bottom - top < LOWEST * tallest for _, top, _, bottom in (box, piece))
    whole = _around(box, piece)
    return is_splinter and piece[0] - box[2] <= BROKEN * tallest and whole[2] - whole[0] <= WIDEST * tallest


def _around(one: Rectangle, other: Rectangle) -> Rectangle:
    return min(one[0], other[0]), min(one[1], other[1]), max(one[2], other[2]), max(one[3], other[3])


def _parted(box: Rectangle, ink: Picture, tallest: int) -> list[Rectangle]:
    """Return a box too wide for one digit as several, cut where there is least ink."""
    left, top, right, bottom = box
    width = right - left
    count = min(round(width / (USUAL * tallest)), width // 3)
    if width <= WIDEST * tallest or count < 2 or _is_dash(box):
        return [box]
    columns = ink[top:bottom, left:right].sum(axis=0)
    reach = max(1, width // (4 * count))
    cuts = [0]
    for number in range(1, count):
        start = max(0, width * number // count - reach)
        cuts.append(start + int(columns[start : start + 2 * reach + 1].argmin()))
    cuts = sorted({*cuts, width})
    return [(left + one, top, left + other, bottom) for one, other in pairwise(cuts)]


def _is_dash(box: Rectangle) -> bool:
    left, top, right, bottom = box
    return right - left >= DASH * (bottom - top)


def _is_separator(box: Rectangle, tallest: int, middle: float) -> bool:
    """Whether a sign is a comma or a point: they do not count here."""
    left, top, right, bottom = box
    return top > middle and max(right - left, bottom - top) < SEPARATOR * tallest


def measure_glyph(glyph: Picture) -> Any:
    """Return what the network is shown of a grey picture of one glyph: equally high, dark and placed."""
    height, width = glyph.shape
    scale = (HIGH - 2) / height
    wide = max(1, min(WIDE - 2, round(width * scale)))
    method = cv2.INTER_AREA if scale < 1 else cv2.INTER_LINEAR
    small = 255.0 - cv2.resize(glyph, (wide, HIGH - 2), interpolation=method).astype(np.float32)
    small = np.clip((small - 30.0) / max(60.0, float(small.max()) - 30.0), 0.0, 1.0)
    canvas = np.zeros((HIGH, WIDE), np.float32)
    left = (WIDE - wide) // 2
    canvas[1 : HIGH - 1, left : left + wide] = small
    return canvas.ravel()


def _chances(glyphs: Any) -> Any:
    layers = _load()
    values = glyphs
    for weights, bias in layers[:-1]:
        values = np.maximum(values @ weights + bias, 0.0)
    weights, bias = layers[-1]
    scores = values @ weights + bias
    scores = np.exp(scores - scores.max(axis=1, keepdims=True))
    return scores / scores.sum(axis=1, keepdims=True)


@cache
def _load() -> Sequence[tuple[Any, Any]]:
    with np.load(Path(__file__).with_name("digits.npz")) as stored:
        return [
            (stored[f"weights{layer}"].astype(np.float32), stored[f"bias{layer}"].astype(np.float32))
            for layer in range(len(stored.files) // 2)
        ]
