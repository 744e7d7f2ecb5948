"""Makes digits.npz: draws digits and what is none in many fonts, as scans show them, and learns them apart.

Run ``python -m ckanext.govreport.core.documents.make_digits FONT...`` with the extra [ocr] installed.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

import cv2
import numpy as np
from PIL import Image, ImageDraw, ImageFont

from .ocr_digits import CLASSES, measure_glyph
from .ocr_image import Picture

__all__ = ["draw_glyphs", "learn"]

EACH = 5000
HIDDEN = (96, 32)
ROUNDS = 20
BATCH = 256
#: What stands near numbers and is no digit, beside halves and pairs of digits.
OTHERS = (
    "/()-—+,.%ABCDEFGHKMNPRTUVWXYabdefhkmnrtuvwxy"
    "\u4e00\u4e8c\u4e09\u4eba\u53e3\u65e5\u76ee\u4e2d\u65e0\u4ef6\u5143\u4e2a"
    "\u5341\u4e28\u3001\u3002\u5341\u516b\u4e2a\u4e86"
)
SIZES = (14, 17, 20, 24, 28, 33, 38, 44, 52, 60)


def main() -> None:
    """Write digits.npz beside this module."""
    chance = np.random.default_rng(2026)
    pairs = list(draw_glyphs(sys.argv[1:], EACH, chance))
    glyphs = np.stack([glyph for glyph, _ in pairs])
    classes = np.array([number for _, number in pairs])
    layers = learn(glyphs, classes, chance)
    stored = {}
    for number, (weights, bias) in enumerate(layers):
        stored[f"weights{number}"] = weights.astype(np.float16)
        stored[f"bias{number}"] = bias.astype(np.float16)
    np.savez_compressed(Path(__file__).with_name("digits.npz"), **stored)


def draw_glyphs(fonts: Sequence[str], each: int, chance: Any) -> Iterator[tuple[Any, int]]:
    """Yield so many glyphs of each class, measured, with the number of their class."""
    for number, sign in enumerate(CLASSES):
        count = 3 * each if sign == "?" else each
        made = 0
        while made < count:
            font = fonts[chance.integers(len(fonts))]
            picture = _draw_none(font, chance) if sign == "?" else _draw(sign, font, chance)
            glyph = _cut(_age(picture, chance), chance)
            if glyph is not None:
                yield measure_glyph(glyph), number
                made += 1


@cache
def _open_font(name: str, size: int) -> Any:
    return ImageFont.truetype(name, size)


def _draw(text: str, font: str, chance: Any) -> Picture:
    size = SIZES[chance.integers(len(SIZES))]
    picture = Image.new("L", (size * 3, size * 2), 255)
    dark = int(chance.integers(0, 110))
    ImageDraw.Draw(picture).text((size // 2, size // 3), text, font=_open_font(font, size), fill=dark)
    return np.asarray(picture)


def _draw_none(font: str, chance: Any) -> Picture:
    """Return a picture of something that is not one digit: another sign, a half, or two digits."""
    kind = chance.random()
    if kind < 0.4:
        return _draw(OTHERS[chance.integers(len(OTHERS))], font, chance)
    pair = f"{chance.integers(10)}{chance.integers(10)}"
    picture = _draw(pair, font, chance)
    if kind < 0.65:
        return picture
    columns = np.flatnonzero((picture < 200).any(axis=0))
    left, right = int(columns[0]), int(columns[-1]) + 1
    third = left + int((right - left) * chance.uniform(0.3, 0.7))
    cut = picture.copy()
    cut[:, third:] = 255
    # A half of a pair is a whole digit: cut off a part of one as well.
    start = left + int((third - left) * chance.uniform(0.4, 0.7))
    cut[:, left:start] = 255
    return cut


def _age(picture: Picture, chance: Any) -> Picture:
    """Return the picture askew, soft, thicker or thinner, grainy and pressed, as scans are."""
    height, width = picture.shape
    slant = np.float32(
        [
            [1, chance.normal(0, 0.06), chance.uniform(-1, 1)],
            [chance.normal(0, 0.015), 1, chance.uniform(-1, 1)],
        ]
    )
    stretch = chance.uniform(0.85, 1.18)
    slant[0, 0] = stretch
    aged = cv2.warpAffine(
        picture, slant, (round(width * 1.2), height), flags=cv2.INTER_LINEAR, borderValue=255
    )
    aged = cv2.GaussianBlur(aged, (0, 0), chance.uniform(0.3, 1.3) * max(0.6, height / 110))
    if chance.random() < 0.3:
        thick = cv2.erode if chance.random() < 0.5 else cv2.dilate
        aged = thick(aged, np.ones((2, 2), np.uint8))
    aged = aged.astype(np.float32) + chance.normal(0, chance.uniform(1, 14), aged.shape)
    aged = np.clip(aged, 0, 255).astype(np.uint8)
    if chance.random() < 0.7:
        packed = cv2.imencode(".jpg", aged, [cv2.IMWRITE_JPEG_QUALITY, int(chance.integers(30, 90))])[1]
        aged = cv2.imdecode(packed, cv2.IMREAD_GRAYSCALE)
    return aged


def _cut(picture: Picture, chance: Any) -> Picture | None:
    """Return the part with ink, sometimes with a pixel more or less; None where there is hardly any."""
    darkest = float(np.percentile(picture, 0.5))
    ink = picture < (darkest + 255) / 2
    rows, columns = np.flatnonzero(ink.any(axis=1)), np.flatnonzero(ink.any(axis=0))
    if len(rows) < 5 or len(columns) < 2:
        return None
    top, bottom, left, right = rows[0], rows[-1] + 1, columns[0], columns[-1] + 1
    if chance.random() < 0.3:
        top, left = max(0, top + chance.integers(-1, 2)), max(0, left + chance.integers(-1, 2))
        bottom, right = bottom + chance.integers(-1, 2), right + chance.integers(-1, 2)
    glyph = picture[top:bottom, left:right]
    return glyph if glyph.size else None


def learn(glyphs: Any, classes: Any, chance: Any) -> list[tuple[Any, Any]]:
    """Return the layers that tell the classes apart, by Adam on the cross entropy."""
    sizes = [glyphs.shape[1], *HIDDEN, len(CLASSES)]
    values = []
    for before, after in pairwise(sizes):
        values += [
            chance.normal(0, (2 / before) ** 0.5, (before, after)).astype(np.float32),
            np.zeros(after, np.float32),
        ]
    means = [np.zeros_like(value) for value in values]
    squares = [np.zeros_like(value) for value in values]
    step = 0
    for turn in range(ROUNDS):
        rate = 0.002 * (1 - turn / ROUNDS) ** 1.5 + 1e-5
        order = chance.permutation(len(glyphs))
        for start in range(0, len(order) - BATCH, BATCH):
            batch = order[start : start + BATCH]
            step += 1
            slopes = _slopes(values, glyphs[batch], classes[batch])
            for at, slope in enumerate(slopes):
                means[at] += 0.1 * (slope - means[at])
                squares[at] += 0.001 * (slope * slope - squares[at])
                size = np.sqrt(squares[at] / (1 - 0.999**step)) + 1e-8
                values[at] -= rate * (means[at] / (1 - 0.9**step) / size + 0.01 * values[at])
    return list(zip(values[::2], values[1::2], strict=True))


def _slopes(values: Sequence[Any], glyphs: Any, classes: Any) -> list[Any]:
    outputs = [glyphs]
    for at in range(0, len(values), 2):
        raw = outputs[-1] @ values[at] + values[at + 1]
        outputs.append(np.maximum(raw, 0) if at + 2 < len(values) else raw)
    scores = np.exp(outputs[-1] - outputs[-1].max(axis=1, keepdims=True))
    error = scores / scores.sum(axis=1, keepdims=True)
    error[np.arange(len(classes)), classes] -= 1
    error /= len(classes)
    slopes: list[Any] = []
    for at in range(len(values) - 2, -1, -2):
        slopes[:0] = [outputs[at // 2].T @ error, error.sum(axis=0)]
        error = (error @ values[at].T) * (outputs[at // 2] > 0)
    return slopes


if __name__ == "__main__":
    main()
